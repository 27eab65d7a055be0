"""How many hours a week someone below 18 may work: NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:7."""

from datetime import date
from functools import lru_cache

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, first_birthday
from houvast.matching.rules.law.values import ADULT, CHILD, NEWEST, YOUNGEST, Week, value
from houvast.matching.rules.law.weeks import week_of
from houvast.matching.rules.sides import Pair

ALL_WEEK = 7 * 24
"""No limit of these rules."""


@lru_cache(maxsize=4_096)
def most_hours(
    kind: WorkKind, school: int, age: int, week: Week = Week.SCHOOL, on: date = NEWEST
) -> tuple[int, str]:
    """Hours of work a week, and the article.

    `school` is hours of school a week. They count as work from 16 on (Atw 4:4) and in an internship
    from 14 on (NRK 3:1); in a holiday week there are none. Below 13 no work is allowed at all, so
    nothing is added to that. From 18 on a workplace asks no more than the law gives.
    """
    if age >= ADULT:
        return ALL_WEEK, ""
    found = value("hours_a_week", max(age, YOUNGEST), on, week, kind)
    if found is None:
        raise ValueError("The law gives no hours.")
    with_school = age >= CHILD or found.kind is WorkKind.INTERNSHIP
    counted = school if with_school and week is Week.SCHOOL else 0
    return found.amount - counted, found.article


def hours_below_18(pair: Pair, age: int) -> Bar | None:
    """NRK 3:1, 4:1, 4:2, 5:1, 5:2 and Atw 5:7: not more hours than the law gives."""
    place, school, week = pair.place, pair.wishes.school_hours, week_of(pair)

    def few_enough(age: int, on: date) -> bool:
        return place.hours_min <= most_hours(place.kind, school, age, week, on)[0]

    if few_enough(age, pair.start):
        return None
    _most, article = most_hours(place.kind, school, age, week, pair.start)
    return Bar(BlockCode.LAW_HOURS, article, first_birthday(pair, age, few_enough))
