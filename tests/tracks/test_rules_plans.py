"""Both plans, the measurements and the list on the way to 18, in pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules import adulthood, measurements
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.measurements import MeasureMoment, MeasureValue
from houvast.tracks.rules.plans import (
    Agreed,
    PlanPartner,
    PlanTemplate,
    Support,
    check_agreed,
    check_support,
    leads_to_work,
    template_at,
)

TODAY = date(2026, 11, 25)
WHY = "Eerst een plek om te slapen."


def field_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.field


@pytest.mark.parametrize(
    ("agreed", "field"),
    [
        (Agreed(None, (PlanPartner.YOUNG_PERSON,)), "agreed_on"),
        (Agreed(TODAY + timedelta(days=1), (PlanPartner.YOUNG_PERSON,)), "agreed_on"),
        (Agreed(TODAY - timedelta(days=32), (PlanPartner.YOUNG_PERSON,)), "agreed_on"),
        (Agreed(TODAY, ()), "agreed_with"),
        (Agreed(TODAY, (PlanPartner.PARENT,)), "agreed_with"),
    ],
)
def test_an_own_plan_is_agreed_on_a_day_with_the_young_person(agreed, field):
    assert field_of(lambda: check_agreed(agreed, TODAY, own=True)) == field


@given(st.sets(st.sampled_from(LifeDomain)), st.sampled_from(PlanTemplate), st.booleans())
def test_work_is_part_of_every_agreed_support_plan_or_it_says_why_not_yet(steps, template, said):
    plan = Support(template, LifeDomain.HOUSING, without_work=WHY if said else " ")

    def check():
        return check_support(plan, steps_in=steps, has_future=True, today=TODAY)

    if said or leads_to_work(template, steps):
        check()
    else:
        assert field_of(check) == "without_work"


def test_for_youth_school_leads_to_work_and_for_adults_it_does_not():
    assert leads_to_work(PlanTemplate.YOUTH, {LifeDomain.SCHOOL})
    assert not leads_to_work(PlanTemplate.ADULT, {LifeDomain.SCHOOL})
    assert [template_at(age) for age in (None, 17, 18)] == ["youth", "youth", "adult"]


@pytest.mark.parametrize(
    ("why", "again", "field"),
    [
        ("", 9, "without_future"),
        (WHY, None, "try_again_on"),
        (WHY, 0, "try_again_on"),
        (WHY, 61, "try_again_on"),
    ],
)
def test_without_his_own_plan_there_is_a_reason_and_a_day_to_try_again(why, again, field):
    day = None if again is None else TODAY + timedelta(days=again)
    plan = Support(PlanTemplate.ADULT, LifeDomain.HOUSING, "", why, day)
    steps = {LifeDomain.WORK}
    assert field == field_of(
        lambda: check_support(plan, steps_in=steps, has_future=False, today=TODAY)
    )


@pytest.mark.parametrize(
    ("days", "moment"),
    [(0, "start"), (70, "start"), (77, "month_3"), (170, "month_6"), (365, "month_12")],
)
def test_a_measurement_is_made_in_its_own_time_and_once(days, moment):
    opened = TODAY - timedelta(days=days)
    assert measurements.next_moment(opened, (), TODAY) == moment
    assert measurements.next_moment(opened, {MeasureMoment(moment)}, TODAY) is None
    with pytest.raises(Refused):
        measurements.check_moment_now(MeasureMoment(moment), opened, {MeasureMoment(moment)}, TODAY)


def test_a_measurement_begins_with_what_is_known():
    scan = {LifeDomain.WORK: ScanValue.NEEDS_STEP, LifeDomain.INCOME: ScanValue.IN_ORDER}
    known = measurements.as_known(scan | {LifeDomain.HOUSING: ScanValue.NEEDS_STEP}, {"housing"})
    assert known[LifeDomain.WORK] is MeasureValue.OPEN
    assert known[LifeDomain.INCOME] is MeasureValue.IN_ORDER
    assert known[LifeDomain.HOUSING] is MeasureValue.STEP_RUNNING
    assert known[LifeDomain.FAMILY] is MeasureValue.UNKNOWN


@pytest.mark.parametrize(
    ("born", "opens"),
    [
        (date(2009, 5, 26), False),
        (date(2009, 5, 25), True),
        (date(2008, 11, 26), True),
        (date(2008, 11, 25), False),
        (None, False),
    ],
)
def test_the_list_is_open_from_17_and_a_half_to_18(born, opens):
    assert adulthood.is_open(born, TODAY) is opens
    if not opens:
        with pytest.raises(Refused):
            adulthood.check_opens(born, TODAY)
