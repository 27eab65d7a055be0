"""Step in as one of the personas: only in demo mode, where everybody is made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from houvast.demo.entrance import groups, walk
from houvast.demo.fates import WHOLE
from houvast.demo.municipality import personas
from houvast.tracks.reads.notices import NoticeLine, post_box
from houvast.tracks.rules.notices import NoticeKind
from houvast.web.acting import actor
from houvast.web.language import keep_language

BACKEND = "houvast.web.signing_in.Backend"


@dataclass(frozen=True, slots=True)
class Letter:
    """The same sentence of one day, told once: when first and last, and how often."""

    kind: NoticeKind
    first: datetime
    last: datetime
    number: int
    sent: bool

    @property
    def spans(self) -> bool:
        """Whether some minutes lie between the first and the last."""
        return self.last - self.first >= timedelta(minutes=1)


def _letters(notices: Iterable[NoticeLine]) -> list[Letter]:
    same: dict[tuple[NoticeKind, bool], list[NoticeLine]] = {}
    for one in notices:
        same.setdefault((one.kind, one.sent_at is not None), []).append(one)
    return [
        Letter(kind, many[-1].at, many[0].at, len(many), sent)
        for (kind, sent), many in same.items()
    ]


@login_not_required
@require_safe
def step_in(request: HttpRequest) -> HttpResponse:
    """Everyone you can be, and what you see then."""
    page = {"groups": groups(), "walk": walk(), "size": WHOLE}
    return render(request, "demo/step_in.html", page)


@login_not_required
@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Choose the language before one steps in, and come back here."""
    return keep_language(redirect("demo"), request.POST.get("language", ""))


@require_safe
def postbox(request: HttpRequest) -> HttpResponse:
    """The messages that Houvast would send by mail to this persona."""
    page = post_box(actor(request))
    by_day = groupby(page.notices, key=lambda one: localdate(one.at))
    days = [{"on": on, "letters": _letters(notices)} for on, notices in by_day]
    return render(request, "demo/postbox.html", {"page": page, "days": days})


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a persona; anyone else has to know a password."""
    username = request.POST.get("username", "")
    if username not in {one.username for one in personas()}:
        raise Http404
    user = get_user_model().objects.get_by_natural_key(username)
    login(request, user, backend=BACKEND)
    request.session.pop("role", None)
    return redirect(reverse("home"))
