"""A map of one municipality as lines of SVG: borders that are shared stay shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

WIDTH, HEIGHT, EDGE = 480, 400, 8
SIMPLER = 25.0
"""Metres: finer than a map of a municipality can show."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an area: `path` for SVG, and a point inside it for its label."""

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
    simple = np.asarray(shapely.coverage_simplify(shapes, SIMPLER))
    left, bottom, right, top = shapely.total_bounds(simple)  # type: ignore[no-untyped-call]
    scale = min((WIDTH - 2 * EDGE) / (right - left), (HEIGHT - 2 * EDGE) / (top - bottom))

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
    """All rings of a shape: with even-odd filling a hole stays a hole."""
    rings = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = np.round(np.asarray(ring.coords)[:-1], 1)
            rings.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(rings)
