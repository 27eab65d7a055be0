"""The lists with NumPy alone, of some young people at a time: where no compiler is installed."""

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
from houvast.matching.rules.many.layout import LAW_HOURS, LAYOUT
from houvast.matching.rules.many.places import BLOCK
from houvast.matching.rules.many.planes import NONE
from houvast.matching.rules.many.ready import FLAGS, Ready
from houvast.matching.rules.many.steps import alone
from houvast.matching.rules.many.words import measured

U64 = np.uint64
ONE = U64(1)
TOGETHER = 64
"""So many young people go through each step together: enough that a step costs little to begin, few
enough that what it works on stays in the processor's cache."""
EACH_FLAG = np.arange(FLAGS, dtype=U64)
TRAVEL = U64(alone(StepCode.TRAVEL))
COMPULSORY = U64(alone(StepCode.COMPULSORY_SCHOOL))
QUALIFICATION = U64(alone(StepCode.QUALIFICATION))


@dataclass(frozen=True, slots=True)
class Found:
    """What nothing stands in the way of: one place in each array for a young person with a work.

    In the order of young people, and for each in that of the packed workplaces.
    """

    who: Ints
    """Which young person."""
    at: Ints
    """Which packed workplace."""
    minutes: Ints
    """How long the journey is, -1 when that cannot be said."""
    stretch: Ints
    """Which stretch of days of this young person holds there."""

    def only(self, which: Ints) -> "Found":
        """Some of them."""
        return Found(self.who[which], self.at[which], self.minutes[which], self.stretch[which])


def best(asked: Ready, most: int, first: int = 0, end: int | None = None) -> Best:
    """The best workplaces of each, or of those from `first` to `end`; `most` of them."""
    people = np.arange(len(asked))[first:end]
    found = no_answers(len(people), most)
    for some in _together(people):
        fits = found_by(asked, some)
        parts = parts_of(asked, fits)
        keys = key_of(asked, fits.who, fits.at, parts.sum(axis=0))
        top, place = _highest(fits.who, keys, most)
        row, some_fits = fits.who[top] - first, fits.only(top)
        found.keys[row, place] = keys[top]
        found.words[:, row, place] = _packed(parts[:, top]), *_steps(asked, some_fits)
    return places_of_keys(asked.places, found)


def edges(asked: Ready, floors: Ints) -> Edges:
    """All pairs with at least so many points as `floors` asks of each young person."""
    who, which, points = ([np.zeros(0, np.int64)] for _ in range(3))
    for some in _together(np.arange(len(asked))):
        fits = found_by(asked, some)
        total = parts_of(asked, fits).sum(axis=0)
        enough = np.flatnonzero(total >= floors[fits.who])
        who.append(fits.who[enough])
        which.append(asked.places.position[fits.at[enough]])
        points.append(total[enough])
    return Edges(*(np.concatenate(one) for one in (who, which, points)))


def _together(people: Ints) -> list[Ints]:
    return [people[at : at + TOGETHER] for at in range(0, len(people), TOGETHER)]


def found_by(asked: Ready, some: Ints) -> Found:
    """What nothing stands in the way of: rows of bits first, then what no row says."""
    who, block, minutes = _near(asked, some)
    left = ~_barred(asked, who, block)
    bits = np.flatnonzero(np.unpackbits(left.view(np.uint8), bitorder="little"))
    pair = bits // BLOCK
    at = block[pair] * BLOCK + bits % BLOCK
    fits = Found(who[pair], at, minutes[pair], asked.stretches.first[who[pair]])
    lawful = asked.widest.parts[fits.who, asked.opening.lines["case"][at]]
    enough = _enough(asked, at, asked.possible[fits.who], lawful)
    return _on_the_day(asked, fits.only(np.flatnonzero(enough)))


def _near(asked: Ready, some: Ints) -> tuple[Ints, Ints, Ints]:
    """Young people and the blocks of workplaces they can reach, with the minutes of the journey."""
    there, places = asked.journeys, asked.places
    home = there.home[some]
    of, journey = _counted(there.first[home], there.first[home + 1])
    who = some[of]
    minutes = there.minutes[there.way[who], journey]
    near = np.flatnonzero(minutes <= there.limit[who])
    zone = there.zone[journey[near]]
    of, block = _counted(places.block_of[zone], places.block_of[zone + 1])
    return who[near[of]], block, minutes[near[of]]


def _counted(first: Ints, end: Ints) -> tuple[Ints, Ints]:
    """All numbers from each first up to its end, and of which they are."""
    of = np.repeat(np.arange(len(first)), end - first)
    before = np.cumsum(end - first) - (end - first)
    return of, np.arange(len(of)) + (first - before)[of]


def _barred(asked: Ready, who: Ints, block: Ints) -> Ints:
    """For young people with blocks of workplaces: the bits of those where something is in the way.

    Each asks as many rows as the one who asks most: NONE is the last row, in which nothing is.
    """
    planes = asked.opening.planes
    some, of = np.unique(who, return_inverse=True)
    said = (asked.widest.no[some, None] >> EACH_FLAG & ONE).astype(bool)
    rows = np.hstack((np.where(said, planes.of_flag, NONE), asked.rows[some]))
    most = int((rows != NONE).sum(axis=1).max(initial=0))
    barred = np.zeros(len(who), np.uint64)
    for row in -np.sort(-rows, axis=1)[:, :most].T:
        barred |= planes.rows[row[of], block]
    return barred


