"""Both plans as versions, what agreed means in the database, measuring, and the list before 18."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.actions.people import Details, complete_identity
from houvast.tracks.actions.plans import (
    measure,
    open_list_before_18,
    write_future_plan,
    write_support_plan,
)
from houvast.tracks.actions.steps import add_step
from houvast.tracks.models import Milestone
from houvast.tracks.reads.plan import plan_page
from houvast.tracks.rules.adulthood import POINTS, due_of
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import Answer, MeasureMoment, MeasureValue
from houvast.tracks.rules.plans import Agreed, PlanPartner, PlanState, PlanTemplate, Support
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.steps import StepPlan

SUPPORT = Support(PlanTemplate.ADULT, LifeDomain.HOUSING)
WHY = "Eerst een plek om te slapen."


def agreed():
    return Agreed(timezone.localdate(), (PlanPartner.YOUNG_PERSON,))


def reached(town):
    with acting(town["rachid"]):
        return set(Milestone.objects.values_list("kind", flat=True))


def test_each_save_is_a_version_and_the_agreed_one_counts(town, track):
    by = town["anouk"]
    for wants, yes in (("Kok worden.", None), ("Bakker worden.", agreed()), ("Toch kok.", None)):
        write_future_plan(by=by, track_id=track, wants=wants, agreed=yes)
    plans = plan_page(by, track).plans
    assert sorted(one.state for one in plans.future) == ["agreed", "draft", "replaced"]
    assert plans.own.wants == "Bakker worden."
    write_future_plan(by=by, track_id=track, wants="Kok.", agreed=agreed())
    states = sorted(one.state for one in plan_page(by, track).plans.future)
    assert states == [PlanState.AGREED, *[PlanState.REPLACED] * 3]


def test_the_milestone_is_reached_when_both_are_agreed_and_not_before(town, track):
    by = town["anouk"]
    write_future_plan(by=by, track_id=track, wants="Kok worden.", agreed=agreed())
    assert "plans_agreed" not in reached(town)
    with pytest.raises(Refused) as refused:
        write_support_plan(by=by, track_id=track, plan=SUPPORT, agreed=agreed())
    assert refused.value.field == "without_work"
    add_step(by=by, track_id=track, step=StepPlan(LifeDomain.WORK, "Een meeloopdag afspreken"))
    write_support_plan(by=by, track_id=track, plan=SUPPORT)
    assert "plans_agreed" not in reached(town)
    write_support_plan(by=by, track_id=track, plan=SUPPORT, agreed=agreed())
    assert "plans_agreed" in reached(town)
    page = plan_page(by, track)
    assert page.file.phase is TrackPhase.GETTING_READY
    assert page.plans.has_work


def test_without_the_own_plan_it_is_agreed_with_a_reason_and_does_not_count_as_both(town, track):
    again = timezone.localdate() + timedelta(days=9)
    plan = Support(PlanTemplate.ADULT, LifeDomain.HOUSING, WHY, WHY, again)
    write_support_plan(by=town["anouk"], track_id=track, plan=plan, agreed=agreed())
    assert "plans_agreed" not in reached(town)
    write_future_plan(by=town["anouk"], track_id=track, wants="Kok.", agreed=agreed())
    assert "plans_agreed" in reached(town)


@pytest.mark.parametrize(("who", "no"), [("bilal", NotFound), ("rachid", NotAllowed)])
def test_nobody_else_writes_a_plan_or_measures(town, track, who, no):
    at = {"by": town[who], "track_id": track}
    for act in (
        lambda: write_future_plan(**at, wants="Kok worden."),
        lambda: write_support_plan(**at, plan=SUPPORT),
        lambda: open_list_before_18(**at),
        lambda: measured(**at),
    ):
        with pytest.raises(no):
            act()


def measured(by, track_id, moment=MeasureMoment.START):
    measure(
        by=by,
        track_id=track_id,
        moment=moment,
        values={LifeDomain.WORK: MeasureValue.OPEN},
        someone_stays=Answer.YES,
        right_way=Answer.NO,
    )


def test_measured_at_the_start_and_again_after_three_months(town, track, clock):
    by = town["anouk"]
    measured(by, track)
    with pytest.raises(Refused):
        measured(by, track)
    clock.forward(days=80)
    assert plan_page(by, track).plans.to_measure is MeasureMoment.MONTH_3
    measured(by, track, MeasureMoment.MONTH_3)
    plans = plan_page(by, track).plans
    assert plans.to_measure is None
    assert plans.grid == ((LifeDomain.WORK, (MeasureValue.OPEN, MeasureValue.OPEN)),)


def test_the_list_before_18_becomes_steps_with_a_day_once(town, track):
    by, today = town["anouk"], timezone.localdate()
    with pytest.raises(Refused):
        open_list_before_18(by=by, track_id=track)
    born = today - timedelta(days=int(17.75 * 365.25))
    complete_identity(by=by, track_id=track, details=Details("Ilias", birth_date=born))
    assert plan_page(by, track).plans.before_18
    assert open_list_before_18(by=by, track_id=track) == len(POINTS)
    assert open_list_before_18(by=by, track_id=track) == 0
    page = plan_page(by, track)
    steps = [one for one in page.file.steps if one.domain is LifeDomain.ADULTHOOD]
    assert len(steps) == len(POINTS)
    in_a_week = today + timedelta(days=7)
    assert all(in_a_week <= one.due < born.replace(year=born.year + 18) for one in steps)
    assert not page.plans.before_18


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 7, 1), date(2026, 10, 1)),
        (date(2026, 9, 29), date(2026, 10, 6)),
        (date(2026, 12, 1), date(2026, 12, 8)),
        (date(2026, 12, 29), date(2026, 12, 30)),
        (date(2026, 12, 30), date(2026, 12, 30)),
    ],
)
def test_a_point_that_opens_late_leaves_a_week_and_comes_before_the_birthday(today, day):
    assert due_of(91, date(2026, 12, 31), today) == day


RAW = {
    "support agreed without work or reason": "update tracks_supportplan set state = 'agreed',"
    " agreed_on = houvast_today(), agreed_with = '{young_person}'",
    "agreed with nobody": "update tracks_futureplan set state = 'agreed',"
    " agreed_on = houvast_today()",
    "other words": "update tracks_futureplan set wants = 'Iets anders'",
    "gone": "delete from tracks_futureplan",
    "back to draft": "update tracks_futureplan set state = 'replaced';"
    " update tracks_futureplan set state = 'draft'",
    "a milestone of one's own": "insert into tracks_milestone (id, municipality_id, controller,"
    ' destroy_on, person_id, track_id, kind, "on") select gen_random_uuid(), municipality_id,'
    " controller, destroy_on, person_id, track_id, 'plans_agreed', houvast_today()"
    " from tracks_futureplan",
}


@pytest.mark.parametrize("attempt", RAW)
def test_the_database_refuses(town, track, attempt):
    write_future_plan(by=town["anouk"], track_id=track, wants="Kok worden.")
    write_support_plan(by=town["anouk"], track_id=track, plan=SUPPORT)
    with pytest.raises(Error), acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(RAW[attempt])
