"""Figures that are counted from others: what is left of a hundred, a part of the people."""

from collections.abc import Mapping

import numpy as np

from houvast.areas.rules.counts import Floats
from houvast.areas.rules.indicators import INDICATORS

HUNDRED, THOUSAND = 100.0, 1000.0
REST = {"not_working_share": "working_share"}
PARTS = {
    "young_15_24_share": ("young_15_24", HUNDRED),
    "aged_65_share": ("aged_65", HUNDRED),
    "bijstand_per_1000": ("bijstand", THOUSAND),
    "ww_per_1000": ("ww", THOUSAND),
}
"""Parts of the people, per hundred or per thousand of them."""


def needs(asked: str) -> tuple[str, ...]:
    """Return the ids of which a figure may be counted, itself first where it is kept too."""
    own = (asked,) if INDICATORS[asked].number else ()
    if asked in REST:
        return (*own, REST[asked])
    return (*own, PARTS[asked][0], "population") if asked in PARTS else own


def derived(asked: str, known: Mapping[str, Floats]) -> Floats:
    """Return a figure for each area: as it was published, else counted from others, else NaN.

    Under the smallest denominator of an indicator no share is counted (rule A-01).
    """
    people = known["population"]
    published = known.get(asked, np.full_like(people, np.nan))
    if asked in REST:
        return HUNDRED - known[REST[asked]]
    if asked not in PARTS:
        return published
    part, of = PARTS[asked]
    enough = people >= INDICATORS[asked].fewest
    counts = known.get(part, np.full_like(people, np.nan))
    share = np.divide(counts * of, people, out=np.full_like(people, np.nan), where=enough)
    return np.where(np.isnan(published), share, published)
