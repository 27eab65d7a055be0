"""The two words of each workplace, as `layout` lays them out, for who can begin from a day on.

What the law says differs with the first working day, and that is never before somebody can begin.
So there are words for who can begin today, and others for who cannot before the next day on which
something of the law changes (`days_of_change`): a holiday, a wage.
"""

from datetime import date

import numpy as np

from houvast.matching.rules.at_once import (
    NIGHT,
    WEEKS,
    lowest_wages,
    never_light_since,
    period_of,
    week_of_each,
)
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import Columns, Ints, bits
from houvast.matching.rules.law import HEAVY, HOLIDAYS, PERIODS
from houvast.matching.rules.law.light_work import NEVER_LIGHT
from houvast.matching.rules.many.layout import (
    AGE,
    ENDS,
    KINDS,
    LAW_HOURS,
    TOO_FEW,
    TOO_MANY,
    WAGE,
    Measure,
    bit,
    low,
)
from houvast.matching.rules.question import AGES

U64 = np.uint64
CASES = len(PERIODS) * len(WEEKS) * len(KINDS)
"""What the law tells apart about work: since when, which kind of week, which kind of work."""


def days_of_change(today: date) -> Ints:
    """Today, and the days after it on which the law may say something else (ordinals)."""
    wages, _ = lowest_wages()
    light = [since for since, _ in NEVER_LIGHT.values()]
    holidays = [day.toordinal() + after for one in HOLIDAYS for after, day in enumerate(one)]
    days = {*wages.tolist(), *(one.toordinal() for one in (*PERIODS, *light)), *holidays}
    first = today.toordinal()
    return np.array([first, *sorted(one for one in days if one > first)])


def asks_word(columns: Columns, starts: Ints) -> Ints:
    """What each workplace has that can stand in the way, when work begins on these days."""
    word = columns.asks.astype(U64) | columns.offers_no.astype(U64) << U64(low(BlockCode.NEED))
    word |= U64(1) << (columns.kind + low(BlockCode.KIND_REFUSED)).astype(U64)
    sector = U64(1) << (np.maximum(columns.sector, 0) + low(BlockCode.SECTOR_REFUSED)).astype(U64)
    word |= np.where(columns.sector >= 0, sector, U64(0))
    heavy = (columns.asks & bits(HEAVY) > 0) | (never_light_since(columns.isco) <= starts)
    word |= when(columns.free_places < 1, BlockCode.FULL)
    word |= when(columns.asks & NIGHT > 0, BlockCode.NIGHT) | when(heavy, BlockCode.HEAVY_WORK)
    return word | U64(bit(BlockCode.TOO_YOUNG))


def when(fires: Ints, code: BlockCode) -> Ints:
    """The bit of a reason where it holds."""
    return np.where(fires, U64(bit(code)), U64(0))


def least_word(columns: Columns, starts: Ints, today: date) -> Ints:
    """What each workplace asks at least, when work begins on these days."""
    first = today.toordinal()
    last = np.where(columns.starts > columns.ends, -1, columns.ends - first)
    return word_of(
        {
            TOO_MANY: columns.hours_min,
            TOO_FEW: TOO_FEW.most - columns.hours_max,
            LAW_HOURS: columns.hours_min + 1,
            AGE: columns.minimum_age,
            WAGE: _too_low_from(columns, starts),
            ENDS: ENDS.most - 1 - np.clip(last, -1, ENDS.most - 1),
        }
    )


def _too_low_from(columns: Columns, starts: Ints) -> Ints:
    """For a wage the years that its oldest age is below 31; 0 when no age is too old for it."""
    since, cents = lowest_wages()
    if (np.diff(cents, axis=-1) < 0).any():
        raise ValueError("The lowest wage falls with age: the layout cannot hold that.")
    asked = cents[np.searchsorted(since, starts, side="right"), columns.kind]
    ages = (columns.wage_cents[:, None] >= asked).sum(axis=1)
    fine = (columns.wage_cents < 0) | (ages == len(AGES))
    return np.where(fine, 0, WAGE.most - (ages - 1))


def word_of(numbers: dict[Measure, Ints]) -> Ints:
    """Measures in one word. Raises ValueError for what there is no room for."""
    for measure, number in numbers.items():
        if len(number) and not 0 <= number.min() <= number.max() <= measure.most:
            raise ValueError(f"{measure.code} is out of what the layout holds.")
    parts = [number.astype(np.int64) << measure.low for measure, number in numbers.items()]
    word: Ints = np.bitwise_or.reduce(parts)
    return word


def measured(words: Ints, one: Measure) -> Ints:
    """The numbers of one measure in words."""
    numbers: Ints = words >> one.low & one.most
    return numbers


def cases_of(columns: Columns, starts: Ints) -> Ints:
    """Of each workplace which of `CASES` it is, when work begins on these days."""
    week = week_of_each(starts, columns.ends)
    case: Ints = (period_of(starts) * len(WEEKS) + week) * len(KINDS) + columns.kind
    return case.astype(np.uint8)
