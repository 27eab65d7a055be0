"""Where something lies together.

Noise shows nothing, what was planted is found, and both are the same again.
"""

import os

import numpy as np
import pytest
import shapely

from houvast.areas.rules.concentration import (
    Kind,
    concentrations,
    enough_draws,
    log_rates,
    passing,
)
from houvast.areas.rules.shapes import ApproximateShapes, Shapes, neighbours, polygons_of

MAPS = int(os.environ.get("HOUVAST_CAMPAIGN_AREAS", "25"))
SIDE = 20


def squares(side=SIDE, official=True):
    cells = [shapely.box(x, y, x + 1, y + 1) for y in range(side) for x in range(side)]
    return Shapes(tuple(f"BU{place:08}" for place in range(side * side)), np.array(cells), official)


LINKS = neighbours(squares())
PLANTED = [
    SIDE * 8 + 8,
    SIDE * 8 + 9,
    SIDE * 8 + 10,
    SIDE * 9 + 8,
    SIDE * 9 + 9,
    SIDE * 9 + 10,
    SIDE * 10 + 9,
]


def test_squares_touch_at_sides_and_corners():
    assert LINKS.degrees.reshape(SIDE, SIDE)[0, 0] == 3
    assert LINKS.degrees.reshape(SIDE, SIDE)[5, 5] == 8
    assert not (LINKS.one == LINKS.other).any()


def test_what_was_drawn_from_a_picture_has_no_neighbours():
    with pytest.raises(ApproximateShapes):
        neighbours(squares(official=False))


def test_too_few_draws_are_refused():
    assert enough_draws(2769) == 110_760
    with pytest.raises(ValueError, match="need 16000 draws"):
        concentrations(np.arange(400.0), LINKS, 1, draws=9999)


def test_noise_seldom_shows_anything():
    shown = sum(
        concentrations(np.random.default_rng(seed).normal(size=400), LINKS, seed).named.any()
        for seed in range(MAPS)
    )
    assert shown <= (0.05 + 0.014) * MAPS if MAPS >= 1000 else shown <= 0.2 * MAPS


def test_a_planted_cluster_is_found():
    found = 0
    for seed in range(min(MAPS, 100)):
        values = np.random.default_rng(seed).normal(size=400)
        values[PLANTED] += 3
        kinds = concentrations(values, LINKS, seed).kinds
        found += sum(kinds[place] is Kind.HIGH for place in PLANTED) > 0
    assert found >= 0.9 * min(MAPS, 100)


def test_the_seed_gives_the_same_again_and_an_island_is_never_named():
    apart = squares()
    shapes = Shapes(
        (*apart.codes, "BU99999999"), np.append(apart.polygons, shapely.box(90, 90, 91, 91)), True
    )
    links = neighbours(shapes)
    values = np.append(np.random.default_rng(3).normal(size=400), 40.0)
    one, other = (concentrations(values, links, 7) for _ in range(2))
    assert (one.p == other.p).all() and one.p[-1] == 1 and not one.named[-1]


def test_local_i_is_that_of_its_definition():  # A5
    values = log_rates(np.arange(400.0), np.full(400, 1000.0))
    z = (values - values.mean()) / values.std()
    weights = np.zeros((400, 400))
    weights[LINKS.one, LINKS.other] = 1
    expected = z * ((weights / weights.sum(axis=1, keepdims=True)) @ z)
    found = concentrations(values, LINKS, 1)
    assert found.local == pytest.approx(expected, abs=1e-9)
    assert found.overall == pytest.approx(expected.mean())


def test_p_is_that_of_drawing_anew_without_the_area_itself():  # A5
    values = np.random.default_rng(5).normal(size=400)
    found = concentrations(values, LINKS, 5, draws=60_000)
    z, chance = (values - values.mean()) / values.std(), np.random.default_rng(99)
    asked = np.flatnonzero((found.p > 3e-3) & (found.p < 2e-2))
    assert len(asked) > 2
    for place in asked:
        around, others = LINKS.other[LINKS.one == place], np.delete(np.arange(400), place)
        mixed = chance.random((20_000, 399)).argpartition(len(around))[:, : len(around)]
        drawn, lag = z[others[mixed]].mean(axis=1), z[around].mean()
        anew = 2 * (min((drawn >= lag).sum(), (drawn <= lag).sum()) + 1) / 20_001
        assert abs(np.log10(found.p[place]) - np.log10(anew)) <= 0.2


def test_what_passes_is_what_the_rule_of_benjamini_and_hochberg_lets_pass():
    p = np.array([0.001, 0.8, 0.012, 0.03, 0.9, 0.04])
    assert passing(p).tolist() == [True, False, True, False, False, False]
    assert not passing(np.ones(5)).any()


def test_longitude_and_latitude_become_metres():
    square = {
        "type": "Polygon",
        "coordinates": [[[5.387, 52.155], [5.388, 52.155], [5.388, 52.156], [5.387, 52.155]]],
    }
    given = {"features": [{"properties": {"code": "WK000000"}, "geometry": square}]}
    codes, polygons = polygons_of(given, "code", in_metres=False)
    x, y = shapely.get_coordinates(polygons)[0]
    assert codes == ("WK000000",)
    assert abs(x - 155_000) < 60 and abs(y - 463_000) < 60  # beside the tower of Amersfoort
