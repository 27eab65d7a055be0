"""Journeys from every home to every zone: workplaces of one postcode have one journey.

A zone is a postcode with workplaces; zone 0 of places without an address has code 0.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.many.asking import MODES, UNKNOWN, Asking
from houvast.matching.rules.travel import (
    NEXT,
    PACE,
    SAME,
    USUAL_LIMIT,
    USUAL_MODES,
    TravelModel,
)
from houvast.reference.rules.travel_times import NOT_KNOWN as UNMEASURED

USUAL = sum(1 << MODES.index(one) for one in USUAL_MODES)
NEVER = 32_767
"""Minutes of a journey that nobody makes."""
NOT_KNOWN = 1 << 40
"""While the quickest is looked for."""


@dataclass(frozen=True)
class Where:
    """Where postcodes lie, in metres; (-1, -1) when that is not known."""

    codes: Ints
    x: Ints
    y: Ints

    @classmethod
    def of(cls, codes: Ints, model: TravelModel) -> "Where":
        """The points of these codes."""
        points = [model.points.get(f"{code:04}", (UNKNOWN, UNKNOWN)) for code in codes.tolist()]
        x, y = np.array(points, np.int64).reshape(-1, 2).T
        return cls(codes, x, y)

    def roads(self, home: int, point: tuple[int, int] | None) -> Ints:
        """Metres by road from a postcode to each, -1 where that cannot be said.

        As `TravelModel.road`; below 2^52 the root of a float is that of the whole number.
        """
        if not home:
            return np.full(len(self.codes), UNKNOWN)
        near = self.codes // 10 == home // 10
        road = np.where(near & (self.codes > 0), NEXT, UNKNOWN)
        if point:
            square = (self.x - point[0]) ** 2 + (self.y - point[1]) ** 2
            line = np.sqrt(square.astype(np.float64)).astype(np.int64)
            road = np.where(self.x >= 0, line * 13 // 10, road)
        return np.where(self.codes == home, SAME, road)


@dataclass(frozen=True)
class Journeys:
    """From each home to the zones that somebody there may reach, in the order of zones."""

    home: Ints
    """Per young person which home."""
    way: Ints
    """Per young person which way of travelling: a row of `minutes`."""
    limit: Ints
    """The longest journey in minutes (`points.limit_of`)."""
    first: Ints
    """Per home where its journeys begin; one more at the end."""
    zone: Ints
    minutes: Ints
    """Per way and journey; -1 when that cannot be said, NEVER when it takes too long."""


def journeys(asked: Asking, zones: Where, model: TravelModel) -> Journeys:
    """The journeys of these young people to these zones."""
    limit = np.where(asked.minutes > 0, asked.minutes, USUAL_LIMIT).astype(np.int64)
    ways, way = np.unique(np.where(asked.modes > 0, asked.modes, USUAL), return_inverse=True)
    codes, home = np.unique(asked.pc4, return_inverse=True)
    longest = np.zeros(len(codes), np.int64)
    np.maximum.at(longest, home, limit)
    found = [
        _from(zones, model, code, ways, most)
        for code, most in zip(codes.tolist(), longest.tolist(), strict=True)
    ]
    first = np.concatenate(([0], np.cumsum([len(zone) for zone, _ in found]))).astype(np.int64)
    none = np.zeros((len(ways), 0), np.int16)
    zone = np.concatenate([first[:0], *(one for one, _ in found)])
    minutes = np.concatenate([none, *(one for _, one in found)], axis=1)
    return Journeys(home, way, limit, first, zone, minutes)


def _from(
    zones: Where, model: TravelModel, home: int, ways: Ints, longest: int
) -> tuple[Ints, Ints]:
    """The zones that somebody may reach from here, and the minutes by each way."""
    road = zones.roads(home, model.points.get(f"{home:04}"))
    by_mode = np.array([_by_mode(mode, zones, model, home, road) for mode in MODES])
    perhaps = np.flatnonzero(((by_mode <= longest) | (by_mode == NOT_KNOWN)).any(axis=0))
    by_way = np.array([_quickest(by_mode[:, perhaps], way) for way in ways.tolist()])
    near = np.flatnonzero((by_way <= longest).any(axis=0))
    return perhaps[near], np.minimum(by_way[:, near], NEVER).astype(np.int16)


def _by_mode(mode: TravelMode, zones: Where, model: TravelModel, home: int, road: Ints) -> Ints:
    """Minutes to each zone, NOT_KNOWN where nobody can say (`TravelModel.minutes`)."""
    begin, pace = PACE[mode]
    minutes = np.where(road < 0, NOT_KNOWN, begin + road // pace)
    if mode not in model.times:
        return minutes
    times = model.times[mode]
    row, column = times.row_of[home], times.column_of[zones.codes]
    if row < 0:
        return minutes
    measured = times.table[row, column].astype(np.int64)
    return np.where((column >= 0) & (measured != UNMEASURED), measured, minutes)


def _quickest(by_mode: Ints, way: int) -> Ints:
    quickest = by_mode[[at for at in range(len(MODES)) if way >> at & 1]].min(axis=0)
    return np.where(quickest == NOT_KNOWN, UNKNOWN, quickest)


@cache
def travel_points(most: int, limit: int) -> Ints:
    """The points of a journey of 0 to `limit` minutes; the last one, where -1 points, is 0."""
    return np.array([*(most * (limit - one) // limit for one in range(limit + 1)), 0], np.int16)
