"""When someone below 18 may work: NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:3.

A part of the day is closed when no more than an hour of it is left; what is left of an evening is
said in words (`daily.done_by`).
"""

from datetime import date
from functools import lru_cache

from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, first_birthday
from houvast.matching.rules.law.values import (
    ADULT,
    CHILD,
    NEWEST,
    Week,
    is_part_of_school,
    value,
)
from houvast.matching.rules.law.weeks import week_of
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.week import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    PARTS,
    SUNDAY,
    days_in,
    every,
    parts,
    together,
)

EVENING_FROM = 18
"""The hour at which the afternoon is over."""


@lru_cache(maxsize=4_096)
def allowed_parts(
    school_days: int | None,
    age: int,
    week: Week = Week.SCHOOL,
    kind: WorkKind | None = None,
    on: date = NEWEST,
) -> int:
    """When the law lets someone of this age work, as a mask of day-parts.

    Never at night. Below 16 not on Sunday (at 15 the exception is not computed), and in the evening
    only where the law lets it end late enough. In a school week someone below 15 does not work on a
    school day, and at 15 not in the morning of one: after school two hours are left. An internship
    from 14 on is part of school. An unknown school week closes nothing and becomes a step.
    """
    if age >= ADULT:
        return ALL_DAY_PARTS
    done = value("done_by", age, on, week, kind)
    has_evening = done is not None and done.amount > EVENING_FROM + 1
    closed = every(NIGHT) if has_evening else every(EVENING, NIGHT)
    if age >= CHILD:
        return ALL_DAY_PARTS & ~closed
    closed |= parts((SUNDAY,), range(PARTS))
    if week is Week.SCHOOL and not is_part_of_school(kind, age):
        after = value("hours_on_a_school_day", age, on, week)
        whole_day = after is None or after.amount == 0
        closed |= parts(
            days_in(school_days or 0), (MORNING, AFTERNOON) if whole_day else (MORNING,)
        )
    return ALL_DAY_PARTS & ~closed


def day_parts_below_18(pair: Pair, age: int) -> Bar | None:
    """NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:3: enough day-parts of the place are left."""
    place, week, school = pair.place, week_of(pair), pair.wishes.school_days

    def enough(age: int, on: date) -> bool:
        allowed = allowed_parts(school, age, week, place.kind, on)
        return together(place.slots, allowed) >= place.day_parts_min

    if enough(age, pair.start):
        return None
    done = value("done_by", age, pair.start, week, place.kind)
    article = done.article if done else "Atw 3:2"
    return Bar(BlockCode.LAW_DAY_PARTS, article, first_birthday(pair, age, enough))
