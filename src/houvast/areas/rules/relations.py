"""How an outcome and determinants go together over areas, in four ways that must agree (A-05).

(a) each determinant alone; (b) all of them with ages and urbanity; (c) the same within
municipalities; (d) as (b) with another measure of income: in the place of an income determinant,
and beside the rest where none was asked. An income itself has no term there. Then
all of it again without the 1 % highest rates, and without each municipality in turn: what hangs
on a few areas is not said of all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from houvast.areas.rules.counts import (
    Fit,
    Floats,
    Ints,
    Table,
    Term,
    negative_binomial,
    poisson_within,
)

STEP = 10.0
"""A rate ratio is given per ten percentage points."""
FEWEST_AREAS, FEWEST_GROUPS = 30, 10
HIGHEST = 0.01


class Way(StrEnum):
    """One of the four ways of counting."""

    ALONE = "alone"
    ADJUSTED = "adjusted"
    WITHIN = "within"
    OTHER_INCOME = "other_income"


class Verdict(StrEnum):
    """What may be said of one determinant, by code; `wording` makes the sentence."""

    MORE = "more"
    LESS = "less"
    FEW_AREAS = "few_areas"
    """The verdict changes when a few areas are left out."""
    DIFFERS = "differs"
    TOO_FEW = "too_few"
    NO_INCOME = "no_income"
    """Of too few areas an income is known: the fourth way was not counted."""
    NOT_CONVERGED = "not_converged"


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas to compare, of one level and one year.

    Every array has length n; shares are percentages.

    `determinants` by id; `controls` are always in (b), (c) and (d); `income` names the
    determinants about income, which `other_income` (percentage, id with values) replaces in (d).
    `groups` are municipalities by number, named in `group_names`.
    """

    names: tuple[str, ...]
    counts: Floats
    people: Floats
    determinants: Mapping[str, Floats]
    controls: Mapping[str, Floats]
    urbanity: Ints
    groups: Ints
    group_names: tuple[str, ...]
    income: frozenset[str] = frozenset()
    other_income: tuple[str, Floats] | None = None

    def __len__(self) -> int:
        return len(self.names)

    def rows(self, kept: np.ndarray) -> "Areas":
        """Return the same of some areas; `kept` is (n) true or false."""
        other = self.other_income and (self.other_income[0], self.other_income[1][kept])
        return Areas(
            tuple(np.array(self.names, dtype=object)[kept]),
            self.counts[kept],
            self.people[kept],
            {name: values[kept] for name, values in self.determinants.items()},
            {name: values[kept] for name, values in self.controls.items()},
            self.urbanity[kept],
            self.groups[kept],
            self.group_names,
            self.income,
            other,
        )


