"""What lists show of a track in one row is what the tables say, and only the database writes it."""

import time
from datetime import timedelta
from threading import Thread

import pytest
from django.db import ProgrammingError, connection, connections
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.tracks.actions.absences import enter_absence
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Glance
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import ContactChannel, ContactOutcome
from tests.cast import STAFF, ahead, found, open_track, talk
from tests.conftest import as_owner

DIFFERS = "select t from tracks_glances_that_differ() t"
WAITS = """
select count(*) from pg_locks held join pg_stat_activity who using (pid)
where not held.granted and who.datname = current_database()
"""


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def differ():
    with as_owner() as owner:
        return [track for (track,) in owner.execute(DIFFERS)]


def glance(by, track):
    with acting(by):
        return Glance.objects.get(track=track)


@pytest.mark.commits
def test_it_follows_every_act(place):
    by, track = place["anouk"], open_track(place)
    before = glance(by, track)
    assert before.due and before.held_by_id == by.user_id and before.lead_until
    assert before.last_real_at is None and before.reached == []
    contact = log_contact(by=by, track_id=track, talk=talk(), ahead=ahead(5))
    spoke = glance(by, track)
    assert spoke.last_real_id == contact and spoke.moment_id != before.moment_id
    log_contact(by=by, track_id=track, talk=talk(ContactOutcome.NOT_REACHED), ahead=ahead(4))
    assert glance(by, track).last_real_id == contact
    record_scan(by=by, track_id=track, values={LifeDomain.WORK: ScanValue.NEEDS_STEP})
    assert glance(by, track).reached == ["scanned"]
    move_moment(by=by, track_id=track, ahead=ahead(6))
    back = timezone.localdate() + timedelta(days=20)
    enter_absence(by=by, track_id=track, until_on=back, reachable_via=ContactChannel.PHONE)
    now = glance(by, track)
    assert (now.back_on, now.reachable_via) == (back, "phone")
    assert differ() == []


@pytest.mark.commits
def test_a_row_that_is_not_what_the_tables_say_is_named(place):
    track = open_track(place)
    open_track(place)
    with as_owner() as owner:
        owner.execute("update tracks_glance set rung = 3 where track_id = %s", [track])
    assert differ() == [track]
    with as_owner() as owner:
        owner.execute("select tracks_note_glance(%s)", [track])
    assert differ() == []


@pytest.mark.commits
def test_two_at_once_lose_nothing_of_each_other(place):
    """The second waits for the row of the track, and then reads what the first one wrote."""
    by, track = place["anouk"], open_track(place)

    def scan():
        record_scan(by=by, track_id=track, values={LifeDomain.WORK: ScanValue.NEEDS_STEP})
        connections.close_all()

    other = Thread(target=scan)
    with acting(by):
        log_contact(by=by, track_id=track, talk=talk(), ahead=ahead(5))
        other.start()
        assert _somebody_waits()
    other.join()
    both = glance(by, track)
    assert both.last_real_at and both.reached == ["scanned"]
    assert differ() == []


def _somebody_waits() -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with as_owner() as owner:
            (number,) = owner.execute(WAITS).fetchone()
        if number:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("who", ["anouk", "rachid"])
@pytest.mark.parametrize(
    "claim",
    [
        "insert into tracks_glance select * from tracks_glance",
        "select tracks_note_glance(track_id) from tracks_glance",
        "select * from tracks_glance_told(gen_random_uuid())",
        DIFFERS,
    ],
)
def test_nobody_can_write_one_or_ask_for_one(town, track, who, claim):
    refused = pytest.raises(ProgrammingError, match=r"row-level security|permission denied")
    with refused, acting(town[who]), connection.cursor() as cursor:
        cursor.execute(claim)


@pytest.mark.parametrize("who", ["anouk", "rachid"])
def test_a_change_finds_no_row(town, track, who):
    with acting(town[who]), connection.cursor() as cursor:
        cursor.execute("update tracks_glance set due = due + 30")
        assert cursor.rowcount == 0


def test_it_is_seen_by_who_holds_and_who_steers(town, track):
    sees = {"anouk": 1, "rachid": 1, "lotte": 1, "bilal": 0, "wim": 0, "tess": 0, "petra": 0}
    for who, number in sees.items():
        with acting(town[who]):
            assert Glance.objects.count() == number, who
    assert town["rachid"].purpose == Purpose.PROCESS_STEERING
