"""A young person who is away for a while: the promise goes on, and nothing says why or where."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import DomainError, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.absences import end_absence, enter_absence
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.mending import undo_move
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Absence, NextMoment, Rung
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.absences import check_within, latest_moment
from houvast.tracks.rules.states import ContactChannel
from tests.cast import STAFF, ahead, at_commit, found, open_track, sign_in, talk
from tests.test_parallel import at_once, refusals
from tests.tracks.informs import tell_young_person

TODAY = date(2026, 3, 2)


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def away(town, track, back=40, by="anouk"):
    made = enter_absence(
        by=town[by], track_id=track, until_on=day(back), reachable_via=ContactChannel.PHONE
    )
    at_commit()
    return made


def planned(town, track, number):
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(number))


def due(town, track):
    with acting(town["rachid"]):
        return NextMoment.objects.get(track=track, state="planned").due


@given(back=st.integers(1, 900), later=st.integers(0, 900), on=st.integers(0, 1000))
def test_no_chain_of_moments_passes_over_the_week_before_or_the_return(back, later, on):
    until, today = TODAY + timedelta(days=back), TODAY + timedelta(days=min(later, back))
    latest = latest_moment(until, today)
    assert today <= latest <= until
    chosen = today + timedelta(days=on)
    if chosen > latest:
        with pytest.raises(Refused) as refused:
            check_within(chosen, until, today)
        assert refused.value.field == "next_on"
    else:
        check_within(chosen, until, today)
    assert latest in (until, until - timedelta(days=7))


def test_a_moment_beyond_the_week_before_comes_forward_to_it(town, track):
    planned(town, track, 50)
    away(town, track, 40)
    assert due(town, track) == day(33)
    assert promise_check()["violations"] == 0


@pytest.mark.parametrize(
    ("back", "usual"), [(30, "7"), (14, "7"), (11, "3"), (8, "1"), (7, "7"), (2, "1")]
)
def test_the_day_that_is_filled_in_comes_before_the_return(town, track, client, back, usual):
    away(town, track, back)
    page = sign_in(client, town["anouk"]).get(reverse("log_contact", args=[track]))
    assert page.context["form"]["ahead"].value() == usual
    planned(town, track, int(usual))
    at_commit()


def test_a_moment_that_comes_first_stays_and_the_ladder_asks_nobody(town, track, clock):
    tell_young_person(by=town["anouk"], track_id=track)
    planned(town, track, 10)
    away(town, track, 40)
    assert due(town, track) == day(10)
    clock.forward(days=9)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    with acting(town["rachid"]):
        assert not Rung.objects.filter(state="raised").exists()


@pytest.mark.parametrize("asked", [None, 34, 20])
def test_an_undo_does_not_bring_back_a_moment_beyond_the_return(town, track, asked):
    """What was noted before somebody went away is taken back after it, with another day."""
    planned(town, track, 50)
    moved = move_moment(by=town["anouk"], track_id=track, ahead=ahead(10))
    away(town, track, 40)
    what = {"by": town["anouk"], "moment_id": moved}
    if asked == 20:
        undo_move(next_on=day(20), **what)
        at_commit()
        assert due(town, track) == day(20)
    else:
        with pytest.raises(Refused, match="eerder" if asked is None else "uiterlijk") as no:
            undo_move(next_on=asked and day(asked), **what)
        assert no.value.field == "next_on"


def test_then_a_moment_in_the_week_before_and_one_on_the_day_itself(town, track, clock):
    away(town, track, 40)
    with pytest.raises(Refused, match="week voor de terugkomst") as refused:
        planned(town, track, 34)
    assert refused.value.field == "next_on"
    planned(town, track, 33)
    clock.forward(days=33)
    planned(town, track, 40)
    at_commit()
    clock.forward(days=1)
    with pytest.raises(Refused, match="is de terugkomst"):
        move_moment(by=town["anouk"], track_id=track, ahead=ahead(41))
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(40))
    clock.forward(days=7)
    planned(town, track, 60)
    at_commit()
    assert promise_check()["violations"] == 0


def test_a_late_moment_is_not_answered_by_being_away(town, track, clock):
    planned(town, track, 2)
    clock.forward(days=6)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    away(town, track, 90)
    assert due(town, track) == day(2)
    with acting(town["rachid"]):
        assert Rung.objects.filter(state="raised", cause="moment").exists()


def test_another_day_is_another_row_and_back_is_one_tap(town, track):
    away(town, track, 40)
    away(town, track, 60)
    line = file_page(town["anouk"], track).file.line
    assert (line.back_on, line.reachable_via) == (day(60), ContactChannel.PHONE)
    with acting(town["rachid"]):
        assert Absence.objects.count() == 2
    end_absence(by=town["anouk"], track_id=track)
    assert file_page(town["anouk"], track).file.line.back_on is None
    planned(town, track, 60)
    with pytest.raises(Refused, match="al niet meer"):
        end_absence(by=town["anouk"], track_id=track)


@pytest.mark.parametrize(("back", "why"), [(0, "niet in de toekomst"), (1500, "vier jaar")])
def test_a_return_lies_ahead(town, track, back, why):
    with pytest.raises(Refused, match=why) as refused:
        away(town, track, back)
    assert refused.value.field == "until_on"


@pytest.mark.parametrize("who", ["bilal", "lotte", "rachid", "tess", "sam", "petra"])
def test_only_who_holds_somebody_says_so(town, track, who):
    with pytest.raises(DomainError):
        away(town, track, by=who)
    away(town, track)
    with pytest.raises(DomainError):
        end_absence(by=town[who], track_id=track)


def test_the_screens_say_until_when_and_how_to_reach_and_nothing_else(town, track, client):
    away(town, track, 40)
    coach = sign_in(client, town["anouk"])
    page = coach.get(reverse("track", args=[track])).content.decode()
    assert "Een tijd weg, terug op" in page and "Is terug" in page
    assert "Een tijd weg" in coach.get(reverse("today")).content.decode()
    steers = sign_in(client, town["rachid"])
    assert "een tijd weg, terug op" in steers.get(reverse("team")).content.decode()
    page = steers.get(reverse("track", args=[track])).content.decode()
    assert "Een tijd weg, terug op" in page and "Is terug" not in page


NEW = (
    "insert into tracks_absence (id, municipality_id, controller, destroy_on, track_id, person_id,"
    " until_on, reachable_via, entered_at, entered_by_id) select gen_random_uuid(),"
    " municipality_id, controller, destroy_on, id, person_id, houvast_today() + {back}, 'phone',"
    " houvast_now(), {by} from tracks_track where id = %(track)s"
)
RAW = {
    "two at a time": ("anouk", NEW.format(back=50, by="%(anouk)s")),
    "by who steers": ("rachid", NEW.format(back=50, by="%(rachid)s")),
    "in the name of another": ("anouk", NEW.format(back=50, by="%(bilal)s")),
    "a return that was": ("anouk", NEW.format(back=0, by="%(anouk)s")),
    "another day in the same row": ("anouk", "update tracks_absence set until_on = until_on + 9"),
    "an end by who steers": ("rachid", "update tracks_absence set ended_at = houvast_now()"),
    "thrown away": ("anouk", "delete from tracks_absence"),
    "a moment after the return": (
        "anouk",
        "with old as (update tracks_nextmoment set state = 'moved', left_at = houvast_now()"
        " where state = 'planned' returning *) insert into tracks_nextmoment (id,"
        " municipality_id, controller, destroy_on, track_id, person_id, due, state, held_by_id,"
        " agreed_with_young_person, planned_at, planned_by_id) select gen_random_uuid(),"
        " municipality_id, controller, destroy_on, track_id, person_id, houvast_today() + 50,"
        " 'planned', held_by_id, false, houvast_now(), %(anouk)s from old",
    ),
}


@pytest.mark.parametrize("name", RAW)
def test_the_database_refuses(town, track, name):
    planned(town, track, 10)
    away(town, track)
    who, sql = RAW[name]
    ids = {one: actor.user_id for one, actor in town.people.items()} | {"track": track}
    before, changed = state(town), 0
    try:
        with acting(town[who]), connection.cursor() as cursor:
            cursor.execute(sql, ids)
            changed = cursor.rowcount
            cursor.execute("set constraints all immediate")
    except DatabaseError:
        changed = 0
    assert changed == 0 and state(town) == before


def state(town):
    with acting(town["rachid"]):
        moments = list(NextMoment.objects.order_by("pk").values())
        return list(Absence.objects.order_by("pk").values()), moments


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_a_contact_against_an_absence_leaves_a_moment_before_the_return(committed, _round):
    town = found("Waterrade", STAFF, timezone.localdate())
    track = open_track(town)
    said = at_once(
        lambda: enter_absence(
            by=town["anouk"],
            track_id=track,
            until_on=day(30),
            reachable_via=ContactChannel.IN_PERSON,
        ),
        lambda: planned(town, track, 50),
    )
    assert len(refusals(said)) <= 1
    assert due(town, track) <= day(23)
    assert promise_check()["violations"] == 0
