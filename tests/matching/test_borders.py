"""What a rule says exactly on its border, and who can move what: found by breaking the rules."""

from array import array
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode
from houvast.matching.rules.codes import BlockCode, Component, MindCode, Mover, TravelMode
from houvast.matching.rules.conditions import CAN_BE_REACHED, Block, blocks, minds
from houvast.matching.rules.law.light_work import NEVER_LIGHT
from houvast.matching.rules.lists import tie
from houvast.matching.rules.points import RULESET, PointsTable, check_table, points_of, wish_points
from houvast.matching.rules.sides import Pair, Wishes
from houvast.matching.rules.travel import NEXT, SAME, TravelModel
from houvast.reference.rules.travel_times import NOT_KNOWN, Journeys
from tests.matching.sides import TODAY
from tests.matching.test_points import MECHANIC, PLACED, SHOP

NO = Answer.NO
GROWN = Wishes(birth_date=TODAY - timedelta(days=9_000))


def codes(wishes, place, ruleset=RULESET):
    return [(one.code, one.about) for one in blocks(Pair(wishes, place, TODAY), ruleset)]


@pytest.mark.parametrize(
    ("block", "mover"),
    [
        *((Block(BlockCode.CONDITION, one.value), Mover.YOUNG_PERSON) for one in CAN_BE_REACHED),
        (Block(BlockCode.CONDITION, ConditionCode.NIGHT.value), Mover.EMPLOYER),
        (Block(BlockCode.NEED, OfferCode.STEP_FREE.value), Mover.EMPLOYER),
        (Block(BlockCode.NEED, ConditionCode.VCA.value), Mover.EMPLOYER),
        (Block(BlockCode.HOURS_TOO_MANY, "32"), Mover.EMPLOYER),
        (Block(BlockCode.TRAVEL, "50"), Mover.MUNICIPALITY),
        (Block(BlockCode.KIND_REFUSED, "bbl"), Mover.YOUNG_PERSON),
        (Block(BlockCode.LOW_WAGE), Mover.NOBODY),
    ],
)
def test_who_can_move_what_stands_in_the_way(block, mover):
    assert block.mover is mover


def test_the_law_on_nights_stands_for_the_night_alone():
    asks = dict.fromkeys((ConditionCode.NIGHT, ConditionCode.VCA), "Hoort bij het werk.")
    place = replace(SHOP, asks=asks, wage_cents=1_900)
    facts = {ConditionCode.NIGHT: NO, ConditionCode.VCA: NO}
    born = replace(MECHANIC, facts=facts)
    found = codes(born, place, PLACED)
    assert (BlockCode.NIGHT, "") in found and (BlockCode.CONDITION, "vca") in found
    assert (BlockCode.CONDITION, "night") not in found
    grown = codes(replace(GROWN, facts=facts), place)
    assert grown == [(BlockCode.CONDITION, one.value) for one in ConditionCode if one in asks]


@pytest.mark.parametrize(("age", "article"), [(15, "NRK 4:1 en 4:2"), (16, "Atw 5:3")])
def test_the_article_on_nights_is_that_of_the_age(age, article):
    place = replace(SHOP, asks={ConditionCode.NIGHT: "Hoort bij het werk."})
    born = Wishes(birth_date=TODAY.replace(year=TODAY.year - age))
    found = blocks(Pair(born, place, TODAY), RULESET)
    assert [one.article for one in found if one.code is BlockCode.NIGHT] == [article]


def test_a_row_of_the_law_counts_from_its_own_first_day():
    till = replace(SHOP, isco="5230")
    since, article = NEVER_LIGHT["5230"]
    born = Wishes(birth_date=since.replace(year=since.year - 15))
    for days, expected in ((-1, []), (0, [article])):
        found = blocks(Pair(born, till, since + timedelta(days=days)), RULESET)
        assert [one.article for one in found if one.code is BlockCode.HEAVY_WORK] == expected


