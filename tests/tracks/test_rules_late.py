"""A contact that comes in late counts when it was; the newest word about the next moment wins."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import WorkingDays
from houvast.errors import Refused
from houvast.tracks.rules.contacts import FURTHEST_BACK, Talk
from houvast.tracks.rules.late import Later, after_late_contact
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    NextMomentState,
    PlaceKind,
)

TODAY = date(2026, 11, 27)
DAYS = WorkingDays(
    tuple(
        day
        for day in (TODAY + timedelta(days=one) for one in range(-400, 100))
        if day.weekday() < 5
    )
)
TALK = Talk(
    datetime(2026, 11, 27, 9, tzinfo=UTC),
    ContactChannel.IN_PERSON,
    PlaceKind.STREET,
    ContactOutcome.SPOKE,
)
AGO = st.integers(0, 60)
PLANNED, MISSED, MOVED, KEPT = (
    NextMomentState.PLANNED,
    NextMomentState.MISSED,
    NextMomentState.MOVED,
    NextMomentState.KEPT,
)


def effect(ago=0, ahead=7, due=0, decided_ago=30, outcome=ContactOutcome.SPOKE):
    talk = replace(TALK, at=TALK.at - timedelta(days=ago), outcome=outcome)
    return after_late_contact(
        talk,
        Later(ahead),
        on=TODAY - timedelta(days=ago),
        due=TODAY + timedelta(days=due),
        decided_at=TALK.at - timedelta(days=decided_ago),
        today=TODAY,
        days=DAYS,
        terms=Terms(),
    )


def test_a_day_that_lies_ahead_is_planned_from_the_day_of_the_contact():
    found = effect(ago=3, ahead=7)
    assert (found.told, found.next_on) == (PLANNED, TODAY + timedelta(days=4))
    assert (found.told_on, found.is_real) == (found.next_on, True)


def test_a_day_that_has_passed_was_missed_and_the_next_working_day_follows():
    found = effect(ago=10, ahead=3)
    assert (found.told, found.told_on) == (MISSED, TODAY - timedelta(days=7))
    assert found.next_on == TODAY  # a Friday
    saturday = replace(TALK, at=TALK.at - timedelta(days=10))
    weekend = after_late_contact(
        saturday,
        Later(1),
        on=TODAY - timedelta(days=10),
        due=TODAY,
        decided_at=saturday.at,
        today=TODAY + timedelta(days=1),
        days=DAYS,
        terms=Terms(),
    )
    assert weekend.next_on == TODAY + timedelta(days=3)  # the Monday


@pytest.mark.parametrize(
    ("due", "outcome", "left"),
    [
        (-4, ContactOutcome.SPOKE, KEPT),
        (-4, ContactOutcome.NOT_REACHED, MISSED),
        (-2, ContactOutcome.SPOKE, MOVED),
    ],
)
def test_the_planned_moment_ends_by_the_day_of_the_contact_not_by_today(due, outcome, left):
    assert effect(ago=3, due=due, outcome=outcome).left is left


@given(AGO, st.sampled_from([1, 3, 7, 14]), st.integers(-40, 40))
def test_what_was_planned_after_the_contact_stands(ago, ahead, due):
    found = effect(ago=ago, ahead=ahead, due=due, decided_ago=ago - 1)
    assert (found.left, found.next_on) == (None, None)
    assert found.told is (MISSED if found.told_on < TODAY else MOVED)


@given(AGO, st.sampled_from([1, 3, 7, 14]), st.integers(-40, 40))
def test_what_is_planned_never_lies_in_the_past(ago, ahead, due):
    found = effect(ago=ago, ahead=ahead, due=due, decided_ago=ago)
    assert found.next_on >= TODAY
    assert found.told is (PLANNED if found.told_on >= TODAY else MISSED)


@given(
    st.lists(st.tuples(AGO, st.sampled_from([1, 3, 7, 14])), min_size=2, max_size=4, unique=True)
)
def test_in_whatever_order_they_come_in_the_same_day_is_planned(told):
    """Of contacts on different days, the last one says when next."""
    told = list({ago: (ago, ahead) for ago, ahead in told}.values())
    ends = set()
    for order in permutations(told):
        due, decided = 0, 90
        for ago, ahead in order:
            found = effect(ago=ago, ahead=ahead, due=due, decided_ago=decided)
            if found.next_on:
                due, decided = (found.next_on - TODAY).days, ago
        ends.add(due)
    assert len(ends) == 1


def test_a_contact_of_more_than_a_year_ago_is_a_slip():
    effect(ago=FURTHEST_BACK.days)
    with pytest.raises(Refused):
        effect(ago=FURTHEST_BACK.days + 1)
