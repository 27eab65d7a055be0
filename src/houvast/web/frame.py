"""What every page shows around its content: who you are, in which role, and where you can go."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import COACHES, Role
from houvast.errors import Refused
from houvast.web.addresses import address_if_any
from houvast.web.menus import AWAY_SCREENS, CAN_BE_AWAY, FINDER_WORDS, KEYS, MENUS, POST_BOX
from houvast.web.staying import two_steps_taken

UNDO = "undo="
"""How a message carries the address of its undo form: messages keep plain text only."""

TABS = 5
"""How many places the tab bar of a phone has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A menu entry as the page draws it."""

    url: str
    icon: str
    words: str | Promise
    active: bool
    main: bool
    key: str = ""
    """The keys that go there, as `g v`."""
    to: str = ""
    """The name of the screen."""


@dataclass(frozen=True, slots=True)
class Me:
    """The one who is signed in, as the frame names him or her."""

    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message above the page; `undo` is the address that takes the act back, or empty."""

    words: str
    tone: str
    undo: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. It reads the session and the user at hand, and asks the database nothing.

    `request.today` is the day of the one clock; the view layer sets it, this never reads a clock.
    """
    shown = {"demo": settings.DEMO, "today": getattr(request, "today", None)}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    role: Role | None = getattr(request, "role", None)
    places = menu(request, role)
    return shown | {
        "me": Me(user.name, user.function),
        "role": role,
        # The key of the user where contacts may wait on the device; elsewhere nothing.
        "captures": str(user.pk) if role in COACHES and two_steps_taken(request) else "",
        "is_guest": role is Role.PARTNER_GUEST,
        "roles": getattr(request, "roles", ()),
        "away": address_if_any("leaves") if role in CAN_BE_AWAY else "",
        "away_here": _here(request) in AWAY_SCREENS,
        "municipality": user.municipality.name,
        "menu": places,
        "main_act": next((place for place in places if place.main), None),
        "tabs": places if len(places) <= TABS else places[: TABS - 1],
        "more": [] if len(places) <= TABS else places[TABS - 1 :],
        "finder_words": _finds(role),
        # Called only where a page shows them: a part of a page must not use them up.
        "notices": partial(notices, request),
    }


def _finds(role: Role | None) -> str | Promise:
    """What the search window looks in; a guest of a partner has nothing to search."""
    if role is None or role is Role.PARTNER_GUEST:
        return ""
    return FINDER_WORDS.get(role, _("Zoek een scherm"))


def menu(request: HttpRequest, role: Role | None) -> list[Place]:
    """The places of a role whose screens exist."""
    here = _here(request)
    found = []
    for entry in (*MENUS.get(role, ()), POST_BOX) if role else ():
        url = address_if_any(entry.to)
        if not url:
            continue
        active = here == entry.to or here in entry.covers
        key = KEYS.get(entry.to, "")
        found.append(Place(url, entry.icon, str(entry.words), active, entry.main, key, entry.to))
    return found


def _here(request: HttpRequest) -> str | None:
    """The name of the screen of this request."""
    match = request.resolver_match
    return match.url_name if match else None


def start_of(role: Role) -> str:
    """The name of the screen where a role begins its day."""
    entries = MENUS.get(role, ())
    return entries[0].to if entries else "no_role"


def tell(
    request: HttpRequest, words: str | Promise, *, tone: str = "green", undo: str = ""
) -> None:
    """Show a sentence on the next page; with `undo`, a button that posts to that address."""
    tags = f"{tone} {UNDO}{undo}" if undo else tone
    messages.info(request, str(words), extra_tags=tags)


def tell_what_came(request: HttpRequest, act: Callable[[], str], tone: str = "green") -> None:
    """Act, and show what came of it on the next page, or why it was refused."""
    try:
        tell(request, act(), tone=tone)
    except Refused as why:
        tell(request, gettext(why.reason).format(**why.values), tone="red")


def notices(request: HttpRequest) -> list[Notice]:
    """What was told and not yet shown."""
    told = []
    for message in messages.get_messages(request):
        tone, _space, rest = (message.extra_tags or "green").partition(" ")
        told.append(Notice(str(message), tone, rest.removeprefix(UNDO)))
    return told
