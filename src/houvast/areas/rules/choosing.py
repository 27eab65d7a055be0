"""Which areas are compared, and why each of the others is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from houvast.areas.rules.indicators import INDICATORS
from houvast.areas.rules.panels import Panel
from houvast.areas.rules.relations import Areas

ORDERED = 500
CONTROLS = ("young_15_24_share", "aged_65_share")
"""Always taken along: an area of students or of pensioners is another area."""
HIGHEST, LOWEST = "highest20_person_share", "lowest40_person_share"
"""Measures of income: the one takes the place of the other in the fourth way."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The areas to compare, and how many were left out by the first reason that held."""

    areas: Areas
    excluded: Mapping[str, int]
    codes: tuple[str, ...]


def chosen(panel: Panel, determinants: tuple[str, ...], fewest: int = ORDERED) -> Chosen:
    """Return areas with `fewest` people, an unbroken boundary and every figure that is needed."""
    reasons = {
        "population_unknown": np.isnan(panel.people),
        "population_below_minimum": panel.people < fewest,
        "boundary_changed": ~panel.stable,
        "outcome_unknown": np.isnan(panel.outcome),
        **{f"{id}_unknown": np.isnan(panel.figures[id]) for id in (*determinants, *CONTROLS)},
        "urbanity_unknown": panel.urbanity == 0,
    }
    left = np.ones(len(panel.codes), dtype=bool)
    excluded = {}
    for reason, holds in reasons.items():
        excluded[reason] = int((left & holds).sum())
        left &= ~holds
    return Chosen(
        _areas(panel, determinants).rows(left),
        {why: n for why, n in excluded.items() if n},
        tuple(code for code, stays in zip(panel.codes, left, strict=True) if stays),
    )


def _areas(panel: Panel, determinants: tuple[str, ...]) -> Areas:
    names, groups = np.unique(panel.municipalities, return_inverse=True)
    called = dict(zip(panel.municipalities, panel.municipality_names, strict=True))
    places = zip(panel.names, panel.municipality_names, strict=True)
    other = other_income(determinants)
    return Areas(
        tuple(f"{name} ({town})" if name != town else name for name, town in places),
        panel.outcome,
        panel.people,
        {id: panel.figures[id] for id in determinants},
        {id: panel.figures[id] for id in CONTROLS if id not in determinants},
        panel.urbanity,
        groups,
        tuple(called[str(name)] for name in names),
        frozenset(id for id in determinants if INDICATORS[id].income),
        (other, panel.figures[other]) if other in panel.figures else None,
    )


def other_income(determinants: tuple[str, ...]) -> str:
    """Return the measure of income of the fourth way: one that was not asked, where there is one.

    Also when no income was asked: what is said of work must hold beside income as well.
    """
    only_high = HIGHEST in determinants and LOWEST not in determinants
    return LOWEST if only_high else HIGHEST
