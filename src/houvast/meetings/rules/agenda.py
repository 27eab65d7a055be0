"""The agenda that makes itself: from facts about our service, in the order of a closed list.

Nobody is on it for who he is, and nothing here counts, weighs or predicts (T-79, T-83).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import Role


class AgendaCause(StrEnum):
    """Why a track is on the agenda; the order of this list is the order of the agenda."""

    DECISION = "decision"
    """Something waits for a decision."""
    HANDOVER = "handover"
    """Nobody took over in time, or nobody said yes in time."""
    PROMISE = "promise"
    """The next moment has passed."""
    STEP = "step"
    """A step of the plan is over its day."""
    AGREEMENT = "agreement"
    """An agreement of an earlier table is not done."""


ORDER = tuple(AgendaCause)
MOST_CASES = 60
"""How many tracks one table talks about at most; what does not fit is told, never dropped."""

DECIDES: dict[AgendaCause, Role] = {
    AgendaCause.DECISION: Role.PROCESS_COORDINATOR,
    AgendaCause.HANDOVER: Role.PROCESS_COORDINATOR,
    AgendaCause.PROMISE: Role.TEAM_LEAD,
    AgendaCause.STEP: Role.TEAM_LEAD,
    AgendaCause.AGREEMENT: Role.PROGRAMME_MANAGER,
}
"""Who may decide when it is stuck (doorzettingsmacht)."""


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """One thing that our service owes or waits for, and since which day."""

    track_id: UUID
    person_id: UUID
    cause: AgendaCause
    since: date


@dataclass(frozen=True, slots=True)
class Case:
    """A track on the agenda: why, and why else; `since` is the day of the first of these."""

    track_id: UUID
    person_id: UUID
    cause: AgendaCause
    also: tuple[AgendaCause, ...]
    since: date


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cases in order, and how many did not fit."""

    cases: tuple[Case, ...]
    left_out: int = 0


def in_turn(cause: AgendaCause, since: date, track_id: UUID) -> tuple[int, date, UUID]:
    """What an agenda is sorted by: the place of the cause in the list, then since when."""
    return ORDER.index(cause), since, track_id


def agenda(facts: Iterable[ServiceFact], most: int = MOST_CASES) -> Agenda:
    """Each track once, under its first cause."""
    of_track: dict[UUID, list[ServiceFact]] = {}
    for one in facts:
        of_track.setdefault(one.track_id, []).append(one)
    cases = sorted(
        map(_case, of_track.values()), key=lambda one: in_turn(one.cause, one.since, one.track_id)
    )
    return Agenda(tuple(cases[:most]), max(0, len(cases) - most))


def _case(facts: list[ServiceFact]) -> Case:
    first = min(facts, key=lambda one: in_turn(one.cause, one.since, one.track_id))
    causes = sorted({one.cause for one in facts}, key=ORDER.index)
    return Case(first.track_id, first.person_id, first.cause, tuple(causes[1:]), first.since)
