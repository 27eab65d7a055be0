"""Age, and the ages of a programme."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.people.rules import age_on, check_age

TODAY = date(2026, 11, 24)
BORN = st.dates(date(1990, 1, 1), date(2026, 11, 24))
DAYS = st.dates(date(2027, 1, 1), date(2080, 1, 1))


@given(BORN, DAYS)
def test_between_two_birthdays_one_has_as_many_years_as_birthdays(born, day):
    birthdays = 0
    for year in range(born.year + 1, day.year + 1):
        leaps = born.month == 2 and born.day == 29
        on = date(year, 2, 28) + timedelta(days=1) if leaps else born.replace(year=year)
        birthdays += on <= day
    assert age_on(born, day) == birthdays


@given(BORN, DAYS)
def test_nobody_gets_younger_and_nobody_two_years_older_in_a_day(born, day):
    assert age_on(born, day + timedelta(days=1)) - age_on(born, day) in (0, 1)


@given(BORN, BORN, DAYS)
def test_who_was_born_earlier_is_never_younger(one, other, day):
    assert age_on(min(one, other), day) >= age_on(max(one, other), day)


@given(BORN)
def test_on_the_day_of_birth_one_is_zero_and_the_day_before_not_yet(born):
    assert age_on(born, born) == 0
    assert age_on(born, born - timedelta(days=1)) == -1


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2025, 2, 28), 16),
        (date(2025, 3, 1), 17),
        (date(2026, 2, 28), 17),
        (date(2026, 3, 1), 18),
        (date(2028, 2, 28), 19),
        (date(2028, 2, 29), 20),
    ],
)
def test_who_was_born_on_29_february_has_a_birthday_on_1_march(day, years):
    assert age_on(date(2008, 2, 29), day) == years


def of_age(years: int, days_ago: int = 0) -> date:
    return TODAY.replace(year=TODAY.year - years) - timedelta(days=days_ago)


@pytest.mark.parametrize("born", [of_age(12), of_age(18), of_age(26), of_age(26, 364), None])
def test_from_twelve_until_the_last_day_of_twenty_six_one_can_take_part(born):
    check_age(born, TODAY, age_from=12, age_below=27)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (of_age(11), "Iemand van 11 jaar is te jong voor dit programma (vanaf 12)."),
        (of_age(12, -1), "Iemand van 11 jaar is te jong"),
        (TODAY, "Iemand van 0 jaar is te jong"),
        (of_age(27), "Iemand van 27 jaar is te oud voor dit programma (tot 27)."),
        (of_age(61), "Iemand van 61 jaar is te oud"),
        (TODAY + timedelta(days=1), "ligt in de toekomst"),
    ],
)
def test_outside_the_ages_of_the_programme_it_is_said_why(born, words):  # T-12
    with pytest.raises(Refused) as no:
        check_age(born, TODAY, age_from=12, age_below=27)
    assert words in str(no.value)
    assert no.value.field == "birth_date"


@given(BORN, st.integers(0, 30), st.integers(1, 30))
def test_the_bounds_are_those_of_the_programme(born, low, width):
    fits = low <= age_on(born, TODAY) < low + width
    try:
        check_age(born, TODAY, age_from=low, age_below=low + width)
    except Refused:
        assert not fits
    else:
        assert fits
