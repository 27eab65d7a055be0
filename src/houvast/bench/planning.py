"""How long a plan takes and how fair it is; and whether known problems get their known optimum."""

import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from houvast.bench.teams import DAY, Knobs, people, ruleset, waiting, workplaces
from houvast.matching.rules.columns import pack
from houvast.matching.rules.criteria import Criterion, Limit, weights
from houvast.matching.rules.doubt import benefit
from houvast.matching.rules.graph import MATCHING, NOTHING, Graph, Solver, solver_here
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.plan import POLICY, Plan, Policy, Team, plan
from houvast.matching.rules.points import TOGETHER
from houvast.matching.rules.teams import team_of


def invented(many: int, offered: int, seed: int, knobs: Knobs) -> Team:
    """A team with all its permitted pairs."""
    rules, wished = ruleset(seed), people(many, seed, knobs)
    columns = pack(workplaces(offered, seed))
    places = pack_places(columns, np.zeros(offered, np.int64), DAY, rules)
    free, weeks = columns.free_places.astype(np.int64), np.array(waiting(many, seed), np.int64)
    could_give = np.array([benefit(one, rules.table) for one in wished], np.int64)
    return team_of(asking(wished, [0] * many), places, free, weeks, could_give)


def measured(team: Team, rounds: int, policy: Policy = POLICY) -> dict[str, Any]:
    """The figures of a plan: the median time of so many rounds, and how fair it is."""
    solver, took = solver_here(), []
    plan(_first(team, 50), policy, solver)  # the solver is loaded outside the clock
    for _one in range(rounds):
        began = time.perf_counter()
        found = plan(team, policy, solver)
        took.append(time.perf_counter() - began)
    return {
        "seconds": round(median(took), 3),
        "fastest": round(min(took), 3),
        "solver": solver.name,
        "pairs": len(team.edges),
        **_fairness(team, found, policy),
    }


def _first(team: Team, most: int) -> Team:
    few = np.flatnonzero(team.edges.i < most)
    return replace(
        team,
        edges=team.edges.only(few),
        weeks=team.weeks[:most],
        could_give=team.could_give[:most],
        counted=None if team.counted is None else team.counted[few],
    )


def _fairness(team: Team, found: Plan, policy: Policy) -> dict[str, Any]:
    above = team.could_be() >= policy.floor
    option = np.zeros(len(team.weeks), bool)
    option[team.edges.i[above]] = True
    placed, weeks = found.place != NOTHING, np.minimum(team.weeks, policy.most_weeks)
    thin = team.could_give >= TOGETHER
    return {
        "placed": found.placed,
        "below": found.below,
        "orphans": int((~option).sum()),
        "weeks_served": found.weeks,
        "longest_waiting": {
            "with_an_option": int((weeks[option] == policy.most_weeks).sum()),
            "of_them_placed": int((weeks[option & placed] == policy.most_weeks).sum()),
        },
        "placed_in_percent": {
            "all": _percent(placed),
            "whom_we_do_not_know_yet": _percent(placed[thin]),
        },
        "points": found.together,
        "in_one_number": _in_one_number(team, policy),
    }


def _percent(those: Any) -> int:
    return round(100 * float(those.mean())) if len(those) else 0


def _in_one_number(team: Team, policy: Policy) -> str:
    """Whether all five criteria fit in one number; the proof says no for a large team."""
    nodes = len(team.weeks) + len(team.capacity) + 1
    dearest = [1, *(1 for _one in policy.bands), policy.most_weeks, TOGETHER]
    try:
        weights(dearest, len(team.weeks), Limit(2**63 - 1, nodes + 1))
    except OverflowError as refused:
        return f"refused: {refused}"
    return "fits"


def optimum(file: Path) -> dict[str, Any]:
    """The lowest cost of a published assignment problem, by each solver that is here.

    Raises ValueError for a file that is no such problem.
    """
    net, cost = read_orlib(file.read_text("ascii", errors="replace"))
    found: dict[str, int] = {}
    for solver in dict.fromkeys((solver_here(), MATCHING)):
        found[solver.name] = _lowest(net, cost, solver)
    if len(set(found.values())) != 1:
        raise RuntimeError(f"The solvers differ: {found}.")
    return {"items": net.people, "pairs": len(net.i), "optimum": next(iter(found.values()))} | {
        "solvers": list(found)
    }


def _lowest(net: Graph, cost: Criterion, solver: Solver) -> int:
    picked = solver.solve(net, cost)
    return int(cost.of_pair[picked].sum())


def read_orlib(text: str) -> tuple[Graph, Criterion]:
    """An assignment problem of the OR-Library (J E Beasley): everyone gets one of as many.

    The number n, and then either n times n costs (`assign100` to `assign800`), or three numbers per
    pair: who, what, and the cost (`assignp800` to `assignp5000`). Raises ValueError.
    """
    try:
        n, *rest = (int(word) for word in text.split())
    except ValueError:
        raise ValueError("The file holds whole numbers only, the number of items first.") from None
    if n < 1:
        raise ValueError("The first number is how many items there are.")
    if len(rest) == n * n:
        i, j = np.divmod(np.arange(n * n), n)
        return _assignment(n, i, j, np.array(rest, np.int64))
    if rest and len(rest) % 3 == 0:
        i, j, costs = np.array(rest, np.int64).reshape(-1, 3).T
        if min(i.min(), j.min()) >= 1 and max(i.max(), j.max()) <= n:
            return _assignment(n, i - 1, j - 1, costs)
    raise ValueError(f"After {n} come {n * n} costs, or three numbers for each pair.")


def _assignment(n: int, i: Any, j: Any, costs: Any) -> tuple[Graph, Criterion]:
    if costs.min() < 0:
        raise ValueError("No cost is below 0.")
    net = Graph(i, j, np.ones(n, np.int64), np.zeros(n, bool), np.zeros(n, bool))
    return net, Criterion("cost", costs, np.zeros(n, np.int64))
