"""Every contact leaves a next moment behind; a try counts, and only a talk is real."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules.contacts import (
    FURTHEST_BACK,
    LONGEST_NOTE,
    MARGIN,
    Ahead,
    Effect,
    Talk,
    after_contact,
    check_note,
    other_way,
)
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    NextMomentState,
    PlaceKind,
)

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TERMS = Terms()
OUTCOMES = st.sampled_from(ContactOutcome)
NEAR = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
TALK = Talk(NOW, ContactChannel.IN_PERSON, PlaceKind.STREET, ContactOutcome.SPOKE)
NEXT_WEEK = Ahead(TODAY + timedelta(days=7))


def effect(
    talk: Talk = TALK, ahead: Ahead = NEXT_WEEK, on: date = TODAY, due: date = TODAY
) -> Effect:
    return after_contact(talk, ahead, on=on, due=due, now=NOW, today=TODAY, terms=TERMS)


@pytest.mark.parametrize(
    ("outcome", "left", "is_real"),
    [
        (ContactOutcome.SPOKE, NextMomentState.KEPT, True),
        (ContactOutcome.REPLIED, NextMomentState.KEPT, True),
        (ContactOutcome.SEEN, NextMomentState.KEPT, False),
        (ContactOutcome.NOT_REACHED, NextMomentState.MISSED, False),
    ],
)
def test_only_a_talk_in_two_directions_is_real(outcome, left, is_real):
    assert effect(replace(TALK, outcome=outcome)) == Effect(left, NEXT_WEEK.on, is_real)


@given(OUTCOMES, NEAR, NEAR)
def test_before_its_day_a_contact_replaces_the_moment(outcome, due, on):
    done = effect(replace(TALK, outcome=outcome), on=on, due=due)
    assert (done.left is NextMomentState.MOVED) is (on < due)
    assert done.left is not NextMomentState.PLANNED
    assert done.next_on == NEXT_WEEK.on


@given(st.integers(-30, 90), OUTCOMES)
def test_without_a_moment_that_lies_ahead_no_contact_is_kept(days, outcome):
    talk, ahead = replace(TALK, outcome=outcome), Ahead(TODAY + timedelta(days=days))
    if 0 <= days <= TERMS.furthest_moment:
        assert effect(talk, ahead).next_on == ahead.on
    else:
        with pytest.raises(Refused):
            effect(talk, ahead)


@pytest.mark.parametrize(
    ("talk", "ahead", "words", "field"),
    [
        (TALK, Ahead(None), "Kies een volgend moment.", "next_on"),
        (TALK, Ahead(TODAY - timedelta(days=1)), "ligt in het verleden", "next_on"),
        (TALK, Ahead(TODAY + timedelta(days=61)), "verder dan 60 dagen", "next_on"),
        (replace(TALK, at=NOW + timedelta(days=1)), NEXT_WEEK, "ligt in de toekomst", "on"),
        (replace(TALK, at=NOW + timedelta(minutes=6)), Ahead(None), "in de toekomst", "on"),
    ],
)
def test_a_contact_that_breaks_the_promise_is_refused_in_words(talk, ahead, words, field):
    with pytest.raises(Refused) as no:
        effect(talk, ahead)
    assert words in str(no.value)
    assert no.value.field == field


def test_a_clock_that_runs_a_little_ahead_is_no_future():
    assert effect(replace(TALK, at=NOW + MARGIN)).is_real
    with pytest.raises(Refused):
        effect(replace(TALK, at=NOW + MARGIN + timedelta(seconds=1)))


@given(st.integers(0, 800))
def test_a_contact_of_the_last_year_can_still_be_told(days):
    talk, on = replace(TALK, at=NOW - timedelta(days=days)), TODAY - timedelta(days=days)
    if days <= FURTHEST_BACK.days:
        assert effect(talk, on=on).next_on == NEXT_WEEK.on
        return
    with pytest.raises(Refused, match="langer dan een jaar geleden") as no:
        effect(talk, on=on)
    assert no.value.field == "on"


def test_a_year_is_a_year_also_when_it_leaps():
    assert timedelta(days=366) == FURTHEST_BACK


@given(st.text(max_size=200))
def test_a_note_is_kept_as_written_without_the_space_around_it(note):
    assert check_note(note) == note.strip()


def test_a_note_of_the_longest_length_fits():
    assert len(check_note("x" * LONGEST_NOTE)) == LONGEST_NOTE


@given(st.integers(1, 5000))
def test_a_note_that_is_too_long_is_refused_with_the_number_of_characters(over):
    with pytest.raises(Refused) as no:
        check_note("x" * (LONGEST_NOTE + over))
    assert f"is {over} tekens te lang" in str(no.value)
    assert no.value.field == "note"


@given(st.lists(OUTCOMES, max_size=8), st.integers(1, 5))
def test_another_way_is_asked_for_after_misses_in_a_row_and_not_before(outcomes, misses):
    latest = outcomes[:misses]
    asks = latest == [ContactOutcome.NOT_REACHED] * misses
    assert other_way(outcomes, misses) is asks


@given(st.lists(OUTCOMES, max_size=8), st.sampled_from(list(ContactOutcome)[:3]))
def test_one_sign_of_life_is_enough_to_go_on_as_before(outcomes, sign):
    assert other_way([ContactOutcome.NOT_REACHED] * 3)
    assert not other_way([sign, *outcomes])
    assert not other_way([ContactOutcome.NOT_REACHED] * 2)
