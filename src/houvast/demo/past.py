"""A year of work before the story begins: lives made by the dice, told by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.demo.clock import at
from houvast.demo.ledger import Ledger
from houvast.demo.plan_rows import (
    add_steps,
    another_step,
    leave_steps,
    steps_ahead,
    wish,
)
from houvast.demo.plans import measurements, two_plans
from houvast.demo.rows import NOON, File, begin
from houvast.demo.sightings import sighted
from houvast.demo.turns import climbed, close, hand_over, reviewed, stop
from houvast.demo.words import AT_WORK, NOTES, PLANS
from houvast.demo.work_rows import Job, break_off, check_in_until, end, start
from houvast.employers.models import Workplace
from houvast.employers.rules.states import WorkplaceState
from houvast.people.rules import age_on
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import Step
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue, asked_at
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    ContactOutcome,
    HandoverReason,
    Initiator,
    PlaceKind,
)
from houvast.tracks.rules.steps import StepState

REPORTERS = ("noor", "denzel", "karin", "samira", "nadia", "dennis")
FORGETFUL = {"kevin": 0.22, "dennis": 0.16}
"""How often a moment is let pass for a day or more; for the others it is seldom."""
SELDOM = 0.05
TALKS = (
    (ContactChannel.IN_PERSON, PlaceKind.STREET),
    (ContactChannel.PHONE, PlaceKind.OTHER),
    (ContactChannel.MESSAGE, PlaceKind.ONLINE),
    (ContactChannel.MESSAGE, PlaceKind.ONLINE),
    (ContactChannel.IN_PERSON, PlaceKind.HOME),
    (ContactChannel.IN_PERSON, PlaceKind.YOUTH_CENTRE),
    (ContactChannel.IN_PERSON, PlaceKind.OFFICE),
)


class Stage(StrEnum):
    """How far somebody has come by the end of the year."""

    NEW = "new"
    SCANNED = "scanned"
    READY = "ready"
    SEEKING = "seeking"
    AT_WORK = "at_work"
    BROKEN_OFF = "broken_off"
    DONE = "done"
    STOPPED = "stopped"
    ELSEWHERE = "elsewhere"


FURTHEST = (
    Stage.NEW,
    Stage.SCANNED,
    Stage.STOPPED,
    Stage.READY,
    Stage.ELSEWHERE,
    Stage.SEEKING,
    Stage.BROKEN_OFF,
    Stage.AT_WORK,
    Stage.DONE,
)
"""How far each comes, the least first."""
ENDED = {
    Stage.DONE: CloseReason.BASIS_IN_PLACE,
    Stage.ELSEWHERE: CloseReason.HANDED_OVER_ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What the dice decided about one life; the days are real days."""

    who: Who
    coach: str
    stage: Stage
    begun: date
    before: str = ""
    """The coach who handed over, if there was one."""
    works_from: date | None = None
    broke_on: date | None = None
    ended_on: date | None = None


