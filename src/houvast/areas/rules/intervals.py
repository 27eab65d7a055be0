"""How far chance reaches: intervals of counts and of shares, and which differences are clear."""

import numpy as np
from scipy.special import gammaincinv, ndtr, pdtr, pdtrc

from houvast.areas.rules.counts import Floats

EDGE, Z = 0.025, 1.959963984540054
FALSE_ALARMS = 0.05
"""Of the differences that are called clear at most this share is chance (Benjamini-Hochberg)."""


def of_counts(counts: Floats) -> tuple[Floats, Floats]:
    """Return the exact 95 % interval of Poisson counts (Garwood 1936)."""
    low = np.where(counts > 0, gammaincinv(np.maximum(counts, 1e-12), EDGE), 0.0)
    return low, gammaincinv(counts + 1, 1 - EDGE)


def of_shares(share: Floats, of: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % interval of shares (0 to 1) of so many (Wilson 1927)."""
    middle = share + Z**2 / (2 * of)
    around = Z * np.sqrt(share * (1 - share) / of + Z**2 / (4 * of**2))
    below = 1 + Z**2 / of
    return np.maximum(0.0, (middle - around) / below), np.minimum(1.0, (middle + around) / below)


def apart_of_counts(counts: Floats, expected: Floats) -> Floats:
    """Return how likely chance alone is to bring counts this far from `expected`, both ways."""
    high, low = pdtrc(np.maximum(counts - 1, 0), expected), pdtr(counts, expected)
    high = np.where(counts > 0, high, 1.0)
    return np.asarray(np.minimum(2 * np.minimum(high, low), 1.0))


def apart_of_shares(share: Floats, mean: float, of: Floats) -> Floats:
    """Return how likely chance alone is to bring shares this far from `mean`, both ways."""
    if not 0 < mean < 1:
        return np.ones_like(share)
    return np.asarray(2 * ndtr(-np.abs(share - mean) / np.sqrt(mean * (1 - mean) / of)))


def clear(p: Floats) -> np.ndarray:
    """Return which of these stand out when all are looked at together."""
    order = np.argsort(p)
    below = p[order] <= FALSE_ALARMS * np.arange(1, len(p) + 1) / max(len(p), 1)
    last = np.flatnonzero(below)
    found = np.zeros(len(p), dtype=bool)
    if last.size:
        found[order[: last[-1] + 1]] = True
    return found
