"""The list of workplaces, by state, narrowed, fifty at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, QuerySet, TextField

from houvast.accounts.models import Municipality
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, Numbers, ask
from houvast.employers import permissions
from houvast.employers.models import Workplace
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

UP_TO = 1000
"""How many are counted, and can be turned to page by page: beyond that one looks for a word."""
PARTS: dict[WorkplaceState | None, tuple[WorkplaceState, ...]] = {
    **{one: (one,) for one in WorkplaceState},
    WorkplaceState.OFFERED: (WorkplaceState.OFFERED, WorkplaceState.STALE),
    None: tuple(one for one in WorkplaceState if one is not WorkplaceState.WITHDRAWN),
}
"""What each view of the list is made of; on offer are the fresh and those to ring about."""


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
    """How many stand in each state; None is all that are not withdrawn. More than `UP_TO` is not
    counted further."""
    places: tuple[str, ...]
    """Where the employers are, to choose from."""
    rows: tuple[WorkplaceRow, ...]
    total: int
    """How many can be turned to."""
    is_cut: bool
    """Whether there are more than that: who looks for one of those narrows the list."""
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
    is_cut: bool


def workplaces_page(
    by: Actor, asked: AskedWorkplaces = AskedWorkplaces(), up_to: int | None = UP_TO
) -> WorkplacesPage:
    """The workplaces that the actor may see, the first so many of them; without `up_to` all."""
    with recorded(by, "employers.workplaces_viewed") as act, prepared():
        permissions.require(by, Act.SEE)
        cut = _Cut(asked, by.municipality_id, act.today - FRESH_FOR, up_to)
        around = _around(cut)
        return WorkplacesPage(
            today=act.today,
            asked=asked,
            counts=around.counts,
            places=around.places,
            rows=tuple(row_of(one, act.today) for one in _part(cut, around, act.now)),
            total=around.fresh + around.stale,
            is_cut=around.is_cut,
            may=permissions.allowed(by),
        )


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is asked, as the shape of a question and what is given to it (database/written.py)."""

    asked: AskedWorkplaces
    municipality_id: UUID
    fresh_from: date
    up_to: int | None

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
    state, up_to = cut.asked.state, cut.up_to
    row = ask(_counts, state, cut.is_narrow, up_to, *cut.shape, **cut.given)[0]
    counted = {one: int(row[f"all_{one.value}"]["n"]) for one in WorkplaceState}
    fitting = {
        one: int(row.get(f"fit_{one.value}", {"n": counted[one]})["n"]) for one in PARTS[state]
    }
    stale_ones = fitting.pop(WorkplaceState.STALE, 0)
    fresh = sum(fitting.values())
    most = fresh + stale_ones if up_to is None else up_to
    return Around(
        counts={one: sum(counted[part] for part in parts) for one, parts in PARTS.items()},
        places=tuple(row["places"]),
        fresh=min(fresh, most),
        stale=min(stale_ones, most - min(fresh, most)),
        is_cut=fresh + stale_ones > most,
    )


def _counts(
    state: WorkplaceState | None,
    is_narrow: bool,
    up_to: int | None,
    kind: WorkKind | None,
    sector: Sector | None,
    **given: Given,
) -> QuerySet[Any, Any]:
    """At most one more than `up_to` of each part: it does not grow with the municipality."""
    municipality, fresh_from = given["municipality_id"], given["fresh_from"]
    enough = None if up_to is None else up_to + 1
    every = Workplace.objects.filter(municipality_id=municipality)
    parts = {f"all_{one.value}": _part_of(every, one, fresh_from) for one in WorkplaceState}
    if is_narrow:
        fitting = _fitting(state, kind, sector, **given)
        parts |= {f"fit_{one.value}": _part_of(fitting, one, fresh_from) for one in PARTS[state]}
    counts: QuerySet[Any, Any] = Municipality.objects.filter(pk=municipality).values(
        places=Func(function="employers_place_names", output_field=ArrayField(TextField())),
        **{name: Numbers(rows.values("confirmed_on")[:enough]) for name, rows in parts.items()},
    )
    return counts


def _part_of(
    rows: QuerySet[Workplace], part: WorkplaceState, fresh_from: Given
) -> QuerySet[Workplace]:
    """Those of one part, as an index holds them together: the stale apart from the fresh."""
    if part is WorkplaceState.STALE:
        return rows.filter(not_confirmed_since(fresh_from))
    if part is WorkplaceState.OFFERED:
        return rows.filter(state=part.value, confirmed_on__gte=fresh_from)
    return rows.filter(state=part.value)
