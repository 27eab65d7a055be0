"""A plan for a team: which workplace to propose to whom. A proposal to talk about, nothing more.

In this order, and each only decides what all above it leave open: nothing below the floor; most
young people placed; fewest in the low bands; longest waiting; most points; and then the draw of
the day. No order of young people comes out of it: it says per young person which workplace.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.criteria import Criterion, packed, stages
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.faces import face
from houvast.matching.rules.graph import NOTHING, Graph, Solver, solver_here
from houvast.matching.rules.parts import PARTS, Parts, solved
from houvast.matching.rules.points import TOGETHER


@dataclass(frozen=True, slots=True)
class Policy:
    """What a municipality decides about its plans (matching section 6)."""

    floor: int = 300
    """The fewest points of a pair that is proposed."""
    bands: tuple[int, ...] = (300, 450)
    """As few pairs as can be below these, the lowest first."""
    most_weeks: int = 104
    """Waiting longer than this counts as this."""


POLICY = Policy()


@dataclass(frozen=True)
class Team:
    """What a plan is made of: n young people, m workplaces, k permitted pairs."""

    edges: Edges
    capacity: Ints
    """m whole numbers: the places that are free."""
    weeks: Ints
    """n whole numbers: how long each has asked for work."""
    could_give: Ints
    """n whole numbers: the points that what we do not know yet could give (`doubt.benefit`).

    Floor and bands are asked with these on top: a profile that nobody filled in is not low.
    """
    counted: Ints | None = None
    """k whole numbers: of `could_give`, what the points hold already; None is nothing."""
    drawn: Ints | None = None
    """k whole numbers from 0: the draw of the day, the lowest first; None draws nothing."""

    def could_be(self) -> Ints:
        """The points of each pair, if what is unknown turns out well."""
        could: Ints = self.edges.points + self.could_give[self.edges.i]
        return could if self.counted is None else could - self.counted


@dataclass(frozen=True)
class Plan:
    """Per young person the workplace that is proposed."""

    place: Ints
    """n positions of workplaces, or NOTHING."""
    points: Ints
    """n whole numbers: the points of that pair, 0 for NOTHING."""
    left: Ints
    """m whole numbers: the places that nobody is proposed for."""
    placed: int
    below: dict[int, int] = field(default_factory=dict)
    """Per band how many are below it, without those whom we do not know well enough."""
    weeks: int = 0
    """The weeks waited by all who are placed, together."""

    @property
    def value(self) -> tuple[int, ...]:
        """What the plan is worth, most important first; the highest is the best."""
        return self.placed, *(-one for one in self.below.values()), self.weeks, self.together

    @property
    def together(self) -> int:
        """All points."""
        return int(self.points.sum())


def plan(
    team: Team, policy: Policy = POLICY, solver: Solver | None = None, parts: Parts = PARTS
) -> Plan:
    """The best plan. The same team, policy and draw give the same value with either solver."""
    could = team.could_be()
    above = np.flatnonzero(could >= policy.floor)
    edges = team.edges.only(above)
    weeks = np.minimum(team.weeks, policy.most_weeks).astype(np.int64)
    weighed = criteria(edges, could[above], weeks, policy)
    if team.drawn is not None:
        none = np.zeros(len(weeks), np.int64)
        weighed.append(Criterion("draw", team.drawn[above].astype(np.int64), none))
    everybody = np.ones(len(weeks), bool)
    never = np.zeros(len(team.capacity), bool)
    free = np.maximum(team.capacity, 0).astype(np.int64)
    net = Graph(edges.i, edges.j, free, never, everybody)
    picked = best(net, weighed, solver or solver_here(), parts)
    return _told(edges, could[above], weeks, policy, free, picked)


def criteria(edges: Edges, could: Ints, weeks: Ints, policy: Policy) -> list[Criterion]:
    """All but the floor, most important first."""
    no_pair, nobody = np.zeros(len(edges), np.int64), np.zeros(len(weeks), np.int64)
    low = [
        Criterion(f"below {one}", (could < one).astype(np.int64), nobody) for one in policy.bands
    ]
    return [
        Criterion("placed", no_pair, nobody + 1),
        *(one for one in low if one.dearest),
        Criterion("waiting", no_pair, weeks),
        Criterion("points", TOGETHER - edges.points.astype(np.int64), nobody),
    ]


def best(net: Graph, criteria: Sequence[Criterion], solver: Solver, parts: Parts = PARTS) -> Ints:
    """Per young person the position of the chosen pair in this graph, or NOTHING.

    As many criteria at once as are quick to solve; then the next ones, among the plans that are
    as good (`face`).
    """
    positions = np.arange(len(net.i))
    picked = np.full(net.people, NOTHING, np.int64)
    for group in stages(criteria, net.people, solver.limit(net)):
        cost = packed([one.only(positions) for one in group], net.people, solver.limit(net))
        known = np.searchsorted(positions, picked[picked >= 0])
        found, at = solved(net, cost, solver, known, parts)
        picked = _of_all(positions, found)
        net, kept = face(net, cost, at)
        positions = positions[kept]
    return picked


def _of_all(positions: Ints, found: Ints) -> Ints:
    """Positions in a smaller graph as positions in the first one."""
    picked = found.copy()
    picked[found >= 0] = positions[found[found >= 0]]
    return picked


def _told(edges: Edges, could: Ints, weeks: Ints, policy: Policy, free: Ints, picked: Ints) -> Plan:
    chosen = picked[picked >= 0]
    place, points = np.full(len(picked), NOTHING, np.int64), np.zeros(len(picked), np.int64)
    place[edges.i[chosen]], points[edges.i[chosen]] = edges.j[chosen], edges.points[chosen]
    return Plan(
        place=place,
        points=points,
        left=free - np.bincount(edges.j[chosen], minlength=len(free)),
        placed=len(chosen),
        below={one: int((could[chosen] < one).sum()) for one in policy.bands},
        weeks=int(weeks[edges.i[chosen]].sum()),
    )
