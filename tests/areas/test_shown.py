"""What is shown of areas: with an interval, or why not; never in order of a value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from houvast.areas.rules.drawing import drawn
from houvast.areas.rules.indicators import State
from houvast.areas.rules.intervals import apart_of_counts, clear, of_counts, of_shares
from houvast.areas.rules.shown import CHOICES, Hidden, Known, borders, peers, shown
from tests.areas.official import square

OFFENCES, YOUNG = CHOICES["offences_total"], CHOICES["young_15_24_share"]


def known(people, values, states=None, why_not=None, names=None):
    n = len(people)
    names = names or [f"Buurt {chr(65 + at)}" for at in range(n)]
    return Known(
        tuple(f"BU9998{at:04}" for at in range(n)),
        tuple(names),
        np.array(people, float),
        np.array(values, float),
        states or [State.OK] * n,
        why_not or [""] * n,
    )


@pytest.mark.parametrize(("people", "hidden"), [(99, True), (100, False), (499, False)])
def test_no_figure_below_a_hundred_inhabitants(people, hidden):
    (line,) = shown(known([people], [3]), OFFENCES, ()).lines
    assert (line.why is Hidden.SMALL) is hidden and (line.value == 0) is hidden


def test_what_is_not_shown_has_its_own_reason_and_is_never_nothing():
    states = [State.WITHHELD, State.ABSENT, State.OK, State.OK, State.OK]
    why = ["", "", "water", "open_country", ""]
    found = shown(known([900] * 5, [np.nan, np.nan, 5, 5, 0], states, why), OFFENCES, ())
    assert [one.why for one in found.lines] == [
        Hidden.WITHHELD,
        Hidden.ABSENT,
        Hidden.NOT_LIVED_IN,
        Hidden.NOT_LIVED_IN,
        None,
    ]
    assert found.whole == 0 and len(found.hidden) == 4


def test_the_order_is_the_name_whatever_the_figures():
    found = shown(known([900] * 3, [9, 1, 5], names=["Zuid", "centrum", "Akkers"]), OFFENCES, ())
    assert [one.name for one in found.lines] == ["Akkers", "centrum", "Zuid"]


@given(st.lists(st.tuples(st.integers(100, 20_000), st.integers(0, 3000)), min_size=1, max_size=30))
def test_each_figure_stands_within_its_interval(areas):
    found = shown(known(*zip(*areas, strict=True)), OFFENCES, (10.0, 20.0))
    for one in found.lines:
        assert one.low <= one.value <= one.high and one.low < one.high
        assert 0 <= one.step <= 2


@pytest.mark.parametrize(("count", "expected"), [(0, 4.0), (3, 10.0), (30, 10.0), (10, 10.0)])
def test_chance_is_that_of_the_law_of_counts(count, expected):
    tails = poisson.cdf(count, expected), poisson.sf(count - 1, expected)
    p = apart_of_counts(np.array([float(count)]), np.array([expected]))[0]
    assert p == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-9)
    low, high = of_counts(np.array([float(count)]))
    assert poisson.sf(count - 1, low[0]) == pytest.approx(0.025 if count else 1.0, abs=1e-9)
    assert poisson.cdf(count, high[0]) == pytest.approx(0.025, abs=1e-9)


def test_the_interval_of_a_share_is_that_of_wilson():
    low, high = of_shares(np.array([0.3]), np.array([200.0]))
    wanted = binomtest(60, 200).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


def test_a_town_of_chance_has_hardly_a_clear_difference_and_a_planted_one_is_found():
    chance = np.random.default_rng(1)
    people = np.full(60, 2000.0)
    wrong = [
        any(one.apart for one in shown(known(people, chance.poisson(100, 60)), OFFENCES, ()).lines)
        for _ in range(200)
    ]
    assert sum(wrong) <= 20  # 5 per cent, and what 200 towns may add
    planted = chance.poisson(100, 60)
    planted[7] = 190
    lines = shown(known(people, planted), OFFENCES, ()).lines
    assert [one.code for one in lines if one.apart] == ["BU99980007"]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_what_stands_out_of_many_is_the_step_up_of_benjamini_and_hochberg(p):
    found = clear(np.array(p))
    n = len(p)
    most = max((k for k in range(1, n + 1) if sorted(p)[k - 1] <= 0.05 * k / n), default=0)
    assert found.sum() >= most and all(one <= 0.05 * found.sum() / n for one in np.array(p)[found])


def test_classes_are_those_of_the_country_and_not_of_the_screen():
    people, values = np.full(500, 2000.0), np.linspace(10, 110, 500)
    cuts = borders(people, values, YOUNG)
    assert cuts == (30.0, 50.0, 70.0, 90.0)
    small = borders(np.append(people, 10.0), np.append(values, 9999.0), YOUNG)
    assert small == cuts  # an area of ten people moves no border


def test_areas_alike_are_found_by_what_is_said_and_nothing_else():
    n = 6
    figures = {
        "population": np.array([2000.0, 2100, 8000, 2000, 300, 1900]),
        "young_15_24_share": np.array([12.0, 12, 12, 30, 12, 13]),
        "aged_65_share": np.full(n, 20.0),
    }
    urban = np.array([2, 2, 2, 2, 2, 3])
    assert peers("c0", [f"c{at}" for at in range(n)], figures, urban) == (1, 3, 2)


def test_a_map_keeps_borders_shared_and_holes_open():
    hole = square(0).difference(square(0).buffer(-300))
    found = drawn({"WK999801": hole.wkb, "WK999802": square(1).wkb})
    assert found and found.width > found.height > 0
    one, two = found.outlines
    assert one.path.count("M") == 2 and two.path.count("M") == 1
    assert drawn({}) is None
