"""What people fill in, turned into what the actions ask for."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import cast
from uuid import uuid4

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.tracks.reads.caseloads import AskedCoach
from houvast.web.fields import HiddenInput
from houvast.web.words import word

UNCHOSEN = ("", gettext_lazy("Kies een antwoord"))
"""On top of a list in which nothing may be chosen for somebody."""

worded = cast(Callable[[StrEnum], str], lazy(word, str))
"""A field is made once, and shown in the language of whoever reads it."""


def choices(members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration with their words, for a field."""
    return [(one.value, worded(one)) for one in members]


def coach_choices(coaches: Iterable[AskedCoach]) -> list[tuple[str, str]]:
    """The coaches with their load: who asks sees how much each of them holds already."""
    return [(str(one.id), f"{one.name}, {one.team} · {load(one)}") for one in coaches]


def coach_to_choose(coaches: Iterable[AskedCoach]) -> list[tuple[str, str]]:
    """The same, with nobody chosen yet: who asks a coach names one, never just the first."""
    return [("", _("Kies een coach")), *coach_choices(coaches)]


def load(one: AskedCoach) -> str:
    """How many young people a coach holds, and whether more fit."""
    if one.held > one.bound:
        return _("houdt er {held} vast, meer dan afgesproken").format(held=one.held)
    return _("houdt er {held} vast, ruimte voor {room}").format(held=one.held, room=one.room)


def key_field() -> forms.UUIDField:
    """The key of what will be made: the same form sent twice makes one thing."""
    fresh: Callable[[], object] = uuid4
    return forms.UUIDField(widget=HiddenInput(), initial=fresh)
