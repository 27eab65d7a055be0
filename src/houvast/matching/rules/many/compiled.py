"""The lists by way of the compiled kernels: the answers of `plain`, for who installed `snel`."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.many import kernels
from houvast.matching.rules.many.answers import Best, Keys, no_answers, places_of_keys
from houvast.matching.rules.many.journeys import travel_points
from houvast.matching.rules.many.places import BLOCK
from houvast.matching.rules.many.ready import FLAGS, Ready
from houvast.matching.rules.points import PointsTable

ROOM = 2_000_000
"""Pairs that are written down before they are handed on."""


def best(asked: Ready, most: int) -> Best:
    """The best workplaces of each, `most` of them (`plain.best`)."""
    return places_of_keys(asked.places, keys_of(asked, most))


def keys_of(asked: Ready, most: int) -> Keys:
    """The same as keys, as the kernel gives them."""
    found = no_answers(len(asked), most)
    if len(asked.places):
        Kernel(asked).keys(found)
    return found


class Kernel:
    """The kernels with what they need for these young people; for one thread."""

    def __init__(self, asked: Ready) -> None:
        self.count = len(asked)
        self.given = who(asked), offer(asked), table(asked), desk(asked)

    def keys(self, found: Keys) -> None:
        """Put the lists in `found`, which has nothing in it yet."""
        kernels.best_of(0, self.count, *self.given, found.keys, found.words)


def edges(asked: Ready, floors: Ints) -> Edges:
    """All pairs with at least so many points as `floors` asks of each young person."""
    none = np.zeros((3, 0), np.int64)
    some = _pairs(asked, floors) if len(asked.places) else []
    i, j, points = np.concatenate([none, *some], axis=1)
    return Edges(i, asked.places.position[j] if len(j) else j, points)


def _pairs(asked: Ready, floors: Ints) -> Iterator[Ints]:
    given = who(asked), offer(asked), table(asked), desk(asked)
    together = max(1, ROOM // len(asked.places))
    found = np.empty((3, together * len(asked.places)), np.int64)
    for first in range(0, len(asked), together):
        end = min(len(asked), first + together)
        count = kernels.all_pairs(first, end, floors.astype(np.int64), *given, found)
        yield found[:, :count].copy()


def offer(asked: Ready) -> kernels.Offer:
    """The workplaces as the kernels read them."""
    places, opening = asked.places, asked.opening
    return kernels.Offer(
        rows=opening.planes.rows,
        of_flag=opening.planes.of_flag,
        stale=opening.planes.rows[opening.planes.stale],
        lines=opening.lines,
        block_of=places.block_of,
        at_key=places.at_key,
    )


def who(asked: Ready) -> kernels.Who:
    """The young people as the kernels read them."""
    of, there = asked.stretches, asked.journeys
    return kernels.Who(
        people=_people(asked),
        stretches=_filled(
            kernels.STRETCH,
            len(of.age),
            no=of.no,
            unclear=asked.unclear,
            own=asked.own,
            since=of.since,
            has=of.has,
        ),
        rows=asked.rows,
        parts=of.parts,
        hours=of.hours,
        exact=asked.exact,
        alike=asked.alike,
        sectors=asked.sectors,
        journey=there.first,
        zone=there.zone,
        minutes=there.minutes,
    )


def _people(asked: Ready) -> Ints:
    wishes, there = asked.asked, asked.journeys
    return _filled(
        kernels.PERSON,
        len(asked),
        no=asked.widest.no,
        can=wishes.can,
        learns=wishes.learns,
        luck=wishes.luck,
        begin=np.maximum(wishes.earliest, asked.places.today.toordinal()),
        school_until=asked.school_until,
        first=asked.stretches.first[:-1],
        end=asked.stretches.first[1:],
        possible=asked.possible,
        free=asked.free,
        home=there.home,
        way=there.way,
        limit=there.limit,
    )


def _filled(kind: Any, count: int, **columns: Ints) -> Ints:
    """Columns side by side."""
    lines = np.zeros(count, kind)
    for name, values in columns.items():
        lines[name] = values
    return lines


def table(asked: Ready) -> kernels.Table:
    """The points table as the kernels read it."""
    points = asked.places.ruleset.table
    most = int(asked.journeys.limit.max(initial=0))
    travel = np.zeros((most + 1, most + 1), np.int16)
    for limit in np.unique(asked.journeys.limit).tolist():
        travel[limit, : limit + 1] = travel_points(points.travel, limit)[:-1]
    return kernels.Table(
        classes=_classes(points),
        wish=points.wish,
        wish_near=points.wish_near,
        sector=points.sector,
        can=points.can,
        can_gap=points.can_gap,
        learn_each=points.learn_each,
        learn_most=points.learn_most,
        day_parts=points.day_parts,
        day_parts_full=points.day_parts_full,
        travel=travel,
    )


def _classes(points: PointsTable) -> Ints:
    wishes = {kernels.EXACT: points.wish, kernels.ALIKE: points.wish_near, 0: 0}
    every = [
        (wished, sector, given + sector * points.sector)
        for wished, given in wishes.items()
        for sector in (1, 0)
    ]
    return np.array(sorted(every, key=lambda one: -one[2]), np.int64)


def desk(asked: Ready) -> kernels.Desk:
    """Room for one thread."""
    blocks = len(asked.places) // BLOCK
    words = (np.zeros(blocks, np.uint64) for _ in range(4))
    barred, exact, alike, sector = words
    return kernels.Desk(
        runs=np.zeros((len(asked.places.zones.codes) + 1, 2), np.int64),
        minutes=np.zeros(blocks, np.int64),
        travel=np.zeros(blocks, np.int64),
        barred=barred,
        exact=exact,
        alike=alike,
        sector=sector,
        asked=np.zeros(FLAGS + asked.rows.shape[1], np.int64),
    )
