"""Shapes of areas: in metres of the Dutch grid, and which of them lie side by side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from houvast.areas.rules.counts import Ints

GRID, GLOBE = "EPSG:28992", "EPSG:4326"
"""The Dutch grid (Rijksdriehoek, metres) and longitude with latitude in degrees."""


class ApproximateShapes(ValueError):
    """Shapes that were drawn from a picture measure nothing and have no neighbours (rule A-17)."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Polygons by code, in metres of the Dutch grid.

    `official` is false for what was drawn from a picture.
    """

    codes: tuple[str, ...]
    polygons: np.ndarray
    official: bool


@dataclass(frozen=True, slots=True)
class Links:
    """Who lies beside whom.

    Area `one[i]` has neighbour `other[i]`, both by place in a list of `n`.
    """

    n: int
    one: Ints
    other: Ints

    @property
    def degrees(self) -> Ints:
        """How many neighbours each area has; 0 for an island."""
        return np.bincount(self.one, minlength=self.n)


def polygons_of(
    features: Mapping[str, Any], code: str, in_metres: bool
) -> tuple[tuple[str, ...], np.ndarray]:
    """Read a FeatureCollection.

    Codes of the property `code`, and their polygons on the Dutch grid.
    """
    rows = features["features"]
    codes = tuple(str(row["properties"][code]) for row in rows)
    polygons = shapely.from_geojson([json.dumps(row["geometry"]) for row in rows])
    return codes, polygons if in_metres else on_grid(polygons)


def on_grid(polygons: np.ndarray) -> np.ndarray:
    """Return polygons of longitude and latitude (degrees) in metres of the Dutch grid."""
    turn = Transformer.from_crs(GLOBE, GRID, always_xy=True)
    return np.asarray(
        shapely.transform(
            polygons, lambda points: np.column_stack(turn.transform(points[:, 0], points[:, 1]))
        )
    )


def neighbours(shapes: Shapes) -> Links:
    """Return who touches whom, by `intersects` without itself.

    Borders overlap by rounding, which `touches` would miss.
    """
    if not shapes.official:
        raise ApproximateShapes("These shapes may be drawn, and nothing may be measured on them.")
    tree = shapely.STRtree(shapes.polygons)
    source, target = tree.query(shapes.polygons, predicate="intersects")  # type: ignore[no-untyped-call]
    apart = source != target
    order = np.lexsort((target[apart], source[apart]))
    return Links(len(shapes.codes), source[apart][order], target[apart][order])
