"""A whole country as a few bytes: outlines once, and a small second file for each figure.

Numbers are packed in sevens of bits, the lowest first (LEB128); a step that may go back is doubled
and, when negative, turned (zigzag). `web/static/country.js` reads both.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import shapely

from houvast.areas.rules.shown import Hidden, Line
from houvast.areas.rules.sides import Borders, Point

OUTLINES, FIGURES = b"HVM2", b"HVV1"
SIMPLER = 150.0
"""Metres: finer than a map of the country can show. Borders that are shared stay shared."""
GRID = 8000
"""Units over the longest side of the country: of some 40 metres."""
UNSURE, HIDDEN = 8, 16
REASONS = (Hidden.SMALL, Hidden.NOT_LIVED_IN, Hidden.WITHHELD, Hidden.ABSENT)
TENTHS = 10


def outlines(codes: Sequence[str], polygons: np.ndarray) -> bytes:
    """Return the outlines of areas (metres of the Dutch grid), with their codes, in this order.

    The magic word; width and height of the grid; how many areas; how long a code is; how many
    points all rings have together; how many counts and steps follow. Then of each code how much of
    it is that of the one before, and the rest; of each area how many rings; and the counts, the
    starts and the steps of these rings (`rules/sides.py`). Holes are rings, filled even-odd.
    """
    simple = np.asarray(shapely.coverage_simplify(polygons, SIMPLER))
    left, bottom, right, top = shapely.total_bounds(simple)  # type: ignore[no-untyped-call]
    scale = GRID / max(right - left, top - bottom, 1.0)
    wide, tall = round((right - left) * scale), round((top - bottom) * scale)

    def on_grid(points: np.ndarray) -> np.ndarray:
        return np.asarray(
            np.rint(np.column_stack([points[:, 0] - left, top - points[:, 1]]) * scale)
        )

    rings_of = [list(_rings(one)) for one in shapely.transform(simple, on_grid)]
    borders = Borders()
    for ring in chain.from_iterable(rings_of):
        borders.tell(ring)
    counts = [len(one) for one in rings_of] + borders.counts
    many = [borders.points, len(borders.counts), len(borders.steps)]
    head = [wide, tall, len(codes), len(codes[0]), *many]
    ways = _turned(np.array(borders.starts + borders.steps, dtype=np.int64))
    return OUTLINES + _packed(head) + _shared(codes) + _packed(counts) + _sevens(ways)


def figures(lines: Sequence[Line]) -> bytes:
    """Return what is shown of areas, in the order of their outlines.

    The magic word; how many; then for each a byte (its class, 8 more when unsure, from 16 on why
    there is no figure) and value, low and high in tenths.
    """
    found: list[int] = [len(lines)]
    for one in lines:
        if one.why:
            found += [HIDDEN + REASONS.index(one.why), 0, 0, 0]
        else:
            numbers = (round(part * TENTHS) for part in (one.value, one.low, one.high))
            found += [one.step + UNSURE * one.unsure, *numbers]
    return FIGURES + _packed(found)


def _shared(codes: Sequence[str]) -> bytes:
    found, before = bytearray(), ""
    for code in codes:
        pairs = enumerate(zip(before, code, strict=False))
        same = next((at for at, (one, other) in pairs if one != other), len(before))
        found.append(same)
        found += code[same:].encode("ascii")
        before = code
    return bytes(found)


def _rings(shape: Any) -> Iterator[list[Point]]:
    """All rings with the area on the same hand: what is around it one way, holes the other.

    A point that falls on the one before is left out, and a ring of which less than three are left.
    """
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = [(int(x), int(y)) for x, y in ring.coords[1:]]
            kept = [one for one, before in zip(points, points[-1:] + points, strict=False)
                    if one != before]  # fmt: skip
            if len(kept) > 2:
                yield kept if ring.is_ccw == (ring is part.exterior) else kept[::-1]


def _turned(steps: np.ndarray) -> np.ndarray:
    return (steps << 1) ^ (steps >> 63)


def _packed(numbers: Sequence[int]) -> bytes:
    return _sevens(np.array(numbers, dtype=np.int64))


def _sevens(numbers: np.ndarray) -> bytes:
    """Whole numbers of 0 and more, the lowest seven bits first; a high bit says that more come."""
    left = numbers.astype(np.uint64)
    size = np.ones(len(left), dtype=np.int64)
    for shift in range(7, 35, 7):
        size += left >> np.uint64(shift) > 0
    ends = np.cumsum(size)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for at in range(int(size.max(initial=0))):
        here = size > at
        part = (left[here] >> np.uint64(7 * at)) & np.uint64(127)
        more = (size[here] > at + 1) * 128
        out[(ends - size)[here] + at] = part.astype(np.uint8) | more.astype(np.uint8)
    return out.tobytes()
