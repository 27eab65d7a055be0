"""What people fill in, turned into what the actions ask for."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from uuid import uuid4

from django import forms

from houvast.web.fields import HiddenInput
from houvast.web.words import word


def choices(members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration with their words, for a field."""
    return [(one.value, word(one)) for one in members]


def key_field() -> forms.UUIDField:
    """The key of what will be made: the same form sent twice makes one thing."""
    fresh: Callable[[], object] = uuid4
    return forms.UUIDField(widget=HiddenInput(), initial=fresh)
