"""A signal is something seen, and every one gets an answer in words."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules.signals import (
    MOVES,
    OPEN,
    SHORTEST_TEXT,
    Necessity,
    check_answers,
    check_move,
    check_observation,
    check_reason,
)
from houvast.tracks.rules.states import SignalState

TODAY = date(2026, 11, 24)
SEEN = "Staat elke middag bij het winkelcentrum."
ANSWERS = Necessity("Zonder hulp gaat het mis.", "Dit is licht.", "School kon het niet.")
FINAL = (SignalState.TAKEN_UP, SignalState.TURNED_DOWN, SignalState.REFERRED)
STEPS = {(SignalState.RECEIVED, SignalState.IN_TRIAGE)} | {
    (SignalState.IN_TRIAGE, one) for one in FINAL
}
SHORT = st.text(max_size=SHORTEST_TEXT - 1)
SPACES = st.text(alphabet=" \t\n", max_size=30)
WORDS = st.text(min_size=1, max_size=80).map(lambda text: f"gezien: {text}!!")


@pytest.mark.parametrize(("now", "then"), [*product(SignalState, SignalState)])
def test_a_signal_goes_by_the_glossary_and_no_other_way(now, then):
    if (now, then) in STEPS:
        check_move(now, then)
        return
    with pytest.raises(Refused) as no:
        check_move(now, then)
    words = "al beantwoord" if now in FINAL else "Begin eerst met de triage"
    assert words in str(no.value)
    assert no.value.field is None


def test_the_table_has_every_state_and_the_open_ones_wait_for_an_answer():
    assert set(MOVES) == set(SignalState)
    assert set(OPEN) == set(SignalState) - set(FINAL)


@pytest.mark.parametrize(
    ("behaviour", "on", "words", "field"),
    [
        ("", TODAY, "Schrijf in een paar woorden op", "behaviour"),
        ("  te  kort  ", TODAY, "Schrijf in een paar woorden op", "behaviour"),
        (SEEN, TODAY + timedelta(days=1), "ligt in de toekomst", "observed_on"),
        (SEEN, date.max, "ligt in de toekomst", "observed_on"),
        (SEEN, TODAY - timedelta(days=93), "langer dan drie maanden geleden", "observed_on"),
        (SEEN, date.min, "langer dan drie maanden geleden", "observed_on"),
    ],
)
def test_what_was_not_seen_lately_is_no_signal(behaviour, on, words, field):
    with pytest.raises(Refused) as no:
        check_observation(behaviour, on, TODAY)
    assert words in str(no.value)
    assert no.value.field == field


@given(WORDS, st.integers(0, 92))
def test_what_was_seen_in_the_last_quarter_can_be_entered(behaviour, ago):
    check_observation(behaviour, TODAY - timedelta(days=ago), TODAY)


@pytest.mark.parametrize("name", ["necessity", "proportionality", "subsidiarity"])
@pytest.mark.parametrize("text", ["", "   ", "ja", "  negen 9  "])
def test_each_of_the_three_questions_wants_an_answer_in_words(name, text):  # T-12
    with pytest.raises(Refused) as no:
        check_answers(replace(ANSWERS, **{name: text}))
    assert "Beantwoord deze vraag" in str(no.value)
    assert no.value.field == name


def test_three_answers_in_words_are_enough():
    check_answers(ANSWERS)


@given(SPACES, SHORT, SPACES)
def test_a_reason_without_words_is_no_reason(before, text, after):
    with pytest.raises(Refused) as no:
        check_reason(before + text + after, field="ground")
    assert "Geef de reden in een paar woorden." in str(no.value)
    assert no.value.field == "ground"


@given(SPACES, WORDS, SPACES)
def test_a_reason_in_words_is_kept_without_the_space_around_it(before, text, after):
    assert check_reason(before + text + after) == text


def test_a_reason_belongs_to_the_field_of_that_name():
    with pytest.raises(Refused) as no:
        check_reason("kort")
    assert no.value.field == "reason"
