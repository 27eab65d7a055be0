"""What the lists of tracks share: what is asked of them, and one part of the rows at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Lower

from houvast.tracks.models import Track
from houvast.tracks.reads.lines import called, line_annotations
from houvast.tracks.reads.phases import is_silent, phase_as_sql, spoken_at
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import Order

V = TypeVar("V", bound=StrEnum)
PER_PAGE = 50
COLUMNS = ("pk", "person_id", "state", "accept_by", "work_started_on")


@dataclass(frozen=True, slots=True)
class Asked(Generic[V]):
    """Which part of a list: a view, and what narrows it. Pages count from 1."""

    view: V
    search: str = ""
    coach: UUID | None = None
    phase: TrackPhase | None = None
    order: Order = Order.MOMENT
    page: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one page, how many fit in all, and how many pages that makes."""

    rows: list[Any]
    total: int
    pages: int


ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.MOMENT: (F("due").asc(nulls_first=True),),
    Order.NAME: (Lower("called"),),
    Order.CONTACT: (F("spoken_at").asc(nulls_first=True),),
    Order.COACH: (Lower("lead"), F("due").asc(nulls_first=True)),
}


def with_facts(tracks: QuerySet[Track], now: datetime) -> QuerySet[Track]:
    """The tracks with a line, the phase, the silence and the name that lists sort by."""
    found = tracks.annotate(**line_annotations())
    found = found.annotate(phase=phase_as_sql(), spoken_at=spoken_at(), called=called())
    return found.annotate(silent=is_silent(now))


def part_of(fitting: QuerySet[Track], asked: Asked[Any], *more: str) -> Part:
    """Fifty rows, and `more` columns in each; a page beyond the last shows the last."""
    columns = [*COLUMNS, *line_annotations(), "silent", "total", *more]
    ordered = fitting.order_by(*ORDERS[asked.order], "pk").annotate(total=Window(Count("*")))
    start = (asked.page - 1) * PER_PAGE
    rows = list(ordered.values(*columns)[start : start + PER_PAGE])
    if not rows and asked.page > 1:
        start = max(0, (fitting.count() - 1) // PER_PAGE * PER_PAGE)
        rows = list(ordered.values(*columns)[start : start + PER_PAGE])
    total = rows[0]["total"] if rows else 0
    return Part(rows, total, max(1, -(-total // PER_PAGE)))


def counts_of(tracks: QuerySet[Track], views: dict[V, Q]) -> dict[V, int]:
    """How many tracks each view has."""
    return counted(tracks.aggregate(**counting(views)), views)


def counting(views: dict[V, Q]) -> dict[str, Count]:
    """What to ask of a query for the counts of its views, along with more in the same question."""
    return {f"in_{view.value}": Count("pk", filter=fits) for view, fits in views.items()}


def counted(found: dict[str, Any], views: dict[V, Q]) -> dict[V, int]:
    """The counts of the views in the answer to `counting`."""
    return {view: found[f"in_{view.value}"] for view in views}
