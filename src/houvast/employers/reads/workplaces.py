"""The list of workplaces, one workplace, and the light list to choose from by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Lower

from houvast.areas.reads.districts import district_called
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.written import Given
from houvast.employers import permissions
from houvast.employers.models import Employer, EmployerContact, Workplace, WorkplaceCondition
from houvast.employers.reads.nested import brokers_of, nested
from houvast.employers.rules.day_parts import days_of
from houvast.employers.rules.roles import Act
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    DayPart,
    OfferCode,
    PayKind,
    Strength,
    VogPayer,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.workplaces import (
    FRESH_FOR,
    WorkplaceFacts,
    is_stale,
    shown_state,
)

MOST_CHOICES = 1000


@dataclass(frozen=True, slots=True)
class WorkplaceRow:
    """A workplace in a list. Empty text is not known; hours are a week."""

    id: UUID
    title: str
    employer_id: UUID
    employer: str
    place_name: str
    """Where the employer is; the work itself is at `pc4`."""
    pc4: str
    is_mobile: bool
    kind: WorkKind
    state: WorkplaceState
    """As people see it: `stale` when it was not confirmed for 30 days."""
    hours_min: int
    hours_max: int
    places: int
    free_places: int
    start_on: date | None
    closing_on: date | None
    confirmed_on: date | None
    is_coded: bool
    """Whether the occupation has its code; if not it waits to be coded (te coderen)."""
    asks: tuple[ConditionCode, ...]
    """What is required."""
    brokers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """What the work asks, how much it weighs, and why."""

    id: UUID
    code: ConditionCode
    strength: Strength
    reason: str


@dataclass(frozen=True, slots=True)
class ToRing:
    """The fixed contact of the employer: whom to ring, also in the evening."""

    id: UUID
    name: str
    phone: str
    evening_phone: str


@dataclass(frozen=True, slots=True)
class WorkplacePage:
    """One workplace; `facts` is what a form is filled with."""

    row: WorkplaceRow
    facts: WorkplaceFacts
    offers: tuple[tuple[OfferCode, Answer], ...]
    """All that a place can give, in fixed order, unknown included."""
    conditions: tuple[ConditionLine, ...]
    to_ring: ToRing | None
    made_by: str
    may: frozenset[Act]
    may_add_condition: bool
    may_change: bool
    today: date
    district: str = ""
    """The name of the wijk that somebody chose; empty when nobody did."""

    @property
    def wage(self) -> Decimal | None:
        """Gross, in euros an hour."""
        cents = self.facts.wage_cents
        return None if cents is None else Decimal(cents) / 100

    @property
    def day_parts(self) -> tuple[tuple[DayPart, tuple[int, ...]], ...]:
        """The parts of the day on which there is work, each with its days; Monday is 0."""
        return tuple((part, days) for part, days in days_of(self.facts.day_parts).items() if days)

    @property
    def skills_asked(self) -> tuple[Skill, ...]:
        """What the work asks; who lacks one can learn it."""
        return tuple(Skill(code) for code in self.facts.skills_asked)

    @property
    def teaches(self) -> tuple[Skill, ...]:
        """What someone learns here."""
        return tuple(Skill(code) for code in self.facts.teaches)


@dataclass(frozen=True, slots=True)
class WorkplaceChoice:
    """A workplace to choose by hand: there is a place free."""

    id: UUID
    title: str
    employer: str
    place_name: str
    pc4: str
    kind: WorkKind
    hours_min: int
    hours_max: int
    free_places: int
    is_stale: bool
    """Ring first."""


def workplace_page(by: Actor, workplace_id: UUID) -> WorkplacePage:
    """One workplace with what it asks and gives, and whom to ring. Raises NotFound."""
    with recorded(by, "employers.workplace_viewed", workplace_id) as act:
        permissions.require(by, Act.SEE)
        one = _whole(act).one(workplace_id)
        named = permissions.can(by, Act.SEE_NAMES) or one.made_by_id == by.user_id
        facts = facts_of(one) if named else replace(facts_of(one), buddy="")
        said = facts.offers
        ring = one.fixed_rows[0] if one.fixed_rows else None
        return WorkplacePage(
            row=row_of(_as_row(one), act.today),
            facts=facts,
            offers=tuple((code, said.get(code, Answer.UNKNOWN)) for code in OfferCode),
            conditions=tuple(_condition(row) for row in one.condition_rows),
            to_ring=ToRing(**ring | {"id": UUID(ring["id"])}) if ring else None,
            made_by=one.made_by.name if named else "",
            may=permissions.allowed(by),
            may_add_condition=permissions.can_add_condition(
                by, one.made_by_id, WorkplaceState(one.state)
            ),
            may_change=permissions.can_change_workplace(
                by, one.made_by_id, WorkplaceState(one.state)
            ),
            today=act.today,
            district=district_called(one.district) if one.district else "",
        )


def workplace_choices(by: Actor) -> tuple[WorkplaceChoice, ...]:
    """Offered workplaces with a free place that have not closed; the stale ones last."""
    with recorded(by, "employers.choices_viewed") as act:
        permissions.require(by, Act.SEE)
        offered = Workplace.objects.filter(
            Q(closing_on=None) | Q(closing_on__gte=act.today),
            municipality_id=by.municipality_id,
            state=WorkplaceState.OFFERED.value,
        )
        rows = in_order(offered.select_related("employer"), act.today)[:MOST_CHOICES]
        return tuple(_choice(one, act.today) for one in rows)


OWN = (
    "pk",
    "title",
    "state",
    "kind",
    "pc4",
    "is_mobile",
    "hours_min",
    "hours_max",
    "places",
    "places_taken",
    "start_on",
    "closing_on",
    "confirmed_on",
    "isco",
    "employer_id",
)
"""Columns of a workplace that its row in a list shows."""


def listed(found: QuerySet[Workplace], now: datetime | Given) -> QuerySet[Any, Any]:
    """The rows that `row_of` takes."""
    # Asked per row: the planner thinks that joining employers leaves few rows, and then it reads
    # and sorts all of them where an index gives them in order.
    whose = Employer.objects.filter(pk=OuterRef("employer_id"))
    rows: QuerySet[Any, Any] = _with_more(found, now).values(
        *OWN,
        "asked",
        "broker_rows",
        of_employer=Subquery(whose.values("name")),
        of_place_name=Subquery(whose.values("place_name")),
    )
    return rows


def in_order(found: QuerySet[Workplace], today: date) -> QuerySet[Workplace]:
    """By title, those to ring about first behind the others."""
    stale_last = Case(When(stale(today), then=Value(1)), default=Value(0))
    return found.order_by(stale_last, *BY_TITLE)


def _with_more(found: QuerySet[Workplace], now: datetime | Given) -> QuerySet[Any]:
    required = WorkplaceCondition.objects.filter(
        workplace=OuterRef("pk"), dropped_on=None, strength=Strength.REQUIRED.value
    )
    return found.annotate(
        asked=ArraySubquery(required.order_by("code").values("code")),
        broker_rows=brokers_of("employer_id", now),
    )


def row_of(row: Mapping[str, Any], today: date) -> WorkplaceRow:
    """A row of what `listed` found."""
    state = WorkplaceState(row["state"])
    return WorkplaceRow(
        id=row["pk"],
        title=row["title"],
        employer_id=row["employer_id"],
        employer=row["of_employer"],
        place_name=row["of_place_name"],
        pc4=row["pc4"],
        is_mobile=row["is_mobile"],
        kind=WorkKind(row["kind"]),
        state=shown_state(state, row["confirmed_on"], today),
        hours_min=row["hours_min"],
        hours_max=row["hours_max"],
        places=row["places"],
        free_places=row["places"] - row["places_taken"] if state is WorkplaceState.OFFERED else 0,
        start_on=row["start_on"],
        closing_on=row["closing_on"],
        confirmed_on=row["confirmed_on"],
        is_coded=bool(row["isco"]),
        asks=tuple(ConditionCode(code) for code in row["asked"]),
        brokers=tuple(one["name"] for one in row["broker_rows"]),
    )


def stale(today: date) -> Q:
    """The same question as `is_stale` in the rules, asked of the database."""
    return not_confirmed_since(today - FRESH_FOR)


def not_confirmed_since(day: date | Given) -> Q:
    """Offered, and last confirmed before a day."""
    return Q(state=WorkplaceState.OFFERED.value, confirmed_on__lt=day)


BY_TITLE = (Lower("title"), F("confirmed_on").desc(nulls_last=True), "pk")
"""The order of a list: by title, then the freshest."""


def _as_row(one: Any) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in (*OWN, "asked", "broker_rows")}
    whose = one.employer
    return row | {"of_employer": whose.name, "of_place_name": whose.place_name}


def _whole(act: Operation) -> Any:
    conditions = WorkplaceCondition.objects.filter(workplace=OuterRef("pk"), dropped_on=None)
    fixed = EmployerContact.objects.filter(employer=OuterRef("employer_id"), is_fixed=True)
    return (
        _with_more(Workplace.objects.all(), act.now)
        .select_related("employer", "made_by")
        .annotate(
            condition_rows=nested(
                conditions.order_by("code"),
                id="id",
                code="code",
                strength="strength",
                reason="reason",
            ),
            fixed_rows=nested(
                fixed, id="id", name="name", phone="phone", evening_phone="evening_phone"
            ),
        )
    )


def facts_of(one: Workplace) -> WorkplaceFacts:
    """What a form is filled with."""
    said: Mapping[OfferCode, Answer] = {
        OfferCode(code): answer
        for codes, answer in ((one.offers_yes, Answer.YES), (one.offers_no, Answer.NO))
        for code in codes
    }
    return WorkplaceFacts(
        title=one.title,
        kind=WorkKind(one.kind),
        hours_min=one.hours_min,
        hours_max=one.hours_max,
        occupation=one.occupation,
        isco=one.isco,
        concept=one.concept,
        pc4=one.pc4,
        is_mobile=one.is_mobile,
        day_parts=one.day_parts,
        day_parts_min=one.day_parts_min,
        places=one.places,
        start_on=one.start_on,
        end_on=one.end_on,
        closing_on=one.closing_on,
        wage_cents=one.wage_cents,
        minimum_age=one.minimum_age,
        minimum_age_reason=one.minimum_age_reason,
        asks_vog=one.asks_vog,
        vog_codes=tuple(one.vog_codes),
        vog_paid_by=VogPayer(one.vog_paid_by),
        offers=said,
        teaches=tuple(one.teaches),
        skills_asked=tuple(one.skills_asked),
        crebo=one.crebo,
        sbb_recognised=Answer(one.sbb_recognised),
        pay_kind=PayKind(one.pay_kind),
        jobcoach_days=one.jobcoach_days,
        buddy=one.buddy,
        description=one.description,
    )


def _condition(row: dict[str, Any]) -> ConditionLine:
    code, strength = ConditionCode(row["code"]), Strength(row["strength"])
    return ConditionLine(UUID(row["id"]), code, strength, row["reason"])


def _choice(one: Workplace, today: date) -> WorkplaceChoice:
    return WorkplaceChoice(
        id=one.pk,
        title=one.title,
        employer=one.employer.name,
        place_name=one.employer.place_name,
        pc4=one.pc4,
        kind=WorkKind(one.kind),
        hours_min=one.hours_min,
        hours_max=one.hours_max,
        free_places=one.places - one.places_taken,
        is_stale=is_stale(WorkplaceState(one.state), one.confirmed_on, today),
    )
