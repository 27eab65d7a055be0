"""A plan for a team is the best there is, by solvers that know nothing of each other."""

import os
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from houvast.employers.rules.skills import Skill
from houvast.matching.rules.columns import pack
from houvast.matching.rules.criteria import Limit, weights
from houvast.matching.rules.doubt import benefit, needs_talk
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.graph import FLOW, MATCHING, Graph, Solver, solver_here
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.parts import PARTS, Parts
from houvast.matching.rules.plan import NOTHING, Policy, Team, plan
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.teams import team_of
from tests.matching.sides import PLACES, TODAY, WISHES
from tests.matching.test_kernel import offered
from tests.matching.test_points import SHOP

POLICY = Policy(floor=200)
LONG = "HOUVAST_CAMPAIGN_RULES" in os.environ
CASES = 1_000 if LONG else 200
TRIED, PROFILES = (1_000, 1_000) if LONG else (60, 120)
"""`make campaign-rules` looks at as many as matching section 9 asks of F9."""
BOTH = [pytest.param(FLOW, marks=pytest.mark.ortools), MATCHING]


def narrow(solver: Solver, easy: int) -> Solver:
    """The same solver, that takes fewer criteria at once."""
    return replace(solver, limit=lambda net: replace(solver.limit(net), easy=easy))


def some_team(seed: int, people: int = 9, places: int = 6) -> Team:
    rng = np.random.default_rng(seed)
    i, j = np.nonzero(rng.random((people, places)) < rng.uniform(0.15, 0.8))
    return Team(
        Edges(i, j, rng.choice([0, 150, 250, 320, 400, 450, 500, 777, 1000], len(i))),
        capacity=rng.integers(0, 3, places),
        weeks=rng.integers(0, 150, people),
        could_give=rng.choice([0, 0, 0, 150, 1000], people),
    )


def pairs_of(team: Team):
    """Above the floor: who, where, and what it is worth, most important first."""
    could = team.could_be()
    weeks = np.minimum(team.weeks, POLICY.most_weeks)
    return [
        (i, j, (1, *(-int(c < one) for one in POLICY.bands), int(weeks[i]), int(points)))
        for i, j, points, c in zip(
            team.edges.i, team.edges.j, team.edges.points, could, strict=True
        )
        if c >= POLICY.floor
    ]


def by_trying_all(team: Team):
    """The best value of every plan there is; for a handful of people."""
    choices = [
        [None, *(one for one in pairs_of(team) if one[0] == who)] for who in range(len(team.weeks))
    ]
    best = (0,) * 5
    for few in product(*choices):
        taken = [one for one in few if one]
        load = np.bincount([one[1] for one in taken], minlength=len(team.capacity))
        if (load <= team.capacity).all():
            best = max(best, tuple(sum(one[2][at] for one in taken) for at in range(5)))
    return best


@cache
def by_highs(seed: int):
    """The same by whole-number programming, one criterion after another."""
    team = some_team(seed)
    pairs, held, found = pairs_of(team), [], []
    if not pairs:
        return (0,) * 5
    once = np.zeros((len(team.weeks) + len(team.capacity), len(pairs)))
    for at, (i, j, _worth) in enumerate(pairs):
        once[i, at] = once[len(team.weeks) + j, at] = 1
    room = LinearConstraint(once, -np.inf, [*(1 for _one in team.weeks), *team.capacity])
    for at in range(5):
        worth = np.array([one[2][at] for one in pairs])
        solved = milp(
            -worth, integrality=np.ones(len(pairs)), bounds=Bounds(0, 1), constraints=[room, *held]
        )
        found.append(round(-solved.fun))
        held.append(LinearConstraint(worth, found[-1], np.inf))
    return tuple(found)


@pytest.mark.parametrize("solver", BOTH, ids=lambda one: one.name)
def test_no_plan_is_better_by_another_solver(solver):
    for seed in range(CASES):
        team = some_team(seed)
        want = by_highs(seed)
        for easy, parts in ((1, PARTS), (10**15, PARTS), (10**5, Parts(above=0, each=1, along=1))):
            assert plan(team, POLICY, narrow(solver, easy), parts).value == want, seed


@pytest.mark.parametrize("solver", BOTH, ids=lambda one: one.name)
def test_no_plan_is_better_of_all_there_are(solver):
    for seed in range(TRIED):
        team = some_team(seed, people=5, places=4)
        assert plan(team, POLICY, solver).value == by_trying_all(team), seed


@pytest.mark.parametrize("solver", BOTH, ids=lambda one: one.name)
def test_a_plan_is_one_that_can_be(solver):
    """Each pair is permitted and above the floor, and no place is given twice."""
    for seed in range(40):
        team = some_team(seed, people=30, places=12)
        found = plan(team, POLICY, solver)
        placed = np.flatnonzero(found.place != NOTHING)
        permitted = {(i, j): worth for i, j, worth in pairs_of(team)}
        assert all((who, found.place[who]) in permitted for who in placed)
        used = np.bincount(found.place[placed], minlength=len(team.capacity))
        assert (found.left == team.capacity - used).all() and (found.left >= 0).all()


def test_the_draw_of_the_day_decides_what_is_left_equal():
    both = Edges(np.array([0, 0]), np.array([0, 1]), np.array([500, 500]))
    team = Team(both, np.array([1, 1]), np.array([4]), np.array([0]))
    for first in (0, 1):
        drawn = np.array([first, 1 - first])
        assert plan(replace(team, drawn=drawn)).place.tolist() == [first]


