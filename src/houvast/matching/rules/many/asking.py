"""What n young people want, can and need, as columns: one array per fact, in the caller's order.

What is unknown has a number of its own, and never blocks: 0 where 0 cannot be, else `UNKNOWN`.
Nobody is compared with anybody: every rule below looks at one row and at workplaces.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np

from houvast.employers.rules.states import Answer
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import Ints, bits
from houvast.matching.rules.many.layout import KINDS, SECTORS
from houvast.matching.rules.sides import Wishes

UNKNOWN = -1
MODES = tuple(TravelMode)


@dataclass(frozen=True)
class Asking:
    """The facts of n young people. A mask is a number too, in the order of its closed list."""

    born: Ints
    """An ordinal as `date.toordinal` gives, 0 when unknown; so are the other days."""
    occupations: Ints
    """n rows of as many unit groups as the longest wish has; -1 is none."""
    sectors: Ints
    never_kinds: Ints
    never_sectors: Ints
    can: Ints
    learns: Ints
    facts_yes: Ints
    facts_no: Ints
    needs: Ints
    free: Ints
    busy: Ints
    school_days: Ints
    school_hours: Ints
    hours_least: Ints
    hours_most: Ints
    pc4: Ints
    modes: Ints
    minutes: Ints
    earliest: Ints
    luck: Ints
    """What was drawn for each (`Draw.of_person`)."""

    def __len__(self) -> int:
        return len(self.born)

    def only(self, which: Ints | slice) -> Self:
        """Some of them, in another order perhaps."""
        return type(self)(**{one.name: getattr(self, one.name)[which] for one in fields(self)})


def asking(everybody: Sequence[Wishes], luck: Sequence[int]) -> Asking:
    """The columns of these wishes, in their order."""
    count = len(everybody)
    numbers = {
        name: np.fromiter((fact(one) for one in everybody), kind, count)
        for name, (kind, fact) in FACTS.items()
    }
    most = max((len(one.occupations) for one in everybody), default=0)
    wished = np.full((count, max(1, most)), UNKNOWN, np.int16)
    for row, one in zip(wished, everybody, strict=True):
        row[: len(one.occupations)] = sorted(map(int, one.occupations))
    return Asking(occupations=wished, luck=np.array(luck, np.int64), **numbers)


def _said(answer: Answer) -> Callable[[Wishes], int]:
    return lambda one: bits(code for code, said in one.facts.items() if said is answer)


def _mask(every: tuple[Any, ...], chosen: frozenset[Any]) -> int:
    return sum(1 << every.index(one) for one in chosen)


def _known(number: int | None) -> int:
    return UNKNOWN if number is None else number


FACTS: dict[str, tuple[type[np.integer[Any]], Callable[[Wishes], int]]] = {
    "born": (np.int32, lambda one: one.birth_date.toordinal() if one.birth_date else 0),
    "sectors": (np.uint32, lambda one: _mask(SECTORS, one.sectors)),
    "never_kinds": (np.uint8, lambda one: _mask(KINDS, one.never_kinds)),
    "never_sectors": (np.uint32, lambda one: _mask(SECTORS, one.never_sectors)),
    "can": (np.uint64, lambda one: bits(one.can)),
    "learns": (np.uint64, lambda one: bits(one.learns)),
    "facts_yes": (np.uint32, _said(Answer.YES)),
    "facts_no": (np.uint32, _said(Answer.NO)),
    "needs": (np.uint32, lambda one: bits(one.needs)),
    "free": (np.uint32, lambda one: one.free),
    "busy": (np.uint32, lambda one: one.busy),
    "school_days": (np.int16, lambda one: _known(one.school_days)),
    "school_hours": (np.int16, lambda one: one.school_hours),
    "hours_least": (np.int16, lambda one: _known(one.hours_least)),
    "hours_most": (np.int16, lambda one: _known(one.hours_most)),
    "pc4": (np.int16, lambda one: int(one.pc4 or 0)),
    "modes": (np.uint8, lambda one: _mask(MODES, one.modes)),
    "minutes": (np.int16, lambda one: _known(one.minutes)),
    "earliest": (np.int32, lambda one: one.earliest.toordinal() if one.earliest else 0),
}
"""How a wish becomes a number."""
