"""The lists with NumPy alone, one young person after the other: where no compiler is installed."""

from dataclasses import dataclass

import numpy as np

from houvast.matching.rules.codes import StepCode
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.many.answers import (
    PART_BITS,
    Best,
    key_of,
    no_answers,
    places_of_keys,
)
from houvast.matching.rules.many.asking import UNKNOWN
from houvast.matching.rules.many.journeys import NEVER, travel_points
from houvast.matching.rules.many.layout import LAW_HOURS, LAYOUT, SECTORS
from houvast.matching.rules.many.places import BLOCK
from houvast.matching.rules.many.ready import FLAGS, Ready
from houvast.matching.rules.many.steps import alone
from houvast.matching.rules.many.words import measured

U64 = np.uint64
ONE = U64(1)
EACH_FLAG = np.arange(FLAGS, dtype=U64)
EACH_SECTOR = np.arange(len(SECTORS) + 1, dtype=np.uint32)
"""One more: where -1 points, nothing was chosen."""
TRAVEL = U64(alone(StepCode.TRAVEL))
COMPULSORY = U64(alone(StepCode.COMPULSORY_SCHOOL))
QUALIFICATION = U64(alone(StepCode.QUALIFICATION))


@dataclass(frozen=True, slots=True)
class Found:
    """What nothing stands in the way of, for one young person."""

    at: Ints
    """Which packed workplaces, lowest first."""
    minutes: Ints
    """To each, -1 when that cannot be said."""
    stretch: Ints
    """Which stretch of days holds for each."""


def best(asked: Ready, most: int, first: int = 0, end: int | None = None) -> Best:
    """The best workplaces of each, or of those from `first` to `end`; `most` of them."""
    people = range(len(asked))[first:end]
    found = no_answers(len(people), most)
    for one in people:
        fits = found_by(asked, one)
        parts = parts_of(asked, one, fits)
        keys = key_of(asked, one, fits.at, parts.sum(axis=0))
        top = _highest(keys, most)
        found.put(one - first, keys[top], _packed(parts[:, top]), *_steps(asked, one, fits, top))
    return places_of_keys(asked.places, found)


def edges(asked: Ready, floors: Ints) -> Edges:
    """All pairs with at least so many points as `floors` asks of each young person."""
    who, which, points = ([np.zeros(0, np.int64)] for _ in range(3))
    for one in range(len(asked)):
        fits = found_by(asked, one)
        total = parts_of(asked, one, fits).sum(axis=0)
        enough = np.flatnonzero(total >= floors[one])
        who.append(np.full(len(enough), one))
        which.append(asked.places.position[fits.at[enough]])
        points.append(total[enough])
    return Edges(*(np.concatenate(one) for one in (who, which, points)))


