"""The kernel gives the lists that the rules give one by one, on anything at all."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.bench.one_by_one import wishes_of
from houvast.bench.world import Knobs, world
from houvast.matching.rules import plain
from houvast.matching.rules.columns import Offered, pack
from houvast.matching.rules.kernel import how_many_fit, lists
from houvast.matching.rules.law import birthday
from houvast.matching.rules.lists import Draw, suggest, tie
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.question import AGES, Question, birthdays_of
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


WAYS = {"as installed": lists, "with NumPy alone": plain.lists}
BOTH = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def at_once(way, wishes, rows, ruleset=RULESET):
    drawn = np.array([DRAW.of_place(one.place.id) for one in rows], np.int64)
    found = way(Question(wishes, pack(rows), TODAY, ruleset), tie(DRAW.of_person, drawn))
    ids = {name: [rows[at].place.id for at in getattr(found, name)] for name in NAMES}
    return ids | {"rest": sorted(ids["rest"]), "why": dict(found.does_not_fit)}


def one_by_one(wishes, places, ruleset=RULESET):
    found = suggest(wishes, places, TODAY, ruleset, DRAW)
    ids = {name: [one.place.id for one in getattr(found, name)] for name in NAMES}
    return ids | {"rest": sorted(ids["rest"]), "why": dict(Counter(found.does_not_fit))}


@BOTH
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(WISHES, MANY, st.sampled_from([RULESET, WITH_POINTS]))
def test_the_lists_are_those_of_the_rules(way, wishes, places, ruleset):
    rows = [offered(one) for one in places]
    assert at_once(way, wishes, rows, ruleset) == one_by_one(wishes, places, ruleset)


@BOTH
def test_the_golden_lists_too(way):
    places = [read(Place, one) for one in loaded("workplaces")]
    rows = [offered(one) for one in places]
    for name in PEOPLE:
        wishes = read(Wishes, loaded(name)["wishes"])
        assert at_once(way, wishes, rows) == one_by_one(wishes, places), name


@BOTH
@given(WISHES, MANY, st.integers(-2, 2))
def test_a_workplace_is_in_no_list_after_its_last_day(way, wishes, places, days):
    last = TODAY + timedelta(days=days)
    rows = [Offered(one, closes_on=last) for one in places]
    found = at_once(way, wishes, rows)
    assert len(found["fits"] + found["near"] + found["rest"]) == (len(rows) if days >= 0 else 0)


def test_a_region_of_workplaces_gives_the_same_lists_both_ways():
    region = world(Knobs(people=60, workplaces=700, asks=0.5))
    for one in range(len(region.asked)):
        asked = Question(wishes_of(region.asked, one), region.columns, region.today, region.ruleset)
        drawn = tie(int(region.asked.luck[one]), region.luck)
        quick, slow = lists(asked, drawn), plain.lists(asked, drawn)
        for name in NAMES:
            assert getattr(quick, name).tolist() == getattr(slow, name).tolist()
        assert quick.does_not_fit == slow.does_not_fit
        assert how_many_fit(asked) == plain.how_many_fit(asked) == len(quick.fits)


def test_an_unknown_home_is_not_taken_for_another_one():
    columns = pack([offered(one) for one in (read(Place, one) for one in loaded("workplaces"))])
    for home in ("1234", "", "4321", "1234"):
        asked = Question(Wishes(pc4=home), columns, TODAY, WITH_POINTS)
        alone = Question(Wishes(pc4=home), replace(columns), TODAY, WITH_POINTS)
        assert asked.minutes.tolist() == alone.minutes.tolist()


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)) | st.just(date(2008, 2, 29)))
def test_birthdays_counted_in_months_are_those_of_the_calendar(born):
    assert birthdays_of(born).tolist() == [birthday(born, one).toordinal() for one in AGES[1:]]
