"""What a card has to say to be kept, what may be said then, and the cards that come along."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.evidence.rules.cards import (
    CRITERIA,
    Card,
    Design,
    Direction,
    Level,
    Strength,
    check_card,
    is_address,
    order,
    tidied,
)
from houvast.evidence.rules.shipped import shipped
from houvast.plans.rules.catalogue import catalogue

TODAY = date(2026, 11, 28)
GOOD = Card(
    title="Een proef",
    approach="Jongeren kregen een baan.",
    found="Zij werkten langer.",
    direction=Direction.FOR,
    design=Design.TRIAL,
    strength=Strength.FAIR,
    place="Verzonnen, 2025",
    source="Iemand (2025), Een proef",
    read_on=TODAY,
    criteria=("P04",),
    sample=120,
    effect="4 maanden langer",
)
CAUSES = re.compile(r"\b(dankzij|leid(t|de) tot|zorg(t|de) voor|voork(omt|wam)|effect|impact)\b")


@pytest.mark.parametrize("code", shipped())
def test_a_card_that_comes_along_can_be_kept_and_names_its_source(code):
    card = shipped()[code]
    check_card(card, TODAY)
    assert tidied(card) == card
    assert is_address(card.url) and len(code) <= 40
    assert set(card.contradicts) <= shipped().keys() - {code}
    limits = {"title": 120, "approach": 300, "found": 800, "place": 120, "source": 300}
    limits |= {"effect": 300, "limits": 400, "url": 400}
    assert [one for one, most in limits.items() if len(getattr(card, one)) > most] == []


@pytest.mark.parametrize("code", shipped())
def test_a_card_says_no_more_than_its_level_allows(code):
    card = shipped()[code]
    said = f"{card.title} {card.found} {card.effect}".lower()
    if card.level is not Level.EFFECT:
        assert CAUSES.search(said) is None


def test_what_speaks_against_is_there_as_well():
    ways = {one.direction for one in shipped().values()}
    assert {Direction.FOR, Direction.AGAINST, Direction.MIXED, Direction.NOT_YET} <= ways
    assert shipped()["zomerbaan-twee-proeven"].direction is Direction.MIXED
    assert shipped()["zomerbaan-engeland"].level is Level.NOTHING
    assert "52 tegen 54 procent" in shipped()["werk-na-detentie"].effect


def test_the_questions_are_those_of_the_plans():
    assert tuple(one.id for one in catalogue().criteria) == CRITERIA
    with_card = {each for one in shipped().values() for each in one.criteria}
    assert {"P01", "P03", "P04", "P06", "P08", "P09", "P10"} <= with_card


def test_there_is_no_other_version():
    with pytest.raises(ValueError, match="no cards of version"):
        shipped("1999.1")


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"read_on": TODAY + timedelta(days=1)}, "read_on", "Die is geweest"),
        ({"read_on": date(1899, 1, 1)}, "read_on", "Die is geweest"),
        ({"url": "javascript:alert(1)"}, "url", "geen adres"),
        ({"url": "http://[::1"}, "url", "geen adres"),
        ({"url": "https://a b.nl"}, "url", "geen adres"),
        ({"criteria": ()}, "criteria", "bij welke vraag"),
        ({"criteria": ("P04", "P99")}, "criteria", "P99"),
        ({"sample": 0}, "sample", "1 of meer"),
        ({"sample": None}, "sample", "hoeveel mensen meededen"),
        ({"effect": ""}, "effect", "hoe groot"),
        ({"design": Design.ADVICE}, "sample", "geen mensen geteld"),
        ({"direction": Direction.NOT_YET}, "effect", "nog geen uitkomst"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(given, field, says):
    with pytest.raises(Refused) as why:
        check_card(replace(GOOD, **given), TODAY)
    assert why.value.field == field and says in str(why.value)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sample": None, "to_verify": True},
        {"direction": Direction.NOT_YET, "effect": "", "sample": None},
        {"design": Design.CASES, "sample": None, "effect": ""},
        {"url": ""},
    ],
)
def test_what_is_enough_is_kept(given):
    check_card(replace(GOOD, **given), TODAY)


CARDS = st.builds(
    Card,
    **{name: st.text(max_size=40) for name in ("title", "approach", "found", "place", "source")},
    effect=st.text(max_size=40),
    direction=st.sampled_from(Direction),
    design=st.sampled_from(Design),
    strength=st.sampled_from(Strength),
    read_on=st.dates(),
    criteria=st.lists(st.sampled_from([*CRITERIA, "P00"]), max_size=4).map(tuple),
    sample=st.none() | st.integers(-1, 200_000_000),
    to_verify=st.booleans(),
    url=st.text(max_size=20),
)


@given(card=CARDS)
def test_only_a_trial_with_an_outcome_may_be_called_an_effect(card):
    assert (card.level is Level.EFFECT) == (
        card.design is Design.TRIAL and card.direction is not Direction.NOT_YET
    )
    assert tidied(tidied(card)) == tidied(card)
    try:
        check_card(tidied(card), TODAY)
    except Refused as why:
        assert why.field and str(why)
    else:
        assert card.criteria and "P00" not in card.criteria and card.read_on <= TODAY


@given(cards=st.lists(CARDS, max_size=6))
def test_the_order_never_asks_which_way_a_card_points(cards):
    turned = [replace(one, direction=Direction.FOR) for one in cards]
    assert sorted(map(order, cards)) == sorted(map(order, turned))
