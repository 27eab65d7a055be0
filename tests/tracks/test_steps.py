"""Steps of a plan: who adds and ends them, what the database refuses, and Taken."""

from datetime import timedelta

import pytest
from django.db import Error, connection
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    reopen_step,
)
from houvast.tracks.models import Step, Track
from houvast.tracks.reads.closing import closing_page
from houvast.tracks.reads.plan import plan_page, step_page, tasks_page
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.states import HandoverReason
from houvast.tracks.rules.steps import PlanPart, StepOwner, StepPlan, StepState
from tests.test_walls import grant

ADDRESS = StepPlan(LifeDomain.HOUSING, "Een inschrijfadres regelen")


@pytest.fixture
def step(town, track):
    return add_step(by=town["anouk"], track_id=track, step=ADDRESS)


def person_of(town, track):
    with acting(town["anouk"]):
        return Track.objects.get(pk=track).person_id


def the(town, step_id):
    with acting(town["anouk"]):
        return Step.objects.get(pk=step_id)


def days(number):
    return timezone.localdate() + timedelta(days=number)


def test_a_step_stands_in_its_part_of_the_plan_in_a_week(town, track, step, trail):
    (row,) = (one for one in file_page(town["anouk"], track).file.plan if one.steps)
    assert row.part is PlanPart.HOUSING
    (line,) = row.steps
    assert (line.what, line.who, line.due) == (ADDRESS.what, "Anouk", days(7))
    assert trail == ["tracks.file_viewed"]


def test_the_same_step_sent_twice_is_one(town, track, step):
    assert add_step(by=town["anouk"], track_id=track, step=ADDRESS) == step


