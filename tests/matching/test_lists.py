"""Lists: order, near ones, the rest counted; and that nothing about a person can matter."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from houvast.matching.rules.codes import LAW, BlockCode, Mover
from houvast.matching.rules.conditions import NOT_NEAR
from houvast.matching.rules.lists import Draw, suggest
from houvast.matching.rules.points import RULESET
from tests.matching.modules import rule_modules
from tests.matching.sides import KEY, NAMES, PLACES, TODAY, WISHES
from tests.matching.test_points import MECHANIC, SHOP

SOMEBODY = UUID(int=7)
DRAW = Draw(KEY, TODAY, SOMEBODY)
MANY = st.lists(PLACES, max_size=12, unique_by=lambda one: one.id)
FORBIDDEN = re.compile(
    "naam|given|family|geslacht|gender|sex|nationalit|geboorteland|country|origin|herkomst|geloof"
    "|religion|diagnos|gezondheid|health|schuld|debt|uitkering|benefit|politie|police|justitie"
    "|strafblad|vog_of|bsn|score|rang|rank|risico|risk|kans|prioriteit|street|straat|house|huis"
    "|phone|neighbourhood|buurt|note"
)
"""F1: what matching must never know."""

LOOKED_AT = (
    "birth_date occupations sectors never_kinds never_sectors can learns facts needs free busy"
    " school_days school_hours hours_least hours_most pc4 modes minutes earliest"
    " id title employer kind hours_min hours_max isco sector is_mobile day_parts day_parts_min"
    " asks prefers asks_perhaps skills_asked teaches offers minimum_age wage_cents asks_vog"
    " start_on end_on free_places is_stale"
)
"""All that there is on both sides."""


def listed(wishes, places, draw=DRAW):
    return suggest(wishes, places, TODAY, RULESET, draw)


def ids(few):
    return [one.place.id for one in few]


def test_no_side_has_a_field_that_may_not_matter():
    """F1: the deny-list, over every field of every value of matching."""
    kinds = [
        one
        for module in rule_modules()
        for one in vars(module).values()
        if isinstance(one, type) and is_dataclass(one)
    ]
    names = {f"{kind.__name__}.{one.name}" for kind in kinds for one in fields(kind)}
    assert len(names) > 50
    assert {one for one in names if FORBIDDEN.search(one.lower())} == set()


def test_the_sides_are_these_fields_and_a_new_one_is_looked_at_here():
    """F2: who somebody is, is no input; so swapping names, sexes or streets changes no list."""
    assert set(LOOKED_AT.split()) == NAMES


@given(WISHES, MANY, st.randoms())
def test_the_order_of_rows_does_not_matter(wishes, places, dice):
    """F6."""
    found = listed(wishes, places)
    shuffled = list(places)
    dice.shuffle(shuffled)
    again = listed(wishes, shuffled)
    assert ids(found.fits) == ids(again.fits) and ids(found.near) == ids(again.near)
    assert Counter(found.does_not_fit) == Counter(again.does_not_fit)


@given(WISHES, MANY, st.text(max_size=9))
def test_how_a_place_or_an_employer_is_called_does_not_matter(wishes, places, name):
    renamed = [replace(one, title=name, employer=name) for one in places]
    assert ids(listed(wishes, places).fits) == ids(listed(wishes, renamed).fits)


@given(WISHES, MANY, PLACES)
def test_a_full_place_changes_nothing_for_the_others(wishes, places, one):
    """F6."""
    full = replace(one, id=uuid4(), free_places=0)
    found, more = listed(wishes, places), listed(wishes, [*places, full])
    assert ids(found.fits) == ids(more.fits) and ids(found.near) == ids(more.near)
    assert more.left_out == found.left_out + 1


@given(WISHES, MANY)
def test_every_place_is_somewhere_once(wishes, places):
    found = listed(wishes, places)
    assert len(found.fits) + len(found.near) + found.left_out == len(places)
    assert not set(ids(found.fits)) & set(ids(found.near))


@given(WISHES, MANY)
def test_most_points_first_and_stale_places_last(wishes, places):
    for few in (listed(wishes, places).fits, listed(wishes, places).near):
        order = [(one.place.is_stale, -one.why.total) for one in few]
        assert order == sorted(order)


@given(WISHES, MANY)
def test_a_near_fit_has_one_thing_and_someone_who_can_change_it(wishes, places):
    for one in listed(wishes, places).near:
        (block,) = one.why.blocks
        assert block.code not in NOT_NEAR
        assert (block.mover is Mover.NOBODY) is (block.code in LAW)


def test_the_same_day_gives_the_same_list_and_another_day_may_not():
    """F10: of two equal places each is first on 35 to 65 % of sixty days."""
    two = [replace(SHOP, id=UUID(int=number)) for number in (1, 2)]
    first = Counter()
    for passed in range(60):
        draw = Draw(KEY, TODAY + timedelta(days=passed), SOMEBODY)
        found = ids(listed(MECHANIC, two, draw).fits)
        assert found == ids(listed(MECHANIC, two[::-1], draw).fits)
        first[found[0]] += 1
    assert all(21 <= first[one.id] <= 39 for one in two), first


def test_another_installation_draws_otherwise():
    many = [replace(SHOP, id=UUID(int=number)) for number in range(1, 9)]
    other = Draw(b"another installation", TODAY, SOMEBODY)
    assert ids(listed(MECHANIC, many).fits) != ids(listed(MECHANIC, many, other).fits)
    assert all(0 <= DRAW.of(one.id) < 1 << 24 for one in many)


def test_a_refused_kind_and_a_full_place_are_not_talked_away():
    assert {BlockCode.KIND_REFUSED, BlockCode.SECTOR_REFUSED, BlockCode.FULL} == NOT_NEAR


def test_there_is_no_way_from_a_place_to_people():
    """F8: one function takes more than one young person, and it packs them in the order given."""
    many = re.compile(r"(Iterable|Sequence|tuple|list|frozenset|set)\[[\w.]*(Wishes|Pair)\b")
    functions = {one for module in rule_modules() for one in vars(module).values() if callable(one)}
    notes = [
        (getattr(one, "__name__", ""), str(note).replace("typing.", ""))
        for one in functions
        for note in getattr(one, "__annotations__", {}).values()
    ]
    assert len(notes) > 60
    assert [name for name, note in notes if many.search(note)] == ["asking"]
