"""The file of one track, with no more than the actor may see; every look is recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from houvast.accounts.rules import InformationClass, Purpose
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.errors import NotFound
from houvast.people.models import Identity
from houvast.people.rules import PreferredChannel, age_on
from houvast.sharing.models import Assignment, Tie
from houvast.sharing.reads import IS_NEAR
from houvast.sharing.rules import Capacity, Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.models import (
    Closing,
    CoachOffer,
    Door,
    Handover,
    ScanAnswer,
    SignalFacts,
    Track,
)
from houvast.tracks.reads.absent import stand_in_today
from houvast.tracks.reads.companions import CompanionLine, companions_column, companions_of
from houvast.tracks.reads.contacts import ContactLine, latest_contacts
from houvast.tracks.reads.informed import informed, informed_column
from houvast.tracks.reads.lines import WHY, Line, line_annotations, line_of
from houvast.tracks.reads.moves import moves_in_a_row
from houvast.tracks.reads.steps import PlanRow, StepLine, plan_rows, steps_column, steps_of
from houvast.tracks.reads.terms import terms_column, terms_of_row
from houvast.tracks.rules.contacts import other_way
from houvast.tracks.rules.domains import LifeDomain, ScanValue, by_value
from houvast.tracks.rules.promise import Terms, check_move, longest_silence
from houvast.tracks.rules.states import (
    PROMISED,
    RUNNING_HANDOVER,
    ClosingState,
    HandoverState,
    InformationState,
    OfferState,
    TrackPhase,
    TrackState,
)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """Who keeps the door of a closed track, and when they ring."""

    contact: str
    contact_id: UUID
    come_back_on: date
    stays_shut: bool
    """The track was merged with another, which goes on: this one does not begin again."""


@dataclass(frozen=True, slots=True)
class RunningHandover:
    """A handover under way: to whom, until when an answer or a meeting is due, and since when."""

    id: UUID
    to: str
    to_id: UUID
    by: str
    state: HandoverState
    due: date


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in for the coach today, and the last day of it."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class TrackFile:
    """What the actor may see of one track and its person."""

    line: Line
    today: date
    now: datetime
    programme_id: UUID
    terms: Terms
    moved: int
    lead_id: UUID
    nickname: str
    age: int | None
    phone: str
    given_name: str
    family_name: str
    birth_date: date | None
    preferred_channel: PreferredChannel | None
    phase: TrackPhase
    opened_on: datetime | None
    work_started_on: date | None
    aftercare_until: date | None
    informed: InformationState | None
    inform_by: date | None
    told_on: date | None
    closing_id: UUID | None
    closing_by: str
    handover: RunningHandover | None
    stand_in: StandIn | None
    door: OpenDoor | None
    entry: str
    contacts: tuple[ContactLine, ...]
    scan: dict[LifeDomain, ScanValue]
    steps: tuple[StepLine, ...]
    companions: tuple[CompanionLine, ...]
    """The agreements with an experience expert, the newest first."""
    try_another_way: bool
    leads: bool
    asks_private: bool
    """Whether the actor did not answer yet whether he knows this young person in private."""
    may_log: bool
    may_note: bool
    may_plan: bool
    may_hand_over: bool
    may_withdraw: bool
    sees_work: bool
    """Whether the work wishes and what was chosen are for the actor's eyes (class WP)."""
    may_wish: bool
    sees_plan: bool
    work_coaches: tuple[str, ...]
    """Who helps with the work beside the lead, where the actor may see that."""

    @property
    def first_name(self) -> str:
        """What one calls the young person."""
        return self.given_name or self.nickname or self.line.name

    @property
    def too_long(self) -> bool:
        """Whether the last real contact is longer ago than agreed for this phase (P5)."""
        last = self.line.last_real_at or self.opened_on
        if not self.runs or last is None:
            return False
        began = self.work_started_on
        most = longest_silence(
            self.terms,
            self.phase,
            spoke=self.line.last_real_at is not None,
            days_at_work=(self.today - began).days if began else None,
        )
        return (self.now - last).days > most

    @property
    def companion(self) -> CompanionLine | None:
        """The agreement with an experience expert that is asked for or runs."""
        return next((one for one in self.companions if one.living), None)

    @property
    def plan(self) -> tuple[PlanRow, ...]:
        """The plan, part by part."""
        return plan_rows(self.steps, self.scan, self.today)

    @property
    def scan_by_value(self) -> tuple[tuple[ScanValue, tuple[LifeDomain, ...]], ...]:
        """The answers of the quick scan gathered by word."""
        return by_value(self.scan)

    @property
    def next_move_climbs(self) -> bool:
        """Whether moving the moment once more, without a contact, asks the team lead along."""
        return check_move(self.moved, self.terms)

    @property
    def runs(self) -> bool:
        """Whether the promise covers the track now."""
        return self.line.state in PROMISED


