"""What is shown of the areas of one municipality: a figure with its interval, or why there is none.

No order by value, no number that says who comes first (rule A-03): the order is the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from houvast.areas.rules.counts import Floats
from houvast.areas.rules.indicators import INDICATORS, Indicator, State
from houvast.areas.rules.intervals import (
    apart_of_counts,
    apart_of_shares,
    clear,
    of_counts,
    of_shares,
)
from houvast.areas.rules.residential import WhyNot
from houvast.errors import gettext_noop

CLASSES = 5
ENOUGH = 500
"""Classes are cut where areas with so many people are; smaller ones swing by chance."""
VISITED = 0.15
"""From so many offences for each inhabitant a year the place is one that people come to."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that may be chosen.

    `per` is of how many it is told, `among` the part of the people that it is about: households
    are 2.1 people on average, and 15 to 75 are three in four (CBS, 2024; ours for the interval).
    `told` says it of one area and one year, in a sentence without its end.
    """

    id: str
    words: str
    told: str
    per: int
    among: float = 1.0
    by_event: bool = False

    @property
    def indicator(self) -> Indicator:
        """What is counted, where, and what to mind."""
        return INDICATORS[self.id]


HOUSEHOLDS, WORKING_AGE = 1 / 2.1, 0.75
CHOICES = {
    one.id: one
    for one in (
        Choice(
            "young_15_24_share",
            gettext_noop("Van elke 100 inwoners zijn er zoveel 15 tot 25 jaar"),
            gettext_noop(
                "In {year} waren in {name} ({town}) {value} van elke 100 inwoners 15 tot 25 jaar"
            ),
            100,
        ),
        Choice(
            "not_working_share",
            gettext_noop("Van elke 100 mensen van 15 tot 75 hebben er zoveel geen betaald werk"),
            gettext_noop(
                "In {year} hadden in {name} ({town}) {value} van elke 100"
                " mensen van 15 tot 75 jaar geen betaald werk"
            ),
            100,
            WORKING_AGE,
        ),
        Choice(
            "social_minimum_share",
            gettext_noop("Van elke 100 huishoudens leven er zoveel rond het sociaal minimum"),
            gettext_noop(
                "In {year} leefden in {name} ({town}) {value} van elke 100"
                " huishoudens rond het sociaal minimum"
            ),
            100,
            HOUSEHOLDS,
        ),
        Choice(
            "bijstand_per_1000",
            gettext_noop("Van elke 1.000 inwoners hebben er zoveel bijstand"),
            gettext_noop(
                "In {year} hadden in {name} ({town}) {value} van elke 1.000 inwoners bijstand"
            ),
            1000,
        ),
        Choice(
            "offences_total",
            gettext_noop(
                "Geregistreerde misdrijven per 1.000 inwoners van de plek waar het gebeurde"
            ),
            gettext_noop(
                "In {year} zijn in {name} ({town}) {value} misdrijven per"
                " 1.000 inwoners geregistreerd, geteld waar ze gebeurden"
            ),
            1000,
            by_event=True,
        ),
    )
}
FIRST = "young_15_24_share"


class Hidden(StrEnum):
    """Why a figure is not shown (rules A-01, A-10, A-18)."""

    SMALL = "small"
    NOT_LIVED_IN = "not_lived_in"
    WITHHELD = "withheld"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the areas of a level: one place in each list for each area.

    `values` are as published: a share, or a count of events. `people` are inhabitants.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: Floats
    values: Floats
    states: Sequence[State]
    why_not: Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One area. `value`, `low` and `high` are per `Choice.per`; hidden ones have `why` and none.

    `apart` says that it differs clearly from the municipality when all its areas are looked at
    together, `unsure` that its interval reaches over two borders of classes.
    """

    code: str
    name: str
    people: int | None
    why: Hidden | None
    value: float = 0.0
    low: float = 0.0
    high: float = 0.0
    apart: bool = False
    step: int = 0
    unsure: bool = False
    visited: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """All areas by name, and what holds for the whole municipality; None when nothing is shown."""

    lines: tuple[Line, ...]
    whole: float | None

    @property
    def hidden(self) -> tuple[Line, ...]:
        """Those without a figure."""
        return tuple(one for one in self.lines if one.why)


