"""The lowest wage of an age: Wet minimumloon (BWBR0002638) 7 and 8, and the Besluit
minimumjeugdloonregeling (BWBR0003599) 2. The amounts stand in `employers/rules/wages.csv`."""

from houvast.employers.rules.wages import lowest
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar
from houvast.matching.rules.sides import Pair


def wage_of_age(pair: Pair, age: int) -> Bar | None:
    """Wml and Besluit minimumjeugdloonregeling: a known wage reaches the lowest of this age."""
    rate = lowest(age, pair.start, pair.place.kind)
    cents = pair.place.wage_cents
    if rate is None or cents is None or cents >= rate.cents:
        return None
    return Bar(BlockCode.LOW_WAGE, "Wml 8", None)
