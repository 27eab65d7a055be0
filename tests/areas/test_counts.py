"""The regression beside another way to the same answer, and what it says when there is none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import gammaln

from houvast.areas.rules.counts import Table, negative_binomial, poisson_within
from tests.areas.made import table


def likelihood(given, b, alpha):
    """Written apart from the product: as a mixture of Poisson counts over a gamma law."""
    mean, r = given.exposure * np.exp(given.x @ b), 1 / alpha
    y = given.counts
    parts = gammaln(y + r) - gammaln(r) - gammaln(y + 1)
    return float((parts + r * np.log(r / (r + mean)) + y * np.log(mean / (r + mean))).sum())


def test_it_finds_what_a_search_over_all_parameters_finds():  # A5
    given = table()
    fit = negative_binomial(given)
    away = minimize(
        lambda one: -likelihood(given, one[:2], np.exp(one[2])),
        [-3, 0.4, -1],
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-9, "maxiter": 4000},
    )
    assert fit.converged
    assert [one.value for one in fit.terms] == pytest.approx(away.x[:2], abs=1e-4)
    assert fit.alpha == pytest.approx(np.exp(away.x[2]), rel=1e-3)
    assert fit.log_l == pytest.approx(-away.fun, abs=1e-5)


def test_errors_are_those_of_repeating_the_study():
    """400 studies of the same truth spread as wide as one study says."""
    fits = [negative_binomial(table(seed)).term("x") for seed in range(200)]
    assert np.mean([one.error for one in fits]) == pytest.approx(
        np.std([one.value for one in fits]), rel=0.15
    )
    held = np.mean([one.low <= 0.4 <= one.high for one in fits])
    assert 0.9 <= held <= 0.99


def test_errors_grow_when_areas_of_one_municipality_are_no_independent_witnesses():
    once = table(n=300, groups=300)
    four = Table(
        *(np.tile(one, 4) for one in (once.counts, once.exposure)),
        np.tile(once.x, (4, 1)),
        once.names,
        np.tile(once.groups, 4),
    )
    apart = replace(four, groups=np.arange(1200))
    together, alone = (negative_binomial(one).term("x").error for one in (four, apart))
    assert together == pytest.approx(2 * alone, rel=0.01)


def test_an_effect_per_group_is_that_of_a_column_per_group():
    given = table(n=200, groups=10)
    dummies = np.eye(10)[given.groups]
    wide = replace(
        given, x=np.column_stack([given.x[:, 1], dummies]), names=("x", *map(str, range(10)))
    )
    narrow = replace(given, x=given.x[:, 1:], names=("x",))
    fit = poisson_within(narrow, given.groups)
    away = minimize(
        lambda b: -(wide.counts * (wide.x @ b) - wide.exposure * np.exp(wide.x @ b)).sum(),
        np.r_[0.0, np.full(10, -3.0)],
        method="BFGS",
    )
    assert fit.term("x").value == pytest.approx(away.x[0], abs=1e-4)


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_the_order_of_areas_changes_nothing(seed):
    given = table(seed, n=120)
    order = np.random.default_rng(seed).permutation(120)
    mixed = Table(
        given.counts[order], given.exposure[order], given.x[order], given.names, given.groups[order]
    )
    one, other = negative_binomial(given), negative_binomial(mixed)
    assert one.converged == other.converged
    assert [t.value for t in one.terms] == pytest.approx([t.value for t in other.terms], abs=1e-6)


def spoilt(how):
    given = table(n=60)
    changes = {
        "nothing was counted": {"counts": np.zeros(60)},
        "a figure is missing": {"x": np.where(np.arange(120).reshape(60, 2) == 7, np.nan, given.x)},
        "one column follows from the others": {"x": np.column_stack([given.x[:, 0]] * 2)},
        "all areas lie in one group": {"groups": np.zeros(60, dtype=int)},
        "chance": {"counts": np.round(given.exposure * np.exp(-3 + 0.4 * given.x[:, 1]))},
    }
    return replace(given, **changes[how])


@pytest.mark.parametrize(
    "how",
    [
        "nothing was counted",
        "a figure is missing",
        "one column follows from the others",
        "all areas lie in one group",
        "chance",
    ],
)
def test_what_cannot_be_found_is_said_and_is_no_number(how):
    fit = negative_binomial(spoilt(how))
    assert not fit.converged and how in fit.why
    assert not fit.terms and np.isnan(fit.alpha) and np.isnan(fit.mean).all()


def test_a_dispersion_without_end_is_not_a_result():
    given = table(n=80)
    wild = replace(given, counts=np.where(np.arange(80) == 3, 1e9, 0.0))
    fit = negative_binomial(wild)
    assert not fit.converged and fit.why


def test_bad_input_is_refused_before_anything_is_computed():
    given = table(n=20)
    with pytest.raises(ValueError, match="more than 0"):
        replace(given, exposure=np.zeros(20))
    with pytest.raises(ValueError, match="0 or more"):
        replace(given, counts=given.counts - 1e6)
    with pytest.raises(ValueError, match="Every row"):
        replace(given, groups=given.groups[:5])
