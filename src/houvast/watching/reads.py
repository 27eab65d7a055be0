"""What there is to look at, what it turned out to be, and whom a breach concerns."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import PURPOSES_OF, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.models import StepReset
from houvast.sharing.rules.registers import ANSWERS, PROPOSES, RegisterState
from houvast.sharing.rules.step_resets import ResetState, Shown
from houvast.watching.models import Agreement, Breach, Event, Limit
from houvast.watching.rules.breaches import Persons, Report
from houvast.watching.rules.honey import HoneyPlace
from houvast.watching.rules.limits import MOST, SETTABLE, EventKind, highest, is_wider, most
from houvast.watching.rules.outcomes import MAY_LOOK, Outcome, check_may_look
from houvast.watching.working_hours import HoursPart, hours_part

SHOWN = 100
"""How many events a list shows: those that wait first, then the latest."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event; of young people stand only marks."""

    id: UUID
    kind: EventKind
    colleague: str
    first_at: datetime
    last_at: datetime
    count: int
    most: int | None
    """The limit that was in force then."""
    marks: tuple[str, ...]
    found_at: datetime
    conclude_by: date
    outcome: Outcome | None
    note: str
    concluded_by: str
    concluded_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Under which consent it is looked at."""

    document: str
    agreed_on: date


@dataclass(frozen=True, slots=True)
class EventsPage:
    """What waits, the sample, and what was concluded; `agreement` is None while it is off."""

    today: date
    agreement: AgreementLine | None
    waiting: tuple[EventLine, ...]
    samples: tuple[EventLine, ...]
    concluded: tuple[EventLine, ...]


def events_page(by: Actor) -> EventsPage:
    """The events of this municipality, without those about oneself."""
    with recorded(by, "watching.events_listed") as act:
        check_may_look(by.role, by.token)
        agreed = Agreement.objects.filter(ended_at=None).first()
        rows = Event.objects.select_related("user", "concluded_by")
        lines = [_line(one) for one in rows.order_by("-found_at", "pk")[:SHOWN]]
        waiting = sorted((one for one in lines if not one.outcome), key=lambda one: one.conclude_by)
        return EventsPage(
            today=act.today,
            agreement=AgreementLine(agreed.document, agreed.agreed_on) if agreed else None,
            waiting=tuple(one for one in waiting if one.kind is not EventKind.SAMPLE),
            samples=tuple(one for one in waiting if one.kind is EventKind.SAMPLE),
            concluded=tuple(one for one in lines if one.outcome),
        )


@dataclass(frozen=True, slots=True)
class ResetSeen:
    """A second step that was taken away: of whom, who asked it, and how that person was known."""

    who: str
    asked_by: str
    shown: Shown
    at: datetime


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event, opened: that stands in the trail."""

    today: date
    event: EventLine
    role: Role
    resets: tuple[ResetSeen, ...] = ()
    """Whose second step was taken away, when that is what there is to look at."""


def event_page(by: Actor, event_id: UUID) -> EventPage:
    """One event. Raises NotFound, also for one about oneself."""
    with recorded(by, "watching.event_seen", event_id) as act:
        check_may_look(by.role, by.token)
        found = Event.objects.select_related("user", "concluded_by").filter(pk=event_id).first()
        if found is None:
            raise NotFound
        return EventPage(act.today, _line(found), Role(by.role), _resets(found))


def _resets(event: Event) -> tuple[ResetSeen, ...]:
    """By who said yes, between the first and the last time of the event."""
    if event.kind != EventKind.STEP_RESET.value:
        return ()
    rows = StepReset.objects.filter(
        answered_by=event.user_id,
        state=ResetState.DONE.value,
        answered_at__range=(event.first_at, event.last_at),
    )
    found = rows.select_related("user", "asked_by").order_by("answered_at", "pk")
    return tuple(
        ResetSeen(one.user.name, one.asked_by.name, Shown(one.shown), one.answered_at)
        for one in found
        if one.answered_at
    )


