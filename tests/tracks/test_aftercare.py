"""Aftercare as a state: begun and left by verbs, narrower for readers, under the same promise."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import working_days
from houvast.database.context import acting
from houvast.errors import DomainError, NotFound, Refused
from houvast.placements.actions import break_off
from houvast.placements.models import Placement
from houvast.placements.reads import file_page
from houvast.tracks.actions.aftercare import resume_track, start_aftercare
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Closing, NextMoment, Track
from houvast.tracks.reads.closing import closing_page
from houvast.tracks.rules.closing import BIG_FIVE, OpenPoint
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import TrackPhase
from houvast.web.closing import MENDS
from tests.cast import at_commit, live, open_track, sign_in


@pytest.fixture
def life(town):
    """Someone at work, with a proposal to close."""
    return live(town, "Meeuw")


def state(town, track):
    with acting(town["anouk"]):
        return Track.objects.get(pk=track).state


def planned(town, track):
    with acting(town["anouk"]):
        return NextMoment.objects.get(track=track, state="planned")


def test_aftercare_begins_at_work_and_the_coach_and_the_moment_stay(town, life, trail):
    before = planned(town, life.track).pk
    until = start_aftercare(by=town["anouk"], track_id=life.track)
    at_commit()
    file = file_page(town["anouk"], life.track).file
    assert (file.phase, file.aftercare_until) == (TrackPhase.AFTERCARE, until)
    assert file.leads and file.runs and planned(town, life.track).pk == before
    assert "tracks.aftercare_started" in trail
    assert closing_page(town["anouk"], life.track).points.count(OpenPoint.AFTERCARE) == 1
    with pytest.raises(Refused):
        start_aftercare(by=town["anouk"], track_id=life.track)


def test_without_work_it_begins_when_the_whole_basis_is_in_order(town):
    track, anouk = open_track(town), town["anouk"]
    with pytest.raises(Refused):
        start_aftercare(by=anouk, track_id=track)
    record_scan(by=anouk, track_id=track, values=dict.fromkeys(LifeDomain, ScanValue.IN_ORDER))
    assert not set(BIG_FIVE) & set(closing_page(anouk, track).points)
    assert start_aftercare(by=anouk, track_id=track) > timezone.localdate() + timedelta(days=360)


def test_aftercare_passes_on_the_clock_and_then_no_longer_stands_in_the_way(town, life, clock):
    start_aftercare(by=town["anouk"], track_id=life.track)
    with acting(town["anouk"]):
        until = Track.objects.get(pk=life.track).aftercare_until
    from houvast.tracks.reads.closing import facts_of
    from houvast.tracks.rules.closing import why_not_closable

    facts = facts_of(file_page(town["anouk"], life.track).file)
    assert OpenPoint.AFTERCARE in why_not_closable(facts, until - timedelta(days=1))
    assert OpenPoint.AFTERCARE not in why_not_closable(facts, until)


def test_a_relapse_resumes_in_one_act_with_a_moment_soon(town, life):
    anouk, today = town["anouk"], timezone.localdate()
    start_aftercare(by=anouk, track_id=life.track)
    days = working_days(anouk.municipality_id, today)
    for wrong in (None, today - timedelta(days=1), days.after(today, 3)):
        with pytest.raises(Refused) as no:
            resume_track(by=anouk, track_id=life.track, next_on=wrong)
        assert no.value.field == "next_on" and state(town, life.track) == "aftercare"
    resume_track(by=anouk, track_id=life.track, next_on=days.after(today, 2), what="Koffie")
    at_commit()
    assert state(town, life.track) == "open"
    assert planned(town, life.track).due == days.after(today, 2)
    with acting(anouk):
        assert Closing.objects.get(track=life.track).state == "withdrawn"
    with pytest.raises(Refused):
        resume_track(by=anouk, track_id=life.track, next_on=today)


def test_work_that_stops_in_aftercare_resumes_by_itself(town, life):
    start_aftercare(by=town["anouk"], track_id=life.track)
    with acting(town["anouk"]):
        placement = Placement.objects.get(track=life.track, state="started").pk
    break_off(by=town["anouk"], placement_id=placement)
    at_commit()
    assert state(town, life.track) == "open"
    with acting(town["anouk"]):
        assert Track.objects.get(pk=life.track).aftercare_until is None


def test_every_open_point_leads_somewhere_or_stands_in_the_form():
    assert set(OpenPoint) - set(MENDS) == {OpenPoint.NOT_TOLD, OpenPoint.NO_DOOR}


def test_nobody_else_begins_or_leaves_it(town, life):
    today = timezone.localdate()
    for name in ("bilal", "wim", "tess", "sam", "lotte"):
        with pytest.raises(DomainError):
            start_aftercare(by=town[name], track_id=life.track)
    with pytest.raises(NotFound):
        resume_track(by=town["bilal"], track_id=life.track, next_on=today)
    assert state(town, life.track) == "open"


def test_the_database_refuses_an_aftercare_without_an_end(town):
    track = open_track(town)
    sql = "update tracks_track set state = 'aftercare', aftercare_until = null where id = %s"
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting(town["anouk"]),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [track])
    assert state(town, track) == "open"


def test_the_screens_lead_from_what_is_open_to_the_act_that_mends_it(town, life, client):
    browser, url = sign_in(client, town["anouk"]), reverse("closing", args=[life.track])
    text = browser.get(url).content.decode()
    for name, words in (("scan", "Kijk samen hoe het staat"), ("track", "Bekijk de nazorg")):
        assert f'href="{reverse(name, args=[life.track])}' in text and words in text
    assert browser.post(reverse("start_aftercare", args=[life.track])).status_code == 302
    page = browser.get(url).content.decode()
    assert reverse("resume", args=[life.track]) in page and "Begin de nazorg" not in page
    form = reverse("resume", args=[life.track])
    late = {"next_on": (timezone.localdate() + timedelta(days=20)).isoformat(), "what": "Koffie"}
    answer = browser.post(form, late)
    assert answer.status_code == 422 and "Koffie" in answer.content.decode()
    soon = late | {"next_on": timezone.localdate().isoformat()}
    assert browser.post(form, soon).status_code == 302
    assert state(town, life.track) == "open"