@dataclass(slots=True)
class Life:
    """One life on its way through the year."""

    plan: Plan
    file: File
    until: date
    workplaces: Sequence[Workplace]
    talks: int = 0
    job: Job | None = None
    scan: dict[LifeDomain, ScanValue] | None = None
    steps: list[Step] = field(default_factory=list)
    wished: bool = False

    @property
    def ledger(self) -> Ledger:
        """Where its rows go."""
        return self.file.ledger

    def run(self) -> None:
        """Keep each moment until the year, or the track, is over."""
        stop_on = self.plan.ended_on or self.until
        while self.file.moment.due < stop_on:
            due = self.file.moment.due
            on = min(self._kept_on(due), stop_on)
            if on > due:
                climbed(self.file, on)
            self._turn(on)
            self._talk(on)
        if self.plan.ended_on:
            self._close(self.plan.ended_on)
        elif self.job:
            check_in_until(self.job, self.until)
        if self.scan is not None and not self.plan.ended_on:
            if self._went(Stage.READY):
                busy = {one.domain for one in self.steps if one.state == StepState.OPEN}
                steps_ahead(self.file, self.scan, busy, self.until)
            two_plans(self.file, self.until)
            measurements(self.file, self.scan, self.until)

    def _kept_on(self, due: date) -> date:
        """Mostly the day itself; sometimes some working days too late."""
        dice, days = self.ledger.dice, self.ledger.town.days
        late = dice.random() < FORGETFUL.get(self.file.coach, SELDOM)
        return days.after(due, dice.choice((1, 1, 1, 2, 2, 3, 4))) if late else due

    def _turn(self, on: date) -> None:
        """What else happens on the way to this contact."""
        plan, file = self.plan, self.file
        reviewed(file, on)
        if plan.before and file.coach == plan.before and self.talks >= 4:
            reasons = (HandoverReason.COACH_LEAVES, HandoverReason.NO_CLICK)
            hand_over(file, plan.coach, on, self.ledger.dice.choice(reasons))
        if plan.works_from and plan.works_from <= on and self.job is None:
            self._start(on)
        if self.job:
            check_in_until(self.job, on)
        if self.job and plan.broke_on and plan.broke_on <= on and not self.job.placement.ended_on:
            break_off(self.job, on)

    def _start(self, on: date) -> None:
        free = [one for one in self.workplaces if one.state == WorkplaceState.OFFERED.value]
        if free:
            workplace = self.ledger.dice.choice(free)
            earlier = max(self.file.track.proposed_at.date(), on - timedelta(days=9))
            self.job = start(self.file, workplace, earlier, on)

    def _talk(self, on: date) -> None:
        dice = self.ledger.dice
        reached = dice.random() < (0.55 if self.talks < 2 else 0.8)
        channel, place = dice.choice(TALKS)
        hour = time(dice.randint(10, 20), dice.choice((5, 20, 35, 50)))
        outcomes = (ContactOutcome.SPOKE, ContactOutcome.SPOKE, ContactOutcome.REPLIED)
        talk = Talk(
            at=at(on, hour),
            channel=channel,
            place_kind=place,
            outcome=dice.choice(outcomes) if reached else ContactOutcome.NOT_REACHED,
            initiator=Initiator.YOUNG_PERSON if dice.random() < 0.15 else Initiator.COACH,
            note=dice.choice(NOTES) if reached and dice.random() < 0.6 else "",
        )
        day = on + timedelta(days=dice.choice(self._pace()) if reached else 2)
        ahead = Ahead(
            self.ledger.town.days.after(day - timedelta(days=1), 1),
            agreed=reached,
            what=dice.choice(AT_WORK if self._works else PLANS),
        )
        self.file.contact(talk, ahead)
        self.talks += reached
        if reached:
            self._step(on)

    @property
    def _works(self) -> bool:
        """Whether there is work now."""
        return self.job is not None and self.job.placement.ended_on is None

    def _pace(self) -> tuple[int, ...]:
        """Days to the next moment: soon in the beginning, further apart at work."""
        if self._works:
            return (14, 16, 21, 21, 28)
        return (3, 4, 6, 7, 7, 10, 12)

    def _step(self, on: date) -> None:
        """What a talk makes possible: tell why we keep a file, then the quick scan."""
        if self.talks == 1:
            self.file.tell_young_person(on)
        leave_steps(self.file, self.steps, on)
        if self.scan and self.talks >= 3 and not self.steps and self._went(Stage.READY):
            self.steps = add_steps(self.file, self.scan, on)
        if self.talks >= 5 and self.scan and not self.wished and self._went(Stage.SEEKING):
            wish(self.file, on)
            self.wished = True
        self._look(on)

    def _went(self, stage: Stage) -> bool:
        """Whether this life comes as far as that stage."""
        return FURTHEST.index(self.plan.stage) >= FURTHEST.index(stage)

    def _look(self, on: date) -> None:
        """The quick scan, together; later a new step now and then, and the scan as it is then."""
        if self.steps and self.talks % 4 == 0 and self.scan:
            done = {LifeDomain(one.domain) for one in self.steps if one.state == StepState.DONE}
            self.scan = self.scan | dict.fromkeys(done & set(self.scan), ScanValue.IN_ORDER)
            self.file.scan(self.scan, at(on, NOON))
        if self.steps and self.talks % 5 == 0 and self.scan:
            self.steps.append(another_step(self.file, on))
        if self.talks >= 2 and self.scan is None and self.plan.stage is not Stage.NEW:
            dice = self.ledger.dice
            born = self.plan.who.birth_date
            domains = asked_at(age_on(born, on) if born else None)
            values = dice.choices(tuple(ScanValue), (35, 35, 15, 15), k=len(domains))
            self.scan = dict(zip(domains, values, strict=True))
            self.file.scan(self.scan, at(on, NOON))

    def _close(self, on: date) -> None:
        keeper = self.file.coach
        if self.job:
            check_in_until(self.job, on)
        if self.job and self.ledger.dice.random() < 0.3 and not self.job.placement.ended_on:
            end(self.job, on)
        if self.plan.stage is Stage.STOPPED or not self.talks:
            stop(self.file, on, keeper)
            return
        again = dict.fromkeys(LifeDomain, ScanValue.IN_ORDER)
        open_one = self.ledger.dice.choice(tuple(LifeDomain))
        self.scan = again | {open_one: ScanValue.NOT_NOW}
        self.file.scan(self.scan, at(on, time(9, 20)))
        close(self.file, on, ENDED[self.plan.stage], self.scan, keeper)


def live(ledger: Ledger, plan: Plan, until: date, workplaces: Sequence[Workplace]) -> Life:
    """Let one life run until the day on which the story takes over."""
    town, dice = ledger.town, ledger.dice
    name = dice.choice(REPORTERS)
    reporter: Actor = replace(town.people[name], purpose=Purpose.INTAKE.value)
    seen = sighted(town, dice, plan.begun)
    file = begin(ledger, plan.who, seen, reporter, plan.before or plan.coach)
    file.accept(town.days.after(plan.begun, 1), offered_by="tess")
    life = Life(plan, file, until, workplaces)
    life.run()
    return life
