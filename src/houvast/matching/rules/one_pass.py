"""One young person against every open workplace, compiled: what `at_once` says, in one pass.

A reason is a bit, in the order in which reasons are named: the lowest bit that is set is the first
reason, and how many are set is how much stands in the way.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from houvast.employers.rules.states import ConditionCode
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import bits
from houvast.matching.rules.conditions import NOT_NEAR
from houvast.matching.rules.law import ADULT, CHILD, HEAVY, YOUNGEST
from houvast.matching.rules.lists import TIE_BITS
from houvast.matching.rules.many.bits import COMPILED, PIECE, lowest, ones
from houvast.matching.rules.many.kernels import own_points
from houvast.matching.rules.ordering import KEY_BITS, POINT_BITS, REASONS
from houvast.matching.rules.points import TOGETHER

I64, U64 = np.int64, np.uint64
BIT = {code: U64(1 << at) for at, code in enumerate(REASONS)}
NOTHING, NOT_TALKED_OF = U64(0), U64(sum(1 << REASONS.index(one) for one in NOT_NEAR))
NIGHT_WORK, HEAVY_WORK = U64(bits({ConditionCode.NIGHT})), U64(bits(HEAVY))
TOO_YOUNG, HEAVY_BIT, NIGHT = (
    BIT[one] for one in (BlockCode.TOO_YOUNG, BlockCode.HEAVY_WORK, BlockCode.NIGHT)
)
LAW_DAY_PARTS, LAW_HOURS, LOW_WAGE = (
    BIT[one] for one in (BlockCode.LAW_DAY_PARTS, BlockCode.LAW_HOURS, BlockCode.LOW_WAGE)
)
CONDITION, NEED, DAY_PARTS = (
    BIT[one] for one in (BlockCode.CONDITION, BlockCode.NEED, BlockCode.DAY_PARTS)
)
TOO_MANY, TOO_FEW = BIT[BlockCode.HOURS_TOO_MANY], BIT[BlockCode.HOURS_TOO_FEW]
KIND_REFUSED, SECTOR_REFUSED = BIT[BlockCode.KIND_REFUSED], BIT[BlockCode.SECTOR_REFUSED]
EMPLOYERS_AGE, FULL = BIT[BlockCode.EMPLOYERS_AGE], BIT[BlockCode.FULL]
TRAVEL, STARTS_EARLIER = BIT[BlockCode.TRAVEL], BIT[BlockCode.STARTS_EARLIER]
TIE_AT, POINTS_AT = I64(KEY_BITS), I64(KEY_BITS + TIE_BITS)
STALE_AT, LAST_DRAWN, MOST = POINTS_AT + I64(POINT_BITS), I64((1 << TIE_BITS) - 1), I64(TOGETHER)


class You(NamedTuple):
    """One young person, as numbers; -1 is unknown."""

    today: Any
    begin: Any
    """The first day on which he or she can begin, an ordinal as `date.toordinal` gives."""
    age: Any
    """On that day."""
    birthdays: Any
    """The ordinals of those of `AGES`, from the first on."""
    no: Any
    needs: Any
    can: Any
    learns: Any
    possible: Any
    """Day-parts that are not known to be taken; `free` those that are known to be free."""
    free: Any
    hours_least: Any
    hours_most: Any
    limit: Any
    wished: Any
    sectors: Any
    """Per sector whether it was wished; at the end, where -1 points, that the unknown was not."""
    never_kinds: Any
    never_sectors: Any
    minutes: Any
    """Per zone, -1 where that cannot be said."""


class Law(NamedTuple):
    """What the law says below 18, per period, kind of week, kind of work and age."""

    periods: Any
    holidays_from: Any
    holidays_to: Any
    parts: Any
    hours: Any
    wages_since: Any
    wages: Any


class Table(NamedTuple):
    """The points table."""

    wish: Any
    wish_near: Any
    sector: Any
    can: Any
    can_gap: Any
    learn_each: Any
    learn_most: Any
    travel: Any
    day_parts: Any
    day_parts_full: Any


@njit(**PIECE)
def when(holds: Any, bit: Any) -> Any:
    """The bit of a reason that holds."""
    return bit if holds else NOTHING


@njit(**PIECE)
def age_on(start: Any, you: Any) -> Any:
    """How old somebody is on the first working day."""
    age = you.age
    while 0 <= age < you.birthdays.size and you.birthdays[age] <= start:
        age += 1
    return age


@njit(**PIECE)
def after(days: Any, start: Any) -> Any:
    """How many of these days, the first one first, have come."""
    count = 0
    while count < days.size and days[count] <= start:
        count += 1
    return count


@njit(**PIECE)
def in_holiday(line: Any, start: Any, law: Any) -> Any:
    """1 when all of the work falls in days on which every school is closed."""
    at = after(law.holidays_from, start) - 1
    inside = at >= 0 and start <= line.ends and line.ends <= law.holidays_to[at]
    return 1 if inside else 0


@njit(**PIECE)
def below_18(line: Any, start: Any, age: Any, law: Any) -> Any:
    """What the law does not allow below 18 (`at_once._law`)."""
    period, week = after(law.periods, start), in_holiday(line, start, law)
    left = ones(line.slots & law.parts[period, week, line.kind, age])
    heavy = line.asks & HEAVY_WORK != NOTHING or line.never_light <= start
    word = when(age < YOUNGEST, TOO_YOUNG) | when(age < CHILD and heavy, HEAVY_BIT)
    word |= when(line.asks & NIGHT_WORK != NOTHING, NIGHT)
    word |= when(left < line.slots_min, LAW_DAY_PARTS)
    return word | when(line.hours_min > law.hours[period, week, line.kind, age], LAW_HOURS)


@njit(**PIECE)
def by_law(line: Any, start: Any, age: Any, law: Any) -> Any:
    """Everything that goes by age."""
    lowest_wage = law.wages[after(law.wages_since, start), line.kind, age]
    word = when(0 <= line.wage_cents < lowest_wage, LOW_WAGE)
    word |= when(age < line.minimum_age, EMPLOYERS_AGE)
    return word | below_18(line, start, age, law) if age < ADULT else word


@njit(**PIECE)
def by_wish(line: Any, start: Any, minutes: Any, you: Any) -> Any:
    """What the young person, the workplace and the journey do not allow."""
    word = when(0 <= you.hours_most < line.hours_min, TOO_MANY)
    word |= when(line.hours_max < you.hours_least, TOO_FEW)
    word |= when(ones(line.slots & you.possible) < line.slots_min, DAY_PARTS)
    word |= when(you.never_kinds[line.kind], KIND_REFUSED)
    word |= when(you.never_sectors[line.sector], SECTOR_REFUSED)
    word |= when(line.free_places < 1, FULL) | when(minutes > you.limit, TRAVEL)
    return word | when(start > line.ends, STARTS_EARLIER)


@njit(**PIECE)
def wish_of(line: Any, you: Any, table: Any) -> Any:
    """Points for an occupation (`points.wish_points`)."""
    found = I64(0)
    for one in you.wished:
        if line.isco == one:
            return table.wish
        if line.isco >= 0 and line.isco // 10 == one // 10:
            found = table.wish_near
    return found


@njit(**PIECE)
def points_of(line: Any, minutes: Any, you: Any, table: Any) -> Any:
    """The points of a workplace together (`points.points_of`)."""
    found = wish_of(line, you, table) + own_points(you, line, table)
    if you.sectors[line.sector]:
        found += table.sector
    if 0 <= minutes <= you.limit:
        found += table.travel * (you.limit - minutes) // you.limit
    return found


@njit(**PIECE)
def place_of(line: Any, drawn: Any, minutes: Any, you: Any, table: Any) -> Any:
    """The number by which workplaces are put in order, the lowest first (`kernel._places`)."""
    stale = I64(1) if line.ring_from <= you.today else I64(0)
    place = stale << STALE_AT | MOST - points_of(line, minutes, you, table) << POINTS_AT
    return place | LAST_DRAWN - drawn << TIE_AT | I64(line.later)


@njit(**COMPILED)
def sort_out(
    lines: Any,
    drawn: Any,
    you: Any,
    law: Any,
    table: Any,
    fits: Any,
    near: Any,
    rest: Any,
    often: Any,
) -> Any:
    """Put each workplace in one of three lists; gives how many are in each.

    `fits` and `near` get places in the order, `rest` positions, `often` counts first reasons.
    """
    n_fits, n_near, n_rest = 0, 0, 0
    for at in range(lines.size):
        line = lines[at]
        if line.closes < you.today:
            continue
        minutes = you.minutes[line.zone]
        word, count = why_not(line, minutes, you, law)
        if count == 0:
            fits[n_fits] = place_of(line, drawn[at], minutes, you, table)
            n_fits += 1
        elif count == 1 and word & NOT_TALKED_OF == NOTHING:
            near[n_near] = place_of(line, drawn[at], minutes, you, table)
            n_near += 1
        else:
            rest[n_rest] = at
            n_rest += 1
            often[lowest(word)] += 1
    return n_fits, n_near, n_rest


@njit(**PIECE)
def why_not(line: Any, minutes: Any, you: Any, law: Any) -> Any:
    """The reasons as bits, and how much stands in the way."""
    start = max(I64(line.starts), you.begin)
    age = age_on(start, you)
    word = by_wish(line, start, minutes, you)
    fails, needs = line.asks & you.no, line.offers_no & you.needs
    if age >= 0:
        word |= by_law(line, start, age, law)
        if age < ADULT:
            fails &= ~NIGHT_WORK
    count = ones(word) + ones(fails) + ones(needs)
    return word | when(fails != NOTHING, CONDITION) | when(needs != NOTHING, NEED), count
