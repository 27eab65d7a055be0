"""Young people, workplaces and the pairs between them, as the two solvers read them.

Every young person takes one of his or her pairs, or "nothing yet" where that is allowed. Both
solvers give a plan of the lowest cost, and the same cost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.criteria import Criterion, Limit

NOTHING = -1
"""Of a young person for whom nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Graph:
    """n young people, m workplaces, k pairs."""

    i: Ints
    j: Ints
    """k positions each: whose pair it is, and of which workplace."""
    free: Ints
    """m whole numbers: the places that are free."""
    must_fill: Ints
    """m booleans: all places are taken in every plan that is as good so far."""
    may_wait: Ints
    """n booleans: nothing may be proposed."""

    @property
    def people(self) -> int:
        """n."""
        return len(self.may_wait)

    @property
    def nodes(self) -> int:
        """Young people, workplaces, and the end that all of it runs to."""
        return len(self.may_wait) + len(self.free) + 1


@dataclass(frozen=True, slots=True)
class Solver:
    """A way to find the plan of the lowest cost."""

    name: str
    limit: Callable[[Graph], Limit]
    solve: Callable[[Graph, Criterion], Ints]
    """Gives per young person the position of the chosen pair, or NOTHING."""


def by_flow(net: Graph, cost: Criterion) -> Ints:
    """Minimum-cost flow of OR-tools: one unit from each young person to the end."""
    flow = _ortools()
    n, m, k = net.people, len(net.free), len(net.i)
    end, waits = n + m, np.flatnonzero(net.may_wait)
    open_ends = np.flatnonzero(~net.must_fill)
    tails = np.concatenate([net.i, waits, n + open_ends])
    heads = np.concatenate([n + net.j, np.full(len(waits) + len(open_ends), end)])
    room = np.concatenate([np.ones(k + len(waits), np.int64), net.free[open_ends]])
    costs = [cost.of_pair, cost.of_nobody[waits], np.zeros(len(open_ends), np.int64)]
    solver = flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), room, np.concatenate(costs)
    )
    filled = np.where(net.must_fill, net.free, 0)
    supply = np.concatenate([np.ones(n, np.int64), -filled, [filled.sum() - n]])
    solver.set_nodes_supplies(np.arange(net.nodes, dtype=np.int32), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"No plan was found: {status}.")
    return _per_person(net, np.flatnonzero(solver.flows(arcs[:k])))


def by_matching(net: Graph, cost: Criterion) -> Ints:
    """SciPy: a column for each free place, and one of "nothing yet" for each young person.

    It adds up in floats: whole and exact below 2^53, which its limit asks. An explicit zero would
    be no pair at all, so every cost is one higher; every plan has as many of them. Where all
    places are to be taken, its pairs are cheaper by more than all the rest together.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    n, first = net.people, np.concatenate([[0], np.cumsum(net.free)])
    places, waits = int(first[-1]), np.flatnonzero(net.may_wait)
    pair = np.repeat(np.arange(len(net.i)), net.free[net.j])
    within = np.arange(len(pair)) - np.repeat(
        np.cumsum(net.free[net.j]) - net.free[net.j], net.free[net.j]
    )
    dear = _must_fill(net, cost)
    rows = np.concatenate([net.i[pair], waits])
    columns = np.concatenate([first[net.j[pair]] + within, places + waits])
    costs = np.concatenate([dear.of_pair[pair], dear.of_nobody[waits]]) + 1.0
    width = places + n
    if not n:
        return np.zeros(0, np.int64)
    pairs: Any = csr_array((costs, (rows, columns)), (n, width))  # type: ignore[no-untyped-call]
    row, column = min_weight_full_bipartite_matching(pairs)
    cells, taken = rows * width + columns, row.astype(np.int64) * width + column
    order = np.argsort(cells)
    which = order[np.searchsorted(cells, taken, sorter=order)]
    return _per_person(net, pair[which[which < len(pair)]])


def _must_fill(net: Graph, cost: Criterion) -> Criterion:
    if not net.must_fill.any():
        return cost
    dear = net.people * cost.dearest + 1
    return Criterion(cost.name, cost.of_pair + dear * ~net.must_fill[net.j], cost.of_nobody + dear)


def _per_person(net: Graph, chosen: Ints) -> Ints:
    picked = np.full(net.people, NOTHING, np.int64)
    picked[net.i[chosen]] = chosen
    return picked


def _flow_limit(net: Graph) -> Limit:
    """OR-tools multiplies every cost by the number of nodes and one more."""
    return Limit(2**63 - 1, net.nodes + 1)


def _matching_limit(net: Graph) -> Limit:
    """The sum of n costs, each with one more, and higher by n of the dearest and one."""
    return Limit(2**53 - 1, (net.people + 3) * (net.people + 1))


FLOW = Solver("ortools", _flow_limit, by_flow)
MATCHING = Solver("scipy", _matching_limit, by_matching)


def solver_here() -> Solver:
    """OR-tools when the extra `plan` is installed, and otherwise SciPy: the same optimum."""
    return FLOW if find_spec("ortools") else MATCHING


def _ortools() -> Any:
    from ortools.graph.python import min_cost_flow

    return min_cost_flow
