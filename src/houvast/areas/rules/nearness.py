"""Whether areas that lie side by side are alike, and where offences lie together.

What is left of that likeness after counting says that neighbours are no independent witnesses: then
the intervals are somewhat too narrow, and the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from houvast.areas.rules.concentration import Kind, concentrations, log_rates, overall
from houvast.areas.rules.relations import FEWEST_AREAS, Areas, left_over
from houvast.areas.rules.shapes import Links, Shapes, neighbours

SEED = 1
"""Of the draws, unless another is asked: the same question has the same answer."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Moran's I of the rates, and of what is `left` when the adjusted model is taken out.

    0 is nothing, 1 is all; of `n` areas whose shape is known.
    """

    raw: float
    left: float
    n: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where offences lie together, among `n` areas whose shape is known (rule A-04).

    `high` are areas with many among areas with many, `low` with few among few, by name.
    """

    n: int
    draws: int
    seed: int
    high: tuple[str, ...]
    low: tuple[str, ...]


def nearness(areas: Areas, codes: Sequence[str], shapes: Shapes | None) -> Nearness | None:
    """Of areas (with their codes) whose shape is known.

    None for fewer than thirty, for shapes that were drawn from a picture (rule A-17), and where
    the model did not come to rest (rule A-15).
    """
    known, links = _beside(codes, shapes)
    left = left_over(areas) if links else None
    if links is None or left is None:
        return None
    rates = log_rates(areas.counts, areas.people)
    return Nearness(overall(rates[known], links), overall(left[known], links), int(known.sum()))


def gathered(
    areas: Areas, codes: Sequence[str], shapes: Shapes | None, seed: int = SEED
) -> Gathered | None:
    """Of areas (with their codes) whose shape is known; None where `nearness` has none either."""
    known, links = _beside(codes, shapes)
    rates = log_rates(areas.counts, areas.people)[known]
    if links is None or not rates.std():
        return None
    found = concentrations(rates, links, seed)
    names = [areas.names[at] for at in np.flatnonzero(known)]

    def of(kind: Kind) -> tuple[str, ...]:
        pairs = zip(names, found.kinds, strict=True)
        return tuple(sorted(name for name, one in pairs if one is kind))

    return Gathered(len(names), found.draws, seed, of(Kind.HIGH), of(Kind.LOW))


def _beside(codes: Sequence[str], shapes: Shapes | None) -> tuple[np.ndarray, Links | None]:
    """Which areas have an official shape, and who of those lies beside whom; None for too few."""
    if shapes is None or not shapes.official:
        return np.zeros(len(codes), dtype=bool), None
    place = {code: at for at, code in enumerate(shapes.codes)}
    known = np.array([code in place for code in codes], dtype=bool)
    if known.sum() < FEWEST_AREAS:
        return known, None
    kept = [place[code] for code, there in zip(codes, known, strict=True) if there]
    links = neighbours(Shapes(tuple(shapes.codes[at] for at in kept), shapes.polygons[kept], True))
    return known, links if len(links.one) else None
