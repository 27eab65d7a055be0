"""Which plans are as good as the best one: what the next criterion may still choose from.

The best plan of a graph has prices (potentials): of a young person, a workplace, and the end.
A pair that costs more than the difference of its prices is in no best plan, and a plan without
such pairs is a best one (complementary slackness). So dropping them keeps exactly the best plans.
"""

from dataclasses import dataclass, replace

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.criteria import Criterion
from houvast.matching.rules.graph import Graph


@dataclass(frozen=True, slots=True)
class Prices:
    """Shortest distances in what a plan leaves open, whole numbers of at most 0."""

    people: Ints
    places: Ints
    end: int


def prices(net: Graph, cost: Criterion, picked: Ints) -> Prices:
    """The prices of a best plan. A young person's pair can be taken back, so it runs both ways."""
    n, m = net.people, len(net.free)
    order = np.argsort(net.j, kind="stable")
    who, price = net.i[order], cost.of_pair[order]
    asked, starts = np.unique(net.j[order], return_index=True)
    placed, waiting = np.flatnonzero(picked >= 0), np.flatnonzero(picked < 0)
    pair = picked[placed]
    load = np.bincount(net.j[pair], minlength=m)
    taken, roomy = load > 0, (load < net.free) & ~net.must_fill
    waits = np.flatnonzero(net.may_wait)
    people, places, end = np.zeros(n, np.int64), np.zeros(m, np.int64), 0
    while True:
        before = (people.copy(), places.copy(), end)
        if len(order):
            near = np.minimum.reduceat(people[who] + price, starts)
            places[asked] = np.minimum(places[asked], near)
        places[taken & ~net.must_fill] = np.minimum(places[taken & ~net.must_fill], end)
        end = min(
            end,
            int((people[waits] + cost.of_nobody[waits]).min(initial=0)),
            int(places[roomy].min(initial=0)),
        )
        people[placed] = np.minimum(people[placed], places[net.j[pair]] - cost.of_pair[pair])
        people[waiting] = np.minimum(people[waiting], end - cost.of_nobody[waiting])
        if end == before[2] and (people == before[0]).all() and (places == before[1]).all():
            return Prices(people, places, end)


def face(net: Graph, cost: Criterion, at: Prices) -> tuple[Graph, Ints]:
    """The graph of the plans that are as good, and which of the k pairs are in it."""
    slack = at.places - at.end
    free = np.where((slack > 0) & ~net.must_fill, 0, net.free)
    tight = (cost.of_pair + at.people[net.i] == at.places[net.j]) & (free[net.j] > 0)
    kept = np.flatnonzero(tight)
    return replace(
        net,
        i=net.i[kept],
        j=net.j[kept],
        free=free,
        must_fill=net.must_fill | (slack < 0),
        may_wait=net.may_wait & (cost.of_nobody + at.people == at.end),
    ), kept
