"""The words on screen: short in Dutch, complete in English, and the choice stays on the device."""

import re
from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from houvast.tracks.rules.states import ContactOutcome
from houvast.web.forms import choices
from houvast.web.help import SCREENS
from houvast.web.menus import MENUS, POST_BOX
from tests.cast import sign_in
from tools import catalogue

LONGEST, USUAL = 25, 12
FILLED = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")


@pytest.fixture(scope="module")
def english():
    return catalogue.old()


@pytest.fixture(scope="module")
def sentences():
    """Every Dutch sentence, one by one, without its gaps."""
    messages = (one if isinstance(one, tuple) else (one,) for _, one in catalogue.said())
    every = {FILLED.sub("x", one) for one in chain.from_iterable(messages)}
    return [one.strip() for text in every for one in re.split(r"(?<=[.?])\s", text) if one.strip()]


def test_no_message_is_longer_than_twenty_five_words(sentences):
    messages = [one for _, one in catalogue.said()]
    flat = chain.from_iterable(one if isinstance(one, tuple) else (one,) for one in messages)
    assert [one for one in flat if len(one.split()) > LONGEST] == []


def test_a_sentence_has_twelve_words_at_most_on_average(sentences):
    spoken = [one for one in sentences if one[-1] in ".?"]
    assert len(spoken) > 300
    assert sum(len(one.split()) for one in spoken) / len(spoken) <= USUAL


def test_the_catalogue_has_the_sentences_of_now(english):
    assert catalogue.PO.read_bytes() == catalogue.text_of(catalogue.updated(english))
    assert catalogue.MO.read_bytes() == catalogue.compiled(english)


def test_every_sentence_has_english_words_with_the_same_gaps(english):
    assert catalogue.empty(english) == []
    for one in english:
        if isinstance(one.id, tuple):  # the singular may leave its number out
            gaps = set(FILLED.findall(one.id[1]))
            assert all(set(FILLED.findall(words)) <= gaps for words in one.string), one.id
        else:
            assert sorted(FILLED.findall(one.string)) == sorted(FILLED.findall(one.id)), one.id


def test_an_answer_is_shown_in_the_language_of_the_reader_not_of_the_start():
    made = dict(choices(ContactOutcome))
    assert str(made["not_reached"]) == "Niet bereikt"
    with override("en"):
        assert str(made["not_reached"]) == "Not reached"


def test_the_device_keeps_the_language_and_the_wish_of_a_browser_does_not_count(town):
    anouk = sign_in(Client(headers={"accept-language": "en"}), town["anouk"])
    assert 'lang="nl"' in anouk.get(reverse("today")).content.decode()
    anouk.post(reverse("choose_language"), {"language": "en"})
    page = anouk.get(reverse("today")).content.decode()
    assert '<html lang="en">' in page and "Today" in page and "Vandaag" not in page
    anouk.post(reverse("choose_language"), {"language": "xx"})
    assert 'lang="nl"' in anouk.get(reverse("today")).content.decode()


def test_help_says_of_every_place_in_a_menu_what_it_is_for():
    places = {one.to for few in MENUS.values() for one in few} | {POST_BOX.to}
    assert set(SCREENS) == places
