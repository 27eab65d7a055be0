"""Whether an area lies outside what is usual among areas like it, by the law that holds there.

Likes are as urban and between half and twice as many people. They vary by more than chance, so the
limits are those of a negative binomial law with the spread of the likes (Spiegelhalter 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import nbinom  # type: ignore[attr-defined]

from houvast.areas.rules.counts import Floats, Table, negative_binomial
from houvast.areas.rules.smoothing import FAR, WITHIN

FEWEST = 30
BAND = 2.0
"""Likes have at least people / BAND inhabitants and at most people * BAND."""


class Place(StrEnum):
    """Where a figure lies among its likes."""

    WITHIN = "within"
    OUTSIDE = "outside"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Among:
    """Where an area lies among `n` likes: usual there is `low` to `high` per 1,000 (95 %)."""

    place: Place
    n: int
    usual: float
    low: float
    high: float


def among(
    at: int, counts: Floats, people: Floats, urbanity: np.ndarray, towns: Sequence[str]
) -> Among | None:
    """Of the area at a place in the list. None for fewer than thirty likes, and without a figure.

    And where the spread among likes could not be found (rule A-15).
    """
    if not people[at] > 0 or np.isnan(counts[at]):
        return None
    known = ~np.isnan(counts) & (people >= people[at] / BAND) & (people <= people[at] * BAND)
    likes = known & (urbanity == urbanity[at]) & (urbanity > 0)
    likes[at] = False
    if likes.sum() < FEWEST:
        return None
    groups = np.unique(np.array(towns)[likes], return_inverse=True)[1]
    ones = np.ones((int(likes.sum()), 1))
    fit = negative_binomial(Table(counts[likes], people[likes], ones, ("constant",), groups))
    if not fit.converged:
        return None
    mean = float(np.exp(fit.terms[0].value) * people[at])
    law = nbinom(1 / fit.alpha, 1 / (1 + fit.alpha * mean))

    def limits(share: float) -> tuple[float, float]:
        return float(law.ppf((1 - share) / 2)), float(law.ppf((1 + share) / 2))

    low, high = limits(WITHIN)
    place = Place.WITHIN if low <= counts[at] <= high else Place.OUTSIDE
    least, most = limits(FAR)
    if not least <= counts[at] <= most:
        place = Place.FAR
    per = 1000 / people[at]
    return Among(place, int(likes.sum()), mean * per, low * per, high * per)
