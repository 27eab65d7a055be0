"""Counts of areas.

A negative binomial regression with an offset, and a Poisson one with an effect per group.

For `counts` with mean mu = exp(X b + ln exposure) and variance mu + alpha mu^2 (NB2). Errors are
those of a sandwich clustered by group, because areas of one municipality are no independent
witnesses. Nothing here knows what is counted.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import gammaln, ndtri

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 50
CLOSE = 1e-8
"""Relative change of the log-likelihood at which the fit stands still."""
ALPHAS = (1e-8, 1e4)
"""A dispersion at one of these bounds was not found."""
NO_SPREAD = "the counts vary no more than chance: there is no dispersion to find"
Z95 = float(ndtri(0.975))


@dataclass(frozen=True, slots=True)
class Table:
    """What is fitted.

    `counts` (n), `exposure` (n, > 0), `x` (n, p) with its column `names`, and `groups` (n) for
    the errors.
    """

    counts: Floats
    exposure: Floats
    x: Floats
    names: tuple[str, ...]
    groups: Ints

    def __post_init__(self) -> None:
        n, p = self.x.shape
        if {len(self.counts), len(self.exposure), len(self.groups)} != {n} or len(self.names) != p:
            raise ValueError(
                "Every row needs a count, an exposure and a group, and every column a name."
            )
        if n and (self.counts.min() < 0 or self.exposure.min() <= 0):
            raise ValueError("Counts are 0 or more, and exposures more than 0.")

    def only(self, rows: NDArray[np.bool_]) -> Self:
        """Return the table with these rows."""
        return type(self)(
            self.counts[rows], self.exposure[rows], self.x[rows], self.names, self.groups[rows]
        )


@dataclass(frozen=True, slots=True)
class Term:
    """One coefficient (log of a rate ratio) with its standard error."""

    name: str
    value: float
    error: float

    @property
    def low(self) -> float:
        """The lower end of its 95 % interval."""
        return self.value - Z95 * self.error

    @property
    def high(self) -> float:
        """The upper end of its 95 % interval."""
        return self.value + Z95 * self.error

    @property
    def ratio(self) -> tuple[float, float, float]:
        """The rate ratio with its interval: value, low, high."""
        return float(np.exp(self.value)), float(np.exp(self.low)), float(np.exp(self.high))


@dataclass(frozen=True, slots=True)
class Fit:
    """What came out.

    Without `converged` no number of it may be shown (rule A-15); `why` then says what went wrong.
    """

    terms: tuple[Term, ...]
    covariance: Floats
    """Of the terms, in their order: (p, p)."""
    alpha: float
    log_l: float
    """The logarithm of how well the model explains the counts."""
    mean: Floats
    converged: bool
    why: str
    dispersion: float
    """Pearson chi2 / df of the Poisson model with the same columns."""

    def term(self, name: str) -> Term:
        """Return the term with this name; KeyError without it."""
        for term in self.terms:
            if term.name == name:
                return term
        raise KeyError(name)


def negative_binomial(table: Table) -> Fit:
    """Fit NB2 by weighted least squares within a search for the dispersion.

    See the module for the model.
    """
    trouble = _unfit(table)
    if trouble:
        return _nothing(table, trouble)
    with np.errstate(all="ignore"):
        poisson, settled = _poisson_mean(table)
        if not settled:
            return _nothing(table, "the counts follow no finite mean")
        spread = _pearson(table, poisson)
        if ((table.counts - poisson) ** 2 - table.counts).sum() <= 0:
            return _nothing(table, NO_SPREAD, spread)  # the likelihood rises towards alpha = 0
        b, mean, alpha, likelihood, settled = _search(table, poisson)
        if not settled:
            return _nothing(table, _why(alpha), spread)
        observed = mean * (1 + alpha * table.counts) / (1 + alpha * mean) ** 2
        pulls = (table.counts - mean) / (1 + alpha * mean)
        covariance = _sandwich(table.x, observed, pulls, table.groups)
    if not np.isfinite(covariance).all():
        return _nothing(table, "an error could not be computed", spread)
    return Fit(
        _terms(table.names, b, covariance), covariance, alpha, likelihood, mean, True, "", spread
    )


def poisson_within(table: Table, within: Ints) -> Fit:
    """Fit a Poisson model with an effect for each of `within` (n), taken out beforehand.

    Groups that count nothing tell nothing and drop out. Columns that do not vary within any group
    must be left out beforehand.
    """
    counted = (
        np.bincount(within, table.counts, int(within.max()) + 1)[within] > 0
        if len(within)
        else within > 0
    )
    table, group = table.only(counted), np.unique(within[counted], return_inverse=True)[1]
    trouble = _unfit(table) or (
        "a column does not vary within a group" if _flat(table.x, group) else ""
    )
    if trouble:
        return _nothing(table, trouble)
    b, mean, settled = np.zeros(table.x.shape[1]), np.zeros(len(group)), False
    with np.errstate(all="ignore"):
        before = -np.inf
        for _ in range(ROUNDS):
            mean = _profiled(table, b, group)
            likelihood = _poisson_likelihood(table.counts, mean)
            if settled := _still(before, likelihood):
                break
            before, centred = likelihood, _centred(table.x, mean, group)
            b = b + np.linalg.solve(
                centred.T @ (centred * mean[:, None]), centred.T @ (table.counts - mean)
            )
        if not settled or not np.isfinite(likelihood):
            return _nothing(table, "the counts follow no finite mean")
        centred = _centred(table.x, mean, group)
        covariance = _sandwich(centred, mean, table.counts - mean, table.groups)
    freedom = len(group) - table.x.shape[1] - int(group.max()) - 1
    spread = float(((table.counts - mean) ** 2 / mean).sum() / freedom) if freedom > 0 else np.nan
    return Fit(
        _terms(table.names, b, covariance), covariance, 0.0, likelihood, mean, True, "", spread
    )


def _search(table: Table, mean: Floats) -> tuple[Floats, Floats, float, float, bool]:
    alpha, before = _first_alpha(table.counts, mean), -np.inf
    b = np.zeros(table.x.shape[1])
    for _ in range(ROUNDS):
        for _inner in range(3):
            b = _least_squares(table, mean, mean / (1 + alpha * mean))
            mean = table.exposure * np.exp(table.x @ b)
        alpha = _best_alpha(table.counts, mean, alpha)
        likelihood = _likelihood(table.counts, mean, alpha)
        if not np.isfinite(likelihood):
            return b, mean, alpha, likelihood, False
        if _still(before, likelihood):
            inside = ALPHAS[0] * 1.01 < alpha < ALPHAS[1] * 0.99
            return b, mean, alpha, likelihood, inside
        before = likelihood
    return b, mean, alpha, before, False


def _best_alpha(counts: Floats, mean: Floats, alpha: float) -> float:
    around = (max(np.log(alpha) - 3, np.log(ALPHAS[0])), min(np.log(alpha) + 3, np.log(ALPHAS[1])))
    found = minimize_scalar(  # type: ignore[no-untyped-call]
        lambda log: -_likelihood(counts, mean, float(np.exp(log))),
        bounds=around,
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(np.exp(found.x))


def _first_alpha(counts: Floats, mean: Floats) -> float:
    found = float(((counts - mean) ** 2 - mean).sum() / (mean**2).sum())
    return float(np.clip(found, 1e-3, 1e2))


def _likelihood(y: Floats, mean: Floats, alpha: float) -> float:
    r = 1 / alpha
    shape = gammaln(y + r) - gammaln(r) if alpha > 1e-6 else y * np.log(r)
    each = shape - gammaln(y + 1) - (y + r) * np.log1p(alpha * mean) + y * np.log(alpha * mean)
    return float(each.sum())


def _poisson_likelihood(y: Floats, mean: Floats) -> float:
    return float((y * np.log(mean) - mean - gammaln(y + 1)).sum())


def _poisson_mean(table: Table) -> tuple[Floats, bool]:
    mean, before = table.counts + 0.5, -np.inf
    for _ in range(ROUNDS):
        b = _least_squares(table, mean, mean)
        mean = table.exposure * np.exp(table.x @ b)
        likelihood = _poisson_likelihood(table.counts, mean)
        if not np.isfinite(likelihood):
            return mean, False
        if _still(before, likelihood):
            return mean, True
        before = likelihood
    return mean, False


def _least_squares(table: Table, mean: Floats, weights: Floats) -> Floats:
    answer = np.log(mean / table.exposure) + (table.counts - mean) / mean
    weighed = table.x * weights[:, None]
    solved = np.linalg.lstsq(weighed.T @ table.x, weighed.T @ answer, rcond=None)[0]
    return np.asarray(solved, dtype=np.float64)


def _sandwich(x: Floats, bread: Floats, pulls: Floats, groups: Ints) -> Floats:
    """Return the covariance.

    A^-1 (sum of s_g s_g') A^-1 times G / (G - 1), and no other factor for small samples.
    """
    inverse = np.linalg.inv(x.T @ (x * bread[:, None]))
    _names, group = np.unique(groups, return_inverse=True)
    many = int(group.max()) + 1
    sums = np.zeros((many, x.shape[1]))
    np.add.at(sums, group, x * pulls[:, None])
    covariance = inverse @ (sums.T @ sums) @ inverse * many / (many - 1)
    return np.asarray(covariance)


def _profiled(table: Table, b: Floats, group: Ints) -> Floats:
    raw = table.exposure * np.exp(table.x @ b)
    return raw * (np.bincount(group, table.counts) / np.bincount(group, raw))[group]


def _centred(x: Floats, weights: Floats, group: Ints) -> Floats:
    total = np.bincount(group, weights)
    means = np.stack([np.bincount(group, weights * column) / total for column in x.T], axis=1)
    return x - means[group]


def _flat(x: Floats, group: Ints) -> bool:
    return bool(np.isclose(_centred(x, np.ones(len(group)), group), 0).all(axis=0).any())


def _pearson(table: Table, mean: Floats) -> float:
    freedom = len(mean) - table.x.shape[1]
    return float(((table.counts - mean) ** 2 / mean).sum() / freedom)


def _still(before: float, now: float) -> bool:
    return bool(np.isfinite(before) and abs(now - before) <= CLOSE * abs(now))


def _unfit(table: Table) -> str:
    n, p = table.x.shape
    if n <= p:
        return "there are no more areas than columns"
    if not np.isfinite(table.x).all() or not np.isfinite(table.counts).all():
        return "a figure is missing"
    if not table.counts.sum():
        return "nothing was counted"
    if len(np.unique(table.groups)) < 2:
        return "all areas lie in one group"
    if np.linalg.matrix_rank(_of_length_one(table.x)) < p:
        return "one column follows from the others"
    return ""


def _of_length_one(x: Floats) -> Floats:
    """The products of columns of length one.

    (p, p), whose rank is that of the columns and far sooner known.
    """
    columns = x / np.maximum(np.linalg.norm(x, axis=0), 1e-300)
    products: Floats = columns.T @ columns
    return products


def _why(alpha: float) -> str:
    if alpha >= ALPHAS[1] * 0.99:
        return "the dispersion grows without end"
    if alpha <= ALPHAS[0] * 1.01:
        return NO_SPREAD
    return "the search did not come to rest"


def _terms(names: tuple[str, ...], values: Floats, covariance: Floats) -> tuple[Term, ...]:
    errors = np.sqrt(np.diag(covariance))
    return tuple(
        Term(name, float(value), float(error))
        for name, value, error in zip(names, values, errors, strict=True)
    )


def _nothing(table: Table, why: str, dispersion: float = np.nan) -> Fit:
    return Fit(
        (),
        np.empty((0, 0)),
        np.nan,
        np.nan,
        np.full(len(table.counts), np.nan),
        False,
        why,
        dispersion,
    )
