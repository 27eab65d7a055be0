"""No work below 13: Atw 3:2, first and second paragraph."""

from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, birthday_of
from houvast.matching.rules.law.values import YOUNGEST
from houvast.matching.rules.sides import Pair


def no_work_below_13(pair: Pair, age: int) -> Bar | None:
    """Atw 3:2, second paragraph: light work from 13 on."""
    if age >= YOUNGEST:
        return None
    return Bar(BlockCode.TOO_YOUNG, "Atw 3:2", birthday_of(pair, YOUNGEST))