def borders(people: Floats, values: Floats, choice: Choice) -> tuple[float, ...]:
    """Return where one class ends and the next begins: the same for each screen of a year.

    Fifths of all areas of the country with enough people, rounded; fewer when values are alike.
    """
    among = np.where(people >= ENOUGH, people, np.nan)
    rates = values * choice.per / among if choice.by_event else values
    enough = (people >= ENOUGH) & ~np.isnan(rates)
    if enough.sum() < CLASSES:
        return ()
    cuts = np.quantile(rates[enough], np.linspace(0, 1, CLASSES + 1)[1:-1])
    return tuple(float(one) for one in np.unique(np.round(cuts, 0 if cuts.max() >= 10 else 1)))


def shown(known: Known, choice: Choice, cuts: Sequence[float]) -> Shown:
    """Return a line for each area, by name."""
    why = [why_hidden(known, choice, at) for at in range(len(known.codes))]
    given = np.array([one is None for one in why], dtype=bool)
    found: dict[int, Line] = {}
    whole = None
    if given.any():
        whole, found = _given(known, choice, cuts, np.flatnonzero(given))
    lines = [
        found.get(at) or Line(code, name, _people(known.people[at]), why[at])
        for at, (code, name) in enumerate(zip(known.codes, known.names, strict=True))
    ]
    return Shown(tuple(sorted(lines, key=lambda one: (one.name.casefold(), one.code))), whole)


def _people(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


def why_hidden(known: Known, choice: Choice, at: int) -> Hidden | None:
    """Return why the figure of one area is not shown; None when it is."""
    if known.why_not[at] in (WhyNot.WATER, WhyNot.OPEN):
        return Hidden.NOT_LIVED_IN
    if known.states[at] is State.WITHHELD:
        return Hidden.WITHHELD
    people = known.people[at]
    if not np.isnan(people) and people < choice.indicator.fewest:
        return Hidden.SMALL
    if np.isnan(people) or np.isnan(known.values[at]):
        return Hidden.SMALL if known.states[at] is State.SMALL else Hidden.ABSENT
    return None


def _given(
    known: Known, choice: Choice, cuts: Sequence[float], places: np.ndarray
) -> tuple[float, dict[int, Line]]:
    people, values = known.people[places], known.values[places]
    if choice.by_event:
        low, high = of_counts(values)
        mean = values.sum() / people.sum()
        p = apart_of_counts(values, mean * people)
        rates, low, high = (one * choice.per / people for one in (values, low, high))
    else:
        of = people * choice.among
        low, high = of_shares(values / choice.per, of)
        mean = float((values / choice.per * of).sum() / of.sum())
        p = apart_of_shares(values / choice.per, mean, of)
        rates, low, high = values, low * choice.per, high * choice.per
    steps = np.searchsorted(cuts, rates, side="right")
    reach = np.searchsorted(cuts, high, side="right") - np.searchsorted(cuts, low, side="right")
    apart = clear(p)
    visited = choice.by_event & (values > VISITED * people)
    lines = {
        int(at): Line(
            known.codes[at],
            known.names[at],
            int(people[n]),
            None,
            float(rates[n]),
            float(low[n]),
            float(high[n]),
            bool(apart[n]),
            int(steps[n]),
            bool(reach[n] >= 2),
            bool(visited[n]),
        )
        for n, at in enumerate(places)
    }
    return float(mean * choice.per), lines


def peers(
    code: str,
    codes: Sequence[str],
    figures: Mapping[str, Floats],
    urbanity: np.ndarray,
    most: int = 5,
) -> tuple[int, ...]:
    """Return the places of areas like this one: as urban, and nearest in people, young and old.

    By features that are said, so that they can be disputed; nothing of offences or of income.
    """
    at = list(codes).index(code)
    people = np.log(np.maximum(figures["population"], 1.0))
    away = np.abs(people - people[at]) / np.log(2)
    for name, ten in (("young_15_24_share", 10.0), ("aged_65_share", 10.0)):
        away = away + np.abs(figures[name] - figures[name][at]) / ten
    fits = (urbanity == urbanity[at]) & (urbanity > 0) & (figures["population"] >= ENOUGH)
    fits[at] = False
    fits &= ~np.isnan(away)
    order = np.flatnonzero(fits)[np.argsort(away[fits], kind="stable")]
    return tuple(int(one) for one in order[:most])
