"""A rule of law that stands in the way, and the day from which it no longer does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.values import ADULT
from houvast.matching.rules.sides import Pair


@dataclass(frozen=True, slots=True)
class Bar:
    """What the law does not allow on the first working day, with the article to look up."""

    code: BlockCode
    article: str
    until: date | None


LawRule = Callable[[Pair, int], Bar | None]
"""A rule: asked of a pair and the age on the first working day."""
Allowed = Callable[[int, date], bool]
"""Whether work is allowed at an age, by the law of a day."""


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone becomes this old; who was born on 29 February, on 1 March."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def birthday_of(pair: Pair, age: int) -> date | None:
    """The day on which this young person becomes this old; None when that is unknown."""
    born = pair.wishes.birth_date
    return birthday(born, age) if born else None


def first_birthday(pair: Pair, age: int, allowed: Allowed) -> date | None:
    """The first birthday after this age from which work is allowed; None when on none of them."""
    later = ((one + 1, birthday_of(pair, one + 1)) for one in range(age, ADULT))
    return next((day for one, day in later if day and allowed(one, day)), None)
