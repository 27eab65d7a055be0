"""Rates of small areas: what helps, what is refused, and limits that chance seldom passes."""

import numpy as np
import pytest

from houvast.areas.rules.smoothing import NotSmoothed, funnel, plain, smoothed

CHANCE = np.random.default_rng(4)
PEOPLE = CHANCE.uniform(500, 3000, 2000)
TRUE = CHANCE.gamma(4, 1 / 4, 2000) * 0.001
EXPECTED = PEOPLE * 0.001
LIVED = np.ones(2000, dtype=bool)


def test_drawing_towards_others_comes_nearer_to_what_is_true():
    now = CHANCE.poisson(PEOPLE * TRUE).astype(float)
    rates = smoothed(now, EXPECTED, PEOPLE, 0.25, LIVED)
    miss, raw = (np.abs(one - TRUE).mean() for one in (rates.value, now / PEOPLE))
    assert miss < 0.8 * raw
    assert (rates.low < rates.value).all() and (rates.value < rates.high).all()
    inside = ((rates.low <= TRUE) & (rates.high >= TRUE)).mean()
    assert 0.93 <= inside <= 0.97


def test_it_is_refused_where_it_hides_what_is_there():
    with pytest.raises(NotSmoothed, match="high enough"):
        smoothed(np.full(5, 55.0), np.full(5, 50.0), np.full(5, 900.0), 0.2, LIVED[:5])
    with pytest.raises(NotSmoothed, match="hardly anybody lives"):
        smoothed(
            np.ones(5),
            np.ones(5),
            np.full(5, 900.0),
            0.2,
            np.array([True, True, False, True, True]),
        )


def test_each_rate_has_an_interval_that_holds_what_is_true():
    held = 0
    for _ in range(200):
        rates = plain(CHANCE.poisson([0.5, 3, 40]).astype(float), np.array([1.0, 1.0, 1.0]))
        held += ((rates.low <= [0.5, 3, 40]) & (rates.high >= [0.5, 3, 40])).sum()
    assert held / 600 >= 0.95
    nothing = plain(np.zeros(1), np.array([1000.0]))
    assert nothing.low[0] == 0 and nothing.high[0] == pytest.approx(3.689 / 1000, rel=1e-3)


def test_limits_of_likes_are_wider_than_those_of_chance():
    expected = np.full(4000, 60.0)
    counts = CHANCE.negative_binomial(4, 4 / (4 + expected)).astype(float)
    among, alone = funnel(counts, expected, 0.25), funnel(counts, expected, 0.0)
    assert 0.03 <= among.outside.mean() <= 0.06 and among.far_outside.mean() <= 0.005
    assert alone.far_outside.mean() > 0.4
    assert (among.far_outside <= among.outside).all()
