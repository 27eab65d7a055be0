"""The lowest wage per age, and the short list of skills."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.employers.rules.skills import MOST_SKILLS, Skill, check_skills
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.wages import AGES, RATES, WITHOUT_WAGE, lowest, too_low_for
from houvast.errors import Refused

JOB, BBL = WorkKind.REGULAR_JOB, WorkKind.BBL
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
KINDS = st.sampled_from(WorkKind)
CENTS = st.integers(1, 20_000)


@pytest.mark.parametrize(
    ("age", "on", "kind", "cents"),
    [
        (21, date(2026, 1, 1), JOB, 1471),
        (26, date(2026, 11, 24), JOB, 1471),
        (18, date(2026, 11, 24), JOB, 736),
        (18, date(2025, 12, 31), JOB, 703),
        (18, date(2025, 12, 31), BBL, 640),
        (17, date(2026, 1, 1), BBL, 581),
        (20, date(2026, 1, 1), BBL, 905),
        (16, date(2024, 7, 1), JOB, 472),
    ],
)
def test_the_rate_of_an_age_on_a_day(age, on, kind, cents):
    found = lowest(age, on, kind)
    assert found is not None
    assert found.cents == cents


def test_no_rate_is_made_up():
    assert lowest(14, date(2026, 1, 1), JOB) is None
    assert lowest(18, date(2024, 6, 30), JOB) is None
    assert [lowest(18, date(2026, 1, 1), kind) for kind in WITHOUT_WAGE] == [None, None]


def test_every_rate_has_a_source_and_none_stands_twice():
    assert all(one.source for one in RATES)
    assert len({(one.since, one.age, one.bbl) for one in RATES}) == len(RATES)


@given(CENTS, KINDS, DAYS, st.none() | st.integers(13, 26))
def test_a_wage_is_too_low_for_exactly_those_whose_rate_is_higher(cents, kind, on, age):
    low = {one.age for one in too_low_for(cents, kind, on, age)}
    asked = {one for one in AGES if one >= min(age or 0, 21)}
    rates = {one: lowest(one, on, kind) for one in asked}
    assert low == {one for one, rate in rates.items() if rate and rate.cents > cents}


@given(CENTS, CENTS, KINDS, DAYS)
def test_more_wage_is_never_too_low_for_more_people(one, other, kind, on):
    little, much = sorted((one, other))
    assert set(too_low_for(much, kind, on)) <= set(too_low_for(little, kind, on))


def test_an_unknown_wage_is_not_too_low():
    assert too_low_for(None, JOB, date(2026, 1, 1)) == ()


@given(st.sets(st.sampled_from(Skill), max_size=MOST_SKILLS))
def test_skills_come_back_once_and_in_order(some):
    kept = check_skills([*some, *some], field="teaches")
    assert kept == tuple(one for one in Skill if one in some)


@pytest.mark.parametrize("codes", [("S1.15",), ("lassen",), ("",), tuple(Skill)[: MOST_SKILLS + 1]])
def test_a_skill_that_is_not_in_the_list_or_one_too_many_is_refused(codes):
    with pytest.raises(Refused) as no:
        check_skills(codes, field="teaches")
    assert no.value.field == "teaches"
