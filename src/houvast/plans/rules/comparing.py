"""Two versions of a plan, question by question: what was won, what was lost. Never one number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from houvast.plans.rules.catalogue import Catalogue, Criterion
from houvast.plans.rules.judging import Accepted, Standing, State

ASKS = ("question", "why")
"""What a person reads of a question; the rest is what the machine looks for."""


class Turn(StrEnum):
    """What became of one question."""

    WON = "won"
    """Confirmed now; before, a person recorded that it was not in the document."""
    LOST = "lost"
    """Confirmed before; now a person recorded that it is not in the document."""
    UP = "up"
    DOWN = "down"
    SAME = "same"
    OPEN = "open"
    """One of the two was not looked at to the end, so nothing can be said."""


class Asked(StrEnum):
    """How a question of one catalogue stands in another."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    SOUGHT = "sought"
    """The same question; the machine looks for other words."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in both versions. A side is None where its catalogue did not ask it."""

    about: str
    before: Standing | None
    after: Standing | None
    turn: Turn
    asked: Asked


@dataclass(frozen=True, slots=True)
class Moved:
    """What was accepted in one of two versions only, and what in both."""

    came: tuple[Accepted, ...]
    went: tuple[Accepted, ...]
    stayed: tuple[Accepted, ...]


DECIDED = frozenset((State.CONFIRMED, State.NOT_FOUND))


def turn_of(before: Standing | None, after: Standing | None) -> Turn:
    """What became of a question. Who did not look has lost nothing."""
    if before is None or after is None:
        return Turn.OPEN
    if before.state not in DECIDED or after.state not in DECIDED:
        return Turn.OPEN
    if before.state is not after.state:
        return Turn.WON if after.state is State.CONFIRMED else Turn.LOST
    if before.level == after.level:
        return Turn.SAME
    return Turn.UP if after.level > before.level else Turn.DOWN


def compared(
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
    asked: Mapping[str, Asked],
) -> tuple[Compared, ...]:
    """Each question of either version: in the order of the later one, those that went at the end.

    `asked` says of each question how the two catalogues ask it (rule PL-11).
    """
    return tuple(
        Compared(
            about=one,
            before=before.get(one),
            after=after.get(one),
            turn=turn_of(before.get(one), after.get(one)),
            asked=asked.get(one, Asked.SAME),
        )
        for one in dict.fromkeys([*after, *before])
    )


def changed_questions(before: Catalogue, after: Catalogue) -> dict[str, Asked]:
    """Each question of two catalogues, with how the later one asks it (rule PL-11)."""
    old = {one.id: one for one in before.criteria}
    new = {one.id: one for one in after.criteria}
    return {one: _asked(old.get(one), new.get(one)) for one in dict.fromkeys([*new, *old])}


def _asked(old: Criterion | None, new: Criterion | None) -> Asked:
    if old is None:
        return Asked.NEW
    if new is None:
        return Asked.GONE
    names = (one.name for one in fields(old))
    differs = {name for name in names if getattr(old, name) != getattr(new, name)}
    if differs & set(ASKS):
        return Asked.REWORDED
    return Asked.SOUGHT if differs else Asked.SAME


def moved(before: Collection[Accepted], after: Collection[Accepted]) -> Moved:
    """Which accepted amounts came and went; the same one has kind, amount and period in common."""
    then = {_same(one) for one in before}
    now = {_same(one) for one in after}
    return Moved(
        came=tuple(one for one in after if _same(one) not in then),
        went=tuple(one for one in before if _same(one) not in now),
        stayed=tuple(one for one in after if _same(one) in then),
    )


def _same(one: Accepted) -> tuple[object, ...]:
    return one.kind, one.amount, one.period
