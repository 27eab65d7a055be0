"""What to keep in mind on the day below 18: breaks, hours a day, when to be done, weeks on end.

Nothing of this blocks: a workplace says hours a week and parts of days, and how they are spread is
for people to agree.
"""

from collections.abc import Iterator

from houvast.matching.rules.codes import MindCode
from houvast.matching.rules.law.values import ADULT, is_part_of_school, value
from houvast.matching.rules.law.weeks import week_of
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.week import EVENING, every, together

Said = Iterator[tuple[MindCode, int]]
"""What to keep in mind, and its number."""
NAMES = {
    MindCode.HOURS_A_DAY: "hours_a_day",
    MindCode.SCHOOL_DAY: "hours_on_a_school_day",
    MindCode.WEEKS_ON_END: "holiday_weeks_on_end",
    MindCode.DONE_BY: "done_by",
}


def on_the_day(pair: Pair, age: int) -> Said:
    """Atw 5:4 (breaks) and 5:7, NRK 3:1, 4:1, 4:2, 5:1 and 5:2: per code its number."""
    if age >= ADULT:
        return
    yield MindCode.BREAKS, 0
    week = week_of(pair)
    for code, name in NAMES.items():
        found = value(name, age, pair.start, week, pair.place.kind)
        if found is not None and found.amount and _matters(code, pair, age):
            yield code, found.amount


def _matters(code: MindCode, pair: Pair, age: int) -> bool:
    """Hours of an evening matter only where one works then; a school day only beside school."""
    if code is MindCode.SCHOOL_DAY:
        return not is_part_of_school(pair.place.kind, age)
    if code is MindCode.DONE_BY:
        return pair.place.day_parts is not None and together(pair.place.slots, every(EVENING)) > 0
    return True
