"""Borders of areas, each told once: the area on the other side walks back along it.

Rings run the same way around, so that two areas pass their border in opposite directions.
"""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[int, int]
Edge = tuple[Point, Point]


class Borders:
    """Takes rings one after another; what they need to be drawn again stands in lists.

    `counts` has of each ring how many points; then in turn how many steps go back along borders
    told before (from 1 on, and where more than one ends here: which, the latest first) and how many
    are new, until it is closed. `starts` has the way to its first point from that of the ring
    before, and `steps` the way to each new one but that which closes the ring.
    """

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.starts: list[int] = []
        self.steps: list[int] = []
        self.points = 0
        self._pen: Point = (0, 0)
        self._ends: dict[Point, list[Point]] = {}

    def tell(self, ring: Sequence[Point]) -> None:
        """Add a ring of three points or more, not closed, in whole units."""
        at = self._start(ring)
        ring = [*ring[at:], *ring[:at]]
        self.points += len(ring)
        self.counts.append(len(ring))
        self.starts += _way(self._pen, ring[0])
        self._pen = ring[0]
        edges = list(pairwise([*ring, ring[0]]))
        done = 0
        while done < len(edges):
            done = self._back(edges, done)
            if done < len(edges):
                done = self._new(edges, done)

    def _told(self, edge: Edge) -> bool:
        return edge[1] in self._ends.get(edge[0], ())

    def _start(self, ring: Sequence[Point]) -> int:
        """Where a border begins that was told before; 0 when none does."""
        told = [self._told(one) for one in pairwise([*ring, ring[0]])]
        return next((at for at, one in enumerate(told) if one and not told[at - 1]), 0)

    def _back(self, edges: Sequence[Edge], done: int) -> int:
        """Along borders told before, the latest at each point; another is a turn of its own."""
        ends = self._ends.get(edges[done][0], [])
        which = [ends[::-1].index(edges[done][1])] if self._told(edges[done]) else []
        many, at = len(ends) > 1, done
        while at < len(edges) and self._told(edges[at]):
            here, to = edges[at]
            if at > done and self._ends[here][-1] != to:
                break
            left = self._ends[here]  # a border that was told twice goes as it is read: the latest
            del left[len(left) - 1 - left[::-1].index(to)]
            at += 1
        self.counts += [at - done, *(which if many else [])]
        return at

    def _new(self, edges: Sequence[Edge], done: int) -> int:
        at = done
        while at < len(edges) and not self._told(edges[at]):
            here, to = edges[at]
            self._ends.setdefault(to, []).append(here)
            at += 1
            if at < len(edges):
                self.steps += _way(here, to)
        self.counts.append(at - done)
        return at


def _way(one: Point, other: Point) -> tuple[int, int]:
    return other[0] - one[0], other[1] - one[1]
