"""Which work do we miss? Codes of what people without any option ask for, and nothing that counts.

An account manager sees work that is wished, a region and a time of the week: of the municipality
as a whole, by month. Out of a small team it would lead to somebody, so that adds nothing.
"""

from houvast.employers.rules.demand import DayTime, Missed
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.sides import Wishes

FEWEST = 5
"""A plan for fewer young people adds nothing to the list: one would know who was meant."""
REGION_DIGITS = 2
PARTS_A_DAY, WORKDAYS = 4, 5


def missed(wishes: Wishes) -> frozenset[Missed]:
    """What would have been an option; one for each occupation that is wished."""
    region, when = wishes.pc4[:REGION_DIGITS], day_time(wishes.free)
    return frozenset(Missed(one, region, when) for one in wishes.occupations)


def day_time(free: int) -> DayTime:
    """The part of the week in which the free day-parts lie; Monday morning is bit 0."""
    free &= ALL_DAY_PARTS
    inside = [when for when, mask in MASKS.items() if free & mask]
    return inside[0] if len(inside) == 1 else DayTime.ANY


def _mask(days: range, parts: range) -> int:
    return sum(1 << day * PARTS_A_DAY + part for day in days for part in parts)


MASKS = {
    DayTime.WORKDAYS: _mask(range(WORKDAYS), range(2)),
    DayTime.EVENINGS: _mask(range(WORKDAYS), range(2, PARTS_A_DAY)),
    DayTime.WEEKEND: _mask(range(WORKDAYS, 7), range(PARTS_A_DAY)),
}


def to_tell(people: int, of_each: list[frozenset[Missed]]) -> list[Missed]:
    """What goes on the list of a plan for so many people: each once, by code; or nothing."""
    return sorted(frozenset().union(*of_each)) if people >= FEWEST else []
