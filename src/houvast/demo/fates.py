"""How many lives there are, with which coach, and how far each has come by now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from houvast.accounts.rules import WorkingDays
from houvast.demo.past import Plan, Stage
from houvast.tracks.actions.signals import Who


@dataclass(frozen=True, slots=True)
class Size:
    """How big the municipality is. Newcomers arrive while the story is told."""

    held: dict[str, int]
    """How many young people each coach holds when the story begins."""
    closed: int
    newcomers: int
    employers: int

    @property
    def tracks(self) -> int:
        """All tracks there will be."""
        return sum(self.held.values()) + self.closed + self.newcomers


WHOLE = Size(
    held={
        "samira": 11,
        "kevin": 11,
        "noor": 9,
        "yasmin": 8,
        "dennis": 17,
        "joost": 26,
        "fleur": 16,
    },
    closed=66,
    newcomers=16,
    employers=60,
)
"""180 tracks. Samira holds 14 in the end; Dennis more than the 12 that were agreed."""

STREET = (
    Stage.SEEKING,
    Stage.NEW,
    Stage.AT_WORK,
    Stage.SCANNED,
    Stage.READY,
    Stage.AT_WORK,
    Stage.SCANNED,
    Stage.SEEKING,
    Stage.BROKEN_OFF,
    Stage.READY,
)
DESK = (
    Stage.AT_WORK,
    Stage.SEEKING,
    Stage.READY,
    Stage.AT_WORK,
    Stage.SCANNED,
    Stage.AT_WORK,
    Stage.SEEKING,
    Stage.BROKEN_OFF,
)
CLOSED = (Stage.DONE, Stage.DONE, Stage.STOPPED, Stage.DONE, Stage.ELSEWHERE)
BEGUN = {
    Stage.NEW: (4, 20),
    Stage.SCANNED: (20, 60),
    Stage.READY: (45, 130),
    Stage.SEEKING: (70, 190),
    Stage.AT_WORK: (120, 330),
    Stage.BROKEN_OFF: (130, 280),
}
"""How many days before the story a track began, by how far it has come."""
FORMER = {"samira": "kevin", "noor": "yasmin", "yasmin": "dennis", "joost": "samira"}
"""From whom some of a coach's young people came."""


def drawn(
    size: Size, people: list[Who], until: date, days: WorkingDays, dice: Random
) -> Iterator[Plan]:
    """A plan for each life that began before the story."""
    crowd = iter(people)
    for coach, held in size.held.items():
        stages = DESK if coach in ("joost", "fleur") else STREET
        for turn in range(held):
            yield _running(next(crowd), coach, stages[turn % len(stages)], turn, until, days, dice)
    coaches = tuple(size.held)
    for turn in range(size.closed):
        coach = coaches[turn % len(coaches)]
        yield _closed(next(crowd), coach, CLOSED[turn % len(CLOSED)], until, days, dice)


def _running(
    who: Who, coach: str, stage: Stage, turn: int, until: date, days: WorkingDays, dice: Random
) -> Plan:
    begun = _open_day(until - timedelta(days=dice.randint(*BEGUN[stage])), days)
    long_ago = (until - begun).days
    works_from = broke_on = None
    if stage in (Stage.AT_WORK, Stage.BROKEN_OFF):
        works_from = begun + timedelta(days=dice.randint(60, long_ago - 20))
    if stage is Stage.BROKEN_OFF and works_from:
        broke_on = works_from + timedelta(days=dice.randint(10, max(11, (until - works_from).days)))
    handed = turn % 4 == 3 and long_ago > 90 and coach in FORMER
    return Plan(
        who=who,
        coach=coach,
        stage=stage,
        begun=begun,
        before=FORMER[coach] if handed else "",
        works_from=works_from,
        broke_on=broke_on,
    )


def _closed(
    who: Who, coach: str, stage: Stage, until: date, days: WorkingDays, dice: Random
) -> Plan:
    ended = _open_day(until - timedelta(days=dice.randint(2, 200)), days)
    shortest = 90 if stage is Stage.DONE else 25
    begun = _open_day(ended - timedelta(days=dice.randint(shortest, 150)), days)
    worked = stage is Stage.DONE and dice.random() < 0.75
    works_from = begun + timedelta(days=dice.randint(40, 75)) if worked else None
    return Plan(who, coach, stage, begun, works_from=works_from, ended_on=ended)


def _open_day(day: date, days: WorkingDays) -> date:
    """That day, or the first working day after it."""
    return days.after(day - timedelta(days=1), 1)