def _line(one: Event) -> EventLine:
    return EventLine(
        id=one.pk,
        kind=EventKind(one.kind),
        colleague=one.user.name,
        first_at=one.first_at,
        last_at=one.last_at,
        count=one.count,
        most=one.most,
        marks=tuple(person.hex[:8] for person in one.persons),
        found_at=one.found_at,
        conclude_by=one.conclude_by,
        outcome=Outcome(one.outcome) if one.outcome else None,
        note=one.note,
        concluded_by=one.concluded_by.name if one.concluded_by else "",
        concluded_at=one.concluded_at,
    )


LOOKS_AT_LIMITS = (*MAY_LOOK, Role.PROGRAMME_MANAGER, Role.FG)


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit as it was set, with both people; `usual` is what Houvast came with."""

    id: UUID
    role: Role
    kind: EventKind
    most: int
    usual: int
    state: RegisterState
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool

    @property
    def is_wider(self) -> bool:
        """Whether less is found than with what Houvast came with."""
        return is_wider(self.role, self.kind, self.most)


@dataclass(frozen=True, slots=True)
class LimitsPage:
    """What holds everywhere, what a municipality set, what waits, and what was before."""

    today: date
    usual: tuple[tuple[EventKind, int, int], ...]
    """Each kind with its default, and how high it can be set."""
    set_now: tuple[LimitLine, ...]
    waiting: tuple[LimitLine, ...]
    earlier: tuple[LimitLine, ...]
    hours: HoursPart
    may_propose: bool
    may_answer: bool


def limits_page(by: Actor, *, to_change: bool = False) -> LimitsPage:
    """Every limit. Raises NotAllowed for who neither watches nor decides about watching."""
    with recorded(by, "watching.limits_viewed") as act:
        if by.token is not None or by.role not in ((PROPOSES,) if to_change else LOOKS_AT_LIMITS):
            raise NotAllowed("role")
        rows = Limit.objects.select_related("proposed_by", "answered_by")
        lines = [_limit(by, one) for one in rows.order_by("-proposed_at", "pk")]

        def of(*states: RegisterState) -> tuple[LimitLine, ...]:
            return tuple(one for one in lines if one.state in states)

        return LimitsPage(
            act.today,
            tuple((kind, MOST[kind], highest(kind)) for kind in SETTABLE),
            tuple(sorted(of(RegisterState.IN_FORCE), key=lambda one: (one.role, one.kind))),
            of(RegisterState.PROPOSED),
            of(RegisterState.REPLACED, RegisterState.DECLINED)[:SHOWN],
            hours_part(by),
            by.role == PROPOSES,
            by.role in ANSWERS,
        )


def _limit(by: Actor, one: Limit) -> LimitLine:
    return LimitLine(
        id=one.pk,
        role=Role(one.role),
        kind=EventKind(one.kind),
        most=one.most,
        usual=most(one.role, EventKind(one.kind)),
        state=RegisterState(one.state),
        reason=one.reason,
        proposed_by=one.proposed_by.name if one.proposed_by else "",
        proposed_on=localdate(one.proposed_at),
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_on=localdate(one.answered_at) if one.answered_at else None,
        is_own=one.proposed_by_id == by.user_id,
    )


@dataclass(frozen=True, slots=True)
class HoneyPage:
    """How many files that belong to nobody stand in each place; which ones is not told here."""

    places: tuple[tuple[HoneyPlace, int], ...]
    may_agree: bool
    """Whether the actor is the second person, who says yes to a new one."""

    @property
    def empty(self) -> int:
        """How many places have none."""
        return sum(not many for _place, many in self.places)


def honey_page(by: Actor) -> HoneyPage:
    """Numbers alone: the application cannot read more. That it was looked at is in the trail."""
    with recorded(by, "watching.honey_counted"):
        check_may_look(by.role, by.token)
        with connection.cursor() as cursor:
            cursor.execute("select place, many from watching_honey_places()")
            many = dict(cursor.fetchall())
        places = tuple((one, many.get(one.value, 0)) for one in HoneyPlace)
        return HoneyPage(places, by.role == Role.SECURITY_OFFICER)


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One breach, and what was decided."""

    id: UUID
    colleague: str
    what: str
    since: datetime
    until: datetime
    known_at: datetime
    due_at: datetime
    opened_by: str
    by_event: bool
    of_emergency: bool
    report: Report | None
    report_why: str
    persons: Persons | None
    persons_why: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A young person who was seen: by a mark, with the coach who can tell it."""

    mark: str
    coach: str
    team: str
    opened: int
    listed: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class BreachesPage:
    """What is still to be decided, the first hour first; and what was."""

    today: date
    now: datetime
    open: tuple[BreachLine, ...]
    decided: tuple[BreachLine, ...]


@dataclass(frozen=True, slots=True)
class BreachPage:
    """One breach, with whom it concerns."""

    today: date
    now: datetime
    breach: BreachLine
    seen: tuple[SeenLine, ...]


def breaches_page(by: Actor) -> BreachesPage:
    """The breaches of this municipality, without those of oneself."""
    with recorded(by, "watching.breaches_listed") as act:
        check_may_look(by.role, by.token)
        rows = Breach.objects.select_related("user", "opened_by", "decided_by")
        lines = [_breach_line(one) for one in rows.order_by("-since", "pk")[:SHOWN]]
        still = sorted((one for one in lines if not one.report), key=lambda one: one.due_at)
        return BreachesPage(
            act.today, act.now, tuple(still), tuple(one for one in lines if one.report)
        )


SEEN = (
    "select seen.person, seen.opened, seen.listed, seen.first_at, seen.last_at,"
    " coalesce(coach.name, ''), coalesce(team.name, '')"
    " from watching_seen_in_breach(%s) seen"
    " left join lateral (select lead_coach_id, team_id from tracks_track one"
    "   where one.person_id = seen.person order by one.state = 'closed', one.id limit 1) track"
    "   on true"
    " left join accounts_user coach on coach.id = track.lead_coach_id"
    " left join accounts_team team on team.id = track.team_id"
    " order by seen.last_at desc, seen.person"
)


def breach_page(by: Actor, breach_id: UUID) -> BreachPage:
    """One breach and who was seen, from the trail. Raises NotFound, also for one of oneself."""
    with recorded(by, "watching.breach_seen", breach_id) as act:
        check_may_look(by.role, by.token)
        rows = Breach.objects.select_related("user", "opened_by", "decided_by")
        found = rows.filter(pk=breach_id).first()
        if found is None:
            raise NotFound
        with connection.cursor() as cursor:
            cursor.execute(SEEN, [breach_id])
            seen = cursor.fetchall()
        act.concerns(*(one[0] for one in seen))
        lines = tuple(
            SeenLine(person.hex[:8], coach, team, opened, listed, first, last)
            for person, opened, listed, first, last, coach, team in seen
        )
        return BreachPage(act.today, act.now, _breach_line(found), lines)


def may_be_named(by: Actor) -> tuple[Colleague, ...]:
    """Whose access a breach can be about: everybody who works here, but not oneself."""
    with recorded(by, "watching.colleagues_listed") as act:
        check_may_look(by.role, by.token)
        found = colleagues(by.municipality_id, PURPOSES_OF, act.now)
        return tuple({one.id: one for one in found if one.id != by.user_id}.values())


def _breach_line(one: Breach) -> BreachLine:
    return BreachLine(
        id=one.pk,
        colleague=one.user.name if one.user else "",
        what=one.what,
        since=one.since,
        until=one.until,
        known_at=one.known_at,
        due_at=one.due_at,
        opened_by=one.opened_by.name,
        by_event=one.event_id is not None,
        of_emergency=one.of_emergency,
        report=Report(one.report) if one.report else None,
        report_why=one.report_why,
        persons=Persons(one.persons) if one.persons else None,
        persons_why=one.persons_why,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_at=one.decided_at,
    )
