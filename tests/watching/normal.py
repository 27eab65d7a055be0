"""A normal quarter of forty professionals, as the trail has it: nine weeks before, and a month.

What is drawn, and from what: a coach speaks each of some twenty young people every nine days or so,
opens the file before it and at times after, plans the next moment, and now and then opens a file
only because somebody rang. Who steers opens some files a day, mostly to act. There is leave with a
stand-in, a handover, a wrong address typed, an evening of outreach, a new colleague.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from houvast.accounts.rules import Purpose, Role
from houvast.watching.rules.facts import Access, Fact, Planned

BEFORE, MONTH = 63, 31
START = datetime(2026, 8, 31, tzinfo=UTC)
"""A Monday; days are counted from here."""
STAFF = {
    Role.OUTREACH_COACH: 20,
    Role.WORK_COACH: 8,
    Role.TEAM_LEAD: 3,
    Role.PROCESS_COORDINATOR: 2,
    Role.TRIAGE_MEMBER: 3,
    Role.EXPERIENCE_EXPERT: 4,
}
FILE, PLAN, CONTACT = "tracks.file_viewed", "tracks.plan_viewed", "tracks.contact_opened"
ACTS = ("tracks.contact_logged", "tracks.step_done", "tracks.moment_moved", "tracks.step_added")
GUIDES = (Role.OUTREACH_COACH, Role.WORK_COACH)


@dataclass
class Worker:
    """A professional with the young people he holds."""

    id: UUID
    role: Role
    own: list[UUID] = field(default_factory=list)


@dataclass
class Quarter:
    """All facts of a normal quarter."""

    dice: Random
    workers: list[Worker] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    access: list[Access] = field(default_factory=list)
    honey: set[UUID] = field(default_factory=set)
    """Files that belong to nobody; in a normal quarter nobody has a reason to open one."""

    def key(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

    def add(
        self, who: Worker, at: datetime, verb: str, person: UUID | None = None, **more: bool
    ) -> None:
        purpose = purpose_of(who.role, verb)
        self.facts.append(Fact(at, who.id, who.role, purpose, verb, person, **more))

    def of(self, *roles: Role) -> list[Worker]:
        return [one for one in self.workers if one.role in roles]


def purpose_of(role: Role, verb: str) -> Purpose:
    if verb.startswith("tracks.signal") or role is Role.TRIAGE_MEMBER:
        return Purpose.INTAKE
    steers = role in (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
    return Purpose.PROCESS_STEERING if steers else Purpose.GUIDANCE


def normal(seed: int) -> Quarter:
    """A quarter in which nobody did anything wrong."""
    quarter = Quarter(Random(seed))
    for role, number in STAFF.items():
        for _ in range(number):
            quarter.workers.append(Worker(quarter.key(), role))
    for one in quarter.of(*GUIDES):
        one.own = [quarter.key() for _ in range(quarter.dice.randint(14, 25))]
        since = START - timedelta(days=quarter.dice.randint(10, 160))
        for person in one.own:
            quarter.access.append(Access(one.id, person, since, since + timedelta(days=365)))
            _guided(quarter, one, person)
    for day in workdays():
        _steering(quarter, day)
        _triage(quarter, day)
        _mistakes(quarter, day)
    _along(quarter)
    _covers(quarter)
    _new_colleague(quarter)
    return quarter


def workdays() -> Iterator[int]:
    return (day for day in range(BEFORE + MONTH) if day % 7 < 5)


def at(day: float, hour: float) -> datetime:
    return START + timedelta(days=int(day), hours=hour)


def hour_of(quarter: Quarter, role: Role) -> float:
    """Most work is done by day; outreach is on the street in the evening as well."""
    evening = role is Role.OUTREACH_COACH and quarter.dice.random() < 0.3
    return quarter.dice.uniform(17, 21.5) if evening else quarter.dice.uniform(7.5, 15.5)


def workday(who: Worker, day: float) -> float:
    """The day itself, or for who does not work in weekends the Monday after it."""
    over = int(day) % 7 - 4
    return day + 3 - over if who.role is Role.WORK_COACH and over > 0 else day


def _guided(quarter: Quarter, coach: Worker, person: UUID) -> None:
    """Contact after contact, each planned at the one before it; and a look in between."""
    dice, day = quarter.dice, quarter.dice.uniform(-9, 0)
    while True:
        planned = day
        gap = min(max(dice.gauss(9, 3), 2), 21)
        day += gap
        if day >= BEFORE + MONTH:
            return
        day = workday(coach, day)
        when = at(day, hour_of(quarter, coach.role))
        due = (when + timedelta(days=dice.choice((0, 0, 0, -1, 1)))).date()
        quarter.planned.append(Planned(coach.id, person, due, at(max(planned, -9), 12)))
        quarter.add(coach, when - timedelta(minutes=dice.randint(2, 200)), FILE, person)
        if dice.random() < 0.3:
            quarter.add(coach, when - timedelta(minutes=1), PLAN, person)
        quarter.add(coach, when, dice.choices(ACTS, (7, 1, 1, 1))[0], person)
        if dice.random() < 0.25:
            later = timedelta(hours=dice.uniform(0.2, 1 if int(day) % 7 == 4 else 26))
            quarter.add(coach, when + later, CONTACT, person)
        if dice.random() < 0.15:
            idle = at(workday(coach, day - gap * dice.random()), hour_of(quarter, coach.role))
            quarter.add(coach, idle, FILE, person)


def _steering(quarter: Quarter, day: int) -> None:
    """Some files a day, and an act on most of them."""
    dice, guided = quarter.dice, quarter.of(*GUIDES)
    for who in quarter.of(Role.TEAM_LEAD, Role.PROCESS_COORDINATOR):
        for _ in range(dice.choice((0, 1, 2, 2, 3, 4))):
            person, when = dice.choice(dice.choice(guided).own), at(day, dice.uniform(7.5, 16))
            quarter.add(who, when, FILE, person)
            if dice.random() < 0.6:
                quarter.add(who, when + timedelta(minutes=6), "tracks.track_offered", person)


def _triage(quarter: Quarter, day: int) -> None:
    """Signals come in, are looked at and answered in some days; and known here is asked."""
    dice = quarter.dice
    for who in quarter.of(Role.TRIAGE_MEMBER):
        for _ in range(dice.choice((0, 1, 1, 2))):
            signal, when = quarter.key(), at(day, dice.uniform(7.5, 14))
            quarter.add(who, when, "tracks.signal_viewed", signal)
            quarter.add(who, when + timedelta(minutes=4), "tracks.triage_started", signal)
            quarter.add(who, when + timedelta(minutes=9), "tracks.known_here_answered")
            if dice.random() < 0.9:
                done = dice.choice(("taken_up", "taken_up", "turned_down", "referred"))
                after = timedelta(minutes=20)
                quarter.add(who, when + after, f"tracks.signal_{done}", signal)
        if dice.random() < 0.1:
            quarter.add(who, at(day, 13), "tracks.known_here_answered")


def _mistakes(quarter: Quarter, day: int) -> None:
    """A page that is gone, a link of a colleague."""
    for who in quarter.workers:
        for _ in range(quarter.dice.choices((0, 1, 2), (92, 6, 2))[0]):
            when = at(day, hour_of(quarter, who.role))
            quarter.add(who, when, FILE, quarter.key(), is_refused=True)


def _along(quarter: Quarter) -> None:
    """An experience expert meets one young person every week or so, and notes it."""
    for who in quarter.of(Role.EXPERIENCE_EXPERT):
        person, day = quarter.key(), quarter.dice.uniform(0, 7)
        while day < BEFORE + MONTH:
            when = at(day, quarter.dice.uniform(10, 19))
            quarter.add(who, when - timedelta(hours=1), "tracks.companion_viewed", person)
            quarter.add(who, when, "tracks.companion_session_noted", person)
            day += quarter.dice.uniform(5, 9)


def _covers(quarter: Quarter) -> None:
    """Leave: a colleague reads the files of the first days, and speaks some of them."""
    dice, guided = quarter.dice, quarter.of(*GUIDES)
    for _ in range(9):
        away, cover = dice.sample(guided, 2)
        first, days = dice.choice([*workdays()][:-8]), dice.randint(5, 10)
        for number, person in enumerate(dice.sample(away.own, min(12, len(away.own)))):
            since = at(first, 6)
            quarter.access.append(Access(cover.id, person, since, since + timedelta(days=days)))
            quarter.add(cover, at(first, 8 + number / 12), FILE, person)
            if dice.random() < 0.5:
                spoken = workday(cover, first + dice.randint(0, 4))
                when = at(spoken, hour_of(quarter, cover.role))
                quarter.add(cover, when, "tracks.contact_logged", person)


def _new_colleague(quarter: Quarter) -> None:
    """A colleague gets his first role, and another a second one in which he works at once."""
    admin = Worker(quarter.key(), Role.FUNCTIONAL_ADMIN)
    new = Worker(quarter.key(), Role.OUTREACH_COACH)
    day = BEFORE + 7
    quarter.add(admin, at(day, 8), "sharing.role_given", new.id)
    for number in range(6):
        person = quarter.key()
        quarter.add(new, at(day, 9 + number / 4), "tracks.handover_viewed", person)
        quarter.add(new, at(day, 9.1 + number / 4), "tracks.handover_accepted", person)
    _danger(quarter, day)
    triage = quarter.of(Role.OUTREACH_COACH)[0]
    quarter.add(admin, at(day + 7, 8), "sharing.role_given", triage.id)
    also = Worker(triage.id, Role.TRIAGE_MEMBER)
    signal = quarter.key()
    quarter.add(also, at(day + 7, 10), "tracks.signal_viewed", signal)
    quarter.add(also, at(day + 7, 10.2), "tracks.triage_started", signal)


def _danger(quarter: Quarter, day: int) -> None:
    """A real emergency, once a month: looked at, rung, and written down what was done."""
    who, when = quarter.of(Role.OUTREACH_COACH)[1], at(day, 16.5)
    person = UUID(int=who.id.int ^ 1)  # without the dice: what is drawn stays as it was
    for minutes, verb in enumerate(("glass_opened", "glass_viewed", "glass_accounted")):
        later = when + timedelta(minutes=20 * minutes)
        quarter.facts.append(
            Fact(later, who.id, who.role, Purpose.EMERGENCY, f"tracks.{verb}", person)
        )
