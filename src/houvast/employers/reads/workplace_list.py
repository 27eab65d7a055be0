"""The list of workplaces, by state, narrowed, fifty at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.models import Municipality
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.written import Given, ask
from houvast.employers import permissions
from houvast.employers.models import Employer, Workplace
from houvast.employers.reads.lists import PER_PAGE, pages_of
from houvast.employers.reads.workplaces import (
    BY_TITLE,
    WorkplaceRow,
    listed,
    not_confirmed_since,
    row_of,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Sector, WorkKind, WorkplaceState
from houvast.employers.rules.workplaces import FRESH_FOR


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
        cut = _Cut(asked, by.municipality_id, act.today - FRESH_FOR)
        around = _around(cut)
        return WorkplacesPage(
            today=act.today,
            asked=asked,
            counts=around.counts,
            places=around.places,
            rows=tuple(row_of(one, act.today) for one in _part(cut, around, act.now)),
            total=around.fresh + around.stale,
            may=permissions.allowed(by),
        )


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is asked, as the shape of a question and what is given to it (database/written.py)."""

    asked: AskedWorkplaces
    municipality_id: UUID
    fresh_from: date

    @property
    def shape(self) -> tuple[WorkKind | None, Sector | None]:
        """What is chosen from a short list."""
        return self.asked.kind, self.asked.sector

    @property
    def given(self) -> dict[str, Any]:
        """Where, from when on a place is fresh, and the words that narrow the list."""
        words = {"search": self.asked.search, "place": self.asked.place}
        narrow = {name: text for name, text in words.items() if text}
        return {
            "municipality_id": self.municipality_id,
            "fresh_from": self.fresh_from,
            **narrow,
        }

    @property
    def is_narrow(self) -> bool:
        """Whether more is asked than a state."""
        return any((*self.shape, self.asked.search, self.asked.place))


def _part(cut: _Cut, around: Around, now: datetime) -> list[dict[str, Any]]:
    """Fifty rows: those to ring about first stand behind the others, each found by its title.

    Asked apart, so that an index gives either of them in order and nothing is sorted. A page beyond
    the last shows the last.
    """
    page = min(max(1, cut.asked.page), pages_of(around.fresh + around.stale))
    start = (page - 1) * PER_PAGE
    shape, given = (cut.asked.state, *cut.shape), cut.given | {"now": now}
    found: list[dict[str, Any]] = []
    if start < around.fresh:
        found = ask(_rows, False, start, PER_PAGE, *shape, **given)
    if len(found) < PER_PAGE and around.stale:
        behind = max(0, start - around.fresh)
        found += ask(_rows, True, behind, PER_PAGE - len(found), *shape, **given)
    return found


def _rows(
    is_stale: bool,
    start: int,
    most: int,
    state: WorkplaceState | None,
    kind: WorkKind | None,
    sector: Sector | None,
    *,
    now: Given,
    **given: Given,
) -> QuerySet[Any, Any]:
    fitting = _fitting(state, kind, sector, **given)
    old = not_confirmed_since(given["fresh_from"])
    some = fitting.filter(old) if is_stale else fitting.exclude(old)
    rows: QuerySet[Any, Any] = listed(some.order_by(*BY_TITLE), now)[start : start + most]
    return rows


def _fitting(
    state: WorkplaceState | None,
    kind: WorkKind | None,
    sector: Sector | None,
    *,
    municipality_id: Given,
    fresh_from: Given,
    search: Given | None = None,
    place: Given | None = None,
) -> QuerySet[Workplace]:
    narrow = Q()
    if search:
        named = Q(title__icontains=search) | Q(employer__name__icontains=search)
        near = Q(employer__place_name__icontains=search) | Q(pc4__startswith=search)
        narrow &= named | near
    if kind:
        narrow &= Q(kind=kind.value)
    if sector:
        narrow &= Q(employer__sector=sector.value)
    if place:
        narrow &= Q(employer__place_name=place)
    every = Workplace.objects.filter(municipality_id=municipality_id)
    return every.filter(_in_state(state, fresh_from) & narrow)


def _in_state(state: WorkplaceState | None, fresh_from: Given) -> Q:
    if state is None:
        return ~Q(state=WorkplaceState.WITHDRAWN.value)
    old = not_confirmed_since(fresh_from)
    return old if state is WorkplaceState.STALE else Q(state=state.value)


def _around(cut: _Cut) -> Around:
    """All of it in one question, that reads indexes and hardly a row of the tables."""
    row = ask(_counts, cut.asked.state, cut.is_narrow, *cut.shape, **cut.given)[0]
    total, stale_ones = _of_state(row.get("fit", row["all"]), cut.asked.state)
    return Around(
        counts={one: _of_state(row["all"], one)[0] for one in (None, *WorkplaceState)},
        places=tuple(row["places"]),
        fresh=total - stale_ones,
        stale=stale_ones,
    )


def _counts(
    state: WorkplaceState | None,
    is_narrow: bool,
    kind: WorkKind | None,
    sector: Sector | None,
    **given: Given,
) -> QuerySet[Any, Any]:
    works_there = Exists(Workplace.objects.filter(employer=OuterRef("pk")))
    places = Employer.objects.filter(works_there, municipality=OuterRef("pk"))
    places = places.exclude(place_name="")
    municipality, fresh_from = given["municipality_id"], given["fresh_from"]
    every: QuerySet[Workplace] = Workplace.objects.filter(municipality_id=municipality)
    lists = {"all": every}
    if is_narrow:
        lists["fit"] = _fitting(state, kind, sector, **given)
    counts: QuerySet[Any, Any] = Municipality.objects.filter(pk=municipality).values(
        places=ArraySubquery(places.values("place_name").distinct().order_by("place_name")),
        **{name: ArraySubquery(_by_state(rows, fresh_from)) for name, rows in lists.items()},
    )
    return counts


def _by_state(rows: QuerySet[Workplace], fresh_from: Given) -> QuerySet[Any]:
    old = not_confirmed_since(fresh_from)
    counted = {"n": Count("pk"), "stale": Count("pk", filter=old)}
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
