"""Life domains (leefgebieden) and the quick scan: four words per domain, and no numbers."""

from collections.abc import Mapping
from enum import StrEnum

from houvast.tracks.rules.closing import BIG_FIVE, OpenPoint


class LifeDomain(StrEnum):
    """The default set of twelve; each maps to one of the Big 5 (product section 5)."""

    PAPERS = "papers"
    INCOME = "income"
    DEBTS = "debts"
    VOG = "vog"
    HOUSING = "housing"
    SCHOOL = "school"
    WORK = "work"
    WELLBEING = "wellbeing"
    NETWORK = "network"
    FAMILY = "family"
    LEISURE = "leisure"
    ADULTHOOD = "adulthood"


class ScanValue(StrEnum):
    """How a domain stands, in the words of the young person; no order between values."""

    IN_ORDER = "in_order"
    NEEDS_STEP = "needs_step"
    UNKNOWN = "unknown"
    NOT_NOW = "not_now"


BEFORE_18 = 17
"""The age at which the list on the way to 18 opens."""

PART_OF: dict[LifeDomain, OpenPoint] = {
    LifeDomain.PAPERS: OpenPoint.INCOME,
    LifeDomain.INCOME: OpenPoint.INCOME,
    LifeDomain.DEBTS: OpenPoint.INCOME,
    LifeDomain.VOG: OpenPoint.SCHOOL_WORK,
    LifeDomain.HOUSING: OpenPoint.HOUSING,
    LifeDomain.SCHOOL: OpenPoint.SCHOOL_WORK,
    LifeDomain.WORK: OpenPoint.SCHOOL_WORK,
    LifeDomain.WELLBEING: OpenPoint.WELLBEING,
    LifeDomain.NETWORK: OpenPoint.SUPPORT,
    LifeDomain.FAMILY: OpenPoint.SUPPORT,
    LifeDomain.LEISURE: OpenPoint.WELLBEING,
}
"""`adulthood` belongs to all five: it opens steps in each and closes none by itself."""


def asked_at(age: int | None) -> tuple[LifeDomain, ...]:
    """The life domains to talk about: what opens before 18 is asked at 17, or at an unknown age."""
    grows_up = age is None or age == BEFORE_18
    return tuple(one for one in LifeDomain if grows_up or one is not LifeDomain.ADULTHOOD)


def by_value(
    scan: Mapping[LifeDomain, ScanValue],
) -> tuple[tuple[ScanValue, tuple[LifeDomain, ...]], ...]:
    """The answers gathered by word, what needs a step first; no word weighs more than another."""
    order = (ScanValue.NEEDS_STEP, ScanValue.UNKNOWN, ScanValue.NOT_NOW, ScanValue.IN_ORDER)
    gathered = ((value, tuple(one for one in scan if scan[one] is value)) for value in order)
    return tuple((value, domains) for value, domains in gathered if domains)


def in_order(latest: Mapping[LifeDomain, ScanValue]) -> frozenset[OpenPoint]:
    """Which of the Big 5 are in order: every domain of it was looked at, and is."""
    return frozenset(
        point
        for point in BIG_FIVE
        if all(
            latest.get(domain) is ScanValue.IN_ORDER
            for domain, part in PART_OF.items()
            if part is point
        )
    )
