"""The trial day: an act of its own, under a yes, with what both want after it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements import actions as work
from houvast.placements.models import Placement, TrialDay
from houvast.placements.reads import file_page, placement_page
from houvast.placements.rules.consent import birthday
from houvast.placements.rules.states import TrialNext, TrialState, TrialView
from houvast.placements.rules.trial import (
    FURTHEST_TRIAL,
    TrialNote,
    check_trial_day,
    check_trial_note,
)
from houvast.tracks.models import NextMoment
from tests.cast import TERMS, Who, at_commit, open_track, place_to_work, want

TODAY = date(2026, 11, 24)
ON, UNSURE, NOT = TrialView.GO_ON, TrialView.UNSURE, TrialView.RATHER_NOT
GOES_ON = TrialNote(True, TrialNext.AGREE, ON, ON)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(-30, 250), st.none() | st.integers(-30, 250))
def test_a_trial_day_lies_ahead_and_not_after_the_start(today, ahead, start):
    day = today + timedelta(days=ahead)
    start_on = None if start is None else today + timedelta(days=start)
    fits = 0 <= ahead <= FURTHEST_TRIAL.days and (start is None or ahead <= start)
    if fits:
        assert check_trial_day(day, today, start_on) == day
        return
    with pytest.raises(Refused) as no:
        check_trial_day(day, today, start_on)
    assert no.value.field == "day"


@pytest.mark.parametrize(
    ("note", "words", "field"),
    [
        (TrialNote(True, TrialNext.AGREE, None, ON), "Kies wat de jongere", "young_person"),
        (TrialNote(True, TrialNext.AGREE, ON, None), "Kies wat de werkgever", "employer"),
        (TrialNote(True, None, ON, ON), "Kies wat de volgende stap", "next_step"),
        (TrialNote(True, TrialNext.AGREE, NOT, ON), "De jongere wil hier liever", "next_step"),
        (TrialNote(True, TrialNext.AGREE, ON, NOT), "De werkgever wil liever", "next_step"),
        (TrialNote(False, TrialNext.AGREE), "De dag ging niet door", "next_step"),
        (TrialNote(False, None), "Kies wat de volgende stap", "next_step"),
        (TrialNote(False, TrialNext.TALK, again_on=TODAY), "Je koos een nieuwe dag", "next_step"),
    ],
)
def test_a_note_that_cannot_be_is_refused_at_its_own_field(note, words, field):
    with pytest.raises(Refused, match=words) as no:
        check_trial_note(note, TrialState.PLANNED, TODAY, TODAY)
    assert no.value.field == field


def test_who_doubts_may_go_on_and_what_is_unknown_is_no_no():
    for view in (ON, UNSURE, TrialView.UNKNOWN):
        check_trial_note(
            TrialNote(True, TrialNext.AGREE, view, view), TrialState.PLANNED, TODAY, TODAY
        )


def test_a_day_is_held_from_its_day_on_and_called_off_at_any_time():
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="nog niet geweest"):
        check_trial_note(GOES_ON, TrialState.PLANNED, tomorrow, TODAY)
    check_trial_note(TrialNote(False, TrialNext.TALK), TrialState.PLANNED, tomorrow, TODAY)
    with pytest.raises(Refused, match="al vastgelegd"):
        check_trial_note(GOES_ON, TrialState.HELD, TODAY, TODAY)


@pytest.fixture
def placement(town, track, anouk):
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    want(anouk, one)
    return one


@pytest.fixture
def met(anouk, placement):
    work.introduce(by=anouk, placement_id=placement)
    return placement


def today():
    return timezone.localdate()


def days_of(by):
    with acting(by):
        return [(one.day, one.state, one.next_step) for one in TrialDay.objects.order_by("day")]


def test_from_the_introduction_over_a_trial_day_to_the_start(anouk, track, met):
    work.plan_trial_day(by=anouk, placement_id=met, day=today())
    assert file_page(anouk, track).placements[0].trial_on == today()
    work.note_trial_day(by=anouk, placement_id=met, note=GOES_ON)
    work.agree(by=anouk, placement_id=met, start_on=today(), terms=TERMS)
    work.start(by=anouk, placement_id=met, started_on=today())
    at_commit()
    page = placement_page(anouk, met)
    assert [(one.state, one.young_person, one.employer) for one in page.trials] == [
        (TrialState.HELD, ON, ON)
    ]
    assert page.trial_ahead is None


def test_it_is_moved_and_called_off_and_planned_again(anouk, met):
    soon, later = today() + timedelta(days=2), today() + timedelta(days=5)
    work.plan_trial_day(by=anouk, placement_id=met, day=soon)
    work.plan_trial_day(by=anouk, placement_id=met, day=later)
    assert days_of(anouk) == [(later, "planned", "")]
    another = TrialNote(False, TrialNext.ANOTHER, again_on=soon)
    work.note_trial_day(by=anouk, placement_id=met, note=another)
    assert days_of(anouk) == [(soon, "planned", ""), (later, "not_held", "another")]


def test_another_day_without_a_day_saves_nothing(anouk, met):
    work.plan_trial_day(by=anouk, placement_id=met, day=today())
    with pytest.raises(Refused, match="Kies een dag voor de meeloopdag") as no:
        work.note_trial_day(
            by=anouk, placement_id=met, note=TrialNote(True, TrialNext.ANOTHER, ON, UNSURE)
        )
    assert no.value.field == "again_on"
    assert days_of(anouk) == [(today(), "planned", "")]


def test_who_rather_not_stops_in_the_same_act_and_gets_a_moment(anouk, met):
    work.plan_trial_day(by=anouk, placement_id=met, day=today())
    work.note_trial_day(
        by=anouk, placement_id=met, note=TrialNote(True, TrialNext.STOP, NOT, TrialView.UNKNOWN)
    )
    at_commit()
    with acting(anouk):
        assert Placement.objects.get().state == "not_started"
        assert NextMoment.objects.get(state="planned").due <= today() + timedelta(days=4)


def test_no_trial_day_before_they_met_or_without_a_yes_that_holds(town, anouk, clock):
    eighteen = today() + timedelta(days=5)
    track = open_track(town, Who("Bijna", "Bo", "Achttien", birthday(eighteen, -18)))
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Ander"))
    want(anouk, one)
    with pytest.raises(Refused, match="als ze kennismaakten"):
        work.plan_trial_day(by=anouk, placement_id=one, day=today())
    work.introduce(by=anouk, placement_id=one)
    clock.forward(days=5)
    with pytest.raises(Refused, match="verlopen"):
        work.plan_trial_day(by=anouk, placement_id=one, day=today())


def test_work_does_not_begin_while_a_trial_day_waits(anouk, met, clock):
    work.plan_trial_day(by=anouk, placement_id=met, day=today() + timedelta(days=2))
    with pytest.raises(Refused, match="niet na de startdatum") as no:
        work.agree(by=anouk, placement_id=met, start_on=today(), terms=TERMS)
    assert no.value.field == "start_on"
    work.agree(by=anouk, placement_id=met, start_on=today() + timedelta(days=2), terms=TERMS)
    clock.forward(days=2)
    with pytest.raises(Refused, match="Zeg eerst hoe die ging"):
        work.start(by=anouk, placement_id=met, started_on=today())
    work.note_trial_day(by=anouk, placement_id=met, note=GOES_ON)
    work.start(by=anouk, placement_id=met, started_on=today())


def test_nobody_else_plans_or_notes(town, anouk, bilal, elsewhere, met):
    work.plan_trial_day(by=anouk, placement_id=met, day=today())
    for by in (bilal, town["rachid"], town["sam"], elsewhere["carmen"]):
        with pytest.raises((NotFound, NotAllowed)):
            work.plan_trial_day(by=by, placement_id=met, day=today())
        with pytest.raises((NotFound, NotAllowed)):
            work.note_trial_day(by=by, placement_id=met, note=GOES_ON)
        assert days_of(by) == []


COPY = (
    "insert into placements_trialday (id, municipality_id, controller, destroy_on, person_id,"
    " track_id, placement_id, day, state, planned_by_id, planned_at, young_person, employer,"
    " next_step) select gen_random_uuid(), municipality_id, controller, destroy_on, person_id,"
    " track_id, id, {day}, 'planned', proposed_by_id, proposed_at, '', '', ''"
    " from placements_placement"
)
HELD = (
    "update placements_trialday set state = 'held', young_person = 'go_on', employer = 'go_on',"
    " next_step = 'agree', noted_on = houvast_today(), noted_by_id = planned_by_id"
)
RAW = {
    "a second day ahead": (COPY.format(day="houvast_today()"), "one_trial_day_ahead"),
    "a day that is over": (COPY.format(day="houvast_today() - 1"), "trial_day_under_a_yes"),
    "held before its day": (HELD, "trial_day_once"),
    "half a note": (
        "update placements_trialday set young_person = 'go_on'",
        "trial_day_is_noted_whole",
    ),
    "another day in the past": (
        "update placements_trialday set day = houvast_today() - 9",
        "trial_day_under_a_yes",
    ),
}


@pytest.mark.parametrize("what", RAW)
def test_the_database_holds_the_trial_day_against_raw_writing(anouk, met, what):
    work.plan_trial_day(by=anouk, placement_id=met, day=today() + timedelta(days=1))
    refused(anouk, *RAW[what])


def refused(by, statement, constraint):
    with pytest.raises(IntegrityError) as no, acting(by), connection.cursor() as cursor:
        cursor.execute(statement)
    assert no.value.__cause__.diag.constraint_name == constraint


def test_the_database_keeps_what_was_noted_and_wants_a_yes(anouk, met):
    work.plan_trial_day(by=anouk, placement_id=met, day=today())
    work.note_trial_day(by=anouk, placement_id=met, note=GOES_ON)
    refused(anouk, "update placements_trialday set employer = 'unsure'", "trial_day_once")
    with acting(anouk):
        given = Placement.objects.get().told_as
    work.take_back(by=anouk, consent_id=given)
    refused(anouk, COPY.format(day="houvast_today()"), "trial_day_under_a_yes")


BEFORE = "Ze maakten kennis op"
EARLIER = "update placements_placement set started_on = introduced_on - 1, state = 'started'"


def test_work_begins_when_they_have_met_in_the_books_too(anouk, met):
    yesterday = today() - timedelta(days=1)
    work.agree(by=anouk, placement_id=met, start_on=today(), terms=TERMS)
    with pytest.raises(Refused, match=BEFORE) as no:
        work.start(by=anouk, placement_id=met, started_on=yesterday)
    assert no.value.field == "started_on"
    refused(anouk, EARLIER, "work_begins_after_they_met")
    work.start(by=anouk, placement_id=met, started_on=today())
