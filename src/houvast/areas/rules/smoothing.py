"""Rates of small areas, drawn towards what areas like them have.

And limits around what is usual among likes.

Prior: theta ~ Gamma(1/alpha, 1/alpha) of the negative binomial model, so that the rate after
seeing y is (1/alpha + y) / (1/alpha + mu) * mu / exposure.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import gamma, nbinom, poisson  # type: ignore[attr-defined]

from houvast.areas.rules.counts import Floats

FEW = 10.0
"""A mean count from which nothing is gained by drawing towards others (rule A-14)."""
WITHIN, FAR = 0.95, 0.998


class NotSmoothed(ValueError):
    """Drawing towards others would help nothing here, or hide what is there (rule A-14)."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by area with their 95 % interval, per one of exposure."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Funnel:
    """Per area whether its count lies outside what is usual among likes: at 95 % and at 99.8 %."""

    outside: np.ndarray
    far_outside: np.ndarray
    expected: Floats


def smoothed(
    counts: Floats, expected: Floats, exposure: Floats, alpha: float, residential: np.ndarray
) -> Rates:
    """Return the rates drawn towards `expected` (n, counts).

    NotSmoothed where the mean count is 10 or more, or nobody lives.
    """
    if float(counts.mean()) >= FEW:
        raise NotSmoothed("The counts are high enough to stand on their own.")
    if not residential.all():
        raise NotSmoothed("There are areas among these where hardly anybody lives.")
    prior = 1 / alpha
    scale = expected / exposure / (prior + expected)
    low, high = (gamma.ppf(edge, prior + counts, scale=scale) for edge in (0.025, 0.975))
    return Rates((prior + counts) * scale, low, high)


def plain(counts: Floats, exposure: Floats) -> Rates:
    """Return rates as counted, with the exact interval of a Poisson count (Garwood 1936)."""
    low = np.where(counts > 0, gamma.ppf(0.025, np.maximum(counts, 1e-12)), 0.0)
    return Rates(counts / exposure, low / exposure, gamma.ppf(0.975, counts + 1) / exposure)


def funnel(counts: Floats, expected: Floats, alpha: float) -> Funnel:
    """Which counts lie outside what is usual among likes.

    Limits lie around `expected`, and likes vary by `alpha` (0: by chance alone).
    """
    law = poisson(expected) if alpha == 0 else nbinom(1 / alpha, 1 / (1 + alpha * expected))

    def beyond(share: float) -> np.ndarray:
        edge = (1 - share) / 2
        return np.asarray((counts < law.ppf(edge)) | (counts > law.ppf(1 - edge)))

    return Funnel(beyond(WITHIN), beyond(FAR), expected)
