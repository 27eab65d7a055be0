"""What people decided about a plan, and what may be said of that. Never a mark for the plan."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

from houvast.errors import Refused, gettext_noop
from houvast.plans.rules.facts import MEANS as KINDS
from houvast.plans.rules.facts import FactKind


class Decision(StrEnum):
    """What a person said of a passage; `not_found` is said of a question, with no passage."""

    PROVES = "proves"
    PARTLY = "partly"
    NO = "no"
    OTHER = "other"
    NOT_FOUND = "not_found"


class Responsible(StrEnum):
    """Who is responsible for work, as it stands in the plan."""

    SAFETY = "safety"
    WORK = "work"
    BOTH = "both"
    NOBODY = "nobody"


class Level(IntEnum):
    """How far a plan is with an answer; 0 has no mark."""

    NOT_SEEN = 0
    INTENDED = 1
    AGREED = 2
    FUNDED = 3
    RESULT = 4


class State(StrEnum):
    """Where a question stands beside the levels."""

    OPEN = "open"
    """Nobody decided anything."""
    LOOKED = "looked"
    """Somebody decided, and nothing is confirmed or recorded as not found."""
    CONFIRMED = "confirmed"
    NOT_FOUND = "not_found"


class Word(StrEnum):
    """What may be said of a whole plan."""

    BOTH = "both"
    ESSENTIAL = "essential"
    NAMED = "named"
    NOT_FOUND = "not_found"
    OPEN = "open"


SUPPORT = frozenset((Decision.PROVES, Decision.PARTLY))
CHOSEN_LEVELS = (Level.INTENDED, Level.AGREED, Level.RESULT)
"""What a person chooses; means follow from an amount that a person accepted."""
ESSENTIAL, SUBSTANTIAL = ("P01", "P03", "P10"), ("P04", "P06", "P09")
GOAL, MEANS = "P03", "P11"
OF_WORK = "P"
"""Begins the id of each question of Houvast."""
LEVEL_WRONG = gettext_noop("Kies hoe ver het is: voornemen, afspraak of resultaat.")
OTHER_WRONG = gettext_noop("Kies bij welke andere vraag dit hoort.")
FLAG_WRONG = gettext_noop("Zeg of dit klopt of niet.")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that counts."""

    about: str
    decision: Decision
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A fact that counts."""

    about: str
    kind: FactKind
    amount: Decimal
    period: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one question stands."""

    about: str
    state: State
    level: Level

    @property
    def is_gap(self) -> bool:
        """Whether something can be done: not found, or words only."""
        words_only = self.state is State.CONFIRMED and self.level == Level.INTENDED
        return self.state is State.NOT_FOUND or words_only


def standing(about: str, marks: Sequence[Marked]) -> Standing:
    """Where a question stands by the marks that count: confirmed passages, and nothing else."""
    own = [one for one in marks if one.about == about]
    levels = [one.level or 0 for one in own if one.decision in SUPPORT]
    if levels:
        return Standing(about, State.CONFIRMED, Level(max(levels)))
    if any(one.decision is Decision.NOT_FOUND for one in own):
        return Standing(about, State.NOT_FOUND, Level.NOT_SEEN)
    return Standing(about, State.LOOKED if own else State.OPEN, Level.NOT_SEEN)


def word_of(by_id: Mapping[str, Standing], facts: Collection[Accepted]) -> Word:
    """What may be said of the whole plan. Nothing found is said only when all were looked at.

    A municipality asks its own as well, about other things than work: those say nothing here.
    """
    by_id = {key: one for key, one in by_id.items() if key.startswith(OF_WORK)}
    confirmed = {key for key, one in by_id.items() if one.state is State.CONFIRMED}
    essential = confirmed.issuperset(ESSENTIAL)
    goal = any(one.about == GOAL and one.kind is FactKind.NUMBER for one in facts)
    means = any(one.about == MEANS and one.kind in KINDS for one in facts)
    if essential and confirmed.issuperset(SUBSTANTIAL) and goal and means:
        return Word.BOTH
    if essential:
        return Word.ESSENTIAL
    if confirmed:
        return Word.NAMED
    looked = all(one.state is State.NOT_FOUND for one in by_id.values())
    return Word.NOT_FOUND if by_id and looked else Word.OPEN


def check_decision(
    decision: Decision, level: int | None, other: str, about: str, known: Collection[str]
) -> tuple[int | None, str]:
    """The level and the other question that go with a decision. Raises Refused at level, other."""
    if about.startswith("RF"):
        if decision not in (Decision.PROVES, Decision.NO):
            raise Refused(FLAG_WRONG)
        return None, ""
    if decision is Decision.OTHER:
        if other not in known or other == about:
            raise Refused(OTHER_WRONG, field="other")
        return None, other
    if decision in SUPPORT:
        if level not in CHOSEN_LEVELS:
            raise Refused(LEVEL_WRONG, field="level")
        return level, ""
    return None, ""


def sums(facts: Collection[Accepted]) -> dict[tuple[FactKind, str], Decimal]:
    """What was accepted, added within one kind and one period: never over periods."""
    found: dict[tuple[FactKind, str], Decimal] = {}
    for one in facts:
        key: Any = (one.kind, one.period)
        found[key] = found.get(key, Decimal(0)) + one.amount
    return found
