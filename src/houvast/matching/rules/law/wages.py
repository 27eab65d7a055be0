"""The lowest wage of an age: Wet minimumloon (BWBR0002638) 7 and 8, and the Besluit
minimumjeugdloonregeling (BWBR0003599) 2. The amounts stand in `employers/rules/wages.csv`."""

from datetime import date

from houvast.employers.rules.wages import Rate, lowest
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar
from houvast.matching.rules.sides import Pair, Place


def too_low(place: Place, age: int, on: date) -> Rate | None:
    """The lowest wage of an age on a day, where a known wage does not reach it."""
    cents = place.wage_cents
    rate = None if cents is None else lowest(age, on, place.kind)
    return rate if rate and cents is not None and cents < rate.cents else None


def wage_of_age(pair: Pair, age: int) -> Bar | None:
    """Wml and Besluit minimumjeugdloonregeling: a known wage reaches the lowest of this age."""
    if too_low(pair.place, age, pair.start) is None:
        return None
    return Bar(BlockCode.LOW_WAGE, "Wml 8", None)
