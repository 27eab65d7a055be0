"""What a package asks once for all its contacts holds for each of their tracks."""

from datetime import timedelta

from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.audit.models import Entry
from houvast.capture.actions.intake import receive
from houvast.capture.rules import ItemState
from houvast.database.context import acting
from houvast.tracks.actions.absences import enter_absence
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.models import Contact, ContactDetail, NextMoment, Rung, Track, WorkNote
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.states import ContactChannel
from tests.cast import at_commit, open_track
from tests.noted import noted

NEW, REFUSED = ItemState.NEW, ItemState.REFUSED
DAYS = timedelta(days=1)


def test_the_ladder_of_each_track_is_answered(town, phone, clock):
    """Two contacts with two people who were both late, in one package."""
    anouk, start = town["anouk"], timezone.now()
    tracks = [open_track(town), open_track(town)]
    clock.set(start + 12 * DAYS)
    climb_ladder(by=safety_net(anouk.municipality_id))
    with acting(anouk):
        raised = Rung.objects.filter(track__in=tracks, cause="moment", state="raised")
        assert {one.track_id for one in raised} == set(tracks)
    told = [
        phone.talked(anouk, track, at=(start + days * DAYS).isoformat(), note=f"{days}")
        for track in tracks
        for days in (11, 12)
    ]
    assert [one.state for one in receive(by=anouk, package=phone.sends(*told))] == [NEW] * 4
    at_commit()
    with acting(anouk):
        assert not raised.all()
        planned = NextMoment.objects.filter(track__in=tracks, state="planned")
        assert {one.track_id for one in planned} == set(tracks) and planned.count() == 2
        for kept in (Contact, ContactDetail, WorkNote):
            assert kept.objects.filter(track__in=tracks).count() == 4
    assert promise_check()["violations"] == 0


def test_who_is_away_is_promised_nothing_beyond_the_return(town, phone):
    """Only of who is away; and what is refused takes nothing of the others along."""
    anouk, today = town["anouk"], timezone.localdate()
    away, here = open_track(town), open_track(town)
    enter_absence(
        by=anouk,
        track_id=away,
        until_on=today + 5 * DAYS,
        reachable_via=ContactChannel.PHONE,
    )
    within = [phone.talked(anouk, away, ahead="3"), phone.talked(anouk, here, ahead="14")]
    assert [one.state for one in receive(by=anouk, package=phone.sends(*within))] == [NEW] * 2
    beyond = [phone.talked(anouk, here, ahead="7"), phone.talked(anouk, away, ahead="14")]
    states = [one.state for one in receive(by=anouk, package=phone.sends(*beyond))]
    assert states == [NEW, REFUSED]
    at_commit()
    with acting(anouk):
        assert Contact.objects.filter(track=here).count() == 2
        assert Contact.objects.filter(track=away).count() == 1


def test_each_contact_has_an_entry_about_its_own_person(town, phone):
    """Written at once at the end, and still one for each."""
    anouk, entries = town["anouk"], list[Entry]()
    tracks = [open_track(town), open_track(town)]
    with noted(entries.append):
        receive(by=anouk, package=phone.sends(*[phone.talked(anouk, one) for one in tracks]))
    late = [one.subject for one in entries if one.verb == "tracks.late_contact_logged"]
    with acting(anouk):
        people = {one.person_id for one in Track.objects.filter(pk__in=tracks)}
    assert len(late) == 2 and set(late) == people
    assert entries[-1].verb == "capture.package_received"
