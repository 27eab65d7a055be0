"""The whole job through the actions, as the app role: the shortest road that is real."""

from datetime import timedelta

from django.utils import timezone

from houvast.database.context import acting
from houvast.tracks.actions.closing import Farewell, agree_closing, propose_closing, reopen_track
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Door, NextMoment, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import CloseReason, ContactOutcome
from tests.cast import ahead, at_commit, talk
from tests.tracks.informs import tell_young_person


def test_from_signal_to_an_open_door_and_back(town, anouk, rachid, track, trail):
    today = timezone.localdate()
    log_contact(by=anouk, track_id=track, talk=talk(ContactOutcome.NOT_REACHED), ahead=ahead(3))
    log_contact(by=anouk, track_id=track, talk=talk(note="Wil werken."), ahead=ahead(7))
    tell_young_person(by=anouk, track_id=track)
    scan = dict.fromkeys(LifeDomain, ScanValue.IN_ORDER)
    record_scan(by=anouk, track_id=track, values=scan)
    at_commit()
    farewell = Farewell(
        CloseReason.BASIS_IN_PLACE, anouk.user_id, today + timedelta(days=90), today
    )
    closing = propose_closing(by=anouk, track_id=track, farewell=farewell)
    agree_closing(by=rachid, closing_id=closing)
    at_commit()
    with acting(anouk):
        assert Track.objects.get().state == "closed"
        assert Door.objects.get().contact_id == anouk.user_id
    reopen_track(by=anouk, track_id=track, ground="Vraagt zelf om hulp.", next_on=today)
    at_commit()
    with acting(anouk):
        assert Track.objects.get().state == "open"
        assert NextMoment.objects.filter(state="planned").count() == 1
    assert promise_check() == {
        "open_tracks": 1,
        "violations": 0,
        "overdue": {
            "coach": 0,
            "team_lead": 0,
            "process_coordinator": 0,
            "programme_manager": 0,
        },
    }
    assert trail[-3:] == [
        "tracks.track_closed",
        "tracks.track_reopened",
        "tracks.promise_checked",
    ]
