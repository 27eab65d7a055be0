"""Below 16 only light work: NRK 1:1, second and third paragraph.

No lifting of more than 10 kilos, no till, nothing with or near machines that can hurt. Which
occupations are never light stands in `never_light.csv`, by how their code of ISCO-08 begins.
"""

from datetime import date
from functools import cache

from houvast.employers.rules.states import ConditionCode
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law.bar import Bar, birthday_of
from houvast.matching.rules.law.values import CHILD, rows_of
from houvast.matching.rules.sides import Pair

HEAVY = frozenset({ConditionCode.LIFTING, ConditionCode.FORKLIFT})
"""What a child may not be asked to do."""

NEVER_LIGHT = {
    row["isco"]: (date.fromisoformat(row["since"]), row["article"])
    for row in rows_of("never_light.csv")
}


@cache
def never_light(isco: str) -> tuple[date, str] | None:
    """Since when an occupation (4 digits) is never light, and the article; None when it may be.

    The longest beginning that is listed counts.
    """
    begins = [one for one in NEVER_LIGHT if isco.startswith(one)]
    return NEVER_LIGHT[max(begins, key=len)] if begins else None


def only_light_work_below_16(pair: Pair, age: int) -> Bar | None:
    """NRK 1:1, paragraphs 2 and 3: no lifting over 10 kg, no till, no machines that can hurt."""
    if age >= CHILD:
        return None
    if not HEAVY.isdisjoint(pair.place.asks):
        return Bar(BlockCode.HEAVY_WORK, "NRK 1:1", birthday_of(pair, CHILD))
    found = never_light(pair.place.isco)
    if found is None or found[0] > pair.start:
        return None
    return Bar(BlockCode.HEAVY_WORK, found[1], birthday_of(pair, CHILD))