@pytest.mark.parametrize("who", ["bilal", "wim", "sam", "petra", "hugo"])
def test_who_does_not_hold_the_young_person_finds_no_step(town, track, step, who):
    by = town[who]
    for act in (
        lambda: add_step(by=by, track_id=track, step=ADDRESS),
        lambda: finish_step(by=by, step_id=step),
        lambda: plan_page(by, track),
        lambda: step_page(by, step),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("who", ["rachid", "lotte"])
def test_who_steers_sees_no_plan_and_no_word_of_it(town, track, step, who):
    with pytest.raises(NotFound):
        plan_page(town[who], track)
    with pytest.raises(NotAllowed):
        add_step(by=town[who], track_id=track, step=ADDRESS)
    file = file_page(town[who], track).file
    assert (file.steps, file.sees_plan) == ((), False)


def test_done_dropped_and_set_back(town, step):
    by = town["anouk"]
    finish_step(by=by, step_id=step)
    finish_step(by=by, step_id=step)
    assert the(town, step).state == StepState.DONE
    with pytest.raises(Refused):
        drop_step(by=by, step_id=step, reason="Hij heeft al een adres.")
    reopen_step(by=by, step_id=step)
    with pytest.raises(Refused) as refused:
        drop_step(by=by, step_id=step, reason=" ")
    assert refused.value.field == "reason"
    drop_step(by=by, step_id=step, reason="Hij heeft al een adres.")
    assert the(town, step).reason == "Hij heeft al een adres."


def test_a_late_step_changes_hands_and_keeps_its_day(town, step, clock):
    clock.forward(days=10)
    due = the(town, step).due
    change = {"by": town["anouk"], "step_id": step, "owner": StepOwner.DESK}
    change_step(**change, due=due, desk="Jongerenloket")
    assert (the(town, step).due, the(town, step).desk) == (due, "Jongerenloket")
    with pytest.raises(Refused) as refused:
        change_step(**change, due=due + timedelta(days=1), desk="Jongerenloket")
    assert refused.value.field == "due"


def test_a_step_goes_to_a_colleague_who_holds_the_young_person_and_to_no_other(town, track, step):
    by, bilal = town["anouk"], town["bilal"]
    to_bilal = {"by": by, "step_id": step, "due": None, "owner": StepOwner.COLLEAGUE}
    with pytest.raises(Refused) as refused:
        change_step(**to_bilal, colleague=bilal.user_id)
    assert refused.value.field == "colleague"
    grant(by, bilal, person_of(town, track), Capacity.SECOND)
    change_step(**to_bilal, colleague=bilal.user_id)
    (task,) = tasks_page(bilal).week
    assert (task.step.what, task.name, task.keeps) == (ADDRESS.what, "Ilias Voorbeeld", True)
    assert tasks_page(by).total == 0
    finish_step(by=bilal, step_id=step)
    assert tasks_page(bilal).total == 0


def test_taken_holds_own_steps_by_day_and_asks_about_late_ones_of_others(town, track, clock):
    by = town["anouk"]
    for what, owner, ahead in (
        ("Vandaag bellen", StepOwner.COACH, 0),
        ("Morgen samen gaan", StepOwner.TOGETHER, 1),
        ("Later bellen", StepOwner.COACH, 20),
        ("Zelf de brief sturen", StepOwner.YOUNG_PERSON, 0),
        ("Zelf later kijken", StepOwner.YOUNG_PERSON, 20),
    ):
        plan = StepPlan(LifeDomain.INCOME, what, owner, days(ahead))
        add_step(by=by, track_id=track, step=plan)

    def lists():
        page = tasks_page(by)
        groups = (page.late, page.now, page.week, page.later, page.waits)
        return [[one.step.what for one in group] for group in groups]

    assert lists() == [[], ["Vandaag bellen"], ["Morgen samen gaan"], ["Later bellen"], []]
    clock.forward(days=1)
    assert lists() == [
        ["Vandaag bellen"],
        ["Morgen samen gaan"],
        [],
        ["Later bellen"],
        ["Zelf de brief sturen"],
    ]


def test_a_handover_passes_the_steps_of_the_coach_on(town, track, step):
    anouk, bilal = town["anouk"], town["bilal"]
    handover = offer_handover(
        by=anouk,
        track_id=track,
        from_user=anouk.user_id,
        to_user=bilal.user_id,
        reason=HandoverReason.NO_CLICK,
    )
    accept_handover(by=bilal, handover_id=handover)
    assert tasks_page(bilal).total == 1
    assert tasks_page(anouk).total == 0
    with pytest.raises(NotAllowed):
        finish_step(by=anouk, step_id=step)


def test_open_steps_stand_in_the_way_of_closing(town, track, step):
    assert OpenPoint.STEPS_OPEN in closing_page(town["anouk"], track).points
    finish_step(by=town["anouk"], step_id=step)
    assert OpenPoint.STEPS_OPEN not in closing_page(town["anouk"], track).points


RAW = {
    "no owner at all": "update tracks_step set owner = 'desk'",
    "done by nobody": "update tracks_step set state = 'done'",
    "dropped without a reason": "update tracks_step set state = 'dropped',"
    " left_at = houvast_now(), left_by_id = made_by_id",
    "other words": "update tracks_step set what = 'Iets anders'",
    "another life domain": "update tracks_step set domain = 'debts'",
    "a colleague who holds nobody": "update tracks_step set owner = 'colleague',"
    " colleague_id = (select id from accounts_user where username = 'bilal')",
    "gone": "delete from tracks_step",
}


@pytest.mark.parametrize("attempt", RAW)
def test_the_database_refuses(town, step, attempt):
    with pytest.raises(Error), acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(RAW[attempt])


COPY = """
insert into tracks_step (id, municipality_id, controller, destroy_on, person_id, track_id, domain,
  what, owner, desk, due, state, made_at, made_by_id, reason)
select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id, domain,
  'Nog een', 'coach', '', due, 'open', houvast_now(), {maker}, '' from tracks_step
"""


def test_a_step_is_added_in_ones_own_name_on_a_running_track(town, track, step):
    with acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(COPY.format(maker="made_by_id"))
        assert cursor.rowcount == 1
    bilal = "(select id from accounts_user where username = 'bilal')"
    with pytest.raises(Error), acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(COPY.format(maker=bilal))
