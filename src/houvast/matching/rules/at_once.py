"""What blocks, and the points, for n workplaces at once: the rules of `conditions`, `law` and
`points` over columns.

Where a rule depends on few values (an age, a kind of work), the rule itself is asked once for each
of them and the answer is looked up for the rest, so that no law is written down twice.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product

import numpy as np

from houvast.employers.rules.states import Answer, ConditionCode
from houvast.employers.rules.wages import RATES, lowest
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import KINDS, NEVER, SECTORS, Ints, bits
from houvast.matching.rules.law import (
    ADULT,
    CHILD,
    HEAVY,
    HOLIDAYS,
    PERIODS,
    YOUNGEST,
    Week,
    allowed_parts,
    most_hours,
    never_light,
)
from houvast.matching.rules.points import wish_points
from houvast.matching.rules.question import AGES, Question

Reasons = Iterator[tuple[BlockCode, Ints]]
"""A reason, and for each workplace how often it stands in the way."""
NIGHT = bits({ConditionCode.NIGHT})
WEEKS = tuple(Week)


def blocked(asked: Question) -> Reasons:
    """Every hard condition that fails, in the order in which `conditions.blocks` names them."""
    night = np.zeros(len(asked.columns), bool)
    if asked.age is not None:
        yield from _law(asked, asked.age)
        night = (asked.age < ADULT) & (asked.columns.asks & NIGHT > 0)
    yield BlockCode.CONDITION, _known_no(asked, night)
    needs = asked.columns.offers_no & bits(asked.wishes.needs)
    yield BlockCode.NEED, np.bitwise_count(needs)
    yield from _hours(asked)
    yield from _limits(asked)
    yield BlockCode.TRAVEL, asked.minutes > asked.limit
    yield BlockCode.STARTS_EARLIER, asked.start > asked.columns.ends


def _law(asked: Question, age: Ints) -> Reasons:
    columns, wishes = asked.columns, asked.wishes
    case = (period_of(asked.start), week_of_each(asked.start, columns.ends), columns.kind, age)
    left = np.bitwise_count(columns.slots & allowed_parts_of(wishes.school_days)[case])
    most = most_hours_of(wishes.school_hours)[case]
    heavy = (columns.asks & bits(HEAVY) > 0) | (never_light_since(columns.isco) <= asked.start)
    yield BlockCode.TOO_YOUNG, age < YOUNGEST
    yield BlockCode.HEAVY_WORK, (age < CHILD) & heavy
    yield BlockCode.NIGHT, (age < ADULT) & (columns.asks & NIGHT > 0)
    yield BlockCode.LAW_DAY_PARTS, (age < ADULT) & (left < columns.slots_min)
    yield BlockCode.LAW_HOURS, (age < ADULT) & (columns.hours_min > most)
    yield BlockCode.LOW_WAGE, (columns.wage_cents >= 0) & (columns.wage_cents < _lowest(asked, age))


def period_of(start: Ints) -> Ints:
    """Which of `PERIODS` of the law each work begins in."""
    begins = np.array([day.toordinal() for day in PERIODS[1:]])
    return np.searchsorted(begins, start, side="right")


def week_of_each(start: Ints, ends: Ints) -> Ints:
    """Which of `Week` each work falls in (`week_of`)."""
    firsts, lasts = np.array([[day.toordinal() for day in one] for one in HOLIDAYS]).T
    at = np.searchsorted(firsts, start, side="right") - 1
    inside = (at >= 0) & (start <= ends) & (ends <= lasts[at])
    return np.where(inside, WEEKS.index(Week.HOLIDAY), WEEKS.index(Week.SCHOOL))


@cache
def allowed_parts_of(school_days: int | None) -> Ints:
    """Per period, kind of week, kind of work and age: when the law lets someone work."""
    every = product(PERIODS, WEEKS, KINDS, AGES)
    found = [allowed_parts(school_days, age, week, kind, on) for on, week, kind, age in every]
    return np.array(found, np.uint32).reshape(len(PERIODS), len(WEEKS), len(KINDS), len(AGES))


@cache
def most_hours_of(school: int) -> Ints:
    """Per period, kind of week, kind of work and age: the most hours a week."""
    every = product(PERIODS, WEEKS, KINDS, AGES)
    found = [most_hours(kind, school, age, week, on)[0] for on, week, kind, age in every]
    return np.array(found).reshape(len(PERIODS), len(WEEKS), len(KINDS), len(AGES))


def never_light_since(isco: Ints) -> Ints:
    """From which day on each work is not for a child, as an ordinal."""
    codes, which = np.unique(isco, return_inverse=True)
    found = [never_light(f"{code:04}") if code >= 0 else None for code in codes]
    since = [one[0].toordinal() if one else NEVER for one in found]
    return np.array(since, np.int64)[which]


def _lowest(asked: Question, age: Ints) -> Ints:
    """The lowest wage in cents for each workplace; 0 where none is tested."""
    since, cents = lowest_wages()
    period = np.searchsorted(since, asked.start, side="right")
    return cents[period, asked.columns.kind, age]


@cache
def lowest_wages() -> tuple[Ints, Ints]:
    """The days on which a new wage begins, and the cents per period, kind of work and age.

    0 where none is tested.
    """
    days = sorted({one.since for one in RATES})
    rates = [
        [[lowest(age, day, kind) for age in AGES] for kind in KINDS] for day in (date.min, *days)
    ]
    cents = [[[one.cents if one else 0 for one in row] for row in kind] for kind in rates]
    return np.array([day.toordinal() for day in days]), np.array(cents)


def _known_no(asked: Question, night_is_barred: Ints) -> Ints:
    no = bits(code for code, said in asked.wishes.facts.items() if said is Answer.NO)
    fails = asked.columns.asks & no
    return np.bitwise_count(np.where(night_is_barred, fails & ~np.uint32(NIGHT), fails))


def _hours(asked: Question) -> Reasons:
    columns, wishes = asked.columns, asked.wishes
    if wishes.hours_most is not None:
        yield BlockCode.HOURS_TOO_MANY, columns.hours_min > wishes.hours_most
    if wishes.hours_least is not None:
        yield BlockCode.HOURS_TOO_FEW, columns.hours_max < wishes.hours_least
    possible = np.bitwise_count(columns.slots & np.uint32(ALL_DAY_PARTS & ~wishes.busy))
    yield BlockCode.DAY_PARTS, possible < columns.slots_min


def _limits(asked: Question) -> Reasons:
    columns, wishes = asked.columns, asked.wishes
    yield BlockCode.KIND_REFUSED, is_one_of(KINDS, wishes.never_kinds)[columns.kind]
    yield BlockCode.SECTOR_REFUSED, is_one_of(SECTORS, wishes.never_sectors)[columns.sector]
    if asked.age is not None:
        yield BlockCode.EMPLOYERS_AGE, asked.age < columns.minimum_age
    yield BlockCode.FULL, columns.free_places < 1


def is_one_of(every: tuple[object, ...], chosen: frozenset[object]) -> Ints:
    """Per code whether it was chosen; at the end, where -1 points, that the unknown was not."""
    return np.array([*(one in chosen for one in every), False])


def points(asked: Question) -> Ints:
    """The points of each workplace together (`points_of`)."""
    columns, wishes, table = asked.columns, asked.wishes, asked.ruleset.table
    gaps = np.bitwise_count(columns.skills_asked & ~np.uint64(bits(wishes.can))).astype(np.int64)
    learned = np.bitwise_count(columns.teaches & np.uint64(bits(wishes.learns)))
    free = np.uint32(wishes.free & ~wishes.busy & ALL_DAY_PARTS)
    matched = np.bitwise_count(columns.slots & free).astype(np.int64)
    sector = is_one_of(SECTORS, wishes.sectors)[columns.sector]
    total: Ints = (
        _wish(asked)
        + table.sector * sector
        + np.maximum(0, table.can - table.can_gap * gaps)
        + table.learn_each * np.minimum(table.learn_most, learned)
        + _travel(asked)
        + table.day_parts * np.minimum(table.day_parts_full, matched) // table.day_parts_full
    )
    return total


def _wish(asked: Question) -> Ints:
    codes, which = np.unique(asked.columns.isco, return_inverse=True)
    wanted, table = asked.wishes.occupations, asked.ruleset.table
    each = [wish_points(wanted, f"{code:04}" if code >= 0 else "", table) for code in codes]
    return np.array(each, np.int64)[which]


def _travel(asked: Question) -> Ints:
    minutes, limit = asked.minutes, asked.limit
    near = (minutes >= 0) & (minutes <= limit)
    return np.where(near, asked.ruleset.table.travel * (limit - minutes) // limit, 0)
