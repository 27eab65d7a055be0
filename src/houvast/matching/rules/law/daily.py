"""What to keep in mind on the day below 18: breaks, hours a day, when to be done, weeks on end.

Nothing of this blocks: a workplace says hours a week and parts of days, and how they are spread is
for people to agree.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.codes import MindCode
from houvast.matching.rules.law.values import ADULT, Week, is_part_of_school, value
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
    for code, number in _numbers(age, pair.start, week_of(pair), pair.place.kind):
        if code is not MindCode.DONE_BY or _is_in_the_evening(pair):
            yield code, number


@lru_cache(maxsize=4_096)
def _numbers(age: int, on: date, week: Week, kind: WorkKind) -> tuple[tuple[MindCode, int], ...]:
    """What the law gives, of a school day only beside school; kept, for a list asks it often."""
    left_out = MindCode.SCHOOL_DAY if is_part_of_school(kind, age) else None
    names = ((code, name) for code, name in NAMES.items() if code is not left_out)
    found = ((code, value(name, age, on, week, kind)) for code, name in names)
    return tuple((code, one.amount) for code, one in found if one is not None and one.amount)


def _is_in_the_evening(pair: Pair) -> bool:
    """Hours of an evening matter only where one is known to work then."""
    return pair.place.day_parts is not None and together(pair.place.slots, every(EVENING)) > 0
