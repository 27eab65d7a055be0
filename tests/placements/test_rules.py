"""The steps of a placement, and the aftercare that follows."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.placements.rules.states import ACTIVE, MOVES, TAKES_PLACE, PlacementState
from houvast.placements.rules.steps import (
    aftercare_days,
    check_introduction,
    check_move,
    check_start,
    check_started,
)
from houvast.tracks.rules.promise import Terms

TODAY = date(2026, 11, 24)
HALF_A_YEAR = timedelta(days=183)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
P = PlacementState
ROAD = (P.PROPOSED, P.WANTED, P.INTRODUCED, P.AGREED, P.STARTED, P.ENDED)
OVER = {P.ENDED, P.BROKEN_OFF, P.NOT_STARTED}
STEPS = {
    *pairwise(ROAD),
    (P.STARTED, P.BROKEN_OFF),
    *((one, P.NOT_STARTED) for one in ROAD[:4]),
}


@pytest.mark.parametrize(("now", "then"), [*product(P, P)])
def test_a_placement_goes_its_road_step_by_step(now, then):
    if (now, then) in STEPS:
        check_move(now, then)
        return
    with pytest.raises(Refused) as no:
        check_move(now, then)
    if now in OVER:
        words = "al afgerond"
    elif then is P.INTRODUCED:
        words = "Vraag eerst of de jongere dit werk wil."
    else:
        words = "Deze stap kan nu niet."
    assert words in str(no.value)
    assert no.value.field is None


def test_nothing_reaches_the_employer_before_the_young_person_wants_it():
    leads_to = {then: {now for now, one in STEPS if one is then} for then in P}
    assert leads_to[P.INTRODUCED] == {P.WANTED}
    assert leads_to[P.WANTED] == {P.PROPOSED}
    assert {then for now in MOVES for then in MOVES[now] if now is P.PROPOSED} == {
        P.WANTED,
        P.NOT_STARTED,
    }


def test_what_is_not_over_is_active_and_a_place_is_taken_from_the_agreement_on():
    assert set(ACTIVE) == set(P) - OVER
    assert set(TAKES_PLACE) == {P.AGREED, P.STARTED}


def test_without_a_birth_date_nobody_is_introduced():
    check_introduction(date(2008, 5, 4))
    with pytest.raises(Refused, match="Vraag eerst de geboortedatum"):
        check_introduction(None)


@pytest.mark.parametrize(
    ("start_on", "words"),
    [
        (None, "Kies een startdatum."),
        (TODAY - timedelta(days=1), "ligt in het verleden"),
        (TODAY + HALF_A_YEAR + timedelta(days=1), "verder dan een half jaar"),
    ],
)
def test_a_start_that_cannot_be_is_refused_at_its_own_field(start_on, words):
    with pytest.raises(Refused) as no:
        check_start(start_on, TODAY)
    assert words in str(no.value)
    assert no.value.field == "start_on"


@given(DAYS, st.integers(-30, 250))
def test_a_start_lies_in_the_half_year_ahead(today, ahead):
    start_on = today + timedelta(days=ahead)
    if 0 <= ahead <= HALF_A_YEAR.days:
        assert check_start(start_on, today) == start_on
    else:
        with pytest.raises(Refused):
            check_start(start_on, today)


@given(DAYS, st.integers(-500, 100))
def test_work_began_in_the_last_year_and_not_tomorrow(today, days):
    started_on = today + timedelta(days=days)
    if -366 <= days <= 0:
        check_started(started_on, started_on, today)
        return
    words = "ligt in de toekomst" if days > 0 else "langer dan een jaar geleden"
    with pytest.raises(Refused, match=words) as no:
        check_started(started_on, None, today)
    assert no.value.field == "started_on"


@given(DAYS, st.integers(0, 366), st.integers(0, 366))
def test_work_begins_when_they_have_met(today, met, began):
    met_on, started_on = today - timedelta(days=met), today - timedelta(days=began)
    if started_on >= met_on:
        check_started(started_on, met_on, today)
        return
    with pytest.raises(Refused) as no:
        check_started(started_on, met_on, today)
    assert no.value.field == "started_on"
    assert no.value.values["day"] == f"{met_on.day}-{met_on.month}-{met_on.year}"


def test_aftercare_goes_on_for_a_year_and_most_of_it_is_early():
    days = aftercare_days(date(2026, 1, 5), Terms().aftercare_weeks)
    assert days == (
        date(2026, 1, 12),
        date(2026, 1, 19),
        date(2026, 2, 2),
        date(2026, 3, 2),
        date(2026, 4, 6),
        date(2026, 7, 6),
        date(2026, 10, 5),
        date(2027, 1, 4),
    )


@given(DAYS, st.lists(st.integers(1, 104)))
def test_aftercare_has_a_day_for_each_week_once_and_in_order(started_on, weeks):
    days = aftercare_days(started_on, weeks)
    assert [(day - started_on).days for day in days] == sorted({7 * one for one in weeks})
    assert aftercare_days(started_on, reversed(weeks)) == days