def _enough(asked: Ready, at: Ints, *masks: Ints) -> Ints:
    """Whether enough day-parts are in each of the masks."""
    slots, least = (asked.opening.lines[name][at] for name in ("slots", "slots_min"))
    enough: Ints = np.all([np.bitwise_count(slots & mask) >= least for mask in masks], axis=0)
    return enough


def _on_the_day(asked: Ready, fits: Found) -> Found:
    """Of these the ones that nothing stands in the way of on the first day of each."""
    of, lines = asked.stretches, asked.opening.lines
    several = np.flatnonzero(np.diff(of.first)[fits.who] > 1)
    if not len(several):
        return fits
    at, stretch = fits.at[several], _stretch(asked, fits.only(several))
    least, case = lines["least"][at], lines["case"][at]
    fine = lines["asks"][at] & of.no[stretch] == 0
    fine &= (of.has[stretch] - least) & LAYOUT.borrowed == LAYOUT.borrowed
    fine &= measured(least, LAW_HOURS) <= of.hours[stretch, case]
    fine &= _enough(asked, at, of.parts[stretch, case])
    fits.stretch[several] = np.where(fine, stretch, NONE)
    return fits.only(np.flatnonzero(fits.stretch != NONE))


def _stretch(asked: Ready, fits: Found) -> Ints:
    """The stretch of days in which the work begins."""
    of, starts = asked.stretches, asked.places.some.starts[fits.at]
    stretch = of.first[fits.who]
    last = of.first[fits.who + 1] - 1
    for _ in range(int((last - stretch).max(initial=0))):
        later = np.minimum(stretch + 1, last)
        stretch = np.where(of.since[later] <= starts, later, stretch)
    return stretch


def parts_of(asked: Ready, fits: Found) -> Ints:
    """The points of each component (a row) for each of these (`points.points_of`)."""
    table, some, wishes = asked.places.ruleset.table, asked.places.some, asked.asked
    lines, who, at = asked.opening.lines, fits.who, fits.at
    gaps = np.bitwise_count(lines["asked"][at] & ~wishes.can[who]).astype(np.int64)
    learned = np.bitwise_count(lines["teaches"][at] & wishes.learns[who])
    free = np.bitwise_count(lines["slots"][at] & asked.free[who]).astype(np.int64)
    limit = asked.journeys.limit[who]
    near = table.travel * (limit - fits.minutes) // limit
    return np.array(
        [
            _wish(asked, who, some.isco[at]),
            table.sector * _chosen(wishes.sectors[who], some.sector[at]),
            np.maximum(0, table.can - table.can_gap * gaps),
            table.learn_each * np.minimum(table.learn_most, learned),
            np.where(fits.minutes < 0, 0, near),
            table.day_parts * np.minimum(table.day_parts_full, free) // table.day_parts_full,
        ],
        np.int64,
    )


def _wish(asked: Ready, who: Ints, isco: Ints) -> Ints:
    table = asked.places.ruleset.table
    wished = asked.asked.occupations[who].T
    exact, alike = ((isco // by == wished // by).any(axis=0) & (isco >= 0) for by in (1, 10))
    return np.where(exact, table.wish, np.where(alike, table.wish_near, 0))


def _chosen(sectors: Ints, sector: Ints) -> Ints:
    """1 where the sector is among those that were chosen; nobody chooses what is not known."""
    chosen: Ints = sectors >> np.maximum(sector, 0).astype(np.uint32) & np.uint32(1)
    return np.where(sector < 0, 0, chosen)


def _highest(who: Ints, keys: Ints, most: int) -> tuple[Ints, Ints]:
    """Which are among the highest of each young person, and in which place."""
    order = np.lexsort((-keys, who))
    first = np.flatnonzero(np.diff(who, prepend=NONE))
    place = np.arange(len(who)) - np.repeat(first, np.diff(first, append=len(who)))
    within = place < most
    return order[within], place[within]


def _packed(parts: Ints) -> Ints:
    shift = np.arange(len(parts)) * PART_BITS
    packed: Ints = (parts << shift[:, None]).sum(axis=0)
    return packed


def _steps(asked: Ready, fits: Found) -> tuple[Ints, Ints]:
    who, at, stretch = fits.who, fits.at, fits.stretch
    places, lines = asked.places, asked.opening.lines
    earliest = np.maximum(places.today.toordinal(), asked.asked.earliest[who])
    start = np.maximum(places.some.starts[at], earliest)
    other = np.where(start <= asked.school_until[who], QUALIFICATION, COMPULSORY)
    unsaid = np.where(fits.minutes < 0, TRAVEL, U64(0))
    steps = lines["open_steps"][at] & asked.unclear[stretch] & ~other | asked.own[stretch] | unsaid
    return steps, lines["asked"][at] & ~asked.asked.can[who]
