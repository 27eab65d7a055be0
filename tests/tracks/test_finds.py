"""An own find works at once; a second person confirms it, or the ladder asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.models import Assignment
from houvast.tracks.actions.closing import reopen_track, stop_at_own_wish
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.finds import confirm_own_find, open_own_find
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import Rung, SignalFacts, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.team import team_page
from tests.cast import ILIAS, SEEN, ahead, at_commit, observed, talk


@pytest.fixture
def find(town):
    return open_own_find(by=town["anouk"], seen=observed(town), who=ILIAS, ahead=ahead(2))


def assignment(town) -> Assignment:
    with acting(town["anouk"]):
        return Assignment.objects.get(capacity="lead")


def test_it_works_at_once_with_its_own_entry_reason(town, find):
    log_contact(by=town["anouk"], track_id=find, talk=talk(), ahead=ahead())
    at_commit()
    with acting(town["anouk"]):
        assert SignalFacts.objects.get().behaviour == SEEN
        assert Track.objects.get().state == "open"
    assert assignment(town).granted_by_id is None
    assert promise_check()["violations"] == 0


def test_the_team_lead_sees_it_and_confirms(town, find):
    waiting = team_page(town["lotte"]).desk.finds
    assert [(one.name, one.coach) for one in waiting] == [("Ilias", "Anouk")]
    confirm_own_find(by=town["lotte"], assignment_id=waiting[0].assignment_id)
    assert team_page(town["lotte"]).desk.finds == ()
    assert assignment(town).granted_by_id == town["lotte"].user_id
    with pytest.raises(Refused, match="al bevestigd"):
        confirm_own_find(by=town["lotte"], assignment_id=waiting[0].assignment_id)


def test_a_coach_does_not_confirm_himself(town, find):
    with pytest.raises(NotAllowed):
        confirm_own_find(by=town["anouk"], assignment_id=assignment(town).pk)
    with pytest.raises(NotFound):
        confirm_own_find(by=town["bilal"], assignment_id=assignment(town).pk)


def test_a_find_that_nobody_confirms_asks_the_team_lead(town, find, clock):
    clock.forward(days=6)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    with acting(town["lotte"]):
        asked = Rung.objects.get(cause="confirmation")
        assert asked.held_by_id == town["lotte"].user_id


def test_without_a_name_nobody_can_be_held_on_to(town):
    with pytest.raises(Refused, match="roepnaam"):
        open_own_find(by=town["anouk"], seen=observed(town), who=Who(), ahead=ahead(2))


def test_the_same_find_sent_twice_is_one_track(town):
    from uuid import uuid4

    key = uuid4()
    for _ in range(2):
        open_own_find(by=town["anouk"], seen=observed(town), who=ILIAS, ahead=ahead(2), key=key)
    with acting(town["anouk"]):
        assert Track.objects.count() == 1


def test_who_is_no_coach_finds_nobody(town):
    for other in ("lotte", "rachid", "sam"):
        with pytest.raises(NotAllowed):
            open_own_find(by=town[other], seen=observed(town), who=ILIAS, ahead=ahead(2))


def test_the_young_person_stops_in_one_act_and_comes_back_in_one(town, anouk, track):
    soon = timezone.localdate() + timedelta(days=60)
    stop_at_own_wish(by=anouk, track_id=track, door_contact=anouk.user_id, come_back_on=soon)
    at_commit()
    with acting(anouk):
        assert Track.objects.get().close_reason == "young_person_stopped"
    reopen_track(
        by=anouk, track_id=track, ground="Belt zelf, wil weer.", next_on=timezone.localdate()
    )
    at_commit()
    assert promise_check()["violations"] == 0


def test_stopping_needs_a_door_and_a_colleague_can_keep_it(town, anouk, bilal, track):
    soon = timezone.localdate() + timedelta(days=60)
    with pytest.raises(Refused, match="deur openhoudt"):
        stop_at_own_wish(by=anouk, track_id=track, door_contact=None, come_back_on=soon)
    stop_at_own_wish(by=anouk, track_id=track, door_contact=bilal.user_id, come_back_on=soon)
    at_commit()
    with acting(bilal):
        assert Track.objects.get().state == "closed"
    with acting(anouk):
        assert not Track.objects.exists()


def test_the_database_refuses_to_close_alone(town, anouk, track):
    at_commit()
    with pytest.raises(IntegrityError), acting(anouk):
        with connection.cursor() as cursor:
            cursor.execute(
                "update tracks_nextmoment set state = 'moved', left_at = houvast_now();"
                " insert into tracks_door (id, municipality_id, controller, destroy_on, person_id,"
                " track_id, contact_id, come_back_on, since) select gen_random_uuid(),"
                " municipality_id, controller, destroy_on, person_id, id, lead_coach_id,"
                " houvast_today() + 30, houvast_now() from tracks_track;"
                " update tracks_track set state = 'closed', closed_at = houvast_now(),"
                " close_reason = 'basis_in_place'"
            )
        at_commit()
