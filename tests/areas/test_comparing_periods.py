"""Before and after: found where it is, and kept out of words until every gate is open."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from houvast.areas.rules.comparing_periods import (
    Before,
    Closed,
    Event,
    Series,
    closed,
    difference,
    events,
    placebos,
)

YEARS = tuple(range(2018, 2026))


def series(effect=0.0, drift=0.0, seed=1, n=80, treated=15):
    """Counts of areas over eight years.

    The treated ones rise by `drift` a year, and by `effect` from 2023 on.
    """
    chance = np.random.default_rng(seed)
    there = np.arange(n) < treated
    years = np.array(YEARS)
    people = chance.uniform(20_000, 90_000, n)
    level = chance.normal(-3, 0.3, n)[:, None] + 0.02 * np.sin(years)[None, :]
    grown = there[:, None] * (drift * (years - 2018) + effect * (years >= 2023))[None, :]
    counts = chance.poisson(people[:, None] * np.exp(level + grown)).astype(float)
    return Series(counts, people, YEARS, there, 2023)


def test_an_effect_that_is_there_is_found():
    term = difference(series(effect=-0.2)).term("effect")
    assert term.low <= -0.2 <= term.high and term.high < 0


def test_years_before_the_start_show_whether_they_were_already_apart():
    _found, together = events(series(drift=0.04))
    assert together < 0.001
    found, together = events(series(effect=-0.2))
    assert together > 0.01
    assert [one.period for one in found] == [2018, 2019, 2020, 2021, 2023, 2024, 2025]


def test_placebos_spread_as_wide_as_chance():
    given = series()
    found = placebos(given, ~given.treated, np.random.default_rng(1), 60)
    assert abs(found.mean()) < 0.01 and 0.0005 < found.std() < 0.02


OPEN = Before(
    treated=15,
    registered=date(2022, 5, 1),
    loaded=date(2026, 1, 1),
    events=tuple(Event(year, 0.001, 0.01) for year in YEARS if year != 2022),
    joint_p=0.6,
    start=2023,
    placebos=200,
    smallest=0.06,
)
SHUT = [
    (Closed.NOT_REGISTERED, {"registered": None}),
    (Closed.NOT_REGISTERED, {"registered": date(2026, 1, 1)}),
    (Closed.FEW_PERIODS_BEFORE, {"events": OPEN.events[3:]}),
    (Closed.APART_BEFORE, {"joint_p": 0.02}),
    (Closed.APART_BEFORE, {"joint_p": float("nan")}),
    (Closed.ONE_PERIOD_APART, {"events": (Event(2018, 0.05, 0.01), *OPEN.events[1:])}),
    (Closed.FEW_PLACEBOS, {"placebos": 99}),
    (Closed.FEW_TREATED, {"treated": 4}),
    (Closed.NOT_CONVERGED, {"converged": False}),
]


def test_the_gate_opens_when_every_condition_holds():
    assert closed(OPEN) == ()


@pytest.mark.parametrize(("reason", "change"), SHUT)
def test_each_condition_alone_keeps_the_gate_shut(reason, change):
    assert closed(replace(OPEN, **change)) == (reason,)
