"""The lowest wage an hour for each age, as dated data, and for whom a wage is too low.

No law is stated on screen: a warning names the day and the source of the amount. A newer table is
added at the end of `RATES` and works from its first day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from houvast.employers.rules.states import WorkKind

WITHOUT_WAGE = (WorkKind.INTERNSHIP, WorkKind.TRIAL_PLACEMENT)
"""Kinds that are not tested: no wage is owed there in the same way [to verify with a lawyer]."""

ADULT = 21
"""From this age on the full amount."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The lowest wage (minimumjeugdloon) at an age, in cents an hour, gross, from a day on."""

    since: date
    age: int
    cents: int
    source: str
    bbl: bool = False
    """Only for learning and working in the work-based route; where absent the usual one holds."""


PUBLISHED = "Rijksoverheid, bedragen minimumloon"
COMPUTED = "Besluit minimumjeugdloonregeling, artikel 2: percentage van het bedrag vanaf 21 jaar"


def _table(since: date, source: str, cents: dict[int, int], *, bbl: bool = False) -> list[Rate]:
    return [Rate(since, age, amount, source, bbl) for age, amount in cents.items()]


RATES = (
    *_table(
        date(2024, 7, 1),
        PUBLISHED,
        {21: 1368, 20: 1094, 19: 821, 18: 684, 17: 540, 16: 472, 15: 410},
    ),
    *_table(
        date(2025, 1, 1),
        PUBLISHED,
        {21: 1406, 20: 1125, 19: 844, 18: 703, 17: 555, 16: 485, 15: 422},
    ),
    *_table(date(2025, 1, 1), PUBLISHED, {20: 865, 19: 738, 18: 640}, bbl=True),
    *_table(date(2026, 1, 1), PUBLISHED, {21: 1471, 20: 1177, 19: 883, 18: 736, 17: 581}),
    *_table(date(2026, 1, 1), COMPUTED, {16: 507, 15: 441}),
    *_table(date(2026, 1, 1), COMPUTED, {20: 905, 19: 772, 18: 669}, bbl=True),
)
"""Amounts as published, read from secondary pages: an administrator checks them each half year."""

AGES = tuple(range(15, ADULT + 1))


def lowest(age: int, on: date, kind: WorkKind) -> Rate | None:
    """The rate for an age on a day. None where none is tested: below 15, or work without wage."""
    if kind in WITHOUT_WAGE:
        return None
    known = [one for one in RATES if one.age == min(age, ADULT) and one.since <= on]
    of_bbl = [one for one in known if one.bbl and kind is WorkKind.BBL]
    usual = [one for one in known if not one.bbl]
    return max(of_bbl or usual, key=lambda one: one.since, default=None)


def too_low_for(
    cents: int | None, kind: WorkKind, on: date, minimum_age: int | None = None
) -> tuple[Rate, ...]:
    """The rates that a wage an hour stays under, youngest first; none when the wage is unknown.

    Only ages from `minimum_age` on: who is too young for the work is not paid for it either.
    """
    if cents is None:
        return ()
    return tuple(one for one in _asked(kind, on, minimum_age or 0) if cents < one.cents)


def _asked(kind: WorkKind, on: date, minimum_age: int) -> Iterator[Rate]:
    ages = (age for age in AGES if age >= min(minimum_age, ADULT))
    yield from (one for age in ages if (one := lowest(age, on, kind)))
