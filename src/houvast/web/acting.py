"""Who acts in a request: the role of the session, checked against the roles someone has now."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.cooperation.reads.own_question import turned_away
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.placements.reads import works_beside
from houvast.web.frame import start_of, tell
from houvast.web.http import forbidden
from houvast.web.words import word

GetResponse = Callable[[HttpRequest], HttpResponse]


class Acting:
    """Middleware: the role of this request. A role that has ended is gone at the next request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the role of the session, or the first one that the user has."""
        roles = roles_now(request)
        chosen = request.session.get("role")
        first = roles[0] if roles else None
        request.role = Role(chosen) if chosen in roles else first  # type: ignore[attr-defined]
        request.roles = roles  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Keep a guest of a partner at his own page; that he tried another door is kept."""
        if getattr(request, "role", None) is not Role.PARTNER_GUEST or _for_guests(request):
            return None
        with suppress(NotAllowed):
            turned_away(actor(request))
        return forbidden(request)


OF_GUESTS = frozenset(
    ("home", "question", "guest_question", "return_question", "help", "choose_language")
)
SIGNING_IN = ("inloggen/", "uitloggen/", "ben-jij-het/", "beveiliging/", "demo/")
"""How the addresses begin that are about one's own account."""


def _for_guests(request: HttpRequest) -> bool:
    """Whether a guest may try this door at all; every other one is closed, a new one as well."""
    match = request.resolver_match
    return match is not None and (match.url_name in OF_GUESTS or match.route.startswith(SIGNING_IN))


def roles_now(request: HttpRequest) -> tuple[Role, ...]:
    """The roles of the user by the one clock; they came with the user, in the same query."""
    found: Any = getattr(request.user, "live_roles", None)
    return tuple(dict.fromkeys(Role(one) for one in found or ()))


def actor(request: HttpRequest, purpose: Purpose | None = None) -> Actor:
    """The actor of this request, for the role's own purpose or a named one.

    Raises NotAllowed when the role does not act for that purpose, or when there is no role.
    """
    role: Role | None = getattr(request, "role", None)
    if role is None:
        raise NotAllowed("no_role")
    return actor_of(request.user, role, purpose)


def at_work(request: HttpRequest, thing: UUID, usual: Purpose | None = Purpose.GUIDANCE) -> Actor:
    """The actor of a page about somebody's work: beside the lead a work coach acts for placement.

    `thing` is the track, or what hangs on it; `usual` is the purpose of everybody else.
    """
    by = actor(request, usual)
    if by.role == Role.WORK_COACH and works_beside(by, thing):
        return actor(request, Purpose.PLACEMENT)
    return by


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To where the role begins its day."""
    role: Role | None = getattr(request, "role", None)
    return redirect(reverse(start_of(role)) if role else reverse("no_role"))


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Go on in another role; with the role the purpose changes, and the page says so."""
    wanted = request.POST.get("role", "")
    if wanted not in roles_now(request):
        raise NotAllowed("role")
    request.session["role"] = wanted
    tell(request, _("Je werkt nu als {role}.").format(role=word(Role(wanted))), tone="blue")
    return redirect("home")


@require_safe
def no_role(request: HttpRequest) -> HttpResponse:
    """For who has no role with screens of its own here."""
    return render(request, "no_role.html")
