"""What a birthday during the work no longer allows: wages rise, and school counts as work.

Nothing of this blocks: the law is asked for the first working day, and there is time to agree on
more wage or fewer hours.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from houvast.employers.rules.wages import ADULT as FULL_WAGE
from houvast.matching.rules.codes import MindCode
from houvast.matching.rules.law.bar import birthday
from houvast.matching.rules.law.hours import most_hours
from houvast.matching.rules.law.values import CHILD
from houvast.matching.rules.law.wages import too_low
from houvast.matching.rules.law.weeks import week_between
from houvast.matching.rules.sides import Pair


def _too_many_hours(pair: Pair, age: int, on: date) -> bool:
    place, week = pair.place, week_between(on, pair.place.end_on)
    return place.hours_min > most_hours(place.kind, pair.wishes.school_hours, age, week, on)[0]


def _too_low_a_wage(pair: Pair, age: int, on: date) -> bool:
    return too_low(pair.place, age, on) is not None


BECOME_STRICTER: tuple[tuple[MindCode, Callable[[Pair, int, date], bool], int], ...] = (
    (MindCode.HOURS_FROM, _too_many_hours, CHILD),
    (MindCode.WAGE_FROM, _too_low_a_wage, FULL_WAGE),
)
"""What is allowed less from a birthday on, and from which age no longer; all else is allowed more
at each age."""


def on_a_birthday(pair: Pair, age: int) -> Iterator[tuple[MindCode, date]]:
    """Per rule the first birthday from which it stands in the way, when before that it does not.

    Of work without a last day only the next birthday: later ones are far away.
    """
    born, last = pair.wishes.birth_date, pair.place.end_on
    for code, barred, over in BECOME_STRICTER:
        for years, day in _birthdays(born, age, over, last):
            if barred(pair, years, day):
                if not barred(pair, age, pair.start):
                    yield code, day
                break


@lru_cache(maxsize=4_096)
def _birthdays(
    born: date | None, age: int, over: int, last: date | None
) -> tuple[tuple[int, date], ...]:
    """The birthdays during the work, with how old one becomes; kept, for a list asks it often."""
    if born is None:
        return ()
    days = tuple((years, birthday(born, years)) for years in range(age + 1, over + 1))
    return tuple((years, day) for years, day in days if day <= last) if last else days[:1]
