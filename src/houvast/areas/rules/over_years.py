"""A figure of some areas together, over the years: each with its interval, or why there is none.

Years are joined by a line only where the boundary is the same; and a figure that one of the areas
lacks is lacking for all of them together: a part is never told as the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from houvast.areas.rules.derived import derived, needs
from houvast.areas.rules.indicators import INDICATORS, State
from houvast.areas.rules.intervals import of_counts, of_shares
from houvast.areas.rules.shown import Choice, Hidden, Known, why_hidden

LEFT_OUT = (Hidden.SMALL, Hidden.NOT_LIVED_IN)
"""Why an area does not count in the whole: hardly anybody lives there."""


class Gap(StrEnum):
    """Why a year has no figure, beside the reasons of one area."""

    OTHER_BOUNDARIES = "other_boundaries"


@dataclass(frozen=True, slots=True)
class Part:
    """An area in the boundaries of a year.

    `stable`: nothing says that the boundary changed; `continues`: a table says that it did not.
    """

    code: str
    name: str
    people: int | None
    why_not: str
    stable: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What a table gives: a value exactly when its state is OK."""

    value: float | None
    state: State


Parts = Mapping[int, Mapping[str, Part]]
"""Areas by the year of their boundaries and their code."""
Figures = Mapping[tuple[int, str, str, int], Given]
"""Figures by the year of the boundaries, the code, the id of the figure and its own year."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year. `value`, `low` and `high` are per `Choice.per`; with a `why` there are none.

    `joined` says that the year before has the same boundaries; `left_out` are names.
    """

    year: int
    boundaries: int
    why: Hidden | Gap | None
    value: float = 0.0
    low: float = 0.0
    high: float = 0.0
    base: int = 0
    joined: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over the years, the earliest first."""

    choice: Choice
    points: tuple[Point, ...]

    @property
    def given(self) -> tuple[Point, ...]:
        """The years with a figure."""
        return tuple(one for one in self.points if not one.why)

    @property
    def broken(self) -> bool:
        """Whether two years that have a figure stand apart because of their boundaries."""
        return any(not one.joined for one in self.given[1:])


@dataclass(frozen=True, slots=True)
class Source:
    """All that is known of some areas. `codes` are theirs in the boundaries of `boundaries`.

    `years` are those of boundaries in which areas of this kind have figures.
    """

    codes: Sequence[str]
    boundaries: int
    years: Sequence[int]
    parts: Parts
    figures: Figures


def over_years(choice: Choice, of: Source) -> Series:
    """Return a figure of these areas together, over the years.

    What is counted in a year (offences) is counted in the boundaries of one year, by its people;
    a share is of the boundaries of its own year.
    """
    if choice.by_event:
        here = {year for at, code, id, year in of.figures
                if at == of.boundaries and id == choice.id and code in of.codes}  # fmt: skip
        asked = [(of.boundaries, year) for year in sorted(here)]
    else:
        asked = [(year, year) for year in sorted(of.years)]
    points: list[Point] = []
    for boundaries, year in asked:
        one = _point(choice, of, boundaries, year)
        points.append(_joined(one, points, of))
    return Series(choice, tuple(points))


def _joined(point: Point, before: Sequence[Point], of: Source) -> Point:
    """The same, with a line to the year before where the boundary of every area held."""
    if point.why or not before or before[-1].why:
        return point
    last = before[-1]
    parts = [of.parts[last.boundaries][code] for code in of.codes]
    same = last.boundaries == point.boundaries
    if not all(one.stable if same else one.continues for one in parts):
        return point
    return replace(point, joined=True)


def _point(choice: Choice, of: Source, boundaries: int, year: int) -> Point:
    here = of.parts.get(boundaries, {})
    if any(code not in here for code in of.codes):
        return Point(year, boundaries, Gap.OTHER_BOUNDARIES)
    parts = [here[code] for code in of.codes]
    known = _known(choice, of, parts, boundaries, year)
    why = [why_hidden(known, choice, at) for at in range(len(parts))]
    blocked = [one for one in why if one and one not in LEFT_OUT]
    if blocked:
        return Point(year, boundaries, _worst(blocked))
    counts = np.array([not one for one in why], dtype=bool)
    if not counts.any():
        return Point(year, boundaries, Hidden.SMALL)
    out = tuple(one.name for one, reason in zip(parts, why, strict=True) if reason)
    return _together(choice, known, counts, Point(year, boundaries, None, left_out=out))


def _worst(reasons: Iterable[Hidden]) -> Hidden:
    return Hidden.WITHHELD if Hidden.WITHHELD in set(reasons) else Hidden.ABSENT


def _together(choice: Choice, known: Known, counts: np.ndarray, point: Point) -> Point:
    people, values = known.people[counts], known.values[counts]
    if choice.by_event:
        base, total = people.sum(), values.sum()
        value = total / base
        low, high = (one[0] / base for one in of_counts(np.array([total])))
    else:
        base = people.sum() * choice.among
        value = float((values / choice.per * people).sum() / people.sum())
        low, high = (one[0] for one in of_shares(np.array([value]), np.array([base])))
    value, low, high = (float(one * choice.per) for one in (value, low, high))
    return replace(point, value=value, low=low, high=high, base=round(float(base)))


def _known(choice: Choice, of: Source, parts: Sequence[Part], boundaries: int, year: int) -> Known:
    asked = tuple(dict.fromkeys((choice.id, *needs(choice.id), "population")))
    found = {
        id: [of.figures.get((boundaries, one.code, id, year)) for one in parts] for id in asked
    }
    numbers = {
        id: np.array([np.nan if one is None or one.value is None else one.value for one in given])
        for id, given in found.items()
    }
    people = [np.nan if one.people is None else float(one.people) for one in parts]
    kept = numbers["population"] if not choice.by_event else np.full(len(parts), np.nan)
    numbers["population"] = np.where(np.isnan(kept), people, kept)
    values = numbers[choice.id] if choice.by_event else derived(choice.id, numbers)
    states = [
        max((one.state for id in asked if id != "population" and (one := found[id][at])),
            default=State.ABSENT)
        for at in range(len(parts))
    ]  # fmt: skip
    return Known(
        tuple(one.code for one in parts), tuple(one.name for one in parts),
        numbers["population"], values, states, [one.why_not for one in parts],
    )  # fmt: skip


def ids_of(choices: Iterable[Choice]) -> tuple[str, ...]:
    """The ids of stored figures that these need."""
    each = (id for one in choices for id in (one.id, *needs(one.id)) if INDICATORS[id].number)
    return tuple(dict.fromkeys((*each, "population")))
