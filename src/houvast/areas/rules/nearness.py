"""Whether areas that lie side by side are alike, before and after what was counted.

What is left of that after counting says that neighbours are no independent witnesses: then the
intervals are somewhat too narrow, and the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from houvast.areas.rules.concentration import log_rates, overall
from houvast.areas.rules.relations import FEWEST_AREAS, Areas, left_over
from houvast.areas.rules.shapes import Shapes, neighbours


@dataclass(frozen=True, slots=True)
class Nearness:
    """Moran's I of the rates, and of what is `left` when the adjusted model is taken out.

    0 is nothing, 1 is all; of `n` areas whose shape is known.
    """

    raw: float
    left: float
    n: int


def nearness(areas: Areas, codes: Sequence[str], shapes: Shapes | None) -> Nearness | None:
    """Of areas (with their codes) whose shape is known.

    None for fewer than thirty, for shapes that were drawn from a picture (rule A-17), and where
    the model did not come to rest (rule A-15).
    """
    if shapes is None or not shapes.official:
        return None
    place = {code: at for at, code in enumerate(shapes.codes)}
    known = np.array([code in place for code in codes], dtype=bool)
    left = left_over(areas) if known.sum() >= FEWEST_AREAS else None
    if left is None:
        return None
    kept = [place[code] for code, there in zip(codes, known, strict=True) if there]
    links = neighbours(Shapes(tuple(shapes.codes[at] for at in kept), shapes.polygons[kept], True))
    if not len(links.one):
        return None
    rates = log_rates(areas.counts, areas.people)
    return Nearness(overall(rates[known], links), overall(left[known], links), int(known.sum()))
