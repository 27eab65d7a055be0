"""A map of one municipality as lines of SVG: borders that are shared stay shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

WIDTH, HEIGHT, EDGE = 480, 400, 8
FINE = 4
"""Steps of a path in one unit of the box: a path is drawn that much smaller."""
SIMPLER, SEEN = 25.0, 0.75
"""Metres, and units of the box: finer than a map of a municipality can show."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an area: `path` for SVG in quarters, and a point inside it for its label."""

    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """Outlines in a box of so many units."""

    outlines: tuple[Outline, ...]
    width: int
    height: int


def drawn(polygons: Mapping[str, bytes]) -> Map | None:
    """Return a map of shapes (WKB in metres of the Dutch grid) by code; None without shapes."""
    if not polygons:
        return None
    codes = list(polygons)
    shapes = shapely.from_wkb([bytes(polygons[one]) for one in codes])  # type: ignore[no-untyped-call]
    left, bottom, right, top = shapely.total_bounds(shapes)  # type: ignore[no-untyped-call]
    scale = min((WIDTH - 2 * EDGE) / (right - left), (HEIGHT - 2 * EDGE) / (top - bottom))
    simple = np.asarray(shapely.coverage_simplify(shapes, max(SIMPLER, SEEN / scale)))

    def turned(points: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [(points[:, 0] - left) * scale + EDGE, (top - points[:, 1]) * scale + EDGE]
        )

    on_paper = shapely.transform(simple, turned)
    inside = shapely.point_on_surface(on_paper)  # type: ignore[no-untyped-call]
    outlines = tuple(
        Outline(code, _path(shape), round(point.x), round(point.y))
        for code, shape, point in zip(codes, on_paper, inside, strict=True)
    )
    size = ((right - left) * scale + 2 * EDGE, (top - bottom) * scale + 2 * EDGE)
    return Map(outlines, round(size[0]), round(size[1]))


def _path(shape: Any) -> str:
    """All rings of a shape, in whole steps: with even-odd filling a hole stays a hole."""
    return "".join(
        _ring(np.rint(np.asarray(ring.coords)[:-1] * FINE).astype(int).tolist())
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    )


def _ring(points: list[list[int]]) -> str:
    """From its first point on each says how far it is from the one before: that is short."""
    steps = [(x - at, y - up) for (at, up), (x, y) in pairwise(points)]
    moved = [number for one in steps if any(one) for number in one]
    return f"M{_short(points[0])}l{_short(moved)}z" if moved else ""


def _short(numbers: Iterable[int]) -> str:
    """Numbers as SVG has them at their shortest: before a minus there is no space."""
    return " ".join(map(str, numbers)).replace(" -", "-")
