"""What may be taken back, what may be put right, and what then stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.sharing.rules import Capacity, Standing
from houvast.tracks.rules.contacts import FURTHEST_BACK, Talk
from houvast.tracks.rules.mending import (
    LONGEST_REASON,
    UNDO_WITHIN,
    Correction,
    check_correction,
    check_undo,
    comes_back,
    may_correct,
    moment_after_undo,
)
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.states import REAL, ContactChannel, ContactOutcome, PlaceKind

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TERMS = Terms()
TALK = Talk(NOW, ContactChannel.PHONE, PlaceKind.OTHER, ContactOutcome.SPOKE)
WHY = "Ik koos de verkeerde dag."
NEAR = st.integers(-90, 90).map(lambda days: TODAY + timedelta(days=days))


def check(correction: Correction, *, recorded_at: datetime = NOW) -> bool:
    on, recorded_on = timezone.localdate(correction.talk.at), timezone.localdate(recorded_at)
    return check_correction(
        correction, on, recorded_at=recorded_at, recorded_on=recorded_on, today=TODAY
    )


@pytest.mark.parametrize("basis", [*Capacity, *Standing, None])
def test_the_lead_coach_puts_right_what_anyone_noted_and_others_only_their_own(basis):
    assert may_correct(basis, own=True)
    assert may_correct(basis, own=False) is (basis is Capacity.LEAD)


@given(st.sampled_from(ContactOutcome), st.integers(0, 60 * 24 * 400))
def test_a_correction_is_real_when_its_own_outcome_is(outcome, minutes):
    talk = replace(TALK, outcome=outcome, at=NOW - timedelta(minutes=minutes))
    if timezone.localdate(talk.at) < TODAY - FURTHEST_BACK:
        with pytest.raises(Refused, match="langer dan een jaar"):
            check(Correction(talk, WHY))
    else:
        assert check(Correction(talk, WHY)) is (outcome in REAL)


@given(st.integers(1, 60 * 24 * 30))
def test_nothing_was_later_than_it_was_noted(minutes):
    late = replace(TALK, at=NOW + timedelta(minutes=minutes))
    with pytest.raises(Refused) as no:
        check(Correction(late, WHY))
    assert no.value.field == "on" and no.value.values["day"] == "24-11-2026"


@pytest.mark.parametrize(("reason", "said"), [("", "reden"), ("  fout  ", "reden")])
def test_a_correction_has_a_reason(reason, said):
    with pytest.raises(Refused, match=said) as no:
        check(Correction(TALK, reason))
    assert no.value.field == "reason"


def test_a_reason_that_is_too_long_says_how_much():
    with pytest.raises(Refused) as no:
        check(Correction(TALK, "x" * (LONGEST_REASON + 3)))
    assert (no.value.field, no.value.values["over"]) == ("reason", 3)


@given(st.integers(0, 3600), st.booleans())
def test_undo_is_for_a_quarter_and_for_the_last_act(seconds, is_last):
    made_at = NOW - timedelta(seconds=seconds)
    if timedelta(seconds=seconds) <= UNDO_WITHIN and is_last:
        check_undo(made_at, NOW, is_last=is_last)
    else:
        with pytest.raises(Refused, match="verbetering"):
            check_undo(made_at, NOW, is_last=is_last)


@given(NEAR, st.none() | NEAR, st.none() | NEAR)
def test_after_an_undo_there_is_always_a_moment_that_lies_ahead(due, asked, latest):
    try:
        day = moment_after_undo(due, asked, TODAY, TERMS, latest=latest)
    except Refused as no:
        assert no.field == "next_on" and not comes_back(due, TODAY, latest)
        assert asked is None or not TODAY <= asked <= TODAY + timedelta(TERMS.furthest_moment)
    else:
        assert day >= TODAY
        assert day == (due if comes_back(due, TODAY, latest) else asked)
