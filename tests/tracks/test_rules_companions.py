"""The rules of the agreement with an experience expert, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules import companions as rules
from houvast.tracks.rules.companions import (
    Aim,
    CompanionPlan,
    CompanionState,
    Safeguard,
    Session,
    SessionOutcome,
    SessionState,
)

TODAY = date(2026, 11, 26)
DAYS = st.integers(-800, 800).map(lambda n: TODAY + timedelta(days=n))


def plan(ends_on, *safeguards, words=""):
    return CompanionPlan(Aim.HOPE, safeguards, ends_on, words)


def refused(act, *args, **named):
    try:
        act(*args, **named)
    except Refused as reason:
        return reason
    return None


@given(checked=st.none() | DAYS, ends_on=st.none() | DAYS)
def test_an_agreement_never_outlives_the_check_nor_half_a_year(checked, ends_on):
    no = refused(rules.check_plan, plan(ends_on, Safeguard.BY_DAY), checked, TODAY)
    good = (
        checked is not None
        and ends_on is not None
        and TODAY < ends_on <= TODAY + rules.LONGEST
        and ends_on <= checked + rules.CHECK_HOLDS
    )
    assert (no is None) is good


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (plan(TODAY + timedelta(days=9)), "safeguards"),
        (plan(TODAY + timedelta(days=9), Safeguard.BY_DAY, words="a" * 161), "words"),
        (plan(TODAY, Safeguard.BY_DAY), "ends_on"),
        (plan(None, Safeguard.BY_DAY), "ends_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(what, field):
    assert refused(rules.check_plan, what, TODAY, TODAY).field == field


@given(checked=DAYS)
def test_the_municipality_looked_within_the_year_and_not_tomorrow(checked):
    fits = TODAY - rules.CHECK_HOLDS <= checked <= TODAY
    assert (refused(rules.check_year, checked, TODAY) is None) is fits
    if fits:
        assert rules.check_the_check(checked, TODAY) >= TODAY


@given(on=DAYS, asked=DAYS, ends=DAYS, spoke=st.booleans())
def test_an_introduction_comes_after_the_coach_and_within_the_agreement(on, asked, ends, spoke):
    no = refused(
        rules.check_introduction,
        on,
        asked_on=asked,
        ends_on=ends,
        today=TODAY,
        coach_spoke=spoke,
    )
    assert (no is None) is (spoke and asked <= on <= TODAY <= ends)


@given(on=DAYS, again=st.none() | DAYS, met=DAYS, ends=DAYS, note=st.text(max_size=400))
def test_a_meeting_lies_within_its_agreement(on, again, met, ends, note):
    session = Session(on, SessionOutcome.TALKED, again, note=note)
    no = refused(rules.check_session, session, introduced_on=met, ends_on=ends, today=TODAY)
    fits = met <= on <= TODAY and len(note) <= 300 and (again is None or TODAY <= again <= ends)
    assert (no is None) is fits


def test_only_the_named_steps_are_taken():
    free = {
        (now, then)
        for now in CompanionState
        for then in CompanionState
        if refused(rules.check_move, now, then) is None
    }
    assert free == {
        (CompanionState.PROPOSED, CompanionState.INTRODUCED),
        (CompanionState.PROPOSED, CompanionState.WITHDRAWN),
        (CompanionState.INTRODUCED, CompanionState.ENDED),
    }


def test_each_outcome_says_whether_they_met():
    held = {one for one in SessionOutcome if rules.state_of(one) is SessionState.HELD}
    assert held == set(SessionOutcome) - set(rules.NOT_HELD)
    assert rules.CompanionOutcome.TRACK_CLOSED not in rules.CHOSEN_AT_THE_END
