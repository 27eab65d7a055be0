"""How many hours a week someone below 18 may work: NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:7."""

from datetime import date

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, birthday_of
from houvast.matching.rules.law.values import ADULT, CHILD, NEWEST, Week, value
from houvast.matching.rules.law.weeks import week_of
from houvast.matching.rules.sides import Pair


def most_hours(
    kind: WorkKind, school: int, age: int, week: Week = Week.SCHOOL, on: date = NEWEST
) -> tuple[int, str, int]:
    """Hours of work a week, the article, and the age from which it is over.

    `school` is hours of school a week. They count as work from 16 on (Atw 4:4) and in an internship
    from 14 on (NRK 3:1); in a holiday week there are none. Below 13 no work is allowed at all, so
    nothing is added to that.
    """
    over = CHILD if age < CHILD else ADULT
    found = value("hours_a_week", age, on, week, kind) or value("hours_a_week", 13, on, week)
    if found is None:
        raise ValueError("The law gives no hours.")
    with_school = age >= CHILD or found.kind is WorkKind.INTERNSHIP
    counted = school if with_school and week is Week.SCHOOL else 0
    return found.amount - counted, found.article, over


def hours_below_18(pair: Pair, age: int) -> Bar | None:
    """NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:7: not more hours than the law gives."""
    if age >= ADULT:
        return None
    kind, school = pair.place.kind, pair.wishes.school_hours
    most, article, over = most_hours(kind, school, age, week_of(pair), pair.start)
    if pair.place.hours_min <= most:
        return None
    return Bar(BlockCode.LAW_HOURS, article, birthday_of(pair, over))
