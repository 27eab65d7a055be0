"""The passages of one check: those to look at, for each question, and all of them in parts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.plans.models import Passage, Reading, Suggestion
from houvast.plans.reads.checks import Pointed, marks_of, pointed_of, reading_seen

PER_PART = 50


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A passage for one question or flag; `suggested` where the machine points at it."""

    about: str
    passage: Pointed
    suggested: bool


@dataclass(frozen=True, slots=True)
class PassagesPage:
    """A part of a plan, as it stands there; what seems to be about a person is left out (PL-09)."""

    passages: tuple[Pointed, ...]
    total: int
    page: int
    pages: int


def looked_at_page(by: Actor, reading_id: UUID) -> tuple[LookedAt, ...]:
    """What the machine points at and what people decided about, by question.

    Raises NotAllowed, NotFound.
    """
    with recorded(by, "plans.suggestions_viewed", reading_id):
        reading = reading_seen(by, Reading.objects.all(), reading_id)
        decided = {(one.about, one.passage_id): one for one in marks_of(reading) if one.passage}
        rows: Any = Suggestion.objects.filter(reading=reading).select_related("passage")
        found = {(one.about, one.passage_id): one for one in rows.order_by("about", "place")}
        every: dict[Any, Any] = {**decided, **found}
        text = reading.version.text
        keys = sorted({**found, **decided}, key=lambda key: str(key[0]))
        return tuple(
            LookedAt(
                about=key[0],
                passage=pointed_of(every[key].passage, text, found.get(key), decided.get(key)),
                suggested=key in found,
            )
            for key in keys
        )


def passages_page(by: Actor, reading_id: UUID, page: int = 1) -> PassagesPage:
    """So many passages of a plan, in their order. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.passages_viewed", reading_id):
        reading = reading_seen(by, Reading.objects.all(), reading_id)
        rows = Passage.objects.filter(version=reading.version_id, personal=False)
        total = rows.count()
        pages = max(1, -(-total // PER_PART))
        at = min(page, pages)
        some = rows.order_by("number")[(at - 1) * PER_PART : at * PER_PART]
        text = reading.version.text
        return PassagesPage(
            passages=tuple(pointed_of(one, text, None, None) for one in some),
            total=total,
            page=at,
            pages=pages,
        )
