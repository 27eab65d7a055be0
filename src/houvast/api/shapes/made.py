"""What all shapes share: names in lowerCamelCase, and values that any system can hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from django.utils.translation import gettext
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from houvast.sharing.rules.free_text import ASKS, KEPT, found_in

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def _near(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("day")
    return day


def _near_moment(at: datetime) -> datetime:
    _near(at.date())
    return at


Day = Annotated[date, AfterValidator(_near), Field(description="A day from 1900 to 2199.")]
Moment = Annotated[
    AwareDatetime,
    AfterValidator(_near_moment),
    Field(description="With its time zone, from 1900 to 2199."),
]
At = Annotated[
    AwareDatetime,
    AfterValidator(lambda at: at.astimezone(UTC)),
    Field(description="In UTC, whatever time zone it was sent in."),
]
NO_NUL = r"^[^\x00]*$"


def _thought_over(text: str) -> str:
    """A text as it is, when who sends it kept what there is to think about in it (T-11)."""
    found = found_in(text)
    keeps = _keeps.get(Keeps())
    if not {one.sign.value for one in found} <= keeps.signs:
        words = " ".join(gettext(ASKS[one.sign]).format(words=one.words) for one in found)
        header = f"{KEPT_AS_WRITTEN}: {', '.join(one.sign.value for one in found)}"
        raise PydanticCustomError("think", "{words}", {"words": f"{words} ({header})"})
    keeps.choices += [KEPT[one.sign] for one in found]
    return text


KEPT_AS_WRITTEN = "Kept-As-Written"
"""The header with the signs that somebody thought over and keeps."""


@dataclass(slots=True)
class Keeps:
    """What one request keeps as it was written: the signs it names, and those that were there."""

    signs: frozenset[str] = frozenset()
    choices: list[str] = field(default_factory=list)


_keeps: ContextVar[Keeps] = ContextVar("_keeps")


@contextmanager
def keeping(header: str) -> Iterator[Keeps]:
    """Read the texts in the block with what its header says."""
    token = _keeps.set(Keeps(frozenset(re.findall(r"\w+", header))))
    try:
        yield _keeps.get()
    finally:
        _keeps.reset(token)


def choices() -> list[str]:
    """The verbs for what this request keeps as it was written."""
    return _keeps.get(Keeps()).choices


Word = Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)]
PlainLine = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
PlainText = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]
Line = Annotated[PlainLine, AfterValidator(_thought_over)]
Text = Annotated[PlainText, AfterValidator(_thought_over)]
"""Words about a person are thought over first; the plain ones are about work, or an address."""
Cursor = Annotated[
    str,
    StringConstraints(max_length=40),
    Field(description="From a Link header; else leave it out."),
]


class Out(BaseModel):
    """Something that is shown."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="forbid"
    )


class Part(Out):
    """A part of a list, in the order of the screen; the Link header says where the others are."""

    total: int
    """How many there are in all parts together."""
    _links: tuple[tuple[str, int], ...] = PrivateAttr(default=())

    def at(self, page: int, pages: int) -> Self:
        """The same, knowing which of how many parts it is."""
        near = [("first", 1), ("prev", page - 1), ("next", page + 1)]
        self._links = tuple((rel, to) for rel, to in near if 1 <= to <= pages)
        return self

    @property
    def links(self) -> tuple[tuple[str, int], ...]:
        """Where the parts around this one are, and the first."""
        return self._links


class In(BaseModel):
    """Something that is sent. A field that does not exist is refused, not ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")

    def given(self) -> dict[str, Any]:
        """The values by the names of the domain."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Made(Out):
    """What was made."""

    id: UUID


class FieldError(Out):
    """What is wrong in one field."""

    field: str
    detail: str


class Problem(Out):
    """Why not (RFC 9457). `field` is the field of the body that a rule refused."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    errors: list[FieldError] = []
