"""The promise over dates: when something is late, how high it climbs, and how long rows stay."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import Role, WorkingDays
from houvast.errors import Refused
from houvast.tracks.rules.promise import (
    LADDER,
    Terms,
    add_months,
    check_moment,
    check_move,
    destroy_closed,
    destroy_open,
    is_stale,
    left_by_contact,
    longest_silence,
    rung_of,
)
from houvast.tracks.rules.states import NextMomentState, TrackPhase

TERMS = Terms()
GRACE = TERMS.next_moment_grace
TODAY = date(2026, 11, 24)
FROM, UNTIL = date(2026, 1, 1), date(2028, 12, 29)
EVERY = [FROM + timedelta(days=one) for one in range((UNTIL - FROM).days + 1)]
DAYS = WorkingDays(tuple(one for one in EVERY if one.weekday() < 5))
A_DAY, ANY_DAY = st.dates(FROM, UNTIL), st.dates(date(2000, 1, 1), date(2100, 1, 1))
STEPS = st.lists(st.integers(1, 40), min_size=4, max_size=4, unique=True).map(sorted).map(tuple)


@pytest.mark.parametrize(
    ("today", "level", "stale"),
    [
        (date(2026, 11, 20), 0, False),
        (date(2026, 11, 24), 0, False),
        (date(2026, 11, 25), 1, False),
        (date(2026, 11, 26), 1, True),
        (date(2026, 11, 27), 2, True),
        (date(2026, 11, 29), 2, True),
        (date(2026, 12, 1), 3, True),
        (date(2026, 12, 7), 3, True),
        (date(2026, 12, 8), 4, True),
        (date(2027, 6, 1), 4, True),
    ],
)
def test_after_one_three_five_and_ten_working_days_the_next_one_is_asked(today, level, stale):
    assert rung_of(TODAY, today, DAYS, TERMS) == level
    assert is_stale(TODAY, today, DAYS, GRACE) is stale


def test_the_ladder_has_a_person_for_every_rung():
    assert LADDER == (
        None,
        Role.TEAM_LEAD,
        Role.PROCESS_COORDINATOR,
        Role.PROGRAMME_MANAGER,
    )
    assert len(LADDER) == len(TERMS.rungs)


@given(A_DAY, STEPS)
def test_waiting_never_lowers_a_rung(due, rungs):
    terms = replace(TERMS, rungs=rungs)
    days = [due + timedelta(days=one) for one in range(min(70, (UNTIL - due).days + 1))]
    levels = [rung_of(due, today, DAYS, terms) for today in days]
    assert levels[0] == 0
    assert all(before <= after <= 4 for before, after in pairwise(levels))


@given(A_DAY, A_DAY, A_DAY)
def test_of_two_moments_the_older_one_never_stands_lower(one, other, today):
    older, newer = min(one, other), max(one, other)
    assert rung_of(older, today, DAYS, TERMS) >= rung_of(newer, today, DAYS, TERMS)
    assert is_stale(older, today, DAYS, GRACE) >= is_stale(newer, today, DAYS, GRACE)


@given(A_DAY, A_DAY)
def test_nothing_is_late_before_its_day_and_what_is_stale_has_a_rung(due, today):
    level, stale = rung_of(due, today, DAYS, TERMS), is_stale(due, today, DAYS, GRACE)
    assert today > due or (level, stale) == (0, False)
    assert level > 0 or not stale


@given(A_DAY, A_DAY, st.integers(0, 20))
def test_more_grace_makes_nothing_stale_that_was_not(due, today, grace):
    assert is_stale(due, today, DAYS, grace + 1) <= is_stale(due, today, DAYS, grace)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 24), 120, date(2036, 11, 24)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(day, months, then):
    assert add_months(day, months) == then


@given(ANY_DAY, st.integers(0, 240))
def test_months_are_counted_as_months(day, months):
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    is_last = (then + timedelta(days=1)).month != then.month
    assert then.day == day.day or (then.day < day.day and is_last)


@given(ANY_DAY, ANY_DAY, st.integers(0, 240))
def test_a_later_day_never_ends_sooner(one, other, months):
    assert add_months(min(one, other), months) <= add_months(max(one, other), months)


@given(ANY_DAY, st.integers(0, 20), st.integers(0, 36))
def test_rows_are_kept_for_the_term_of_the_programme(day, years, months):
    terms = replace(TERMS, open_keep=years, closed_keep=months)
    assert destroy_open(day, terms) == add_months(day, 12 * years)
    assert destroy_closed(day, terms) == add_months(day, months)


def test_a_running_track_is_kept_for_ten_years_and_a_closed_one_for_a_year():
    assert destroy_open(TODAY, TERMS) == date(2036, 11, 24)
    assert destroy_closed(TODAY, TERMS) == date(2027, 11, 24)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "Kies een volgend moment."),
        (TODAY - timedelta(days=1), "ligt in het verleden"),
        (date.min, "ligt in het verleden"),
        (TODAY + timedelta(days=61), "verder dan 60 dagen"),
    ],
)
def test_a_moment_that_holds_nobody_is_refused_at_its_own_field(on, words):
    for field in ("next_on", "first_on"):
        with pytest.raises(Refused) as no:
            check_moment(on, TODAY, TERMS, field=field)
        assert words in str(no.value)
        assert no.value.field == field
    with pytest.raises(Refused) as no:
        check_moment(on, TODAY, TERMS)
    assert no.value.field == "next_on"


@given(ANY_DAY, st.integers(-100, 200), st.integers(1, 120))
def test_a_moment_lies_between_today_and_the_furthest_day_of_the_programme(today, ahead, furthest):
    on, terms = today + timedelta(days=ahead), replace(TERMS, furthest_moment=furthest)
    if 0 <= ahead <= furthest:
        assert check_moment(on, today, terms) == on
    else:
        with pytest.raises(Refused):
            check_moment(on, today, terms)


@given(A_DAY, A_DAY, st.booleans())
def test_a_contact_moves_what_is_ahead_and_keeps_or_misses_what_is_due(due, on, reached):
    left = left_by_contact(due, on, reached=reached)
    if on < due:
        assert left is NextMomentState.MOVED
    else:
        assert left is (NextMomentState.KEPT if reached else NextMomentState.MISSED)


@pytest.mark.parametrize(("moves", "climbs"), [(0, False), (2, False), (3, True), (9, True)])
def test_the_fourth_move_in_a_row_climbs_the_ladder(moves, climbs):
    assert check_move(moves, TERMS) is climbs


@pytest.mark.parametrize(
    ("phase", "at_work", "days"),
    [
        (TrackPhase.GETTING_ACQUAINTED, None, 7),
        (TrackPhase.PLANNING, None, 14),
        (TrackPhase.GETTING_READY, None, 14),
        (TrackPhase.SEEKING_WORKPLACE, None, 7),
        (TrackPhase.AT_WORK, 0, 7),
        (TrackPhase.AT_WORK, 55, 7),
        (TrackPhase.AT_WORK, 56, 21),
        (TrackPhase.AFTERCARE, 400, 45),
        (TrackPhase.AFTERCARE, None, 45),
    ],
)
def test_every_phase_has_its_days_and_the_first_contact_has_its_own(phase, at_work, days):
    assert longest_silence(TERMS, phase, spoke=True, days_at_work=at_work) == days
    assert longest_silence(TERMS, phase, spoke=False, days_at_work=at_work) == 14


def test_every_phase_can_be_asked():
    for phase in TrackPhase:
        assert longest_silence(TERMS, phase, spoke=True, days_at_work=None) > 0
