"""Steps in pure rules: words, an owner, a day; and which life domains ask for a first step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.reads.steps import plan_rows, steps_of
from houvast.tracks.rules.closing import BIG_FIVE
from houvast.tracks.rules.domains import LifeDomain, ScanValue, asked_at, by_value
from houvast.tracks.rules.steps import (
    FIRST_DOMAIN,
    FIRST_STEPS,
    FURTHEST,
    LONGEST_STEP,
    USUAL,
    PlanPart,
    StepOwner,
    StepPlan,
    check_due,
    check_step,
    part_of,
    suggested,
)

TODAY = date(2026, 11, 25)


def field_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.field


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (StepPlan(LifeDomain.WORK, "  "), "what"),
        (StepPlan(LifeDomain.WORK, "x" * (LONGEST_STEP + 1)), "what"),
        (StepPlan(LifeDomain.WORK, "Werk zoeken", StepOwner.COLLEAGUE), "colleague"),
        (StepPlan(LifeDomain.WORK, "Werk zoeken", StepOwner.DESK), "desk"),
        (StepPlan(LifeDomain.WORK, "Werk zoeken", StepOwner.DESK, desk="x" * 61), "desk"),
    ],
)
def test_a_step_without_words_or_without_anybody_is_refused_at_its_field(plan, field):
    assert field_of(lambda: check_step(plan)) == field


@given(st.integers(-400, 800))
def test_a_step_is_due_from_today_within_a_year(days):
    due = TODAY + timedelta(days=days)
    if 0 <= days <= FURTHEST.days:
        assert check_due(due, TODAY) == due
    else:
        assert field_of(lambda: check_due(due, TODAY)) == "due"


def test_without_a_day_it_is_in_a_week():
    assert check_due(None, TODAY) == TODAY + USUAL


def test_every_life_domain_has_first_steps_and_a_part_of_the_plan():
    assert set(FIRST_STEPS) == set(LifeDomain)
    assert all(2 <= len(set(steps)) == len(steps) for steps in FIRST_STEPS.values())
    assert all(part_of(FIRST_DOMAIN[part]) is part for part in PlanPart)
    assert {one.value for one in PlanPart} - {"adulthood"} == {one.value for one in BIG_FIVE}


@given(
    st.dictionaries(st.sampled_from(LifeDomain), st.sampled_from(ScanValue)),
    st.sets(st.sampled_from(LifeDomain)),
)
def test_only_what_needs_a_step_and_has_none_is_suggested(scan, under_way):
    found = suggested(scan, under_way)
    assert set(found) == {
        one for one in scan if scan[one] is ScanValue.NEEDS_STEP and one not in under_way
    }
    assert list(found) == [one for one in LifeDomain if one in found]


@pytest.mark.parametrize(("age", "asked"), [(None, True), (16, False), (17, True), (18, False)])
def test_what_opens_before_18_is_asked_at_17_or_at_an_unknown_age(age, asked):
    domains = asked_at(age)
    assert (LifeDomain.ADULTHOOD in domains) is asked
    assert len(domains) == len(LifeDomain) - (not asked)


@given(st.dictionaries(st.sampled_from(LifeDomain), st.sampled_from(ScanValue)))
def test_gathered_by_word_no_answer_is_lost_or_counted(scan):
    assert {one: value for value, domains in by_value(scan) for one in domains} == scan


ROW = {
    "id": "00000000-0000-0000-0000-000000000001",
    "domain": "housing",
    "what": "Een kamer zoeken",
    "owner": "coach",
    "colleague": None,
    "colleague_key": None,
    "desk": "",
    "due": "2026-11-27",
    "state": "open",
    "left_at": None,
    "reason": "",
}


@pytest.mark.parametrize(
    ("scan", "steps", "needed", "in_order"),
    [
        ({}, [], (), False),
        ({LifeDomain.HOUSING: ScanValue.IN_ORDER}, [], (), True),
        ({LifeDomain.HOUSING: ScanValue.UNKNOWN}, [], (), False),
        ({LifeDomain.HOUSING: ScanValue.NEEDS_STEP}, [], (LifeDomain.HOUSING,), False),
        ({LifeDomain.HOUSING: ScanValue.NEEDS_STEP}, [ROW], (), False),
    ],
)
def test_a_part_of_the_plan_says_what_the_scan_asks(scan, steps, needed, in_order):
    today = date(2026, 11, 26)
    rows = plan_rows(steps_of(steps, "Anouk", today), scan, today)
    housing = next(one for one in rows if one.part is PlanPart.HOUSING)
    assert (housing.needed, housing.in_order) == (needed, in_order)
    assert housing.height == len(steps) + bool(needed)
