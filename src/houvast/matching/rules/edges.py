"""The pairs that are permitted: which workplaces are possible for which young people.

A plan for a team is made from all of them, never from the lists that are shown: those are cut off.
"""

from dataclasses import dataclass
from typing import Self

from houvast.matching.rules.columns import Ints


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
