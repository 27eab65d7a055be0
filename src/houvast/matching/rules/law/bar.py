"""A rule of law that stands in the way, and the day from which it no longer does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.sides import Pair


@dataclass(frozen=True, slots=True)
class Bar:
    """What the law does not allow on the first working day, with the article to look up."""

    code: BlockCode
    article: str
    until: date | None


LawRule = Callable[[Pair, int], Bar | None]
"""A rule: asked of a pair and the age on the first working day."""


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
