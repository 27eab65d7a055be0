"""Leave against raw SQL, in two windows at once, and who sees that somebody is away."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from houvast.database.context import acting
from houvast.sharing.models import Assignment
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.models import Deputy, Leave, NextMoment, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.leaves import StandIn
from houvast.web.urls import urlpatterns
from tests.cast import STAFF, ahead, at_commit, found, live, open_track, sign_in, talk
from tests.keys import keys_of
from tests.test_doors import EXPECTED, address, ask
from tests.test_parallel import at_once, refusals

NEW_LEAVE = (
    "insert into tracks_leave (id, municipality_id, controller, destroy_on, user_id, from_on,"
    " until_on, entered_by_id, entered_at) values (gen_random_uuid(), %(place)s, 'college',"
    " houvast_today() + 300, {who}, houvast_today() + {first}, houvast_today() + {last}, {by},"
    " houvast_now())"
)
NEW_DEPUTY = (
    "insert into tracks_deputy (id, municipality_id, controller, destroy_on, leave_id, user_id,"
    " named_by_id, from_on, until_on, since, until) select gen_random_uuid(), %(place)s,"
    " 'college', houvast_today() + 300, %(leave)s, {who}, {by}, houvast_today() + {first},"
    " houvast_today() + {last}, houvast_now(), houvast_now()"
)


def leave(who="%(anouk)s", by="%(anouk)s", first=2, last=2):
    return NEW_LEAVE.format(who=who, by=by, first=first, last=last)


def deputy(who="%(wim)s", by="%(anouk)s", first=21, last=30):
    return NEW_DEPUTY.format(who=who, by=by, first=first, last=last)


ATTEMPTS = {
    "a leave that leaves a moment alone": ("anouk", leave(first=7, last=7)),
    "a long leave without a stand-in": ("wim", leave(who="%(wim)s", by="%(wim)s", last=20)),
    "two leaves at a time": ("anouk", leave(first=25, last=25)),
    "a leave of who stands in then": ("bilal", leave("%(bilal)s", "%(bilal)s", 25, 25)),
    "a leave of a colleague": ("bilal", leave(by="%(bilal)s")),
    "a leave in the name of somebody else": ("bilal", leave(by="%(anouk)s")),
    "a leave of somebody of another team": ("hugo", leave(by="%(hugo)s")),
    "a leave that ends before it begins": ("anouk", leave(first=3, last=2)),
    "a second stand-in on the same day": ("anouk", deputy()),
    "a stand-in outside the leave": ("anouk", deputy(first=50, last=60)),
    "standing in for oneself": ("anouk", deputy(who="%(anouk)s", by="%(bilal)s")),
    "naming oneself the stand-in": ("bilal", deputy(who="%(bilal)s", by="%(bilal)s")),
    "a longer leave": ("anouk", "update tracks_leave set until_on = until_on + 9"),
    "a leave of another": ("anouk", "update tracks_leave set user_id = %(wim)s"),
    "longer access for who stands in": (
        "anouk",
        "update tracks_deputy set until = until + interval '9 days'",
    ),
    "another stand-in in the same row": ("anouk", "update tracks_deputy set user_id = %(wim)s"),
    "an end of somebody else's leave": (
        "bilal",
        "update tracks_leave set ended_at = houvast_now()",
    ),
    "no stand-in any more": ("anouk", "update tracks_deputy set until_on = from_on - 1"),
    "access by hand": (
        "bilal",
        "select tracks_give_cover(d, t) from tracks_deputy d, tracks_track t",
    ),
    "who stands in leaves": (
        "admin",
        "update accounts_user set is_active = false where id = %(bilal)s",
    ),
    "a leave that is thrown away": ("anouk", "delete from tracks_leave"),
}


def away(town, *, first=20, last=40, who="anouk", stand_in="bilal"):
    days = [timezone.localdate() + timedelta(days=one) for one in (first, last)]
    names = [StandIn(town[stand_in].user_id, *days)]
    key = town[who].user_id
    return enter_leave(by=town[who], user_id=key, first=days[0], last=days[1], stand_ins=names)


@pytest.fixture
def planned(town, track):
    """A track with a moment in a week, and a leave of the coach in three weeks."""
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(7))
    made = away(town)
    at_commit()
    return made


def state(town):
    with acting(town["rachid"]):
        return (
            list(Leave.objects.order_by("pk").values()),
            list(Deputy.objects.order_by("pk").values()),
            list(NextMoment.objects.order_by("pk").values()),
            list(Assignment.objects.order_by("pk").values()),
        )


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_database_refuses(town, planned, name):
    who, sql = ATTEMPTS[name]
    by = town.admin if who == "admin" else town[who]
    ids = {one: actor.user_id for one, actor in town.people.items()}
    ids |= {"place": town.admin.municipality_id, "leave": planned}
    before = state(town)
    try:
        with acting(by), connection.cursor() as cursor:
            cursor.execute(sql, ids)
            changed = cursor.rowcount
            cursor.execute("set constraints all immediate")
        assert changed == 0
    except DatabaseError:
        pass
    assert state(town) == before


def test_colleagues_see_who_is_away_and_nobody_else_does(town, elsewhere, planned):
    for name in ("anouk", "bilal", "wim", "lotte", "rachid", "tess"):
        with acting(town[name]):
            assert (Leave.objects.count(), Deputy.objects.count()) == (1, 1), name
    for by in (town.admin, elsewhere["carmen"], elsewhere["tine"]):
        with acting(by):
            assert not Leave.objects.exists() and not Deputy.objects.exists()
    assert not Leave.objects.exists()


def test_a_leave_is_gone_some_time_after(town, planned, clock):
    clock.forward(days=40 + 91)
    with acting(town["rachid"]):
        assert not Leave.objects.exists() and not Deputy.objects.exists()


@pytest.mark.screens
def test_who_stands_in_meets_no_fault_at_any_door(town, track, clock):
    """Each address of the file, read and written: an answer in words, and no more than a second."""
    life = live(town, "Meeuw")
    keys = keys_of(town, "anouk", "wim", life)
    away(town, first=1, last=20)
    at_commit()
    clock.forward(days=2)
    browser = sign_in(Client(raise_request_exception=False), town["bilal"])
    doors = [name for name in EXPECTED if "track_id" in route_of(name)]
    assert len(doors) > 10
    for name, method in product(doors, ("get", "post")):
        answer = ask(browser, method, address(name, keys), EXPECTED[name].body)
        assert answer.status_code < 500, (name, method)
    for name in ("track", "log_contact", "moment", "today"):
        text = browser.get(address(name, keys)).content.decode()
        assert "Meeuwvoor" in text, name
    assert "Vervangt Anouk" in browser.get("/vandaag/").content.decode()
    assert "Bilal vervangt" in browser.get(address("track", keys)).content.decode()


def route_of(name):
    return next(str(one.pattern) for one in urlpatterns if one.name == name)


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def one_state(town, track):
    """Nobody who is away keeps a moment, and access is given to who stands in and no one else."""
    with acting(town["rachid"]):
        moment = NextMoment.objects.get(track=track, state="planned")
        gone = Leave.objects.filter(
            user=moment.held_by_id, ended_at=None, from_on__lte=moment.due, until_on__gte=moment.due
        )
        assert not gone.exists()
    assert promise_check()["violations"] == 0


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(4))
def test_a_leave_against_a_contact_leaves_no_moment_alone(place, _round):
    track = open_track(place)
    said = at_once(
        lambda: away(place, first=1, last=12),
        lambda: log_contact(by=place["anouk"], track_id=track, talk=talk(), ahead=ahead(6)),
    )
    assert refusals(said) == []
    one_state(place, track)


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(4))
def test_two_who_would_stand_in_for_each_other_are_not_both_away(place, _round):
    open_track(place)
    said = at_once(
        lambda: away(place, first=1, last=12),
        lambda: away(place, first=1, last=12, who="bilal", stand_in="anouk"),
    )
    assert len(refusals(said)) == 1
    with acting(place["rachid"]):
        assert Leave.objects.count() == 1


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(4))
def test_a_leave_against_a_new_track_covers_both(place, _round):
    first = open_track(place)
    said = at_once(lambda: away(place, first=0, last=12), lambda: open_track(place))
    assert refusals(said) == []
    with acting(place["bilal"]):
        assert Track.objects.count() == 2
    one_state(place, first)
