"""What the law allows below 18: one file per rule, with its article; numbers are dated data.

Atw: Arbeidstijdenwet (BWBR0007671). NRK: Nadere regeling kinderarbeid (BWBR0007195). Wml: Wet
minimumloon (BWBR0002638). Lpw: Leerplichtwet 1969 (BWBR0002628). Every rule is asked for the first
working day, never for today. A lawyer has yet to confirm the texts (`CHECKED`), so screens show
them as a step in the talk and name the article.
"""

from collections.abc import Iterator

from houvast.matching.rules.law.bar import Bar, LawRule, birthday
from houvast.matching.rules.law.day_parts import allowed_parts, day_parts_below_18
from houvast.matching.rules.law.hours import hours_below_18, most_hours
from houvast.matching.rules.law.light_work import HEAVY, never_light, only_light_work_below_16
from houvast.matching.rules.law.night import no_night_below_18
from houvast.matching.rules.law.values import (
    ADULT,
    CHECKED,
    CHILD,
    LABEL,
    PERIODS,
    YOUNGEST,
    Week,
)
from houvast.matching.rules.law.wages import wage_of_age
from houvast.matching.rules.law.weeks import HOLIDAYS, week_of
from houvast.matching.rules.law.youngest import no_work_below_13
from houvast.matching.rules.sides import Pair

__all__ = [
    "ADULT",
    "CHECKED",
    "CHILD",
    "HEAVY",
    "HOLIDAYS",
    "LABEL",
    "PERIODS",
    "RULES",
    "YOUNGEST",
    "Bar",
    "Week",
    "allowed_parts",
    "bars",
    "birthday",
    "most_hours",
    "never_light",
    "week_of",
]

OF_ADULTS: tuple[LawRule, ...] = (wage_of_age,)
RULES: tuple[LawRule, ...] = (
    no_work_below_13,
    only_light_work_below_16,
    no_night_below_18,
    day_parts_below_18,
    hours_below_18,
    *OF_ADULTS,
)
"""All of them are asked below 18."""


def bars(pair: Pair) -> Iterator[Bar]:
    """Every rule of law that stands in the way on the first working day.

    An unknown birth date bars nothing here; the introduction is refused until it is known.
    """
    if pair.age is None:
        return
    for rule in RULES if pair.age < ADULT else OF_ADULTS:
        if bar := rule(pair, pair.age):
            yield bar
