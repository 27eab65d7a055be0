"""Where something lies together.

Local Moran's I with a limit on how often chance may be named (rule A-04).

A map of pure noise shows hundreds of "hot spots" to who tests each area at 5 %. So each p-value
comes from enough draws to be able to pass, and the share of false ones among what is named is
held at 5 % (Benjamini and Hochberg 1995).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from houvast.areas.rules.counts import Floats
from houvast.areas.rules.shapes import Links

FALSE_SHARE = 0.05
AT_ONCE = 20_000
"""Draws that stand in memory at once."""


class Kind(StrEnum):
    """What an area and its surroundings have in common."""

    HIGH = "high"
    LOW = "low"
    HIGH_AMONG_LOW = "high_among_low"
    LOW_AMONG_HIGH = "low_among_high"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Concentration:
    """What came out, by area.

    Local I, its two-sided p, whether it passes, and of what kind; with the global I.
    """

    overall: float
    local: Floats
    p: Floats
    named: np.ndarray
    kinds: tuple[Kind, ...]
    draws: int
    seed: int


def enough_draws(areas: int) -> int:
    """Return how many draws it takes before the smallest p-value can pass.

    2 m / 0.05, made round upwards.
    """
    return int(np.ceil(2 * areas / FALSE_SHARE))


def overall(values: Floats, links: Links) -> float:
    """Moran's I: how far areas are like those beside them; 0 is nothing, 1 is all."""
    z = (values - values.mean()) / values.std()
    lag = np.bincount(links.one, z[links.other], links.n) / np.maximum(links.degrees, 1)
    return float((z * lag).mean())


def log_rates(counts: Floats, people: Floats) -> Floats:
    """Return what is compared: ln((count + 1/2) / people), which a count of 0 does not break."""
    return np.log((counts + 0.5) / people)


def concentrations(
    values: Floats, links: Links, seed: int, draws: int | None = None
) -> Concentration:
    """Return where values (n) lie together.

    Fewer draws than needed is a ValueError; the seed makes it the same again.

    For a given number of neighbours the draws are shared by all areas with that number, with
    replacement and without leaving out the area itself: an approximation of order 1/n.
    """
    many = enough_draws(links.n) if draws is None else draws
    if many < enough_draws(links.n):
        raise ValueError(f"{links.n} areas need {enough_draws(links.n)} draws, and not {many}.")
    return _concentrations(values, links, seed, many)


def _concentrations(values: Floats, links: Links, seed: int, draws: int) -> Concentration:
    z = (values - values.mean()) / values.std()
    degrees = links.degrees
    lag = np.bincount(links.one, z[links.other], links.n) / np.maximum(degrees, 1)
    local = z * lag
    p = np.ones(links.n)
    chance = np.random.default_rng(seed)
    for degree in np.unique(degrees[degrees > 0]):
        rows = np.flatnonzero(degrees == degree)
        p[rows] = _two_sided(z[rows], lag[rows], z, int(degree), draws, chance)
    named = passing(p)
    return Concentration(float(local.mean()), local, p, named, _kinds(z, lag, named), draws, seed)


def passing(p: Floats) -> np.ndarray:
    """Which p-values pass when at most 5 % of them may be chance (Benjamini and Hochberg)."""
    order = np.argsort(p, kind="stable")
    under = p[order] <= FALSE_SHARE * np.arange(1, len(p) + 1) / len(p)
    passed = np.zeros(len(p), dtype=bool)
    if under.any():
        passed[order[: int(np.flatnonzero(under)[-1]) + 1]] = True
    return passed


def _two_sided(
    z: Floats, lag: Floats, all_z: Floats, degree: int, draws: int, chance: np.random.Generator
) -> Floats:
    """2 (min(how many draws reach as high, as low) + 1) / (draws + 1), at most 1.

    The sign of z turns the order.
    """
    below, above = np.zeros(len(z), dtype=np.int64), np.zeros(len(z), dtype=np.int64)
    for start in range(0, draws, AT_ONCE):
        size = min(AT_ONCE, draws - start)
        drawn = np.sort(all_z[chance.integers(len(all_z), size=(size, degree))].mean(axis=1))
        below += np.searchsorted(drawn, lag, side="right")
        above += size - np.searchsorted(drawn, lag, side="left")
    return np.minimum(2 * (np.minimum(below, above) + 1) / (draws + 1), 1.0)


def _kinds(z: Floats, lag: Floats, named: np.ndarray) -> tuple[Kind, ...]:
    kinds = {
        (True, True): Kind.HIGH,
        (False, False): Kind.LOW,
        (True, False): Kind.HIGH_AMONG_LOW,
        (False, True): Kind.LOW_AMONG_HIGH,
    }
    return tuple(
        kinds[bool(own > 0), bool(around > 0)] if passes else Kind.NONE
        for own, around, passes in zip(z, lag, named, strict=True)
    )
