"""The list of workplaces, by state, narrowed, fifty at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.models import Municipality
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import Employer, Workplace
from houvast.employers.reads.lists import PER_PAGE, pages_of
from houvast.employers.reads.workplaces import BY_TITLE, WorkplaceRow, row_of, stale, with_more
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


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rows, and how many rows fit: those that are fresh, and the others."""

    counts: dict[WorkplaceState | None, int]
    places: tuple[str, ...]
    fresh: int
    stale: int


def workplaces_page(by: Actor, asked: AskedWorkplaces = AskedWorkplaces()) -> WorkplacesPage:
    """The workplaces that the actor may see."""
    with recorded(by, "employers.workplaces_viewed") as act:
        permissions.require(by, Act.SEE)
        every = Workplace.objects.filter(municipality_id=by.municipality_id)
        narrow = _narrowed(asked)
        fitting = every.filter(_in_state(asked.state, act.today) & narrow)
        around = _around(
            by, asked.state, {"all": every} | ({"fit": fitting} if narrow else {}), act
        )
        return WorkplacesPage(
            today=act.today,
            asked=asked,
            counts=around.counts,
            places=around.places,
            rows=tuple(row_of(one, act.today) for one in _part(fitting, around, asked, act)),
            total=around.fresh + around.stale,
            may=permissions.allowed(by),
        )


def _part(
    fitting: QuerySet[Workplace], around: Around, asked: AskedWorkplaces, act: Operation
) -> list[Any]:
    """Fifty rows: those to ring about first stand behind the others, each found by its title.

    Asked apart, so that an index gives either of them in order and nothing is sorted. A page beyond
    the last shows the last.
    """
    page = min(max(1, asked.page), pages_of(around.fresh + around.stale))
    start, is_stale = (page - 1) * PER_PAGE, stale(act.today)
    found: list[Any] = []
    if start < around.fresh:
        fresh = fitting.exclude(is_stale).order_by(*BY_TITLE)
        found = list(with_more(fresh, act)[start : start + PER_PAGE])
    if len(found) < PER_PAGE and around.stale:
        behind = max(0, start - around.fresh)
        rows = with_more(fitting.filter(is_stale).order_by(*BY_TITLE), act)
        found += rows[behind : behind + PER_PAGE - len(found)]
    return found


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
    by: Actor,
    state: WorkplaceState | None,
    lists: Mapping[str, QuerySet[Workplace]],
    act: Operation,
) -> Around:
    """All of it in one question, that reads indexes and hardly a row of the tables."""
    works_there = Exists(Workplace.objects.filter(employer=OuterRef("pk")))
    places = Employer.objects.filter(works_there, municipality=OuterRef("pk"))
    places = places.exclude(place_name="")
    row: Any = (
        Municipality.objects.filter(pk=by.municipality_id)
        .values(
            places=ArraySubquery(places.values("place_name").distinct().order_by("place_name")),
            **{name: ArraySubquery(_by_state(rows, act.today)) for name, rows in lists.items()},
        )
        .get()
    )
    total, stale_ones = _of_state(row.get("fit", row["all"]), state)
    return Around(
        counts={one: _of_state(row["all"], one)[0] for one in (None, *WorkplaceState)},
        places=tuple(row["places"]),
        fresh=total - stale_ones,
        stale=stale_ones,
    )


def _by_state(rows: QuerySet[Workplace], today: date) -> QuerySet[Any]:
    counted = {"n": Count("pk"), "stale": Count("pk", filter=stale(today))}
    grouped = rows.order_by().values("state").annotate(**counted)
    return grouped.values(row=JSONObject(state="state", n="n", stale="stale"))


def _of_state(
    grouped: Iterable[Mapping[str, Any]], state: WorkplaceState | None
) -> tuple[int, int]:
    """How many there are in a state, and how many of those are to ring about first."""
    stored = WorkplaceState.OFFERED if state is WorkplaceState.STALE else state
    chosen = [
        one
        for one in grouped
        if (one["state"] != WorkplaceState.WITHDRAWN if stored is None else one["state"] == stored)
    ]
    stale_ones = sum(one["stale"] for one in chosen)
    every = sum(one["n"] for one in chosen)
    return (stale_ones if state is WorkplaceState.STALE else every), stale_ones
