"""The words of all workplaces turned on their side: one row of bits for each reason.

Whoever says no to eleven things asks eleven rows, 64 workplaces at a time, and what no row has is
what does not stand in the way. Measures have a row for each number that occurs: all workplaces that
ask at least so much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from houvast.matching.rules.columns import Columns, Ints
from houvast.matching.rules.many.layout import LAW_HOURS, LAYOUT, SECTORS, Measure
from houvast.matching.rules.many.words import measured

NONE = -1
"""No workplace has it: there is no row to ask, and the last one says so."""


@dataclass(frozen=True)
class Steps:
    """The rows of one measure, for the numbers that occur, lowest first."""

    of: Measure
    numbers: Ints
    first: int

    def row(self, has: Ints) -> Ints:
        """For each young person the row of workplaces that ask more than this."""
        at = np.searchsorted(self.numbers, has, side="right")
        return np.where(at < len(self.numbers), self.first + at, NONE)


@dataclass(frozen=True)
class Planes:
    """All rows, and which row means what."""

    rows: Ints
    """Words of 64 workplaces each; the first workplace is bit 0 of the first word.

    The last row has no workplace: NONE points at it.
    """
    of_flag: Ints
    """Per bit of the first word its row, or NONE."""
    measures: tuple[Steps, ...]
    lawful: Mapping[int, Steps]
    """For each case of the law that occurs the rows of its hours."""
    stale: int
    """The row of what people ring first."""
    occupations: Ints
    """Unit groups that occur, lowest first; the row of each is `occupation` plus its place."""
    occupation: int
    groups: Ints
    group: int
    of_sector: Ints
    """Per sector its row, or NONE."""

    def exact(self, wished: Ints) -> Ints:
        """The row of each unit group, or NONE."""
        return _find(self.occupations, self.occupation, wished)

    def alike(self, wished: Ints) -> Ints:
        """The row of all unit groups of the same minor group, or NONE."""
        return _find(self.groups, self.group, np.where(wished < 0, NONE, wished // 10))


class _Rows:
    """Rows, one after the other."""

    def __init__(self) -> None:
        self.rows: list[Ints] = []

    def add(self, of: Ints) -> int:
        """The number of a new row; `of` has a boolean for each workplace."""
        self.rows.append(np.packbits(of, bitorder="little").view(np.uint64))
        return len(self.rows) - 1

    def add_all(self, of: Iterable[Ints]) -> int:
        """The number of the first of some new rows."""
        first = len(self.rows)
        for one in of:
            self.add(one)
        return first

    def ended(self) -> Ints:
        """All of them, and the last one that NONE points at."""
        self.add(np.zeros(64 * len(self.rows[0]), bool))
        return np.array(self.rows)


def planes(lines: Ints, stale: Ints, some: Columns) -> Planes:
    """The rows of m workplaces, m a multiple of 64."""
    isco, sector = some.isco, some.sector
    asks, least, case = (lines[name].copy() for name in ("asks", "least", "case"))
    rows = _Rows()
    flags = [(asks >> np.uint64(at) & np.uint64(1)).astype(bool) for at in range(64)]
    occupations, groups = np.unique(isco[isco >= 0]), np.unique(isco[isco >= 0] // 10)
    group_of = np.where(isco >= 0, isco // 10, NONE)
    return Planes(
        of_flag=np.array([rows.add(one) if one.any() else NONE for one in flags], np.int32),
        measures=tuple(
            _steps(rows, measured(least, one), one)
            for one in LAYOUT.measures
            if one is not LAW_HOURS
        ),
        lawful={
            one: _steps(rows, np.where(case == one, measured(least, LAW_HOURS), 0), LAW_HOURS)
            for one in np.unique(case).tolist()
        },
        stale=rows.add(stale),
        occupations=occupations,
        occupation=rows.add_all(isco == one for one in occupations),
        groups=groups,
        group=rows.add_all(group_of == one for one in groups),
        of_sector=np.array(
            [
                rows.add(sector == at) if (sector == at).any() else NONE
                for at in range(len(SECTORS))
            ],
            np.int32,
        ),
        rows=rows.ended(),
    )


def _steps(rows: _Rows, of_each: Ints, measure: Measure) -> Steps:
    numbers = np.unique(of_each[of_each > 0])
    return Steps(measure, numbers, rows.add_all(of_each >= one for one in numbers))


def _find(codes: Ints, first: int, wished: Ints) -> Ints:
    at = np.searchsorted(codes, wished)
    known = codes[np.minimum(at, len(codes) - 1)] == wished if len(codes) else wished < NONE
    return np.where(known, first + at, NONE).astype(np.int32)
