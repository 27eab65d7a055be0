"""The page to step in names everybody who has screens, and its walk can be walked."""

import pytest

from houvast.demo.entrance import groups, walk
from houvast.demo.municipality import personas
from houvast.demo.people import HOUSES, STAFF, Part
from houvast.web.frame import MENUS


def test_everybody_with_screens_is_in_one_group():
    shown = [one.username for group in groups() for one in group.personas]
    assert sorted(shown) == sorted(one.username for one in personas())
    assert len(shown) == len(set(shown))
    assert [group.part for group in groups()] == [
        part for part in Part if part in {one.part for one in personas()}
    ]


def test_each_step_of_the_walk_is_taken_by_somebody_who_can_step_in():
    names = {one.username for one in personas()}
    assert len(walk()) >= 5
    assert {one.username for one in walk()} <= names


@pytest.mark.parametrize("one", STAFF, ids=lambda one: one.username)
def test_each_persona_says_in_one_sentence_or_two_what_you_see(one):
    assert 20 < len(one.words) < 90
    assert one.words[-1] in ".?"
    assert one.team in {team for house in HOUSES for team in house.teams}


def test_nobody_is_shown_who_would_step_into_an_empty_room():
    assert [one.username for one in personas() if not MENUS.get(one.role)] == []
