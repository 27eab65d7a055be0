"""A file that comes in to be read as a plan, and how far it is."""

from base64 import b64decode
from binascii import Error
from typing import Annotated, Any, Self
from uuid import UUID

from django.utils.translation import gettext
from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from houvast.api.shapes.made import NO_NUL, At, In, Out
from houvast.plans.actions.arriving import LONGEST_TITLE
from houvast.plans.reads.lists import ArrivalPage, Waiting
from houvast.uploads.stages import Stage as StageOfFile

Stage = Annotated[
    StageOfFile, WithJsonSchema({"type": "string", "enum": [one.value for one in StageOfFile]})
]
"""Written out where it stands: the description has another shape of this name."""
Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE, pattern=NO_NUL)]


def _is_base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except (Error, ValueError):
        raise PydanticCustomError("base64", "no base64") from None
    return text


class PlanArrivalIn(In):
    """A file with a plan: PDF, DOCX, ODT, HTML or text, of at most 10 MB."""

    title: Title
    file: Annotated[
        str,
        AfterValidator(_is_base64),
        WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
    ]
    """Its bytes in base64 (RFC 4648, section 4, on one line)."""
    name: Title = ""
    """How the file is called. What it is follows from its bytes."""
    document: UUID | None = None
    """The plan of which this is the next version; null for a new one."""

    def brought(self) -> dict[str, Any]:
        """What was sent, as the action takes it."""
        given = self.given()
        return given | {"content": b64decode(given.pop("file"))}


class PlanArrivalItem(Out):
    """A file of one's own that a job has not read, or could not."""

    id: UUID
    title: str
    name: str
    until: At
    refused: bool

    @classmethod
    def of(cls, one: Waiting) -> Self:
        """A line as it was read."""
        return cls.model_validate(one)


class PlanArrivals(Out):
    """The files that the user brought and that are no plan yet: a day at most."""

    items: list[PlanArrivalItem]


class PlanArrival(Out):
    """How far a file is. `refused` says why it is no plan; `check` is its check when it is one."""

    id: UUID
    title: str
    name: str
    stage: Stage
    done: int
    """Pages that were read, of `pages`; both are 0 until it is known."""
    pages: int
    may_ask: bool
    """Whether its reading stopped, so that `_retry` helps."""
    refused: str | None
    check: UUID | None

    @classmethod
    def of(cls, page: ArrivalPage) -> Self:
        """The page as it was read."""
        same = ("id", "title", "name", "stage", "done", "pages", "may_ask")
        told: dict[str, Any] = {name: getattr(page, name) for name in same}
        why = page.refused
        said = gettext(why.reason).format(**why.values) if why else None
        return cls(refused=said, check=page.reading, **told)
