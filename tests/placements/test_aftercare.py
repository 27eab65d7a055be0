"""Aftercare with both sides, whether work lasted, and a break-off that lets nobody go."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements import actions as work
from houvast.placements.models import AftercareMoment, AftercareNote, Placement, Retention
from houvast.placements.reads import aftercare_page, aftercare_waiting, file_page, placement_page
from houvast.placements.rules.aftercare import check_call, check_note, retention_days
from houvast.placements.rules.states import RetentionAnswer, Side
from houvast.sharing.actions import assign
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.models import NextMoment, Track
from tests.cast import TERMS, ahead, at_commit, place_to_work, sign_in, talk, want


def at_work(town, track, mark="Eigen"):
    anouk, today = town["anouk"], timezone.localdate()
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, mark))
    want(anouk, one)
    work.introduce(by=anouk, placement_id=one)
    work.agree(by=anouk, placement_id=one, start_on=today, terms=TERMS)
    work.start(by=anouk, placement_id=one, started_on=today)
    return one


@pytest.fixture
def placement(town, track):
    return at_work(town, track)


@pytest.fixture
def looked_at(town, track):
    """Somebody says that the coach still needs to see this young person."""
    return lambda: renew_access(by=town["rachid"], track_id=track)


def due(by, side):
    with acting(by):
        found = AftercareMoment.objects.filter(side=side.value, state="planned").order_by("due")
        return found[0].pk


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_marks_are_three_six_and_twelve_months_on(started_on):
    days = list(retention_days(started_on).values())
    assert [(day.year - started_on.year) * 12 + day.month - started_on.month for day in days] == [
        3,
        6,
        12,
    ]


def test_of_an_employer_only_how_the_work_goes_is_written():
    assert check_note(" Komt op tijd. ", Side.EMPLOYER) == "Komt op tijd."
    assert check_note("Zegt dat hij schulden heeft.", Side.YOUNG_PERSON)
    with pytest.raises(Refused, match="“schulden” hoort hier niet"):
        check_note("Zegt dat hij schulden heeft.", Side.EMPLOYER)
    with pytest.raises(Refused, match="tekens te lang"):
        check_note("x" * 301, Side.EMPLOYER)


def test_both_sides_are_noted_apart_and_the_work_coach_reads_only_the_employers(
    town, anouk, placement, clock
):
    clock.forward(days=8)
    work.check_in(
        by=anouk, moment_id=due(anouk, Side.YOUNG_PERSON), reached=True, note="Slaapt slecht."
    )
    work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True, note="Komt op tijd.")
    page = placement_page(anouk, placement)
    assert {one.words for one in page.noted} == {"Slaapt slecht.", "Komt op tijd."}
    with acting(anouk) as at:
        assign(
            by=anouk,
            person_id=Placement.objects.get().person_id,
            user_id=town["wim"].user_id,
            purpose=Purpose.WORK_INCOME,
            capacity=Capacity.WORK,
            granted_by=anouk.user_id,
            now=at.now,
        )
    wim = town.as_("wim", Purpose.WORK_INCOME)
    assert {one.words for one in placement_page(wim, placement).noted} == {"", "Komt op tijd."}
    for by, seen in ((wim, 0), (anouk, 1), (town["bilal"], 0), (town["rachid"], 0)):
        with acting(by):
            assert AftercareNote.objects.count() == seen


def test_who_reads_stands_with_what_was_written_only(anouk, placement, clock, client):
    clock.forward(days=8)
    note = "Slaapt slecht."
    work.check_in(by=anouk, moment_id=due(anouk, Side.YOUNG_PERSON), reached=True, note=note)
    work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True)
    page = sign_in(client, anouk).get(reverse("placement", args=[placement])).content.decode()
    assert page.count("Jij, je vervanger en de jongere kunnen dit lezen.") == 1


def test_a_check_in_is_noted_once_and_not_before_its_day(anouk, placement, clock):
    with pytest.raises(Refused, match="nog niet aan de beurt"):
        work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True)
    clock.forward(days=8)
    moment = due(anouk, Side.EMPLOYER)
    work.check_in(by=anouk, moment_id=moment, reached=False)
    with pytest.raises(Refused, match="al vastgelegd"):
        work.check_in(by=anouk, moment_id=moment, reached=True)


def test_what_waits_is_in_one_list_and_on_today(anouk, track, placement, clock):
    clock.forward(days=15)
    assert [one.waiting for one in file_page(anouk, track).placements] == [4]
    page = aftercare_page(anouk)
    assert [(one.side, one.title) for one in page.check_ins] == [
        (Side.EMPLOYER, "Eigenwerk"),
        (Side.YOUNG_PERSON, "Eigenwerk"),
    ] * 2
    with acting(anouk) as at:
        assert aftercare_waiting(anouk, at.today) == 4
    work.break_off(by=anouk, placement_id=placement)
    at_commit()
    assert aftercare_page(anouk).check_ins == ()
    assert [one.waiting for one in file_page(anouk, track).placements] == [0]
    with pytest.raises(Refused, match="Dit werk is voorbij"):
        work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True)


def test_whether_work_lasted_is_asked_at_the_mark_and_counted_exactly(
    anouk, placement, clock, looked_at
):
    with acting(anouk):
        first = Retention.objects.order_by("due")[0].pk
    answer = {"by": anouk, "retention_id": first}
    with pytest.raises(Refused, match="pas op de dag zelf"):
        work.answer_retention(**answer, answer=RetentionAnswer.SAME_WORK)
    clock.forward(days=93)
    looked_at()
    page = aftercare_page(anouk)
    assert [one.id for one in page.marks] == [first]
    assert [(one.total, one.not_asked) for one in page.counts] == [(1, 1), (0, 0), (0, 0)]
    work.answer_retention(**answer, answer=RetentionAnswer.UNKNOWN)
    first_count = aftercare_page(anouk).counts[0]
    assert (first_count.unknown, first_count.not_asked) == (1, 0)
    work.answer_retention(**answer, answer=RetentionAnswer.STOPPED)
    assert placement_page(anouk, placement).lasting[0].waits
    work.answer_retention(**answer, answer=RetentionAnswer.OTHER_WORK)
    counted = aftercare_page(anouk)
    assert (counted.marks, counted.counts[0].other_work, counted.counts[0].total) == ((), 1, 1)
    clock.forward(days=1)
    assert not placement_page(anouk, placement).lasting[0].waits
    with pytest.raises(Refused, match="al beantwoord"):
        work.answer_retention(**answer, answer=RetentionAnswer.STOPPED)


def test_nobody_else_notes_or_answers(town, bilal, elsewhere, anouk, placement, clock):
    clock.forward(days=8)
    moment = due(anouk, Side.EMPLOYER)
    with acting(anouk):
        first = Retention.objects.order_by("due")[0].pk
    for by in (bilal, town["rachid"], town["sam"], elsewhere["carmen"]):
        with pytest.raises((NotFound, NotAllowed)):
            work.check_in(by=by, moment_id=moment, reached=True)
        with pytest.raises((NotFound, NotAllowed)):
            work.answer_retention(by=by, retention_id=first, answer=RetentionAnswer.STOPPED)


def test_after_a_break_off_there_is_a_moment_the_search_is_open_and_work_begins_again(
    town, anouk, track, placement
):
    work.break_off(by=anouk, placement_id=placement)
    at_commit()
    with acting(anouk):
        assert Track.objects.get().work_started_on is None
        assert NextMoment.objects.get(state="planned").due <= timezone.localdate() + timedelta(4)
    second = at_work(town, track, "Tweede")
    at_commit()
    with acting(anouk):
        states = dict(Placement.objects.values_list("pk", "state"))
        assert states == {placement: "broken_off", second: "started"}
        assert Track.objects.get().work_started_on == timezone.localdate()


def test_a_wish_that_ends_does_not_stop_the_work_that_goes_on(town, anouk, track, placement):
    other = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Ander"))
    want(anouk, other)
    work.not_started(by=anouk, placement_id=other)
    at_commit()
    with acting(anouk):
        assert Track.objects.get().work_started_on == timezone.localdate()


STOP = (
    "update placements_placement set state = 'broken_off', ended_on = houvast_today();"
    " set constraints all immediate"
)
RAW = {
    "a break-off that keeps the phase": (STOP, "search_after_break_off"),
    "a check-in before its day": (
        "update placements_aftercaremoment set state = 'done', answered_on = houvast_today()",
        "check_in_once",
    ),
    "a young person's words where the work coach reads": (
        "update placements_aftercaremoment set said = 'Slaapt slecht.' where side <> 'employer'",
        "only_an_employer_says_it_here",
    ),
    "an answer before its day": (
        "update placements_retention set answer = 'same_work', answered_on = houvast_today(),"
        " answered_by_id = (select lead_coach_id from tracks_track)",
        "retention_at_its_day",
    ),
    "another day for the question": (
        "update placements_retention set due = houvast_today()",
        "retention_at_its_day",
    ),
}


@pytest.mark.parametrize("what", RAW)
def test_the_database_holds_aftercare_against_raw_writing(anouk, placement, what):
    statement, constraint = RAW[what]
    with pytest.raises(IntegrityError) as no, acting(anouk), connection.cursor() as cursor:
        cursor.execute(statement)
    assert no.value.__cause__.diag.constraint_name == constraint


@pytest.mark.parametrize("change", ["answer = 'same_work'", "answered_on = houvast_today()"])
def test_the_database_keeps_an_answer_from_the_next_day_on(
    anouk, placement, clock, change, looked_at
):
    clock.forward(days=93)
    looked_at()
    with acting(anouk):
        first = Retention.objects.order_by("due")[0].pk
    work.answer_retention(by=anouk, retention_id=first, answer=RetentionAnswer.STOPPED)
    clock.forward(days=1)
    with pytest.raises(IntegrityError) as no, acting(anouk), connection.cursor() as cursor:
        cursor.execute(f"update placements_retention set {change} where answer <> ''")
    assert no.value.__cause__.diag.constraint_name == "retention_at_its_day"


def test_the_database_refuses_a_break_off_without_a_moment_within_days(anouk, track, placement):
    log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead(30))
    with pytest.raises(IntegrityError) as no, acting(anouk), connection.cursor() as cursor:
        cursor.execute(STOP)
    assert no.value.__cause__.diag.constraint_name == "moment_after_break_off"
    work.break_off(by=anouk, placement_id=placement)
    at_commit()


def said_yes(by, placement, *, calls):
    with acting(by):
        consent = Placement.objects.get(pk=placement).told_as
    if not calls:
        work.stop_calls(by=by, consent_id=consent)
    return consent


def test_who_wants_no_calls_is_not_talked_about_and_is_still_asked_himself(
    anouk, track, placement, clock
):
    consent = said_yes(anouk, placement, calls=False)
    clock.forward(days=8)
    with pytest.raises(Refused, match="gaf geen ja voor dit gesprek"):
        work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True)
    page = placement_page(anouk, placement)
    assert (page.calls, page.no_calls, page.holds) == (False, True, True)
    assert [one.side for one in page.due] == [Side.YOUNG_PERSON]
    assert [one.side for one in aftercare_page(anouk).check_ins] == [Side.YOUNG_PERSON]
    assert [one.waiting for one in file_page(anouk, track).placements] == [1]
    work.check_in(by=anouk, moment_id=due(anouk, Side.YOUNG_PERSON), reached=True)
    with pytest.raises(Refused, match="al gestopt"):
        work.stop_calls(by=anouk, consent_id=consent)


def test_a_call_needs_a_yes_that_holds_and_a_new_yes_opens_it_again(anouk, placement, clock):
    with acting(anouk):
        held = Placement.objects.get().told_until
    check_call(Side.EMPLOYER, True, held, held - timedelta(days=1))
    for until in (held, None):
        with pytest.raises(Refused, match="verlopen"):
            check_call(Side.EMPLOYER, True, until, held)
    check_call(Side.YOUNG_PERSON, False, None, held)
    said_yes(anouk, placement, calls=False)
    clock.forward(days=8)
    want(anouk, placement)
    work.check_in(by=anouk, moment_id=due(anouk, Side.EMPLOYER), reached=True)
    page = placement_page(anouk, placement)
    assert page.wanted_on < timezone.localdate(page.told_at) == page.file.today


def test_a_call_whose_yes_ran_out_asks_for_the_yes_first(anouk, placement, clock, looked_at):
    with acting(anouk):
        held = Placement.objects.get().told_until
    clock.forward(days=(held - timezone.localdate()).days)
    looked_at()
    page = aftercare_page(anouk)
    assert {one.side for one in page.check_ins} == {Side.YOUNG_PERSON}
    assert [one.side for one in page.to_ask] == [Side.EMPLOYER]
    with acting(anouk) as at:
        assert aftercare_waiting(anouk, at.today) == len(page.check_ins) + 1 + len(page.marks)
    said_yes(anouk, placement, calls=False)
    assert aftercare_page(anouk).to_ask == ()


CALLS = {
    "a call that nobody allowed": (
        "update placements_aftercaremoment set state = 'done', answered_on = houvast_today()"
        " where side = 'employer' and due <= houvast_today()",
        "called_under_a_yes",
    ),
    "leave to call out of nothing": (
        "update placements_placement set may_call = true",
        "may_call_follows",
    ),
    "a no that becomes a yes": (
        "update placements_consent set calls = 'given'",
        "calls_stay",
    ),
}


@pytest.mark.parametrize("what", CALLS)
def test_the_database_lets_nobody_call_without_a_yes(anouk, placement, clock, what):
    said_yes(anouk, placement, calls=False)
    clock.forward(days=8)
    statement, constraint = CALLS[what]
    with pytest.raises(IntegrityError) as no, acting(anouk), connection.cursor() as cursor:
        cursor.execute(statement)
    assert no.value.__cause__.diag.constraint_name == constraint
