"""Working days and purposes, without a database."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.reads import calendar
from houvast.accounts.rules import COACHES, PROFESSIONALS, PURPOSES_OF, Purpose, Role, WorkingDays

YEARS = (2026, 2027)
KNOWN = tuple(one.day for one in calendar(uuid4(), YEARS) if one.is_open)
DAYS = WorkingDays(KNOWN)
A_DAY = st.dates(KNOWN[0], KNOWN[-1])
A_FEW = st.integers(1, 60)
HOLIDAYS = {
    "Nieuwjaarsdag": [date(2026, 1, 1), date(2027, 1, 1)],
    "Goede Vrijdag": [date(2026, 4, 3), date(2027, 3, 26)],
    "Tweede paasdag": [date(2026, 4, 6), date(2027, 3, 29)],
    "Koningsdag": [date(2026, 4, 27), date(2027, 4, 27)],
    "Bevrijdingsdag": [date(2026, 5, 5), date(2027, 5, 5)],
    "Hemelvaartsdag": [date(2026, 5, 14), date(2027, 5, 6)],
    "Tweede pinksterdag": [date(2026, 5, 25), date(2027, 5, 17)],
    "Eerste kerstdag": [date(2026, 12, 25)],  # that of 2027, and each second one, is in a weekend
}


@pytest.mark.parametrize("name", HOLIDAYS)
def test_a_holiday_of_the_law_is_closed_and_carries_its_name(name):
    closed = {one.day: one.name for one in calendar(uuid4(), YEARS) if not one.is_open}
    for day in HOLIDAYS[name]:
        assert closed[day].casefold().startswith(name.casefold())


def test_every_other_weekday_is_open_and_no_weekend_is_in_the_calendar():
    days = calendar(uuid4(), YEARS)
    closed = {day for days_of_it in HOLIDAYS.values() for day in days_of_it}
    assert {one.day for one in days if not one.is_open} == closed
    assert {one.day.weekday() for one in days} == {0, 1, 2, 3, 4}
    assert len(KNOWN) == 261 + 261 - len(closed)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 24), 2, date(2026, 4, 29)),
        (date(2026, 5, 4), 1, date(2026, 5, 6)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2027, 5, 4), 2, date(2027, 5, 10)),
    ],
)
def test_working_days_step_over_weekends_and_holidays(day, number, then):
    assert DAYS.after(day, number) == then
    assert DAYS.between(day, then) == number


@given(A_DAY, A_FEW)
def test_counting_forward_and_counting_back_agree(day, number):
    if len([one for one in KNOWN if one > day]) < number:
        with pytest.raises(LookupError):
            DAYS.after(day, number)
        return
    then = DAYS.after(day, number)
    assert then in KNOWN
    assert then > day
    assert DAYS.between(day, then) == number
    assert DAYS.between(day, then - timedelta(days=1)) == number - 1


@given(A_DAY, A_DAY)
def test_between_counts_the_days_after_the_first_up_to_the_last(start, end):
    assert DAYS.between(start, end) == sum(start < one <= end for one in KNOWN)


@given(A_DAY, A_DAY, A_DAY)
def test_two_stretches_make_one(one, two, three):
    first, second, third = sorted((one, two, three))
    whole = DAYS.between(first, third)
    assert DAYS.between(first, second) + DAYS.between(second, third) == whole


@given(A_DAY, A_FEW)
def test_a_day_on_which_the_town_is_closed_never_brings_a_deadline_nearer(day, number):
    fewer = WorkingDays(tuple(one for one in KNOWN if one.day != 15))
    if len([one for one in fewer.days if one > day]) >= number and day >= fewer.days[0]:
        assert fewer.after(day, number) >= DAYS.after(day, number)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 11, 24), 0),
        (date(2026, 11, 24), -1),
        (KNOWN[0] - timedelta(days=1), 1),
        (KNOWN[-1], 1),
        (KNOWN[-3], 3),
        (date(2099, 1, 1), 1),
    ],
)
def test_no_deadline_comes_from_days_that_nobody_knows(day, number):
    with pytest.raises(LookupError):
        DAYS.after(day, number)


def test_the_last_day_that_is_known_still_counts():
    assert DAYS.after(KNOWN[-2], 1) == KNOWN[-1]
    assert DAYS.between(KNOWN[-2], KNOWN[-1]) == 1


@pytest.mark.parametrize("days", [DAYS, WorkingDays(())])
def test_nothing_counts_as_in_time_by_a_calendar_that_has_run_out(days):
    with pytest.raises(LookupError):
        days.between(KNOWN[-2], KNOWN[-1] + timedelta(days=30))


WITHOUT_PURPOSE = {
    Role.CASE_LEAD,
    Role.EMPLOYER_CONTACT,
    Role.REQUEST_HANDLER,
    Role.FUNCTIONAL_ADMIN,
    Role.AUDITOR,
    Role.YOUNG_PERSON,
}


def test_a_role_without_a_line_acts_for_no_purpose():
    assert set(Role) - PURPOSES_OF.keys() == WITHOUT_PURPOSE
    assert all(PURPOSES_OF.values())


ACTS_FOR = {
    Purpose.GUIDANCE: {*COACHES, Role.EXPERIENCE_EXPERT, Role.PARTNER_GUEST},
    Purpose.WORK_INCOME: {Role.WORK_COACH},
    Purpose.PLACEMENT: {Role.WORK_COACH, Role.ACCOUNT_MANAGER, Role.BROKER},
    Purpose.INTAKE: set(PROFESSIONALS),
    Purpose.SAFETY_TRIAGE: {Role.SAFETY_TRIAGE},
    Purpose.SUBJECT_RIGHTS: {Role.PRIVACY_OFFICER},
    Purpose.OVERSIGHT: {Role.FG},
    Purpose.PROCESS_STEERING: {
        Role.TEAM_LEAD,
        Role.PROGRAMME_MANAGER,
        Role.PROCESS_COORDINATOR,
    },
    Purpose.CASE_TABLE: {
        *COACHES,
        Role.TEAM_LEAD,
        Role.PROCESS_COORDINATOR,
        Role.TRIAGE_MEMBER,
        Role.STANDING_PARTNER,
    },
    Purpose.SECURITY_REVIEW: {Role.SECURITY_OFFICER},
    Purpose.FIGURES: {Role.PROGRAMME_MANAGER, Role.POLICY_OFFICER},
    Purpose.KNOWN_HERE: {*COACHES, Role.PROCESS_COORDINATOR, Role.TRIAGE_MEMBER},
    Purpose.EMERGENCY: {*COACHES, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR},
    Purpose.SAFETY_NET: {Role.SYSTEM},
    Purpose.WORK_EXCHANGE: {Role.LINKED_SYSTEM},
}


@pytest.mark.parametrize("purpose", Purpose)
def test_a_purpose_is_acted_for_by_these_roles_and_no_others(purpose):  # T-02
    roles = {role for role, purposes in PURPOSES_OF.items() if purpose in purposes}
    assert roles == ACTS_FOR.get(purpose, set())
