"""The door for devices on the street: who is signed in, names in short, and the package (T-108).

Every answer is JSON, also a no: a page of signing in with status 200 would look like a receipt. To
ask who is signed in keeps nobody signed in (`staying`).
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from houvast.accounts.rules import COACHES, Purpose
from houvast.capture.actions.devices import register
from houvast.capture.actions.intake import Answer, receive
from houvast.capture.actions.quarantine import hold
from houvast.capture.reads.device_standing import standing_of
from houvast.capture.reads.standing import Label, key_names, missing_of, names, public_key
from houvast.capture.rules import package_of, sentence
from houvast.capture.rules.devices import ON_DEVICE, DeviceLost, Report, Standing, report_of
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused
from houvast.web.acting import actor
from houvast.web.staying import this_second, two_steps_taken

JSON = "application/json"
BEFORE, REMEMBERED = "houvast-device", 400 * 24 * 60 * 60
"""Which device a browser was, kept where no emptied storage takes it: it tells nobody who it is."""
DEVICE, SECRET = "Houvast-Device", "Houvast-Secret"


@login_not_required
@require_safe
def stand(request: HttpRequest) -> JsonResponse:
    """Who is signed in, a fresh token against forged forms, and the key to seal with."""
    by = _captures(request, otherwise=200)
    if isinstance(by, JsonResponse):
        return by
    key = public_key(by)
    return JsonResponse(
        {
            "signed_in": True,
            "captures": True,
            "user": str(by.user_id),
            "csrf": get_token(request),
            "now": datetime.fromtimestamp(this_second(), UTC).isoformat(),
            "key": {"id": key.id, "public": key.public} if key else None,
            "keys": list(key_names(by)),
            "device": _known(request).value,
        }
    )


@login_not_required
@require_safe
def labels(request: HttpRequest) -> JsonResponse:
    """The own caseload in short and the places of the team, for the form without a network."""
    by = _captures(request)
    if isinstance(by, JsonResponse):
        return by
    found = names(by, _device(request))
    return JsonResponse(
        {
            "user": str(by.user_id),
            "labels": found.allowed,
            "day": found.today.isoformat(),
            "people": [_named(one) for one in found.people],
            "places": [{"id": str(one.id), "name": one.name} for one in found.places],
            "missing": list(found.missing),
        }
    )


def _named(one: Label) -> dict[str, Any]:
    """A name, and of who is sought today that he is and where: no date, no reason, no text."""
    said = {"id": str(one.track_id), "name": one.name, "how": one.how}
    if one.seek:
        said["seek"] = one.seek.value
    if one.place_id:
        said["place"] = str(one.place_id)
    return said


@login_not_required
@require_POST
def device(request: HttpRequest) -> JsonResponse:
    """A device makes itself known, in the hands of who is signed in."""
    by, asked = _captures(request), _device(request)
    if isinstance(by, JsonResponse):
        return by
    if asked is None:
        return JsonResponse({"reason": _("Dit toestel noemt geen nummer.")}, status=422)
    try:
        said = _said(request, asked)
        before = register(by=by, device=asked, secret=request.headers.get(SECRET, ""), said=said)
    except DeviceLost:
        return _gone()
    except RequestDataTooBig:
        return JsonResponse({"reason": _("Dit bericht is te groot.")}, status=413)
    except Refused as no:
        return JsonResponse({"reason": _(no.reason)}, status=422)
    _note_in_session(request, asked)
    gone = {"device": str(before.device), "waiting": before.waiting} if before else None
    answer = JsonResponse({"device": Standing.KNOWN.value, "before": gone})
    answer.set_cookie(
        BEFORE,
        str(asked),
        max_age=REMEMBERED,
        path="/sync/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return answer


def _note_in_session(request: HttpRequest, asked: UUID) -> None:
    """Keep on which device a session is, once and without a cookie.

    A cookie that comes late would sign in whoever was signed in before, in the place of a colleague
    who signed in meanwhile.
    """
    if request.session.get(ON_DEVICE) == str(asked):
        return
    request.session[ON_DEVICE] = str(asked)
    with suppress(UpdateError):  # it was ended meanwhile
        request.session.save()
    request.session.modified = False


def _said(request: HttpRequest, asked: UUID) -> Report:
    """What it says of itself; where its browser kept a cookie alone, that says what it was."""
    said = report_of(request.body if request.content_type == JSON else b"")
    try:
        before = UUID(request.COOKIES.get(BEFORE, ""))
    except ValueError:
        return said
    return said if said.before or before == asked else replace(said, before=before)


@login_not_required
@require_POST
def package(request: HttpRequest) -> JsonResponse:
    """Take in what a device sealed; an answer for each item."""
    by = _captures(request)
    if isinstance(by, JsonResponse):
        return by
    try:
        sent = package_of(request.body)
    except RequestDataTooBig:
        return JsonResponse({"reason": _("Dit pakket is te groot.")}, status=413)
    except Refused as no:
        return JsonResponse({"reason": _(no.reason)}, status=422)
    try:
        answers = [_answer(one) for one in receive(by=by, package=sent)]
    except DeviceLost:
        return _gone()
    return JsonResponse({"answers": answers, "missing": list(missing_of(by, sent.device))})


@require_POST
@csrf_exempt  # nobody is signed in on it: the secret, in a header of its own, is what counts
@login_not_required
def sealed(request: HttpRequest) -> JsonResponse:
    """Keep what a lost device sends, sealed; to whatever does not prove to be it one same no."""
    asked, secret = _device(request), request.headers.get(SECRET, "")
    try:
        sent = package_of(request.body)
        if asked is None or asked != sent.device:
            raise NotAllowed("device")
        answers = hold(device=asked, secret=secret, package=sent)
    except RequestDataTooBig:
        return JsonResponse({"reason": _("Dit pakket is te groot.")}, status=413)
    except Refused as no:
        return JsonResponse({"reason": _(no.reason)}, status=422)
    except NotAllowed:
        return JsonResponse({"held": False}, status=403)
    return JsonResponse({"answers": [_answer(one) for one in answers]})


def _answer(one: Answer) -> dict[str, Any]:
    said = sentence(one.why, one.no) if one.why else None
    return {
        "id": str(one.id),
        "state": one.state.value,
        "receipt": one.receipt,
        "reason": _(said[0]).format(**said[1]) if said else None,
        "code": one.why.value if one.why else None,
    }


def _captures(request: HttpRequest, otherwise: int = 403) -> Actor | JsonResponse:
    """Who captures; or the answer as JSON for a lost device, for nobody, and for no coach."""
    if _standing(request) is Standing.REVOKED:
        return _gone()
    if not request.user.is_authenticated or not two_steps_taken(request):
        return JsonResponse({"signed_in": False}, status=401)
    role = getattr(request, "role", None)
    if role not in COACHES:
        said = {"signed_in": True, "captures": False, "user": str(request.user.pk)}
        return JsonResponse(said, status=otherwise)
    return actor(request, Purpose.GUIDANCE)


def _gone() -> JsonResponse:
    """Names go from the device; what is sealed stays on it."""
    return JsonResponse({"device": Standing.REVOKED.value}, status=409)


def _standing(request: HttpRequest) -> Standing:
    """How the device that asks stands with the municipality."""
    asked = _device(request)
    if asked is None:
        return Standing.UNHEARD
    return standing_of(asked, request.user.pk if request.user.is_authenticated else None)


def _known(request: HttpRequest) -> Standing:
    """As `_standing`; a session that does not say that it is of this device is asked to."""
    asked, found = _device(request), _standing(request)
    here = request.session.get(ON_DEVICE) == str(asked)
    return found if here or found is not Standing.KNOWN else Standing.UNHEARD


def _device(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.headers.get(DEVICE, ""))
    except ValueError:
        return None
