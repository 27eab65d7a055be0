"""The map of a municipality: short paths that are still the shapes."""

import re
from itertools import accumulate

import numpy as np
import pytest
import shapely

from houvast.areas.rules.drawing import EDGE, FINE, HEIGHT, drawn

NUMBER = re.compile(r"-?\d+")


def rings_of(path):
    """Each ring of a path, as SVG reads it: from a point in steps, until it is closed."""
    for ring in path.removesuffix("z").split("z"):
        start, steps = ring.removeprefix("M").split("l")
        numbers = [int(one) for one in NUMBER.findall(steps)]
        assert "".join(NUMBER.findall(steps)) == steps.replace(" ", "")
        x, y = map(int, NUMBER.findall(start))
        yield list(
            zip(accumulate(numbers[::2], initial=x), accumulate(numbers[1::2], initial=y),
                strict=True)
        )  # fmt: skip


def test_a_path_is_the_shape_in_whole_steps_and_its_borders_are_shared():
    chance = np.random.default_rng(4)
    left, right = shapely.box(0, 0, 4_000, 5_000), shapely.box(4_000, 0, 9_000, 5_000)
    hole = shapely.Point(6_500, 2_500).buffer(900)
    wavy = shapely.Polygon(
        [(4_000, 5_000), *((x, 5_000 + chance.uniform(100, 900)) for x in range(4_500, 9_000, 500)),
         (9_000, 5_000)]
    )  # fmt: skip
    shapes = {"a": left, "b": right.difference(hole), "c": hole, "d": wavy}
    found = drawn({name: one.wkb for name, one in shapes.items()})
    high = max(shapely.get_coordinates(list(shapes.values()))[:, 1])
    scale = min((480 - 2 * EDGE) / 9_000, (HEIGHT - 2 * EDGE) / high)
    paths = {one.code: list(rings_of(one.path)) for one in found.outlines}
    assert [len(paths[one]) for one in "abcd"] == [1, 2, 1, 1]
    for name, rings in paths.items():
        drawn_as = shapely.Polygon(rings[0], rings[1:])
        area = drawn_as.area / FINE**2 / scale**2
        assert area == pytest.approx(shapes[name].area, rel=0.01)
    assert set(paths["c"][0]) == set(paths["b"][1])


def test_no_shape_is_no_map():
    assert drawn({}) is None
