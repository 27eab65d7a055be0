"""No night work below 18: Atw 5:3, and for a child NRK 4:1 and 4:2."""

from houvast.employers.rules.states import ConditionCode
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, birthday_of
from houvast.matching.rules.law.values import ADULT, CHILD
from houvast.matching.rules.sides import Pair


def no_night_below_18(pair: Pair, age: int) -> Bar | None:
    """Atw 5:3: rest that holds 23.00 to 6.00; for a child longer (NRK 4:1, 4:2)."""
    if ConditionCode.NIGHT not in pair.place.asks:
        return None
    article = "Atw 5:3" if age >= CHILD else "NRK 4:1 en 4:2"
    return Bar(BlockCode.NIGHT, article, birthday_of(pair, ADULT))
