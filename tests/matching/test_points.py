"""The points table: the worked example by hand, and what must hold for every pair."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, WorkKind
from houvast.matching.rules.codes import BlockCode, Component, StepCode, TravelMode, Verdict
from houvast.matching.rules.explain import explain, inputs_of
from houvast.matching.rules.points import RULESET, PointsTable, Ruleset, check_table, points_of
from houvast.matching.rules.sides import Pair, Place
from houvast.matching.rules.travel import TravelModel
from tests.matching.sides import KEY, PLACES, TODAY, WISHES, Wishes, read

NEAR = TravelModel({"1234": (0, 0), "1299": (3_600, 0)})
"""Straight lines, as soon as somebody imports the points."""
PLACED = Ruleset(RULESET.table, NEAR)
MECHANIC = read(
    Wishes,
    {
        "birth_date": "2009-05-04",
        "occupations": ["7234"],
        "sectors": ["S"],
        "can": ["S8.7", "S6.7", "S1.8"],
        "learns": ["S6.5", "S2.5", "S5.6"],
        "facts": {"licence_am": "no"},
        "free": sum(1 << (day * 4 + part) for day, part in product(range(3), (0, 1))),
        "school_days": 0,
        "pc4": "1234",
        "modes": ["bicycle"],
        "minutes": 30,
    },
)
SHOP = read(
    Place,
    {
        "id": "00000000-0000-0000-0000-000000000001",
        "title": "Leerling fietsenmaker",
        "employer": "Fietshoek",
        "kind": "learning_place",
        "hours_min": 16,
        "hours_max": 32,
        "isco": "7234",
        "sector": "S",
        "pc4": "1299",
        "day_parts": (1 << 20) - 1,
        "skills_asked": ["S8.7", "S6.7", "S1.8", "S3.4"],
        "teaches": ["S6.5", "S2.5", "S2.8"],
        "wage_cents": 700,
    },
)


def test_worked_example():
    """Matching section 5, counted by hand: 797."""
    found = explain(Pair(MECHANIC, SHOP, TODAY), PLACED)
    assert found.points == {
        Component.WISH: 300,
        Component.SECTOR: 150,
        Component.CAN: 200,
        Component.LEARN: 50,
        Component.TRAVEL: 60,
        Component.DAY_PARTS: 37,
    }
    assert (found.total, found.facts["minutes"], found.facts["limit"]) == (797, 18, 30)
    assert found.verdict is Verdict.FITS_WITH_STEPS
    asked = [(one.code, one.about) for one in found.steps]
    assert asked == [(StepCode.LEARN, "S3.4"), (StepCode.QUALIFICATION, "2027-05-03")]


def test_the_same_place_that_asks_a_licence_is_blocked_by_that_alone():
    asks = replace(SHOP, asks={ConditionCode.LICENCE_AM: "Je brengt fietsen weg."})
    found = explain(Pair(MECHANIC, asks, TODAY), PLACED)
    assert [(one.code, one.about) for one in found.blocks] == [(BlockCode.CONDITION, "licence_am")]
    assert found.total == 797


def test_the_published_table_makes_a_thousand():
    assert check_table(RULESET.table).total == 1000


@pytest.mark.parametrize(
    "wrong",
    [{"wish": 301}, {"sector": -150, "wish": 600}, {"wish_near": 301}, {"version": ""}],
)
def test_a_table_that_does_not_add_up_is_no_table(wrong):
    with pytest.raises(ValueError):
        check_table(PointsTable(**{"version": "x", **wrong}))


@given(WISHES, PLACES)
def test_the_explanation_adds_up_and_a_fit_has_no_blocks(wishes, place):
    """F7."""
    found = explain(Pair(wishes, place, TODAY), RULESET)
    assert found.total == sum(points_of(Pair(wishes, place, TODAY), RULESET).values())
    assert 0 <= found.total <= 1000
    assert bool(found.blocks) is (found.verdict is Verdict.DOES_NOT_FIT)
    assert bool(found.steps) or found.verdict is not Verdict.FITS_WITH_STEPS
    most = {Component.WISH: 300, Component.SECTOR: 150, Component.CAN: 250, Component.LEARN: 100}
    most |= {Component.TRAVEL: 150, Component.DAY_PARTS: 50}
    assert all(0 <= number <= most[part] for part, number in found.points.items())


RELAXED = {
    "asks": lambda place: {},
    "asks_perhaps": lambda place: frozenset(),
    "skills_asked": lambda place: frozenset(),
    "minimum_age": lambda place: None,
    "day_parts_min": lambda place: 1,
    "day_parts": lambda place: None,
    "hours_min": lambda place: 1,
    "hours_max": lambda place: 60,
    "wage_cents": lambda place: place.wage_cents and 20_000,
    "start_on": lambda place: None,
    "end_on": lambda place: None,
    "free_places": lambda place: place.free_places + 1,
}


def is_fit(wishes, place):
    return not explain(Pair(wishes, place, TODAY), RULESET).blocks


def total(wishes, place):
    return explain(Pair(wishes, place, TODAY), RULESET).total


AGELESS = {"start_on"}
"""A later start makes one older: the law may then allow what it did not before."""


@given(WISHES, PLACES, st.sampled_from(sorted(RELAXED)))
def test_asking_less_never_lowers_points_and_never_removes_a_fit(wishes, place, name):
    """F4."""
    asked_less = replace(place, **{name: RELAXED[name](place)})
    assert total(wishes, asked_less) >= total(wishes, place)
    if name not in AGELESS or wishes.birth_date is None:
        assert is_fit(wishes, asked_less) or not is_fit(wishes, place)


@given(WISHES, PLACES, st.sampled_from(Skill), st.integers(0, 27))
def test_having_more_never_lowers_points_and_never_removes_a_fit(wishes, place, skill, part):
    """F5, travel apart."""
    for more in (
        replace(wishes, can=wishes.can | {skill}),
        replace(wishes, learns=wishes.learns | {skill}),
        replace(wishes, free=wishes.free | 1 << part),
        replace(wishes, busy=wishes.busy & ~(1 << part)),
        replace(wishes, facts={**wishes.facts, **dict.fromkeys(place.asks, Answer.YES)}),
    ):
        assert total(more, place) >= total(wishes, place)
        assert is_fit(more, place) or not is_fit(wishes, place)


@given(WISHES, PLACES, st.integers(1, 60))
def test_a_longer_journey_never_removes_a_fit(wishes, place, more):
    longer = replace(wishes, minutes=(wishes.minutes or 45) + more)
    assert is_fit(longer, place) or not is_fit(wishes, place)


def known(wishes):
    """Each thing that is known, made unknown again."""
    yield replace(wishes, birth_date=None, school_days=None, school_hours=0)
    yield replace(wishes, busy=0, hours_least=None, hours_most=None)
    yield replace(wishes, needs=frozenset(), never_kinds=frozenset(), never_sectors=frozenset())
    yield replace(wishes, pc4="")
    yield replace(wishes, school_days=None)
    for code in wishes.facts:
        yield replace(wishes, facts={one: a for one, a in wishes.facts.items() if one != code})
    for name in ("occupations", "sectors", "can", "learns"):
        yield replace(wishes, **{name: frozenset()})


@given(WISHES, PLACES)
def test_unknown_never_blocks(wishes, place):
    """F3: a fact that nobody knows yet takes no workplace away."""
    if is_fit(wishes, place):
        assert all(is_fit(less, place) for less in known(wishes))


@given(PLACES)
def test_of_somebody_nobody_spoke_with_only_what_is_full_or_over_is_blocked(place):
    blocks = explain(Pair(Wishes(), place, TODAY), RULESET).blocks
    assert {one.code for one in blocks} <= {BlockCode.FULL, BlockCode.STARTS_EARLIER}


@given(WISHES, PLACES)
def test_the_seal_is_that_of_what_was_read(wishes, place):
    pair = Pair(wishes, place, TODAY)
    seal = inputs_of(pair, RULESET, KEY)
    assert seal == inputs_of(Pair(replace(wishes), replace(place), TODAY), RULESET, KEY)
    assert seal != inputs_of(pair, RULESET, b"another installation")
    other = replace(wishes, school_hours=wishes.school_hours + 1)
    assert seal != inputs_of(Pair(other, place, TODAY), RULESET, KEY)
    assert seal.startswith("hmac-sha256:") and len(seal) == 76


@given(st.sampled_from(TravelMode), st.sampled_from(("1234", "1235", "1299", "4321", "")))
def test_without_points_a_journey_is_near_next_or_unknown(mode, there):
    model, modes = TravelModel(), frozenset({mode})
    minutes = model.minutes("1234", there, modes)
    assert (minutes is None) is (there in ("1299", "4321", ""))
    if minutes is not None:
        assert minutes >= model.minutes("1234", "1234", modes)


def test_mobile_work_and_unknown_places_are_a_step_and_no_block():
    for place in (replace(SHOP, is_mobile=True), replace(SHOP, pc4=""), replace(SHOP, pc4="9999")):
        found = explain(Pair(MECHANIC, place, TODAY), RULESET)
        assert (found.points[Component.TRAVEL], found.blocks) == (0, ())
        assert "travel" in [one.code for one in found.steps]


def test_a_no_to_a_kind_of_work_is_a_no():
    never = replace(MECHANIC, never_kinds=frozenset({WorkKind.LEARNING_PLACE}))
    assert [one.code for one in explain(Pair(never, SHOP, TODAY), PLACED).blocks] == [
        BlockCode.KIND_REFUSED
    ]
