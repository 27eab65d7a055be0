"""What the lists of tracks share: what is asked of them, and one part of the rows at a time.

A list is a function that makes the queryset of its rows from a shape (view, phase, …) and from what
is given (who, when, words); see database/written.py.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Lower

from houvast.accounts.models import User
from houvast.database.written import Given, Numbers, ask
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import called, line_annotations
from houvast.tracks.reads.phases import is_silent, phase_as_sql, spoken_at
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import Order

V = TypeVar("V", bound=StrEnum)
PER_PAGE = 50
COLUMNS = ("pk", "person_id", "state", "accept_by", "work_started_on")
Rows = Callable[..., "QuerySet[Track]"]


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


def with_facts(tracks: QuerySet[Track], now: Given, today: Given) -> QuerySet[Track]:
    """The tracks with a line, the phase, the silence and the name that lists sort by."""
    found = tracks.annotate(**line_annotations())
    found = found.annotate(phase=phase_as_sql(), spoken_at=spoken_at(), called=called())
    return found.annotate(silent=is_silent(now, today))


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of tracks: `rows(*shape, **given)` are those that fit, `more` are columns of it."""

    rows: Rows
    shape: tuple[Hashable, ...]
    given: Mapping[str, Any]
    more: tuple[str, ...] = ()

    def part(self, order: Order, page: int) -> Part:
        """Fifty rows; a page beyond the last shows the last."""
        rows = self._from(order, (page - 1) * PER_PAGE)
        if not rows and page > 1:
            last = max(0, (self._fitting() - 1) // PER_PAGE)
            rows = self._from(order, last * PER_PAGE)
        total = rows[0]["total"] if rows else 0
        return Part(rows, total, max(1, -(-total // PER_PAGE)))

    def _from(self, order: Order, start: int) -> list[dict[str, Any]]:
        return ask(_part, self.rows, order, start, self.more, *self.shape, **self.given)

    def _fitting(self) -> int:
        [row] = ask(_number, self.rows, *self.shape, **self.given)
        return int(row["number"]["n"])


def _part(
    rows: Rows, order: Order, start: int, more: tuple[str, ...], *shape: Hashable, **given: Given
) -> QuerySet[Any, Any]:
    columns = [*COLUMNS, *line_annotations(), "silent", "total", *more]
    ordered = rows(*shape, **given).order_by(*ORDERS[order], "pk")
    numbered: Any = ordered.annotate(total=Window(Count("*"))).values(*columns)
    part: QuerySet[Any, Any] = numbered[start : start + PER_PAGE]
    return part


def _number(rows: Rows, *shape: Hashable, user_id: Given, **given: Given) -> QuerySet[Any, Any]:
    fitting = rows(*shape, user_id=user_id, **given)
    return User.objects.filter(pk=user_id).values(number=Numbers(fitting.values("pk")))


def given_words(search: str) -> dict[str, str]:
    """The words that are looked for, to be given to a list."""
    return {f"word_{at}": word for at, word in enumerate(search.split())}


def in_views(tracks: QuerySet[Track], views: Mapping[V, Q]) -> Numbers:
    """SQL: how many tracks each view has, for one column of a row."""
    columns = {f"in_{view.value}": fits for view, fits in views.items() if fits}
    return Numbers(tracks.values("pk", **columns), tuple(columns))


def counted(numbers: Mapping[str, int], views: type[V]) -> dict[V, int]:
    """The counts of the views in the answer to `in_views`; a view without a condition has all."""
    return {view: numbers.get(f"in_{view.value}", numbers["n"]) for view in views}
