"""Waar je bent ingelogd: the own open sessions, and an end to one or to all others (ASVS 7.5.2).

The key of a session opens it, so it stands on no page: a line is named by what is made of its key.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from houvast.accounts.reads import sessions_of
from houvast.accounts.session_store import SessionStore
from houvast.errors import NotFound
from houvast.sharing.actions.sessions import end_sessions
from houvast.web.acting import actor
from houvast.web.frame import tell
from houvast.web.staying import DEVICE, SINCE, WHOLE, this_second

PAGE = "account/sessions.html"
OTHERS = "others"
CALLED: dict[str, str | Promise] = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": _lazy("Telefoon of tablet met Android"),
    "CrOS": _lazy("Computer met ChromeOS"),
    "Windows": _lazy("Computer met Windows"),
    "Macintosh": _lazy("Mac"),
    "Linux": _lazy("Computer met Linux"),
}


@dataclass(frozen=True, slots=True)
class Session:
    """One place where somebody is signed in."""

    key: str
    name: str
    device: str | Promise
    since: datetime
    until: datetime
    is_this: bool


@require_safe
def open_sessions(request: HttpRequest) -> HttpResponse:
    """The own sessions, this one first."""
    actor(request)
    found = _open(request)
    today = timezone.localdate(datetime.fromtimestamp(this_second(), UTC))
    others = any(not one.is_this for one in found)
    return render(request, PAGE, {"sessions": found, "others": others, "today": today})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Sign out where it says, or everywhere else."""
    by, which = actor(request), request.POST.get("which", "")
    keys = [one.key for one in _open(request) if not one.is_this and which in (one.name, OTHERS)]
    try:
        end_sessions(by=by, keys=keys)
    except NotFound:
        tell(request, _("Daar ben je al uitgelogd."), tone="blue")
    else:
        tell(request, _("Uitgelogd. Daar kan niemand meer verder."))
    return redirect("open_sessions")


def _open(request: HttpRequest) -> list[Session]:
    """Those that still work, the one of now first and then the newest."""
    user: Any = request.user
    now, hashed, read = this_second(), user.get_session_auth_hash(), SessionStore().decode
    held = {key: read(data) for key, data in sessions_of(user.pk).items()}
    lines = [
        _line(key, data, request.session.session_key)
        for key, data in held.items()
        if now - data.get(SINCE, 0) <= WHOLE
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), hashed)
    ]
    return sorted(lines, key=lambda one: (not one.is_this, -one.since.timestamp()))


def _line(key: str, data: dict[str, Any], this: str | None) -> Session:
    return Session(
        key,
        salted_hmac("houvast.session", key).hexdigest()[:32],
        CALLED.get(data.get(DEVICE, ""), _("Toestel")),
        datetime.fromtimestamp(data[SINCE], UTC),
        datetime.fromtimestamp(data[SINCE] + WHOLE, UTC),
        key == this,
    )