@pytest.mark.parametrize("solver", BOTH, ids=lambda one: one.name)
def test_the_order_of_the_pairs_changes_nothing(solver):
    team = some_team(3, people=40, places=15)
    drawn = np.random.default_rng(3).permutation(len(team.edges)) * 7
    team = replace(team, drawn=drawn)
    order = np.random.default_rng(4).permutation(len(team.edges))
    other = replace(team, edges=team.edges.only(order), drawn=drawn[order])
    assert plan(team, POLICY, solver).place.tolist() == plan(other, POLICY, solver).place.tolist()


def test_what_does_not_fit_in_one_number_is_refused_before_it_is_made():
    net = Graph(
        *(np.zeros(0, np.int64) for _one in "ij"),
        np.ones(2_000),
        np.zeros(2_000, bool),
        np.ones(5_000, bool),
    )
    for solver in (FLOW, MATCHING):
        with pytest.raises(OverflowError, match="5 criteria in one number"):
            weights([1, 1, 1, 104, 1_000], 5_000, solver.limit(net))
    assert weights([1, 1, 1, 104, 1_000], 9, Limit(2**63 - 1, 17))[-1] == 1


@pytest.mark.parametrize("solver", BOTH, ids=lambda one: one.name)
def test_nobody_and_nowhere_make_an_empty_plan(solver):
    none = np.zeros(0, np.int64)
    empty = Team(Edges(none, none, none), np.array([2]), np.array([5, 9]), np.array([0, 0]))
    assert plan(empty, POLICY, solver).place.tolist() == [NOTHING, NOTHING]
    assert plan(replace(empty, weeks=none, could_give=none), POLICY, solver).placed == 0


ABOUT = {
    "wishes": ("occupations", "sectors"),
    "never": ("never_kinds", "never_sectors"),
    "can": ("can",),
    "learns": ("learns",),
    "facts": ("facts",),
    "needs": ("needs",),
    "week": ("free", "busy"),
    "school": ("school_days", "school_hours"),
    "hours": ("hours_least", "hours_most"),
    "travel": ("pc4", "modes", "minutes"),
}
"""What can be unknown about somebody. How far one travels counts when it is known from where."""


def emptied(wishes: Wishes, part: str) -> Wishes:
    return replace(wishes, **{name: getattr(Wishes(), name) for name in ABOUT[part]})


def of(people, rows):
    """The team of these young people, who wait one week longer each."""
    columns = pack(rows)
    places = pack_places(columns, np.zeros(len(rows), np.int64), TODAY, RULESET)
    free, weeks = columns.free_places.astype(np.int64), np.arange(len(people))
    could_give = np.array([benefit(one, RULESET.table) for one in people], np.int64)
    return team_of(asking(people, [0] * len(people)), places, free, weeks, could_give)


def test_who_travels_as_is_usual_stands_no_higher_than_of_whom_nothing_is_known():  # F9
    """His travel is counted once: as it is supposed, or as it could be."""
    known = Wishes(
        occupations=frozenset(["7234"]), can=frozenset([Skill.EXPLAINING]), pc4="1234", free=1
    )
    place = replace(SHOP, pc4="1234", hours_min=1, free_places=1)
    some, none = of([known], [offered(place)]), of([emptied(known, "travel")], [offered(place)])
    assert some.counted.tolist() == [136] and none.counted.tolist() == [0]
    assert some.edges.points[0] - none.edges.points[0] == 136
    assert some.could_be().tolist() == none.could_be().tolist()


SOME_PLACES = st.lists(PLACES, min_size=1, max_size=8, unique_by=lambda one: one.id)


@settings(max_examples=PROFILES, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(WISHES, min_size=1, max_size=4), SOME_PLACES, st.sampled_from(sorted(ABOUT)), st.data()
)
def test_emptying_part_of_a_profile_never_lowers_how_many_are_placed(people, places, part, data):
    """F9: the pairs become more, never fewer (matching section 6.7)."""
    rows = [offered(one) for one in places]
    who = data.draw(st.integers(0, len(people) - 1))
    less = [emptied(one, part) if at == who else one for at, one in enumerate(people)]
    before, after = of(people, rows), of(less, rows)
    assert set(map(tuple, above_floor(before))) <= set(map(tuple, above_floor(after)))
    assert plan(before).placed <= plan(after).placed


def above_floor(team):
    keep = team.could_be() >= Policy().floor
    return np.stack([team.edges.i[keep], team.edges.j[keep]], 1).tolist()


def test_whom_we_do_not_know_is_in_no_low_band():
    somebody = Wishes()
    assert needs_talk(somebody) and benefit(somebody, RULESET.table) == 1000
    one = Edges(np.array([0]), np.array([0]), np.array([10]))
    team = Team(one, np.array([1]), np.array([0]), np.array([1000]))
    found = plan(team)
    assert found.placed == 1 and set(found.below.values()) == {0}
    assert plan(replace(team, could_give=np.array([0]))).placed == 0


def test_ortools_is_used_where_it_is(monkeypatch):
    monkeypatch.setattr("houvast.matching.rules.graph.find_spec", lambda _name: None)
    assert solver_here() is MATCHING


def test_the_example_of_the_docs_comes_out_so():
    """docs/understand/matching.md: Aya, Bo and Cas; the kitchen and the shop, one place each."""
    points = {(0, 0): 700, (0, 1): 500, (1, 0): 650, (2, 0): 400, (2, 1): 290}
    i, j = np.array(list(points)).T

    def of(points):
        edges = Edges(i, j, np.array(list(points.values())))
        team = Team(edges, np.array([1, 1]), np.array([4, 9, 30]), np.zeros(3, np.int64))
        return plan(team).place.tolist()

    kitchen, shop = 0, 1
    assert of(points) == [shop, kitchen, NOTHING]
    assert of(points | {(2, 0): 460}) == [shop, NOTHING, kitchen]
