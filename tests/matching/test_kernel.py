"""The kernel gives the lists that the rules give one by one, on anything at all."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.matching.rules.columns import Offered, pack
from houvast.matching.rules.kernel import lists
from houvast.matching.rules.lists import Draw, suggest, tie
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.question import Question
from houvast.matching.rules.sides import Place, Wishes
from houvast.matching.rules.travel import TravelModel
from tests.matching.sides import KEY, PLACES, TODAY, WISHES
from tests.matching.test_golden import PEOPLE, loaded, read

SOMEBODY = UUID(int=7)
DRAW = Draw(KEY, TODAY, SOMEBODY)
NAMES = ("fits", "near", "rest")
MANY = st.lists(PLACES, max_size=12, unique_by=lambda one: one.id)


def offered(place):
    """As the database knows it: a stale place since today, any other from tomorrow on."""
    return Offered(place, ring_from=TODAY + timedelta(days=0 if place.is_stale else 1))


POINTS = TravelModel({"1234": (0, 0), "1235": (2_000, 100), "4321": (9_000, 4_000)}, "pc4-test")
WITH_POINTS = replace(RULESET, travel=POINTS)


def at_once(wishes, rows, ruleset=RULESET):
    drawn = np.array([DRAW.of_place(one.place.id) for one in rows], np.int64)
    found = lists(Question(wishes, pack(rows), TODAY, ruleset), tie(DRAW.of_person, drawn))
    ids = {name: [rows[at].place.id for at in getattr(found, name)] for name in NAMES}
    return ids | {"rest": sorted(ids["rest"]), "why": dict(found.does_not_fit)}


def one_by_one(wishes, places, ruleset=RULESET):
    found = suggest(wishes, places, TODAY, ruleset, DRAW)
    ids = {name: [one.place.id for one in getattr(found, name)] for name in NAMES}
    return ids | {"rest": sorted(ids["rest"]), "why": dict(Counter(found.does_not_fit))}


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(WISHES, MANY, st.sampled_from([RULESET, WITH_POINTS]))
def test_the_lists_are_those_of_the_rules(wishes, places, ruleset):
    rows = [offered(one) for one in places]
    assert at_once(wishes, rows, ruleset) == one_by_one(wishes, places, ruleset)


def test_the_golden_lists_too():
    places = [read(Place, one) for one in loaded("workplaces")]
    for name in PEOPLE:
        wishes = read(Wishes, loaded(name)["wishes"])
        assert at_once(wishes, [offered(one) for one in places]) == one_by_one(wishes, places), name


@given(WISHES, MANY, st.integers(-2, 2))
def test_a_workplace_is_in_no_list_after_its_last_day(wishes, places, days):
    last = TODAY + timedelta(days=days)
    rows = [Offered(one, closes_on=last) for one in places]
    found = at_once(wishes, rows)
    assert len(found["fits"] + found["near"] + found["rest"]) == (len(rows) if days >= 0 else 0)
