"""Neighbours that stay alike after counting are said: the intervals are then too narrow."""

from dataclasses import replace

import numpy as np
import pytest

from houvast.areas.rules.nearness import gathered, nearness
from houvast.areas.rules.shapes import Shapes
from houvast.areas.rules.wording import lies_together
from tests.areas.made import areas
from tests.areas.test_concentration import SIDE, squares

GIVEN = areas(n=SIDE * SIDE, groups=40, slope=0.4)
CODES = squares().codes


def test_what_the_model_takes_along_is_not_left_over():
    hill = np.repeat(np.sin(np.arange(SIDE) / 3), SIDE)
    share = 30 + 12 * hill + np.random.default_rng(3).normal(size=SIDE * SIDE)
    means = GIVEN.people * np.exp(-3 + 0.6 * (share - 30) / 10)
    counts = np.random.default_rng(4).poisson(means).astype(float) + 1
    given = replace(GIVEN, counts=counts, determinants={"not_working_share": share})
    found = nearness(given, CODES, squares())
    assert found.n == 400 and found.raw > 0.7 and abs(found.left) < 0.15


def test_what_neighbours_share_beside_it_is_left_over():
    hill = np.exp(np.repeat(np.sin(np.arange(SIDE) / 3), SIDE))
    counts = np.random.default_rng(4).poisson(GIVEN.people * 0.05 * hill).astype(float)
    assert nearness(replace(GIVEN, counts=counts), CODES, squares()).left > 0.6


@pytest.mark.parametrize(
    "shapes",
    [
        None,
        squares(official=False),
        Shapes(CODES[:29], squares().polygons[:29], True),
        Shapes(CODES[::40] * 1, squares().polygons[::40], True),
    ],
)
def test_without_official_shapes_nothing_is_said_of_it(shapes):
    assert nearness(GIVEN, CODES, shapes) is gathered(GIVEN, CODES, shapes) is None


def test_a_model_that_did_not_come_to_rest_says_nothing_of_it():
    assert nearness(replace(GIVEN, counts=np.zeros(SIDE * SIDE)), CODES, squares()) is None


def test_what_lies_together_is_named_by_name_and_noise_is_not():
    noise = np.random.default_rng(4).poisson(GIVEN.people * 0.05).astype(float)
    nothing = gathered(replace(GIVEN, counts=noise), CODES, squares())
    assert nothing.high == nothing.low == () and nothing.draws >= 2 * 400 / 0.05
    said = lies_together(nothing, "offences_total").in_dutch()
    assert said.startswith("Er is geen aantoonbare concentratie van geregistreerde misdrijven")
    planted = [5 * SIDE + 5 + at + down * SIDE for at in range(3) for down in range(3)]
    noise[planted] *= 6
    given = replace(GIVEN, counts=noise)
    found = gathered(given, CODES, squares(), seed=3)
    assert f"Wijk {planted[4]}" in found.high and set(found.high) <= {
        f"Wijk {at}" for at in range(SIDE * SIDE)
    }
    assert list(found.high) == sorted(found.high) and found.seed == 3
    assert found == gathered(given, CODES, squares(), seed=3)
    said = lies_together(found, "offences_total").in_dutch()
    assert f"ongeveer {len(found.high)} in een concentratie van veel" in said
