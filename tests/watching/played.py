"""Play a story in a normal quarter, and look each night at what there is to look at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from houvast.accounts.rules import Role
from houvast.watching.rules.events import Event, events
from houvast.watching.rules.facts import Access, Fact, gathered
from houvast.watching.rules.honey import Touch, touched
from tests.watching.normal import BEFORE, MONTH, START, Quarter, Worker
from tests.watching.story import Step, Story

MONDAY = START + timedelta(days=BEFORE + 7)
"""The Monday on which each story begins."""
NIGHT = timedelta(hours=4)
LENT, TAKEN = "tracks.work_coach_given", "tracks.work_coach_ended"


def nights(first: datetime, number: int) -> Iterator[datetime]:
    return (first + timedelta(days=day) + NIGHT for day in range(1, number + 1))


def found_by_night(
    quarter: Quarter, first: datetime, number: int
) -> Iterator[tuple[datetime, Event]]:
    """What each night finds of the day before it; the same of the same colleague once a week."""
    told: dict[tuple[str, UUID], datetime] = {}
    for now in nights(first, number):
        back = now - timedelta(days=56)
        facts = [one for one in quarter.facts if back <= one.at < now]
        trail = gathered(now, facts, quarter.planned, quarter.access)
        baited = touched(touches_of(quarter.honey, facts, now), now)
        for one in (*events(trail, now - timedelta(days=1)), *baited):
            before = told.get((one.kind, one.user))
            if before is None or now - before > timedelta(days=7):
                told[one.kind, one.user] = now
                yield now, one


def touches_of(honey: set[UUID], facts: list[Fact], now: datetime) -> Iterator[Touch]:
    """What the database tells the job of files that belong to nobody: who, on which day, how."""
    for one in facts:
        if one.person in honey and one.at >= now - timedelta(days=1):
            yield Touch(one.actor, one.day, one.verb, one.is_refused)


def false_events(quarter: Quarter) -> list[Event]:
    """What a normal month shows, in which there is nothing to find."""
    month = START + timedelta(days=BEFORE)
    return [one for _, one in found_by_night(quarter, month, MONTH)]


def is_flagged(quarter: Quarter, story: Story) -> bool:
    """Whether somebody of the story is looked at within a day after its last step.

    What there would have been to look at without the story does not count.
    """
    played = Played(quarter, story)
    last = max(one.at for one in played.facts)
    days = (last - MONDAY).days + 2
    without = by_them(quarter, played, [], [])
    with_it = by_them(quarter, played, played.facts, played.access)
    known = {(one.kind, one.user) for _, one in found_by_night(without, MONDAY, days)}
    return any(
        (one.kind, one.user) not in known and now <= last + timedelta(days=1)
        for now, one in found_by_night(with_it, MONDAY, days)
    )


def by_them(quarter: Quarter, played: "Played", facts: list[Fact], access: list[Access]) -> Quarter:
    """What those of the story did in this quarter, with the story or without."""
    who = set(played.who.values())
    mine = [one for one in quarter.facts if one.actor in who or one.person in who]
    let_in = [one for one in quarter.access if one.user in who]
    honey = {key for (of, _), key in played.persons.items() if of.startswith("honey")}
    return Quarter(
        *(quarter.dice, quarter.workers, [*mine, *facts]),
        *(quarter.planned, [*let_in, *access], quarter.honey | honey),
    )


class Played:
    """The facts of a story, done by somebody of the quarter and about whom he knows."""

    def __init__(self, quarter: Quarter, story: Story) -> None:
        self.quarter = quarter
        self.facts: list[Fact] = []
        self.access: list[Access] = []
        self.persons: dict[tuple[str, int], UUID] = {}
        self.culprit: Worker = quarter.dice.choice(quarter.of(usual_role(story)))
        self.who = {"culprit": self.culprit.id}
        for step in story.steps:
            hour, minute = map(int, step.at.split(":"))
            began = MONDAY + timedelta(days=step.day, hours=hour, minutes=minute)
            for number in range(step.many * step.again):
                self._play(step, began + number * step.every, number % step.many)

    def _play(self, step: Step, when: datetime, number: int) -> None:
        who = self.who.setdefault(step.who, self.quarter.key())
        whom = self.culprit.id if step.to and not step.of else self._person(step, number)
        if step.answer == "no":
            whom = None
        self.facts.append(Fact(when, who, step.role, step.purpose, step.verb, whom))
        if step.verb == LENT and whom:
            self.access.append(Access(self.culprit.id, whom, when, when + timedelta(days=90)))
        if step.verb == TAKEN:
            ended = (replace(one, until=min(one.until, when)) for one in self.access)
            self.access = [*ended]

    def _person(self, step: Step, number: int) -> UUID | None:
        """Whom the name stands for: one of his own where the story says so, else a stranger."""
        if not step.of:
            return None
        known = self.persons.get((step.of, number))
        if known is None:
            left = [one for one in self.culprit.own if one not in self.persons.values()]
            own = bool(left) and step.of.endswith("own")
            known = self.quarter.dice.choice(left) if own else self.quarter.key()
            self.persons[step.of, number] = known
        return known


def usual_role(story: Story) -> Role:
    """What the culprit is by day; who was given a role for the story had another."""
    first = next(one for one in story.steps if one.who == "culprit")
    given = any(one.verb == "sharing.role_given" for one in story.steps)
    other = {Role.PROCESS_COORDINATOR: Role.TRIAGE_MEMBER}.get(first.role, Role.OUTREACH_COACH)
    return other if given else first.role
