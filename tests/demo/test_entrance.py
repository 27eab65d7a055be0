"""The page to step in names everybody who has screens, and its walk can be walked."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from houvast.demo.entrance import groups, walk
from houvast.demo.fates import WHOLE
from houvast.demo.municipality import personas
from houvast.demo.people import HOUSES, STAFF, Part
from houvast.demo.views import speak
from houvast.web.menus import MENUS


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


@pytest.mark.urls("tests.demo.urls")
def test_who_reads_no_dutch_chooses_english_before_stepping_in(rf):
    answer = speak(rf.post("/", {"language": "en"}))
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert answer.headers["Location"] == reverse("demo")


@pytest.mark.urls("tests.demo.urls")
def test_in_english_the_whole_page_is_english():
    page = {"groups": groups(), "walk": walk(), "size": WHOLE}
    dutch = render_to_string("demo/step_in.html", page)
    with translation.override("en"):
        english = render_to_string("demo/step_in.html", page)
    said = [one for group in groups() for one in (group.title, group.words)]
    said += [one.words for one in personas()] + [one.title for one in walk()]
    assert [one for one in said if escape(one) not in dutch] == []
    assert [one for one in said if escape(one) in english] == []