@dataclass(frozen=True, slots=True)
class Specification:
    """One way of counting with what came out: terms per ten percentage points, by determinant."""

    way: Way
    terms: Mapping[str, Term]
    converged: bool
    why: str
    dispersion: float
    n: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What may be said of one determinant.

    `changed_by`: what was left out when the verdict changed, by name.
    """

    determinant: str
    verdict: Verdict
    changed_by: tuple[str, ...]
    without_highest: tuple[str, ...]
    """The areas with the highest rates, when leaving these out changed the verdict."""


@dataclass(frozen=True, slots=True)
class Study:
    """Four specifications, what may be said by determinant, and how many runs stand behind it."""

    n: int
    groups: int
    specifications: tuple[Specification, ...]
    relations: tuple[Relation, ...]
    runs: int


def study(areas: Areas, told: Callable[[int, int], None] = lambda _done, _all: None) -> Study:
    """Count in four ways, and again without what might carry it alone.

    `told` hears of progress: runs done, runs in all.
    """
    groups = np.unique(areas.groups)
    if len(areas) < FEWEST_AREAS or len(groups) < FEWEST_GROUPS:
        return Study(len(areas), len(groups), (), _each(areas, Verdict.TOO_FEW), 0)
    first = specifications(areas)
    if not all(one.converged for one in first):
        return Study(len(areas), len(groups), first, _each(areas, Verdict.NOT_CONVERGED), 0)
    found = {name: _verdict(first, name, areas.income) for name in areas.determinants}
    changed: dict[str, list[str]] = {name: [] for name in found}
    highest: dict[str, tuple[str, ...]] = dict.fromkeys(found, ())
    runs = 0
    for label, kept in _left_out(areas):
        again = specifications(areas.rows(kept))
        runs += 1
        told(runs, len(groups) + 1)
        for name, verdict in found.items():
            if _verdict(again, name, areas.income) is verdict:
                continue
            if label:
                changed[name].append(label)
            else:
                pairs = zip(areas.names, kept, strict=True)
                highest[name] = tuple(area for area, stays in pairs if not stays)
    relations = tuple(_relation(name, found[name], changed[name], highest[name]) for name in found)
    return Study(len(areas), len(groups), first, relations, runs)


def left_over(areas: Areas) -> Floats | None:
    """How far each area lies from what the adjusted way expects, in steps of its own spread.

    None when that did not come to rest.
    """
    columns = {**areas.determinants, **areas.controls, **urbanity_columns(areas.urbanity)}
    fit = negative_binomial(table_of(areas, columns))
    if not fit.converged:
        return None
    return (areas.counts - fit.mean) / np.sqrt(fit.mean + fit.alpha * fit.mean**2)


def specifications(areas: Areas) -> tuple[Specification, ...]:
    """Return the four ways of counting, in their order."""
    controls = {**areas.controls, **urbanity_columns(areas.urbanity)}
    adjusted = {**areas.determinants, **controls}
    within = {
        name: column for name, column in adjusted.items() if _varies_within(column, areas.groups)
    }
    return (
        _alone(areas),
        _specification(Way.ADJUSTED, areas, negative_binomial(table_of(areas, adjusted))),
        _specification(
            Way.WITHIN, areas, poisson_within(table_of(areas, within, constant=False), areas.groups)
        ),
        _other_income(areas, controls),
    )


def _alone(areas: Areas) -> Specification:
    fits = {
        name: negative_binomial(table_of(areas, {name: values}))
        for name, values in areas.determinants.items()
    }
    first = next((one for one in fits.values() if not one.converged), None) or next(
        iter(fits.values())
    )
    terms = {name: fit.term(name) for name, fit in fits.items() if fit.converged}
    return Specification(Way.ALONE, terms, first.converged, first.why, first.dispersion, len(areas))


def _other_income(areas: Areas, controls: Mapping[str, Floats]) -> Specification:
    if areas.other_income is None:
        return Specification(Way.OTHER_INCOME, {}, True, "", np.nan, 0)
    name, values = areas.other_income
    kept = np.isfinite(values)
    if kept.sum() < FEWEST_AREAS:
        return Specification(Way.OTHER_INCOME, {}, True, "", np.nan, int(kept.sum()))
    some = areas.rows(kept)
    others = {key: column for key, column in some.determinants.items() if key not in some.income}
    columns = {
        **others,
        name: values[kept],
        **{key: column[kept] for key, column in controls.items()},
    }
    found = _specification(Way.OTHER_INCOME, some, negative_binomial(table_of(some, columns)))
    terms = {key: term for key, term in found.terms.items() if key in others}
    return replace(found, terms=terms)


def _specification(way: Way, areas: Areas, fit: Fit) -> Specification:
    terms = {term.name: term for term in fit.terms if term.name in areas.determinants}
    return Specification(way, terms, fit.converged, fit.why, fit.dispersion, len(areas))


def table_of(areas: Areas, columns: Mapping[str, Floats], constant: bool = True) -> Table:
    """What is fitted: each percentage per ten points, and around its middle.

    The search starts near the answer then. A column that is the same everywhere is left out.
    """
    kept = {name: column for name, column in columns.items() if np.ptp(column) > 0}
    scaled = [(column - column.mean()) / STEP for column in kept.values()]
    ones = [np.ones(len(areas))] if constant else []
    names = (("constant",) if constant else ()) + tuple(kept)
    return Table(areas.counts, areas.people, np.column_stack(ones + scaled), names, areas.groups)


def urbanity_columns(classes: Ints) -> dict[str, Floats]:
    """A column for each class of urbanity but the first that is there: 0, or ten points."""
    return {f"urbanity_{one}": STEP * (classes == one) for one in np.unique(classes)[1:]}


def _varies_within(column: Floats, groups: Ints) -> bool:
    _names, group = np.unique(groups, return_inverse=True)
    means = np.bincount(group, column) / np.bincount(group)
    return not np.allclose(column, means[group])


def _verdict(ways: tuple[Specification, ...], name: str, income: frozenset[str]) -> Verdict:
    if not all(one.converged for one in ways):
        return Verdict.NOT_CONVERGED
    if name not in income and not ways[3].terms:
        return Verdict.NO_INCOME
    terms = [one.terms[name] for one in ways if name in one.terms]
    within = ways[2].terms.get(name)
    if (
        within is None
        or len({np.sign(term.value) for term in terms}) > 1
        or within.low <= 0 <= within.high
    ):
        return Verdict.DIFFERS
    return Verdict.MORE if within.value > 0 else Verdict.LESS


def _left_out(areas: Areas) -> Iterator[tuple[str, np.ndarray]]:
    """What is left out in turn.

    Without a name the highest rates, then each municipality by name.
    """
    rates = areas.counts / areas.people
    highest = np.ones(len(areas), dtype=bool)
    highest[np.argsort(-rates, kind="stable")[: int(np.ceil(HIGHEST * len(areas)))]] = False
    yield "", highest
    for group in np.unique(areas.groups):
        yield areas.group_names[group], areas.groups != group


def _relation(
    name: str, verdict: Verdict, changed: list[str], highest: tuple[str, ...]
) -> Relation:
    if changed or highest:
        return Relation(name, Verdict.FEW_AREAS, tuple(changed), highest)
    return Relation(name, verdict, (), ())


def _each(areas: Areas, verdict: Verdict) -> tuple[Relation, ...]:
    return tuple(Relation(name, verdict, (), ()) for name in areas.determinants)