def read_file(by: Actor, track_id: UUID, act: Operation) -> TrackFile:
    """The file, inside the caller's act. Raises NotFound where the database shows nothing."""
    who = {"user_id": by.user_id, "purpose": by.purpose, "now": act.now, "today": act.today}
    with prepared():
        row = next(iter(ask(_whole, track_id=track_id, **who)), None)
        if row is None:
            raise NotFound
        act.concerns(row["person_id"])
        contacts = latest_contacts(track_id, by.user_id, act.now)
    return _file(by, row, contacts, act)


COLUMNS = (
    "pk",
    "person_id",
    "municipality_id",
    "state",
    "accept_by",
    "opened_at",
    "work_started_on",
    "aftercare_until",
    "lead_coach_id",
    "programme_id",
)

HANDOVER = {
    "id": "pk",
    "to": "to_user__name",
    "to_id": "to_user_id",
    "by": "from_user__name",
    "state": "state",
    "due": Coalesce("introduce_by", "accept_by"),
}

DOOR = {
    "contact": "contact__name",
    "contact_id": "contact_id",
    "on": "come_back_on",
    "shut": Func(F("track_id"), function="tracks_was_merged", output_field=BooleanField()),
}


def _whole(
    track_id: Given, user_id: Given, purpose: Given, now: Given, today: Given
) -> QuerySet[Any, Any]:
    found: Any = Track.objects.filter(pk=track_id).values(*COLUMNS)
    row: QuerySet[Any, Any] = found.annotate(
        **line_annotations(), **_about_the_file(user_id, purpose, now, today)
    )
    return row


def _about_the_file(user_id: Given, purpose: Given, now: Given, today: Given) -> dict[str, Any]:
    mine = {"track": OuterRef("pk")}
    identity = Identity.objects.filter(person=OuterRef("person_id"))
    held = Assignment.objects.filter(
        person=OuterRef("person_id"),
        user=user_id,
        purpose=purpose,
        since__lte=now,
        until__gt=now,
    )
    offers = CoachOffer.objects.filter(**mine, to_user=user_id, state=OfferState.OFFERED.value)
    closing = Closing.objects.filter(**mine, state=ClosingState.PROPOSED.value)
    door = Door.objects.filter(**mine, until=None)
    facts = SignalFacts.objects.filter(signal=OuterRef("signal_id"))
    scan = ScanAnswer.objects.filter(**mine).order_by("at", "pk")
    running = Handover.objects.filter(**mine, state__in=[one.value for one in RUNNING_HANDOVER])
    return {
        "terms": terms_column(today),
        "moved": moves_in_a_row(OuterRef("pk")),
        "stand_in": Subquery(stand_in_today(today)),
        "handover": Subquery(running.values(one=JSONObject(**HANDOVER))[:1]),
        "birth_date": Subquery(identity.values("birth_date")[:1]),
        "capacities": ArraySubquery(held.values("capacity")),
        "is_near": IS_NEAR,
        "answered": Exists(Tie.objects.filter(person=OuterRef("person_id"), user=user_id)),
        "beside": _beside(now),
        "offers": ArraySubquery(offers.values("pk")),
        "inform": informed_column(OuterRef("pk")),
        "closing": Subquery(closing.values(one=JSONObject(id="pk", by="proposed_by__name"))[:1]),
        "door": Subquery(door.values(one=JSONObject(**DOOR))[:1]),
        "entry": Subquery(facts.values(one=WHY)[:1]),
        "steps": steps_column(),
        "companions": companions_column(),
        "scan": ArraySubquery(scan.values(one=JSONObject(domain="domain", value="value"))),
    }


def _beside(now: Given) -> ArraySubquery:
    """SQL: the names of who helps with work beside the lead now."""
    live = Assignment.objects.filter(
        person=OuterRef("person_id"), since__lte=now, until__gt=now, capacity=Capacity.WORK.value
    )
    return ArraySubquery(live.order_by("user__name").values("user__name"))


