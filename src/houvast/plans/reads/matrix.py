"""Several plans side by side: the newest version of each, by question."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.plans import permissions
from houvast.plans.models import Mark, Reading
from houvast.plans.reads.questions import kept_questions, marked
from houvast.plans.rules.matrix import Held, Row, side_by_side

WIDEST = 6
"""Plans that fit side by side."""
OFFERED = 100
"""Plans to choose from."""


@dataclass(frozen=True, slots=True)
class Column:
    """The newest version of a plan. `questions` is the version of what it was held against."""

    reading: UUID
    document: UUID
    title: str
    number: int
    questions: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """`columns` by name, as many as fit; `offered` are all plans, by name."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    offered: tuple[Column, ...]
    today: date

    @property
    def mixed(self) -> bool:
        """Whether they were held against different versions of the questions (rule PL-11)."""
        return len({one.questions for one in self.columns}) > 1


def matrix_page(by: Actor, documents: Collection[UUID] = ()) -> MatrixPage:
    """The plans of `documents` side by side; without any of those the first by name.

    Raises NotAllowed.
    """
    with recorded(by, "plans.matrix_viewed") as act:
        permissions.require_checks(by)
        newest = Reading.objects.order_by("version__document", "-version__number")
        rows = newest.distinct("version__document").select_related("version__document")
        readings = [*rows.select_related("catalogue").defer("version__text", "catalogue__content")]
        readings.sort(key=lambda one: (one.version.document.title.casefold(), one.pk))
        offered = tuple(map(_column, readings[:OFFERED]))
        chosen = tuple(one for one in offered if one.document in documents)
        some = (chosen or offered)[:WIDEST]
        return MatrixPage(some, _rows(some), offered, act.today)


def _rows(columns: Collection[Column]) -> tuple[Row, ...]:
    keys = [one.reading for one in columns]
    shown = Reading.objects.filter(pk__in=keys).select_related("catalogue")
    held: dict[UUID, Any] = {one.pk: one.catalogue for one in shown}
    marks: Mapping[UUID, list[Mark]] = defaultdict(list)
    for one in Mark.objects.filter(reading__in=keys, replaced_at=None):
        marks[one.reading_id].append(one)
    return side_by_side(
        [Held(kept_questions(held[key].content).criteria, marked(marks[key])) for key in keys]
    )


def _column(reading: Any) -> Column:
    version = reading.version
    return Column(
        reading=reading.pk,
        document=version.document_id,
        title=version.document.title,
        number=version.number,
        questions=reading.catalogue.version,
        finished_at=reading.finished_at,
    )
