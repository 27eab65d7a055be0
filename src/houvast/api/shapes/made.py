"""What all shapes share: names in lowerCamelCase, and values that any system can hold."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

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

from houvast.api.shapes.thinking import thought_over

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

Word = Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)]
PlainLine = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
PlainText = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]
Line = Annotated[PlainLine, AfterValidator(thought_over)]
Text = Annotated[PlainText, AfterValidator(thought_over)]
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
