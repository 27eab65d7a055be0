"""Before and after.

Computed for an analyst, and put into words only when every gate is open (rule A-07).

A simple difference between municipalities with and without a programme says that the programme
raises crime: cities were already rising faster. So pre-registration, trends before, placebos and
the smallest effect that could be seen come first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from scipy.stats import chi2  # type: ignore[attr-defined]

from houvast.areas.rules.counts import Fit, Floats, Ints, Table, poisson_within

FEWEST_TREATED, FEWEST_BEFORE, FEWEST_PLACEBOS = 5, 3, 100
BEFORE_MUST_PASS = 0.10


class Closed(StrEnum):
    """Why no effect may be put into words."""

    NOT_REGISTERED = "not_registered"
    FEW_PERIODS_BEFORE = "few_periods_before"
    APART_BEFORE = "apart_before"
    ONE_PERIOD_APART = "one_period_apart"
    FEW_PLACEBOS = "few_placebos"
    FEW_TREATED = "few_treated"
    NOT_CONVERGED = "not_converged"


@dataclass(frozen=True, slots=True)
class Series:
    """Counts (areas, periods), with people of that shape or (areas); `treated` from `start` on."""

    counts: Floats
    people: Floats
    periods: tuple[int, ...]
    treated: np.ndarray
    start: int

    def among(self, areas: np.ndarray, treated: np.ndarray) -> "Series":
        """Return the series of some areas; both arguments have one truth per area."""
        return Series(
            self.counts[areas], self.people[areas], self.periods, treated[areas], self.start
        )


@dataclass(frozen=True, slots=True)
class Event:
    """The difference in one period beside the period before the start.

    Log of the ratio, with its error.
    """

    period: int
    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Before:
    """What the gate looks at.

    `registered` is the day on which treated and comparison were stored, `loaded` when outcomes
    came in.
    """

    treated: int
    registered: date | None
    loaded: date
    events: Sequence[Event]
    joint_p: float
    start: int
    placebos: int
    smallest: float
    """The smallest effect that could be seen, as log of the ratio."""
    converged: bool = True


def difference(series: Series) -> Fit:
    """Return treated x after, with an effect per area and per period; errors clustered by area."""
    after = np.array(series.periods) >= series.start
    return _two_ways(series, {"effect": series.treated[:, None] & after[None, :]})


def events(series: Series) -> tuple[tuple[Event, ...], float]:
    """The difference per period beside the last before the start, and the p of all before."""
    base = max(period for period in series.periods if period < series.start)
    others = [period for period in series.periods if period != base]
    columns = {
        str(period): series.treated[:, None] & (np.array(series.periods) == period)[None, :]
        for period in others
    }
    fit = _two_ways(series, columns)
    found = tuple(Event(period, *_of(fit, str(period))) for period in others)
    return found, _together(fit, [period for period in others if period < base])


def placebos(series: Series, pool: np.ndarray, chance: np.random.Generator, times: int) -> Floats:
    """Return the difference of as many areas drawn from `pool` (one truth per area), `times` over.

    Controls are all others.
    """
    size, where = int(series.treated.sum()), np.flatnonzero(pool)
    found = np.empty(times)
    everyone = np.ones(len(series.treated), dtype=bool)
    for place in range(times):
        drawn = np.zeros(len(series.treated), dtype=bool)
        drawn[chance.choice(where, size, replace=False)] = True
        found[place] = difference(series.among(everyone, drawn)).term("effect").value
    return found


def closed(by: Before) -> tuple[Closed, ...]:
    """Return what keeps the gate closed, in the order in which it is asked.

    Nothing when an effect may be put into words.
    """
    early = [one for one in by.events if one.period < by.start]
    asked = {
        Closed.NOT_REGISTERED: by.registered is None or by.registered >= by.loaded,
        Closed.FEW_PERIODS_BEFORE: len(early) + 1 < FEWEST_BEFORE,
        Closed.APART_BEFORE: not by.joint_p >= BEFORE_MUST_PASS,
        Closed.ONE_PERIOD_APART: any(abs(one.value) > by.smallest / 2 for one in early),
        Closed.FEW_PLACEBOS: by.placebos < FEWEST_PLACEBOS,
        Closed.FEW_TREATED: by.treated < FEWEST_TREATED,
        Closed.NOT_CONVERGED: not by.converged,
    }
    return tuple(reason for reason, holds in asked.items() if holds)


def _two_ways(series: Series, columns: dict[str, np.ndarray]) -> Fit:
    areas, periods = series.counts.shape
    area: Ints = np.repeat(np.arange(areas), periods)
    dummies = {
        f"period_{period}": np.tile(np.array(series.periods) == period, (areas, 1))
        for period in series.periods[1:]
    }
    every = {**columns, **dummies}
    x = np.column_stack([column.ravel().astype(float) for column in every.values()])
    people = series.people if series.people.ndim == 2 else np.tile(series.people[:, None], periods)
    table = Table(series.counts.ravel(), people.ravel(), x, tuple(every), area)
    return poisson_within(table, area)


def _of(fit: Fit, name: str) -> tuple[float, float]:
    if not fit.converged:
        return np.nan, np.nan
    term = fit.term(name)
    return term.value, term.error


def _together(fit: Fit, early: Sequence[int]) -> float:
    """The p of nothing at all before the start (Wald), with how the coefficients move together."""
    names = [term.name for term in fit.terms]
    places = [names.index(str(period)) for period in early] if fit.converged else []
    if not places:
        return np.nan
    values = np.array([fit.terms[place].value for place in places])
    together = values @ np.linalg.solve(fit.covariance[np.ix_(places, places)], values)
    return float(chi2.sf(together, len(places)))