def _file(
    by: Actor, row: dict[str, Any], contacts: tuple[ContactLine, ...], act: Operation
) -> TrackFile:
    latest = {one["domain"]: ScanValue(one["value"]) for one in row["scan"]}
    scan = {domain: latest[domain] for domain in LifeDomain if domain in latest}
    door, closing = row["door"], row["closing"] or {}
    line, outcomes = line_of(row, act.today), [one.outcome for one in contacts if one.outcome]
    holding = _holding(by, row)
    if holding is None:
        raise NotFound  # who watches that something is kept sees the track, and opens no file
    return TrackFile(
        line=line,
        today=act.today,
        now=act.now,
        programme_id=row["programme_id"],
        terms=terms_of_row(row["terms"]),
        moved=row["moved"] or 0,
        lead_id=row["lead_coach_id"],
        nickname=row["nickname"] or "",
        age=age_on(row["birth_date"], act.today) if row["birth_date"] else None,
        phase=line.phase,
        opened_on=row["opened_at"],
        work_started_on=row["work_started_on"],
        aftercare_until=row["aftercare_until"],
        **informed(row["inform"]),
        closing_id=UUID(closing["id"]) if closing else None,
        closing_by=closing.get("by", ""),
        handover=_handover(row["handover"]) if row["handover"] else None,
        stand_in=_stand_in(row["stand_in"]) if row["stand_in"] else None,
        door=_door(door) if door else None,
        entry=row["entry"] or "",
        contacts=contacts,
        scan=scan,
        steps=steps_of(row["steps"], line.lead, act.today),
        companions=companions_of(row["companions"], act.now),
        try_another_way=other_way(outcomes),
        **_identity(row),
        **_rights(by, row, holding, act),
    )


def _identity(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": row["phone"] or "",
        "given_name": row["given_name"] or "",
        "family_name": row["family_name"] or "",
        "birth_date": row["birth_date"],
        "work_coaches": tuple(dict.fromkeys(row["beside"])),
        "preferred_channel": PreferredChannel(row["preferred"]) if row["preferred"] else None,
    }


def _rights(
    by: Actor, row: dict[str, Any], holding: Holding | None, act: Operation
) -> dict[str, Any]:
    """Which acts the page offers; the acts themselves ask again."""

    def may(verb: Verb, kind: InformationClass) -> bool:
        place, now = row["municipality_id"], act.now
        return bool(permissions.can(by, verb, kind, place=place, holding=holding, now=now))

    def writes(kind: InformationClass) -> bool:
        return may(Verb.WRITE, kind)

    work = InformationClass.WP
    steering = by.purpose == Purpose.PROCESS_STEERING
    runs, handed_over = TrackState(row["state"]) in PROMISED, bool(row["handover"])
    return {
        "leads": holding is not None and holding.basis is Capacity.LEAD,
        "asks_private": bool(row["capacities"]) and not row["answered"],
        "may_log": runs and writes(InformationClass.CT),
        "may_note": writes(InformationClass.WN),
        "may_plan": runs and writes(InformationClass.PR if steering else InformationClass.PL),
        "may_hand_over": runs and not handed_over and writes(InformationClass.PR),
        "may_withdraw": handed_over and writes(InformationClass.PR),
        "sees_work": may(Verb.SEE, work),
        "may_wish": runs and writes(work),
        "sees_plan": may(Verb.SEE, InformationClass.PL),
    }


def _handover(row: dict[str, str]) -> RunningHandover:
    return RunningHandover(
        id=UUID(row["id"]),
        to=row["to"],
        to_id=UUID(row["to_id"]),
        by=row["by"],
        state=HandoverState(row["state"]),
        due=date.fromisoformat(row["due"]),
    )


def _stand_in(one: dict[str, str]) -> StandIn:
    return StandIn(one["name"], date.fromisoformat(one["until"]))


def _door(door: dict[str, Any]) -> OpenDoor:
    on = date.fromisoformat(door["on"])
    return OpenDoor(door["contact"], UUID(door["contact_id"]), on, bool(door["shut"]))


def _holding(by: Actor, row: dict[str, Any]) -> Holding | None:
    """The standing, from what came with the row: no extra query."""
    for capacity in Capacity:
        if capacity.value in row["capacities"]:
            return Holding(capacity, is_near=row["is_near"])
    if row["offers"]:
        return Holding(Standing.OFFERED, is_near=row["is_near"])
    steers = by.purpose == "process_steering"
    return Holding(Standing.STEERING, is_near=row["is_near"]) if steers else None
