"""The pairs that are permitted: which workplaces are possible for which young people.

A plan for a team is made from all of them, never from the lists that are shown: those are cut off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from houvast.matching.rules.at_once import blocked, points
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.question import Question


@dataclass(frozen=True, slots=True)
class Edges:
    """k permitted pairs, in no order that says anything: three arrays of k whole numbers."""

    i: Ints
    """int64: where the young person stands among those who were asked for, from 0."""
    j: Ints
    """int64: where the workplace stands in the columns, from 0."""
    points: Ints
    """int64: what the table gives the pair, 0 to 1,000."""

    def __len__(self) -> int:
        return len(self.i)

    def only(self, keep: Ints) -> Self:
        """Those for which `keep`, k booleans or positions, holds."""
        return type(self)(self.i[keep], self.j[keep], self.points[keep])


def edges_of(every: Iterable[Question]) -> Edges:
    """All pairs in which nothing stands in the way; the questions are about the same columns."""
    parts = [_pairs(at, one) for at, one in enumerate(every)]
    if not parts:
        none = np.zeros(0, np.int64)
        return Edges(none, none, none)
    return Edges(*(np.concatenate(each).astype(np.int64) for each in zip(*parts, strict=True)))


def _pairs(at: int, asked: Question) -> tuple[Ints, Ints, Ints]:
    fits = asked.columns.closes >= asked.today.toordinal()
    for _code, often in blocked(asked):
        fits = fits & (often == 0)
    found = np.flatnonzero(fits)
    return np.full(len(found), at), found, points(asked)[found]
