"""A plan of intentions: the three questions that ask least."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from houvast.plans.actions.marking import decide_passage
from houvast.plans.reads.checks import check_page
from houvast.plans.reads.reports import report
from houvast.plans.rules.judging import Decision, Level, Standing, State
from houvast.plans.rules.reading import read
from houvast.plans.rules.upgrading import MOST, Lack, Upgrade, lacks, only_intentions, upgrades
from tests.cast import sign_in
from tests.plan_checks.conftest import brought, manager, pointed_at
from tests.plan_checks.test_screens import NEVER, text_of
from tests.test_paper import opened
from tests.test_paper import text_of as text_of_pdf

DATE, OWNER, NUMBER = Lack.DATE, Lack.OWNER, Lack.NUMBER
SAID = {
    "Wij bieden meer perspectief.": (DATE, OWNER, NUMBER),
    "Wij bieden twintig leerwerkplekken.": (DATE, OWNER),
    "Eind 2027 bieden wij twintig leerwerkplekken.": (OWNER,),
    "Het werkgeversservicepunt regelt twintig leerwerkplekken.": (DATE,),
    "In 2027 regelt de afdeling Werk en Inkomen leerwerkplekken.": (NUMBER,),
    "In 2027 regelt de gemeente twintig leerwerkplekken.": (OWNER,),
    "De coach doet netwerkwerk in teamverband.": (DATE, OWNER, NUMBER),
}
ABOUT = ("P01", "P02", "P03", "P04", "P10", "G01")
STATES = st.sampled_from(State)
LEVELS = st.sampled_from(list(Level)[1:])
STANDS = st.builds(
    lambda about, state, level: Standing(
        about, state, level if state is State.CONFIRMED else Level.NOT_SEEN
    ),
    st.sampled_from(ABOUT), STATES, LEVELS,
)  # fmt: skip
PLANS = st.lists(STANDS, unique_by=lambda one: one.about).map(
    lambda some: {one.about: one for one in some}
)
TEXTS = st.dictionaries(st.sampled_from(ABOUT), st.lists(st.sampled_from(list(SAID)), max_size=2))


@pytest.mark.parametrize("text", SAID)
def test_what_an_intention_still_asks_is_read_in_what_was_confirmed(text):
    assert lacks([text]) == SAID[text]


@given(PLANS, TEXTS)
def test_a_plan_that_is_anywhere_further_than_words_names_no_question(stands, texts):
    confirmed = [
        one for key, one in stands.items() if key[0] == "P" and one.state is State.CONFIRMED
    ]
    words_only = bool(confirmed) and all(one.level == Level.INTENDED for one in confirmed)
    assert only_intentions(stands) == words_only
    named = upgrades(stands, texts)
    assert bool(named) == words_only and len(named) == min(MOST, len(confirmed)) * words_only
    assert {one.about for one in named} <= {one.about for one in confirmed}
    assert all(one.lacks and len(set(one.lacks)) == len(one.lacks) for one in named)
    left = {one.about for one in confirmed} - {one.about for one in named}
    if words_only:
        least = [len(one.lacks) for one in named]
        assert least == sorted(least)
        assert all(len(lacks(texts.get(one, ()))) >= least[-1] for one in left)


@given(st.lists(st.sampled_from(list(SAID)), min_size=1), st.sampled_from(list(SAID)))
def test_another_passage_never_makes_a_question_ask_more(texts, more):
    before, after = set(lacks(texts)), set(lacks([*texts, more]))
    assert after <= before or after == {OWNER}


def say(by, reading, about, level):
    passage = pointed_at(by, reading, about)
    decide_passage(by=by, reading_id=reading, about=about, passage_id=passage,
                   decision=Decision.PROVES, level=level)  # fmt: skip


@pytest.mark.screens
def test_a_plan_of_intentions_says_so_on_the_page_and_on_paper(town, client):
    petra = manager(town)
    reading = brought(petra)
    page = reverse("plan_check", args=[reading])
    sign_in(client, petra)
    assert "Vooral voornemens" not in text_of(client.get(page)), "nobody confirmed anything"
    for about in ("P02", "P03", "P04"):
        say(petra, reading, about, 1)
    text = text_of(client.get(page))
    assert "Vooral voornemens" in text and not NEVER.search(text)
    assert "P03 Staat er een doel voor werk met een getal en een datum? alleen nog wie" in text
    odt = client.get(reverse("plan_file", args=[reading, "odt"])).content
    pdf = client.get(reverse("plan_file", args=[reading, "pdf"])).content
    for words in (" ".join(read(odt).text.split()), text_of_pdf(opened(pdf))):
        assert "Vooral voornemens" in words and "(alleen nog wie het doet)" in words
    named = check_page(petra, reading).upgrades
    assert len(named) == 3 and Upgrade("P03", (OWNER,)) in named
    assert report(petra, reading).upgrades == named
    say(petra, reading, "P04", 2)
    assert check_page(petra, reading).upgrades == ()
    assert report(petra, reading).upgrades == ()
    assert "Vooral voornemens" not in text_of(client.get(page))
