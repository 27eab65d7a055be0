"""A large graph solved on a small part of its pairs, and proved to be the best of them all.

Most pairs are in no plan that anybody would make. So a part is solved: of each young person and of
each workplace the cheapest pairs. Its prices then say of every pair left out whether it could make
the plan better; those join, and it is solved again. When none is left, the plan is the best one
of the whole graph (the prices prove it), as the whole graph would have given.
"""

from dataclasses import dataclass, replace

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.criteria import Criterion
from houvast.matching.rules.faces import Prices, prices
from houvast.matching.rules.graph import Graph, Solver

SPREAD = 8
"""Bits of a draw by position: pairs of the same cost must not all be of the same workplaces."""


@dataclass(frozen=True, slots=True)
class Parts:
    """When a part is worth it, and how large it begins."""

    above: int = 200_000
    """A graph with fewer pairs is solved at once."""
    each: int = 40
    """The cheapest so many pairs of each young person, and of each workplace."""
    along: int = 30_000
    """As many pairs that are nearly as good join with those that are better: fewer rounds."""


PARTS = Parts()


def solved(
    net: Graph, cost: Criterion, solver: Solver, known: Ints, parts: Parts = PARTS
) -> tuple[Ints, Prices]:
    """Per young person the position of the chosen pair, and prices that prove it is the best.

    `known` holds the pairs of a plan that can be, so that the part has one too.
    """
    if len(net.i) <= parts.above:
        picked = solver.solve(net, cost)
        return picked, prices(net, cost, picked)
    within = cheapest(net, cost, parts.each)
    within[known] = True
    while True:
        part = np.flatnonzero(within)
        smaller, costs = replace(net, i=net.i[part], j=net.j[part]), cost.only(part)
        found = solver.solve(smaller, costs)
        at = prices(smaller, costs, found)
        over = cost.of_pair + at.people[net.i] - at.places[net.j]
        if over.min() >= 0:
            found[found >= 0] = part[found[found >= 0]]
            return found, at
        better, near = np.flatnonzero(over < 0), np.flatnonzero((over >= 0) & ~within)
        few = min(parts.along, len(near))
        within[better] = True
        if few:
            within[near[np.argpartition(over[near], few - 1)[:few]]] = True


def cheapest(net: Graph, cost: Criterion, each: int) -> Ints:
    """Of k pairs whether they are among the cheapest of their young person or their workplace."""
    drawn = np.arange(len(net.i)) * 2_654_435_761 >> 12 & (1 << SPREAD) - 1
    key = (cost.of_pair - cost.of_pair.min() << SPREAD) + drawn
    within = np.zeros(len(net.i), bool)
    for side in (net.i, net.j):
        order = np.argsort(side, kind="stable")
        keys, starts = key[order], np.flatnonzero(np.diff(side[order], prepend=-1))
        for begin, end in zip(starts, [*starts[1:], len(order)], strict=True):
            few = slice(begin, end)
            if end - begin > each:
                within[order[few][np.argpartition(keys[few], each - 1)[:each]]] = True
            else:
                within[order[few]] = True
    return within
