"""A whole country as a few bytes: outlines once, and a small second file for each figure.

Numbers are packed in sevens of bits, the lowest first (LEB128); a step that may go back is doubled
and, when negative, turned (zigzag). `web/static/country.js` reads both.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from houvast.areas.rules.shown import Hidden, Line

OUTLINES, FIGURES = b"HVM1", b"HVV1"
SIMPLER = 150.0
"""Metres: finer than a map of the country can show. Borders that are shared stay shared."""
GRID = 4000
"""Units over the longest side of the country: of 75 metres, half of what is left out anyway."""
UNSURE, HIDDEN = 8, 16
REASONS = (Hidden.SMALL, Hidden.NOT_LIVED_IN, Hidden.WITHHELD, Hidden.ABSENT)
TENTHS = 10


def outlines(codes: Sequence[str], polygons: np.ndarray) -> bytes:
    """Return the outlines of areas (metres of the Dutch grid), with their codes, in this order.

    The magic word; width and height of the grid; how many areas; how long a code is; of each code
    how much of it is that of the one before, and the rest; then of each area how many rings, and of
    each ring how many points and the steps between them.
    Holes are rings: they are filled even-odd.
    """
    simple = np.asarray(shapely.coverage_simplify(polygons, SIMPLER))
    left, bottom, right, top = shapely.total_bounds(simple)  # type: ignore[no-untyped-call]
    scale = GRID / max(right - left, top - bottom, 1.0)
    wide, tall = round((right - left) * scale), round((top - bottom) * scale)
    kept: list[np.ndarray] = []
    pen = np.zeros((1, 2), dtype=np.int64)
    for shape in simple:
        rings = [_on_grid(one, left, top, scale) for one in _rings(shape)]
        rings = [one for one in rings if len(one) > 2]
        kept.append(np.array([len(rings)]))
        for ring in rings:
            steps = np.diff(np.concatenate([pen, ring]), axis=0)
            pen = ring[-1:]
            kept += [np.array([len(ring)]), _turned(steps.ravel())]
    head = np.array([wide, tall, len(codes), len(codes[0])])
    numbers = np.concatenate([head, *kept])
    first = _sevens(numbers[:4])
    return OUTLINES + first + _shared(codes) + _sevens(numbers[4:])


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
    return FIGURES + _sevens(np.array(found))


def _shared(codes: Sequence[str]) -> bytes:
    found, before = bytearray(), ""
    for code in codes:
        pairs = enumerate(zip(before, code, strict=False))
        same = next((at for at, (one, other) in pairs if one != other), len(before))
        found.append(same)
        found += code[same:].encode("ascii")
        before = code
    return bytes(found)


def _rings(shape: Any) -> Iterator[np.ndarray]:
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            yield np.asarray(ring.coords)[:-1]


def _on_grid(points: np.ndarray, left: float, top: float, scale: float) -> np.ndarray:
    """Whole units, from the top left; a point that falls on the one before is left out."""
    on = np.column_stack([(points[:, 0] - left) * scale, (top - points[:, 1]) * scale])
    on = np.rint(on).astype(np.int64)
    moved = np.any(on != np.roll(on, 1, axis=0), axis=1)
    return on[moved]


def _turned(steps: np.ndarray) -> np.ndarray:
    return (steps << 1) ^ (steps >> 63)


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
