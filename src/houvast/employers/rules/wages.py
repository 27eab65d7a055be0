"""The lowest wage an hour for each age, as dated data, and for whom a wage is too low.

No law is stated on screen: a warning names the day and the source of the amount. A newer table is
added at the end of `wages.csv` and works from its first day.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

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


FILE = Path(__file__).with_name("wages.csv")
AMOUNTS = FILE.read_bytes()
"""The amounts as data: a new half year is some rows more, and no code changes."""


def _rate(row: dict[str, str]) -> Rate:
    day, is_bbl = date.fromisoformat(row["since"]), bool(row["bbl"])
    return Rate(day, int(row["age"]), int(row["cents"]), row["source"], is_bbl)


RATES = tuple(map(_rate, csv.DictReader(AMOUNTS.decode().splitlines())))
"""Amounts as published, read from secondary pages: an administrator checks them each half year."""

AGES = tuple(range(15, ADULT + 1))


@lru_cache(maxsize=4_096)
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
