"""What a question would point at in a plan that is here, before it is asked: nothing is kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import Passage as KeptPassage
from houvast.plans.models import Version
from houvast.plans.reads.checks import pieces
from houvast.plans.rules.document import Kind, Notice, Passage, Plan
from houvast.plans.rules.suggesting import Suggestion
from houvast.plans.rules.trying import Sought, points_at
from houvast.plans.rules.wording import why

OFFERED = 100
"""Plans to choose from, by name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A plan of the municipality; its newest version is looked at."""

    document: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage, in pieces with whether each is one of the words, and why it is shown."""

    parts: tuple[tuple[str, bool], ...]
    page: int | None
    label: str
    paragraph: int
    heading: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What these words point at in the newest version of a plan, the first of it first."""

    title: str
    number: int
    notices: tuple[Notice, ...]
    passages: tuple[Shown, ...]


def plans_to_try() -> tuple[Offered, ...]:
    """The plans that are here, by name; within an operation."""
    newest = Version.objects.order_by("document", "-number").distinct("document")
    rows = newest.select_related("document").only("document__title")
    some = sorted(rows, key=lambda one: (one.document.title.casefold(), one.document_id))
    return tuple(Offered(one.document_id, one.document.title) for one in some[:OFFERED])


def effect_of(by: Actor, words: Sought, document: UUID) -> Effect:
    """What a question with these words would point at in a plan, by words alone.

    What seems to be about a person is left out, as always. Raises NotAllowed, NotFound, and Refused
    beside a field.
    """
    with recorded(by, "plans.question_tried", document):
        permissions.require_checks(by)
        rows: Any = Version.objects.filter(document=document).select_related("document")
        version = rows.order_by("-number").first()
        if version is None:
            raise NotFound
        kept = list(KeptPassage.objects.filter(version=version, personal=False).order_by("number"))
        found = points_at(words, _plan(version, kept))
        labels = {one.number: one.label for one in kept}
        return Effect(
            title=version.document.title,
            number=version.number,
            notices=tuple(Notice(one) for one in version.notices),
            passages=tuple(_shown(one, version.text, labels) for one in found),
        )


def _plan(version: Any, kept: list[Any]) -> Plan:
    """A plan as it was read, of what is kept of it."""
    passages = (
        Passage(
            number=one.number,
            start=one.begins,
            end=one.ends,
            page=one.page,
            paragraph=one.paragraph,
            heading=tuple(one.heading),
            is_heading=one.is_heading,
        )
        for one in kept
    )
    notices = tuple(Notice(one) for one in version.notices)
    return Plan(Kind(version.kind), version.text, version.pages, tuple(passages), notices=notices)


def _shown(one: Suggestion, text: str, labels: dict[int, str]) -> Shown:
    at = one.passage
    return Shown(
        parts=tuple(pieces(text, at.start, at.end, one.marks)),
        page=at.page,
        label=labels[at.number],
        paragraph=at.paragraph,
        heading=at.heading,
        reason=why(one.reasons),
    )
