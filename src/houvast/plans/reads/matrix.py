"""Several plans side by side, by question: the newest of each of ours, and those of others."""

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
from houvast.plans.reads.others import answers_kept, others_here
from houvast.plans.reads.questions import kept_questions, marked
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.matrix import Held, Row, side_by_side
from houvast.plans.rules.schemes import Scheme, schemes

WIDEST = 6
"""Plans that fit side by side."""
OFFERED = 100
"""Plans to choose from."""


@dataclass(frozen=True, slots=True)
class Column:
    """The newest version of a plan. `questions` is the version of what it was held against.

    Of another municipality `town` is its name, and `reading` and `document` its key here.
    """

    reading: UUID
    document: UUID
    title: str
    number: int
    questions: str
    finished_at: datetime | None
    scheme: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """`columns` by name, ours before those of others, as many as fit; `offered` are all plans."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    offered: tuple[Column, ...]
    schemes: tuple[Scheme, ...]
    """Those of the plans that are here."""
    scheme: str
    """Of which one the plans are; empty for all."""
    today: date

    @property
    def others(self) -> int:
        """How many columns are of other municipalities: they stand last."""
        return sum(1 for one in self.columns if one.town)

    @property
    def ours(self) -> int:
        """How many columns are our own."""
        return len(self.columns) - self.others

    @property
    def mixed(self) -> bool:
        """Whether they were held against different versions of the questions (rule PL-11)."""
        return len({one.questions for one in self.columns}) > 1


def matrix_page(by: Actor, documents: Collection[UUID] = (), scheme: str = "") -> MatrixPage:
    """The plans of `documents` side by side; without any of those the first by name.

    With the code of a scheme only plans that were written for it; another word leaves out none.
    Raises NotAllowed.
    """
    with recorded(by, "plans.matrix_viewed") as act:
        permissions.require_checks(by)
        newest = Reading.objects.order_by("version__document", "-version__number")
        rows = newest.distinct("version__document").select_related("version__document")
        readings = [*rows.select_related("catalogue").defer("version__text", "catalogue__content")]
        readings.sort(key=lambda one: (one.version.document.title.casefold(), one.pk))
        others = {one.pk: one for one in others_here()}
        every = (*map(_column, readings[:OFFERED]), *map(_theirs, others.values()))
        here = {one.scheme for one in every}
        some_schemes = tuple(one for one in schemes() if one.code in here)
        known = scheme if scheme in {one.code for one in some_schemes} else ""
        offered = tuple(one for one in every if known in ("", one.scheme))
        chosen = tuple(one for one in offered if one.document in documents)
        some = (chosen or offered)[:WIDEST]
        return MatrixPage(some, _rows(some, others), offered, some_schemes, known, act.today)


def _rows(columns: Collection[Column], others: Mapping[UUID, Any]) -> tuple[Row, ...]:
    keys = [one.reading for one in columns if not one.town]
    shown = Reading.objects.filter(pk__in=keys).select_related("catalogue")
    held: dict[UUID, Any] = {one.pk: one.catalogue for one in shown}
    marks: Mapping[UUID, list[Mark]] = defaultdict(list)
    for one in Mark.objects.filter(reading__in=keys, replaced_at=None):
        marks[one.reading_id].append(one)
    ours = [Held(kept_questions(held[key].content).criteria, marked(marks[key])) for key in keys]
    return side_by_side(ours + [_held(others[one.reading]) for one in columns if one.town])


def _held(other: Any) -> Held:
    """Where each question stands by what another municipality says."""
    told = {key: one.stands for key, one in answers_kept(other).items()}
    return Held(catalogue(other.questions).criteria, (), told)


def _theirs(other: Any) -> Column:
    return Column(
        reading=other.pk,
        document=other.pk,
        title=other.title,
        number=other.number,
        questions=other.questions,
        finished_at=other.signed_at,
        scheme=other.scheme,
        town=other.town,
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
        scheme=reading.scheme,
    )
