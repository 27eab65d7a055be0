"""The list of workplaces, by state, narrowed, fifty at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.employers import permissions
from houvast.employers.models import Workplace
from houvast.employers.reads.lists import page_of, pages_of
from houvast.employers.reads.workplaces import WorkplaceRow, row_of, stale, with_nested
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Sector, WorkKind, WorkplaceState


@dataclass(frozen=True, slots=True)
class AskedWorkplaces:
    """Which part of the list. Without a state: all that are not withdrawn. Pages count from 1."""

    state: WorkplaceState | None = None
    search: str = ""
    """A part of the title, the employer, the place or the postcode."""
    kind: WorkKind | None = None
    sector: Sector | None = None
    place: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class WorkplacesPage:
    """Fifty workplaces: by title, then the freshest; those to ring about first stand last."""

    today: date
    asked: AskedWorkplaces
    counts: dict[WorkplaceState | None, int]
    """How many stand in each state; None is all that are not withdrawn."""
    places: tuple[str, ...]
    """Where the employers are, to choose from."""
    rows: tuple[WorkplaceRow, ...]
    total: int
    may: frozenset[Act]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return pages_of(self.total)

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def workplaces_page(by: Actor, asked: AskedWorkplaces = AskedWorkplaces()) -> WorkplacesPage:
    """The workplaces that the actor may see."""
    with recorded(by, "employers.workplaces_viewed") as act, prepared():
        permissions.require(by, Act.SEE)
        every = Workplace.objects.filter(municipality_id=by.municipality_id)
        fitting = every.filter(_in_state(asked.state, act.today) & _narrowed(asked))
        rows, total = page_of(with_nested(fitting, act), asked.page)
        counts, places = _around(every, act.today)
        return WorkplacesPage(
            today=act.today,
            asked=asked,
            counts=counts,
            places=places,
            rows=tuple(row_of(one, act.today) for one in rows),
            total=total,
            may=permissions.allowed(by),
        )


def _in_state(state: WorkplaceState | None, today: date) -> Q:
    if state is None:
        return ~Q(state=WorkplaceState.WITHDRAWN.value)
    return stale(today) if state is WorkplaceState.STALE else Q(state=state.value)


def _narrowed(asked: AskedWorkplaces) -> Q:
    narrow = Q()
    if asked.search:
        named = Q(title__icontains=asked.search) | Q(employer__name__icontains=asked.search)
        near = Q(employer__place_name__icontains=asked.search) | Q(pc4__startswith=asked.search)
        narrow &= named | near
    if asked.kind:
        narrow &= Q(kind=asked.kind.value)
    if asked.sector:
        narrow &= Q(employer__sector=asked.sector.value)
    if asked.place:
        narrow &= Q(employer__place_name=asked.place)
    return narrow


def _around(
    every: QuerySet[Workplace], today: date
) -> tuple[dict[WorkplaceState | None, int], tuple[str, ...]]:
    """How many stand in each state, and all places, in one query."""
    states: dict[str, WorkplaceState | None] = {"all": None} | {
        one.value: one for one in WorkplaceState
    }
    place = "employer__place_name"
    found: dict[str, Any] = every.aggregate(
        in_places=ArrayAgg(place, distinct=True, default=[], filter=~Q(**{place: ""})),
        **{f"in_{name}": Count("pk", filter=_in_state(one, today)) for name, one in states.items()},
    )
    return {one: found[f"in_{name}"] for name, one in states.items()}, tuple(found["in_places"])
