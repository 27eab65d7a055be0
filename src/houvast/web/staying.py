"""How long one stays signed in: half an hour without a request, and ten hours in all (trust T-99).

When somebody was last here stands in a signed cookie that belongs to the session, so that looking
at a page writes nothing. When somebody signed in stands in the session, on the server.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.signing import BadSignature, TimestampSigner
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

IDLE, WHOLE = 30 * 60, 10 * 60 * 60
"""Seconds."""
OFTEN = 60
"""The cookie is not written again within so many seconds."""
SINCE, SECOND, DEVICE = "signed_in_at", "second_step", "kind_of_device"
DEVICES = ("iPhone", "iPad", "Android", "CrOS", "Windows", "Macintosh", "Linux")
"""Words in which browsers say what they run on. The first counts: Android says Linux too."""
STRONG = frozenset({"mfa"})
"""Ways of signing in that are a second step; who had one elsewhere is noted in `identity`."""
WITHOUT = frozenset(
    (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_logout",
        "account_reauthenticate",
        "choose_language",
    )
)
"""What one can do before there is a second step."""
APART = "/sync/"
"""Where devices of coaches ask by themselves: that keeps nobody signed in, and gets no pages."""
ENDED = _("Je was te lang weg en bent uitgelogd. Log in, en doe het dan opnieuw.")
Next = Callable[[HttpRequest], HttpResponse]


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Note when, on which kind of device, and whether that took two steps."""
    request.session[SINCE] = this_second()
    request.session[DEVICE] = kind_of_device(request.headers.get("User-Agent", ""))
    ways = {one["method"] for one in get_authentication_records(request, user)}
    request.session[SECOND] = bool(ways & STRONG)


def this_second() -> int:
    """The clock of signing in, in seconds: it asks no database."""
    return int(time.time())


def kind_of_device(said: str) -> str:
    """What a browser says it runs on, in one known word; a name of a device is not kept."""
    return next((one for one in DEVICES if one in said), "")


def just_signed_in(request: HttpRequest) -> bool:
    """Whether somebody showed a moment ago who he is."""
    moment = time.time() - request.session.get(SINCE, 0)
    return bool(moment < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


class Staying:
    """Middleware: ends a session that was left alone, or that lasted a day of work."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or ask to sign in again."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        since, now = request.session.get(SINCE, 0), time.time()
        seen = max(since, _seen(request))
        apart = request.path_info.startswith(APART)
        if now - since > WHOLE or now - seen > IDLE:
            logout(request)
            return self.get_response(request) if apart else ended(request)
        answer = self.get_response(request)
        if not apart and request.user.is_authenticated and now - _seen(request) > OFTEN:
            _note(request, answer)
        return answer


class SecondStep:
    """Middleware: whoever has no second step yet makes one before anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead to the second step, when one is asked and was not taken."""
        if two_steps_taken(request) or not request.user.is_authenticated or _without(request):
            return None
        return redirect("mfa_index")


def two_steps_taken(request: HttpRequest) -> bool:
    """Whether there was a second step, or none is asked."""
    return not settings.SECOND_STEP or bool(request.session.get(SECOND, False))


def _without(request: HttpRequest) -> bool:
    match = request.resolver_match
    known = match is not None and match.url_name in WITHOUT
    return known or request.path_info.startswith(APART)


def ended(request: HttpRequest) -> HttpResponse:
    """To the door; of what was being sent nothing was done, and the page says so."""
    door = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    page: HttpResponse | None = None
    if request.method not in ("GET", "HEAD"):
        page = render(request, "ended.html", {"words": ENDED}, status=403)
    answer = page or redirect(door)
    answer.delete_cookie(settings.SEEN_COOKIE_NAME)
    return answer


def seen_at(session: str | None, second: int) -> str:
    """The cookie that says when somebody was last here, in seconds, in this session alone."""
    return _signer(session).sign(str(second))


def _signer(session: str | None) -> TimestampSigner:
    return TimestampSigner(salt=f"houvast.seen:{session}")


def _seen(request: HttpRequest) -> float:
    """When somebody was last here in this session, in seconds; 0 when that is not known."""
    said = request.COOKIES.get(settings.SEEN_COOKIE_NAME, "")
    try:
        return float(_signer(request.session.session_key).unsign(said))
    except (BadSignature, ValueError):
        return 0.0


def _note(request: HttpRequest, answer: HttpResponse) -> None:
    answer.set_cookie(
        settings.SEEN_COOKIE_NAME,
        seen_at(request.session.session_key, this_second()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