def found_by(asked: Ready, one: int) -> Found:
    """What nothing stands in the way of: rows of bits first, then what no row says."""
    lines = asked.opening.lines
    minutes = _minutes(asked, one)
    blocks = np.flatnonzero(minutes <= asked.journeys.limit[one])
    rows = np.concatenate((_flag_rows(asked, one), asked.rows[one]))
    barred = asked.opening.planes.rows[np.ix_(rows[rows >= 0], blocks)]
    left = ~np.bitwise_or.reduce(barred, axis=0)
    bits = np.flatnonzero(np.unpackbits(left.view(np.uint8), bitorder="little"))
    at = blocks[bits // BLOCK] * BLOCK + bits % BLOCK
    lawful = asked.widest.parts[one][asked.opening.lines["case"][at]]
    at = at[_enough(lines, at, asked.possible[one], lawful)]
    at, stretch = _on_the_day(asked, one, at)
    return Found(at, minutes[at // BLOCK], stretch)


def _minutes(asked: Ready, one: int) -> Ints:
    """To each block of workplaces; NEVER where no journey goes."""
    there, places = asked.journeys, asked.places
    begin, end = there.first[there.home[one] : there.home[one] + 2]
    of_zone = np.full(len(places.zones.codes), NEVER)
    of_zone[there.zone[begin:end]] = there.minutes[there.way[one], begin:end]
    of_block: Ints = of_zone[places.zone_of]
    return of_block


def _flag_rows(asked: Ready, one: int) -> Ints:
    said = (asked.widest.no[one] >> EACH_FLAG & ONE).astype(bool)
    rows: Ints = asked.opening.planes.of_flag[said]
    return rows


def _enough(lines: Ints, at: Ints, *masks: Ints) -> Ints:
    """Whether enough day-parts are in each of the masks."""
    slots, least = lines["slots"][at], lines["slots_min"][at]
    enough: Ints = np.all([np.bitwise_count(slots & mask) >= least for mask in masks], axis=0)
    return enough


def _on_the_day(asked: Ready, one: int, at: Ints) -> tuple[Ints, Ints]:
    """Of these the ones that nothing stands in the way of on the first day of each."""
    of, places, lines = asked.stretches, asked.places, asked.opening.lines
    begin, end = of.first[one : one + 2]
    if end - begin == 1:
        return at, np.full(len(at), begin)
    stretch = begin - 1 + np.searchsorted(of.since[begin:end], places.some.starts[at], side="right")
    least, case = lines["least"][at], lines["case"][at]
    fine = lines["asks"][at] & of.no[stretch] == 0
    fine &= (of.has[stretch] - least) & LAYOUT.borrowed == LAYOUT.borrowed
    fine &= measured(least, LAW_HOURS) <= of.hours[stretch, case]
    fine &= _enough(lines, at, of.parts[stretch, case])
    return at[fine], stretch[fine]


def parts_of(asked: Ready, one: int, fits: Found) -> Ints:
    """The points of each component (a row) for each workplace (`points.points_of`)."""
    table, places, wishes = asked.places.ruleset.table, asked.places, asked.asked
    record, at = asked.opening.lines, fits.at
    gaps = np.bitwise_count(record["asked"][at] & ~wishes.can[one]).astype(np.int64)
    learned = np.bitwise_count(record["teaches"][at] & wishes.learns[one])
    free = np.bitwise_count(record["slots"][at] & asked.free[one]).astype(np.int64)
    chosen = wishes.sectors[one] >> EACH_SECTOR & np.uint32(1)
    journey = travel_points(table.travel, int(asked.journeys.limit[one]))
    return np.array(
        [
            _wish(asked, one, places.some.isco[at]),
            table.sector * chosen[places.some.sector[at]],
            np.maximum(0, table.can - table.can_gap * gaps),
            table.learn_each * np.minimum(table.learn_most, learned),
            journey[fits.minutes],
            table.day_parts * np.minimum(table.day_parts_full, free) // table.day_parts_full,
        ]
    ).astype(np.int64)


def _wish(asked: Ready, one: int, isco: Ints) -> Ints:
    table, wished = asked.places.ruleset.table, asked.asked.occupations[one]
    wished = wished[wished != UNKNOWN, None]
    exact, alike = (isco == wished).any(axis=0), (isco // 10 == wished // 10).any(axis=0)
    return np.where(exact, table.wish, np.where(alike & (isco >= 0), table.wish_near, 0))


def _highest(keys: Ints, most: int) -> Ints:
    some = (
        np.argpartition(keys, len(keys) - most)[-most:]
        if len(keys) > most
        else np.arange(len(keys))
    )
    highest: Ints = some[np.argsort(-keys[some])]
    return highest


def _packed(parts: Ints) -> Ints:
    shift = np.arange(len(parts)) * PART_BITS
    packed: Ints = (parts << shift[:, None]).sum(axis=0)
    return packed


def _steps(asked: Ready, one: int, fits: Found, which: Ints) -> tuple[Ints, Ints]:
    at, stretch = fits.at[which], fits.stretch[which]
    places, lines = asked.places, asked.opening.lines
    start = np.maximum(
        places.some.starts[at], max(places.today.toordinal(), asked.asked.earliest[one])
    )
    other = np.where(start <= asked.school_until[one], QUALIFICATION, COMPULSORY)
    unsaid = np.where(fits.minutes[which] < 0, TRAVEL, U64(0))
    steps = lines["open_steps"][at] & asked.unclear[stretch] & ~other | asked.own[stretch] | unsaid
    return steps, lines["asked"][at] & ~asked.asked.can[one]
