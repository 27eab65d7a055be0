"""How much money of a plan hangs on work: said only beside a total that a person accepted too."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from houvast.plans.rules.facts import FactKind, apart
from houvast.plans.rules.judging import OF_WORK, Accepted

YEARS = re.compile(r"(20\d\d)(?:\s?(?:-|–|t/m|tot en met)\s?(20\d\d|\d\d))?")


class Beside(StrEnum):
    """What may be said of the money for work beside the total."""

    NO_MONEY = "no_money"
    """No amount for work was accepted."""
    NO_TOTAL = "no_total"
    """No total was accepted."""
    OTHER_TIME = "other_time"
    """No amount for work is over the time of the total: they are not compared."""
    MORE = "more"
    """More for work than there is: an amount was read wrongly."""
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class MoneyForWork:
    """The money for work over the time of the total, in euros; `apart` are amounts of another time.

    Without a total both amounts are 0 and the period is empty.
    """

    beside: Beside
    work: Decimal
    total: Decimal
    period: str
    apart: tuple[Accepted, ...]


def money_for_work(facts: Collection[Accepted]) -> MoneyForWork | None:
    """What may be said of it; None where nobody accepted an amount or a total.

    Amounts of each year and of the whole time are never made into each other, and questions of a
    municipality are about other things than work.
    """
    money = [one for one in facts if one.kind is FactKind.MONEY and one.about.startswith(OF_WORK)]
    total = next((one for one in facts if one.kind is FactKind.TOTAL), None)
    if total is None:
        none = MoneyForWork(Beside.NO_TOTAL, Decimal(0), Decimal(0), "", tuple(money))
        return none if money else None
    same = [one for one in money if span(one.period) == span(total.period)]
    work = sum((one.amount for one in same), Decimal(0))
    beside = Beside.STANDS if same else Beside.OTHER_TIME if money else Beside.NO_MONEY
    if work > total.amount:
        beside = Beside.MORE
    others = tuple(one for one in money if one not in same)
    return MoneyForWork(beside, work, total.amount, total.period, others)


def span(period: str) -> tuple[object, ...]:
    """Over which time an amount is, to compare: of each year or not, and from which year to which.

    What has no years, or more than one time, is the same only as the same words.
    """
    each, when = apart(period)
    plain = " ".join(when.casefold().split())
    found = YEARS.fullmatch(plain.removeprefix("in totaal, "))
    if found is None:
        return each, plain
    first = int(found[1])
    last = int(found[2]) % 100 + first // 100 * 100 if found[2] else first
    return each, first, last