def test_a_journey_as_long_as_the_limit_is_no_block_and_gives_nothing():
    """18 minutes by bicycle, as in the worked example."""
    for limit, blocked in ((18, []), (17, [(BlockCode.TRAVEL, "18")])):
        wishes = replace(MECHANIC, minutes=limit)
        assert codes(wishes, SHOP, PLACED) == blocked
        assert points_of(Pair(wishes, SHOP, TODAY), PLACED)[Component.TRAVEL] == 0


def test_work_that_ends_on_the_first_day_can_still_begin():
    shop = replace(SHOP, wage_cents=1_900)
    first = replace(GROWN, earliest=TODAY + timedelta(days=1))
    for last, blocked in ((1, []), (0, [(BlockCode.STARTS_EARLIER, "")])):
        assert codes(first, replace(shop, end_on=TODAY + timedelta(days=last))) == blocked
    assert codes(first, shop) == []


def test_work_that_begins_today_is_not_later():
    for days, later in ((0, []), (1, [MindCode.STARTS_ON])):
        place = replace(SHOP, start_on=TODAY + timedelta(days=days))
        said = [one.code for one in minds(Pair(GROWN, place, TODAY))]
        assert [one for one in said if one is MindCode.STARTS_ON] == later


def test_a_table_may_give_nothing_for_something_and_as_much_for_near():
    assert check_table(PointsTable("x", wish_near=300)).wish_near == 300
    assert check_table(PointsTable("x", sector=0, wish=450)).sector == 0


def test_no_more_is_taken_off_than_there_is():
    many = replace(SHOP, skills_asked=frozenset([*Skill][:9]), sector=None)
    found = points_of(Pair(Wishes(), many, TODAY), RULESET)
    assert (found[Component.CAN], found[Component.SECTOR]) == (0, 0)


def test_near_is_the_same_minor_group_of_isco():
    wanted = frozenset({"7234"})
    said = {one: wish_points(wanted, one, RULESET.table) for one in ("7234", "7231", "7244", "")}
    assert said == {"7234": 300, "7231": 150, "7244": 0, "": 0}


def test_a_road_is_a_straight_line_and_three_tenths():
    """A triangle of 3, 4 and 5 kilometres."""
    model = TravelModel({"1234": (1_000, 2_000), "4321": (4_000, 6_000)}, "x")
    assert model.road("1234", "4321") == model.road("4321", "1234") == 6_500
    assert (model.road("", "4321"), model.road("1234", ""), model.road("", "")) == (None,) * 3
    assert model.road("1234", "1234") == SAME and model.road("1234", "1239") == NEXT
    assert model.road("1234", "1399") is None


def test_minutes_that_somebody_measured_count_instead_of_the_estimate():
    """And where nothing was measured for two postcodes or a way of travelling, the estimate."""
    measured = Journeys(
        "walk",
        departures=array("H", [1234]).tobytes(),
        arrivals=array("H", [1235, 1236]).tobytes(),
        minutes=bytes([7, NOT_KNOWN]),
    )
    model = TravelModel(times={TravelMode.WALK: measured})
    for there, mode, minutes in (
        ("1235", TravelMode.WALK, 7),
        ("1236", TravelMode.WALK, 50),
        ("1235", TravelMode.BICYCLE, 16),
        ("4321", TravelMode.WALK, None),
    ):
        assert model.minutes("1234", there, frozenset({mode})) == minutes


@pytest.mark.parametrize(("first", "second"), [*permutations(TravelMode, 2)])
def test_of_two_ways_of_travelling_the_quickest_counts_whichever_comes_first(first, second):
    """In this order, and not in that of a set, which is another one in each process."""
    model = TravelModel({"1234": (1_000, 2_000), "4321": (7_000, 10_000)}, "x")
    alone = [model.minutes("1234", "4321", (one,)) for one in (first, second)]
    assert None not in alone and alone[0] != alone[1]
    assert model.minutes("1234", "4321", (first, second)) == min(alone)


def test_two_draws_make_a_number_of_24_bits():
    assert tie(3 << 16, 1) == 3 and tie(1, 1 << 15) == 0
    assert tie(1, (1 << 40) - 1) == tie(1, (1 << 41) - 1) == 2**24 - 1
    assert tie(1 << 40, 1) == 0
