"""Journeys from every home to every zone: workplaces of one postcode have one journey.

A zone is a postcode with workplaces; zone 0 of places without an address has code 0.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

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

USUAL = sum(1 << MODES.index(one) for one in USUAL_MODES)
PACES = np.array([PACE[one] for one in MODES])
NEVER = 32_767
"""Minutes of a journey that nobody makes."""


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
    furthest = np.zeros(len(codes), np.int64)
    np.maximum.at(furthest, home, _reach(ways, limit.max(initial=0))[way, limit])
    roads = [
        _some(zones, model, code, most)
        for code, most in zip(codes.tolist(), furthest.tolist(), strict=True)
    ]
    first = np.concatenate(([0], np.cumsum([len(zone) for zone, _ in roads]))).astype(np.int64)
    zone, road = (np.concatenate([one[at] for one in roads] or [codes[:0]]) for at in (0, 1))
    minutes = np.array([_minutes(one, road) for one in ways.tolist()], np.int16)
    return Journeys(home, way, limit, first, zone, minutes.reshape(len(ways), -1))


def _reach(ways: Ints, longest: int) -> Ints:
    """Per way and limit the metres by road from which on it takes longer."""
    begin, pace = PACES.T
    left = np.arange(longest + 1)[:, None] - begin
    metres = np.where(left >= 0, (left + 1) * pace, 0)
    chosen = (ways[:, None] >> np.arange(len(MODES)) & 1).astype(bool)
    reach: Ints = np.where(chosen[:, None, :], metres, 0).max(axis=2)
    return reach


def _some(zones: Where, model: TravelModel, home: int, most: int) -> tuple[Ints, Ints]:
    road = zones.roads(home, model.points.get(f"{home:04}"))
    near = np.flatnonzero(road < most)
    return near, road[near]


def _minutes(way: int, road: Ints) -> Ints:
    paces = [PACES[at] for at in range(len(MODES)) if way >> at & 1]
    quickest = np.min([begin + road // pace for begin, pace in paces], axis=0)
    return np.where(road < 0, UNKNOWN, np.minimum(quickest, NEVER))


@cache
def travel_points(most: int, limit: int) -> Ints:
    """The points of a journey of 0 to `limit` minutes; the last one, where -1 points, is 0."""
    return np.array([*(most * (limit - one) // limit for one in range(limit + 1)), 0], np.int16)
