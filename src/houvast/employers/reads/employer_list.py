"""The list of employers, in views, narrowed, fifty at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Lower

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import (
    Conversation,
    Employer,
    EmployerContact,
    EmployerPromise,
    Workplace,
)
from houvast.employers.reads.lists import page_of, pages_of
from houvast.employers.reads.nested import LATEST_FIRST
from houvast.employers.reads.workplaces import stale
from houvast.employers.rules.employers import Tally
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import PromisedBy, PromiseState, Sector
from houvast.employers.rules.views import QUIET_AFTER, EmployerOrder, EmployerView, views_of


@dataclass(frozen=True, slots=True)
class AskedEmployers:
    """Which part of the list: a view, and what narrows it. Pages count from 1."""

    view: EmployerView = EmployerView.ALL
    search: str = ""
    """A part of the name, the place or the postcode."""
    sector: Sector | None = None
    place: str = ""
    order: EmployerOrder = EmployerOrder.NAME
    page: int = 1


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """An employer in the list. Empty text is not known."""

    id: UUID
    name: str
    sector: Sector | None
    place_name: str
    pc4: str
    account_manager: str
    fixed_contact: str
    last_spoken_on: date | None
    next_on: date | None
    """The next talk, as agreed in the last one."""
    free_places: int
    stale_places: int
    """Of those, the ones nobody confirmed for a month."""
    theirs: Tally
    """What the employer promised us: kept of all whose day has come."""


@dataclass(frozen=True, slots=True)
class EmployersPage:
    """Fifty employers. `counts` has every view of the role, `total` the rows that fit."""

    today: date
    asked: AskedEmployers
    counts: dict[EmployerView, int]
    places: tuple[str, ...]
    """Where the employers are, to choose from."""
    rows: tuple[EmployerRow, ...]
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


def employers_page(by: Actor, asked: AskedEmployers = AskedEmployers()) -> EmployersPage:
    """The employers that the actor may see."""
    with recorded(by, "employers.list_viewed") as act:
        permissions.require(by, Act.SEE)
        every = _with_facts(by, act)
        views = {one: _fits(one, by, act.today) for one in views_of(by.role)}
        fitting = every.filter(views.get(asked.view, Q()) & _narrowed(asked))
        rows, total = page_of(fitting.order_by(*ORDERS[asked.order]).values(*COLUMNS), asked.page)
        counts, places = _around(every, views)
        return EmployersPage(
            today=act.today,
            asked=asked,
            counts=counts,
            places=places,
            rows=tuple(_row(one, permissions.can(by, Act.SEE_NAMES)) for one in rows),
            total=total,
            may=permissions.allowed(by),
        )


def _with_facts(by: Actor, act: Operation) -> QuerySet[Any]:
    """The employers, each with what the views ask and a row shows."""
    mine = {"employer": OuterRef("pk")}
    talks = Conversation.objects.filter(**mine, replaced_by=None).order_by(*LATEST_FIRST)
    fixed = EmployerContact.objects.filter(**mine, is_fixed=True)
    offered = Workplace.objects.filter(**mine, state="offered").order_by().values("employer")
    theirs = EmployerPromise.objects.filter(**mine, promised_by=PromisedBy.EMPLOYER.value)
    due = theirs.filter(~Q(state=PromiseState.OPEN.value) | Q(due__lt=act.today))
    counted = due.order_by().values("employer")
    here = Employer.objects.filter(municipality_id=by.municipality_id)
    return here.annotate(
        manager=F("account_manager__name"),
        fixed=Subquery(fixed.values("name")),
        last_on=Subquery(talks.values("on")[:1]),
        next_on=Subquery(talks.values("next_on")[:1]),
        free=Subquery(offered.annotate(n=FREE).values("n")),
        stale=Subquery(offered.filter(stale(act.today)).annotate(n=FREE).values("n")),
        due=Subquery(counted.annotate(n=Count("pk")).values("n")),
        kept=Subquery(counted.annotate(n=Count("pk", filter=Q(state="kept"))).values("n")),
    )


FREE = Sum(F("places") - F("places_taken"))
COLUMNS = (
    *("id", "name", "sector", "place_name", "pc4", "manager", "fixed"),
    *("last_on", "next_on", "free", "stale", "due", "kept"),
)
ORDERS: dict[EmployerOrder, tuple[Any, ...]] = {
    EmployerOrder.NAME: (Lower("name"), "pk"),
    EmployerOrder.TALK: (F("last_on").asc(nulls_first=True), Lower("name"), "pk"),
}


def _fits(view: EmployerView, by: Actor, today: date) -> Q:
    return {
        EmployerView.ALL: Q(),
        EmployerView.MINE: Q(account_manager=by.user_id),
        EmployerView.FREE: Q(free__gt=0),
        EmployerView.DUE: Q(next_on__lte=today),
        EmployerView.QUIET: Q(last_on=None) | Q(last_on__lt=today - QUIET_AFTER),
    }[view]


def _narrowed(asked: AskedEmployers) -> Q:
    narrow = Q()
    if asked.search:
        named = Q(name__icontains=asked.search) | Q(place_name__icontains=asked.search)
        narrow &= named | Q(pc4__startswith=asked.search)
    if asked.sector:
        narrow &= Q(sector=asked.sector.value)
    if asked.place:
        narrow &= Q(place_name=asked.place)
    return narrow


def _around(
    every: QuerySet[Any], views: dict[EmployerView, Q]
) -> tuple[dict[EmployerView, int], tuple[str, ...]]:
    """How many stand in each view, and all places, in one query."""
    found = every.aggregate(
        in_places=ArrayAgg("place_name", distinct=True, default=[], filter=~Q(place_name="")),
        **{f"in_{one.value}": Count("pk", filter=fits) for one, fits in views.items()},
    )
    return {one: found[f"in_{one.value}"] for one in views}, tuple(found["in_places"])


def _row(one: dict[str, Any], names: bool) -> EmployerRow:
    return EmployerRow(
        id=one["id"],
        name=one["name"],
        sector=Sector(one["sector"]) if one["sector"] else None,
        place_name=one["place_name"],
        pc4=one["pc4"],
        account_manager=one["manager"] or "" if names else "",
        fixed_contact=one["fixed"] or "",
        last_spoken_on=one["last_on"],
        next_on=one["next_on"],
        free_places=one["free"] or 0,
        stale_places=one["stale"] or 0,
        theirs=Tally(one["kept"] or 0, one["due"] or 0),
    )
