"""The week as a mask: seven days of four parts (ochtend, middag, avond, nacht), Monday first."""

from collections.abc import Iterable
from functools import cache

from houvast.employers.rules.workplaces import ALL_DAY_PARTS

DAYS, PARTS = 7, 4
MORNING, AFTERNOON, EVENING, NIGHT = range(PARTS)
SUNDAY = 6


def parts(days: Iterable[int], of_day: Iterable[int]) -> int:
    """These parts of these days (Monday is 0) as a mask of 28 bits."""
    wanted = tuple(of_day)
    return sum(1 << (day * PARTS + part) for day in set(days) for part in wanted)


@cache
def every(*of_day: int) -> int:
    """These parts of all seven days."""
    return parts(range(DAYS), of_day)


def days_in(mask: int) -> tuple[int, ...]:
    """The weekdays of a mask of seven bits, Monday is 0."""
    return tuple(day for day in range(DAYS) if mask >> day & 1)


@cache
def at_school(school_days: int | None) -> int:
    """When school keeps someone busy: mornings and afternoons of the school days."""
    return parts(days_in(school_days or 0), (MORNING, AFTERNOON))


def together(*masks: int) -> int:
    """How many day-parts are in all of these masks."""
    common = ALL_DAY_PARTS
    for mask in masks:
        common &= mask
    return common.bit_count()
