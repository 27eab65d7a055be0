"""Open workplaces as columns: one array per fact, so that a rule is asked of all of them at once.

What is unknown has a number of its own: 0 where 0 cannot be, else -1 or `NEVER`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.matching.rules.sides import Place

Ints = NDArray[Any]
NEVER = date.max.toordinal()
KINDS, SECTORS = tuple(WorkKind), tuple(Sector)
PLACE_OF = {one: at for kind in (Skill, ConditionCode, OfferCode) for at, one in enumerate(kind)}
HALF = (1 << 64) - 1


def bits(codes: Iterable[StrEnum]) -> int:
    """Codes of one closed list as a mask; the first of the list is bit 0."""
    return sum(1 << PLACE_OF[one] for one in set(codes))


@dataclass(frozen=True, slots=True)
class Offered:
    """A workplace, and the days on which it begins to look different."""

    place: Place
    ring_from: date | None = None
    """From this day on people ring first (`is_stale`)."""
    closes_on: date | None = None
    """The last day on which it is in the lists."""


@dataclass(frozen=True)
class Columns:
    """The facts of n workplaces: n numbers of each, in no order. A mask is a number too."""

    ids: Ints
    """Two numbers each, the high half first."""
    kind: Ints
    sector: Ints
    isco: Ints
    pc4: Ints
    """0 for mobile work too: a journey to it cannot be told either."""
    hours_min: Ints
    hours_max: Ints
    slots: Ints
    slots_min: Ints
    slots_known: Ints
    asks: Ints
    asks_perhaps: Ints
    asks_vog: Ints
    offers_yes: Ints
    offers_no: Ints
    skills_asked: Ints
    teaches: Ints
    minimum_age: Ints
    wage_cents: Ints
    free_places: Ints
    starts: Ints
    ends: Ints
    ring_from: Ints
    closes: Ints

    def __len__(self) -> int:
        return len(self.kind)

    @cached_property
    def by_key(self) -> Ints:
        """How many keys are lower than that of each workplace."""
        order = np.lexsort((self.ids[:, 1], self.ids[:, 0]))
        rank = np.empty(len(self), np.int64)
        rank[order] = np.arange(len(self))
        return rank

    @cached_property
    def in_key_order(self) -> Ints:
        """The positions of the workplaces, the lowest key first."""
        order = np.empty(len(self), np.int64)
        order[self.by_key] = np.arange(len(self))
        return order

    @cached_property
    def zones(self) -> tuple[Ints, Ints]:
        """The postcodes there are, and which of them is that of each workplace."""
        return np.unique(self.pc4, return_inverse=True)

    @cached_property
    def journeys(self) -> dict[Any, tuple[Any, Ints]]:
        """Minutes to each zone, by home and ways of travelling: asked once for each of those."""
        return {}

    @property
    def zone(self) -> Ints:
        """Which of `zones` each workplace is in."""
        return self.zones[1]

    def only(self, keep: Ints) -> Self:
        """Those for which `keep`, n booleans, holds."""
        return type(self)(**{one.name: getattr(self, one.name)[keep] for one in fields(self)})

    def and_also(self, more: Self) -> Self:
        """These, and those of `more` behind them."""
        names = [one.name for one in fields(self)]
        both = {one: np.concatenate((getattr(self, one), getattr(more, one))) for one in names}
        return type(self)(**both)


def pack(rows: Sequence[Offered]) -> Columns:
    """The columns of these workplaces, in their order."""
    numbers = {
        name: np.fromiter((fact(one.place) for one in rows), kind, len(rows))
        for name, (kind, fact) in FACTS.items()
    }
    days = {
        "ring_from": [_day(one.ring_from, NEVER) for one in rows],
        "closes": [_day(one.closes_on, NEVER) for one in rows],
    }
    return Columns(
        ids=halves([one.place.id for one in rows]),
        **numbers,
        **{name: np.array(given, np.int32) for name, given in days.items()},
    )


def halves(ids: Iterable[UUID]) -> Ints:
    """Ids as two numbers of 64 bits each, that sort as the ids do."""
    pairs = [(one.int >> 64, one.int & HALF) for one in ids]
    return np.array(pairs, np.uint64).reshape(-1, 2)


def _offers(place: Place, answer: Answer) -> int:
    return bits(code for code, said in place.offers.items() if said is answer)


def _day(day: date | None, unknown: int) -> int:
    return day.toordinal() if day else unknown


FACTS: dict[str, tuple[type[np.integer[Any]], Callable[[Place], int]]] = {
    "kind": (np.int8, lambda one: KINDS.index(one.kind)),
    "sector": (np.int8, lambda one: SECTORS.index(one.sector) if one.sector else -1),
    "isco": (np.int16, lambda one: int(one.isco or -1)),
    "pc4": (np.int16, lambda one: 0 if one.is_mobile else int(one.pc4 or 0)),
    "hours_min": (np.int16, lambda one: one.hours_min),
    "hours_max": (np.int16, lambda one: one.hours_max),
    "slots": (np.uint32, lambda one: one.slots),
    "slots_min": (np.int16, lambda one: one.day_parts_min),
    "slots_known": (np.uint8, lambda one: one.day_parts is not None),
    "asks": (np.uint32, lambda one: bits(one.asks)),
    "asks_perhaps": (np.uint32, lambda one: bits(one.asks_perhaps)),
    "asks_vog": (np.uint8, lambda one: one.asks_vog),
    "offers_yes": (np.uint32, lambda one: _offers(one, Answer.YES)),
    "offers_no": (np.uint32, lambda one: _offers(one, Answer.NO)),
    "skills_asked": (np.uint64, lambda one: bits(one.skills_asked)),
    "teaches": (np.uint64, lambda one: bits(one.teaches)),
    "minimum_age": (np.int16, lambda one: one.minimum_age or 0),
    "wage_cents": (np.int32, lambda one: -1 if one.wage_cents is None else one.wage_cents),
    "free_places": (np.int16, lambda one: one.free_places),
    "starts": (np.int32, lambda one: _day(one.start_on, 0)),
    "ends": (np.int32, lambda one: _day(one.end_on, NEVER)),
}
"""How a fact of a workplace becomes a number. Days are ordinals, as `date.toordinal` gives."""
