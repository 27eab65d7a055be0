"""Handover: nobody is between two coaches, whoever asks and whatever time does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.people.models import Identity, Nickname
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import (
    accept_handover,
    decline_handover,
    introduce_handover,
    offer_handover,
    withdraw_handover,
)
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.models import Handover, NextMoment, Rung, Track, WorkNote
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.states import HandoverReason
from tests.cast import ahead, at_commit, sign_in, talk
from tests.tracks.informs import tell_young_person


def offer(town, track, *, by="anouk", to="bilal", stated="anouk"):
    return offer_handover(
        by=town[by],
        track_id=track,
        from_user=town[stated].user_id,
        to_user=town[to].user_id,
        reason=HandoverReason.COACH_LEAVES,
    )


def test_until_the_yes_the_old_coach_leads_and_the_new_one_sees_only_a_nickname(town, track):
    offer(town, track)
    at_commit()
    with acting(town["anouk"]):
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id
    with acting(town["bilal"]):
        assert Nickname.objects.get().text == "Ilias"
        assert not Identity.objects.exists()
        assert not NextMoment.objects.exists()
    asked = today_page(town["bilal"]).asked.offers[0]
    assert (asked.nickname, asked.by, asked.handover) == (
        "Ilias",
        "Anouk",
        HandoverReason.COACH_LEAVES,
    )


def test_at_the_yes_lead_moment_and_access_change_in_one_commit(town, track, trail):
    log_contact(by=town["anouk"], track_id=track, talk=talk(note="Rustig."), ahead=ahead())
    handover = offer(town, track)
    accept_handover(by=town["bilal"], handover_id=handover)
    at_commit()
    with acting(town["bilal"]):
        assert Track.objects.get().lead_coach_id == town["bilal"].user_id
        assert NextMoment.objects.get(state="planned").held_by_id == town["bilal"].user_id
        assert WorkNote.objects.get().text == "Rustig."
    log_contact(by=town["bilal"], track_id=track, talk=talk(), ahead=ahead())
    at_commit()
    assert promise_check()["violations"] == 0
    assert "tracks.handover_accepted" in trail


def test_the_old_coach_reads_on_for_the_overlap_and_writes_no_more(town, track, clock, client):
    accept_handover(by=town["bilal"], handover_id=offer(town, track))
    with acting(town["anouk"]):
        assert Identity.objects.count() == 1
    with pytest.raises(NotAllowed):
        log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead())
    old, form = sign_in(client, town["anouk"]), reverse("log_contact", args=[track])
    listed = old.get(reverse("young_people")).content.decode()
    assert "nu bij Bilal, je leest nog mee" in listed and form not in listed
    assert old.get(form).status_code == 404
    clock.forward(days=31)
    with acting(town["anouk"]):
        assert not Identity.objects.exists()


def test_a_moment_that_has_passed_is_missed_and_a_new_one_comes_soon(town, track, clock):
    handover = offer(town, track)
    clock.forward(days=5)
    climb_ladder(by=safety_net(town["bilal"].municipality_id))
    accept_handover(by=town["bilal"], handover_id=handover)
    at_commit()
    with acting(town["bilal"]) as act:
        assert NextMoment.objects.filter(state="missed").count() == 1
        planned = NextMoment.objects.get(state="planned")
        assert act.today < planned.due <= act.today + timedelta(days=6)
        assert planned.held_by_id == town["bilal"].user_id
        assert not Rung.objects.filter(state="raised").exists()


def test_the_handover_is_done_when_the_three_have_met(town, track):
    handover = offer(town, track)
    accept_handover(by=town["bilal"], handover_id=handover)
    today = timezone.localdate()
    with pytest.raises(Refused, match="toekomst"):
        introduce_handover(
            by=town["bilal"], handover_id=handover, introduced_on=today + timedelta(days=1)
        )
    with pytest.raises(Refused, match="voor de overdracht"):
        introduce_handover(
            by=town["bilal"], handover_id=handover, introduced_on=today - timedelta(days=1)
        )
    introduce_handover(by=town["bilal"], handover_id=handover, introduced_on=today)
    with acting(town["bilal"]):
        assert Handover.objects.get().state == "introduced"
    with pytest.raises(Refused, match="is er niet meer"):
        introduce_handover(by=town["bilal"], handover_id=handover, introduced_on=today)


def test_a_question_without_an_answer_goes_back_by_itself(town, track, clock):
    handover = offer(town, track)
    clock.forward(days=10)
    with pytest.raises(Refused, match="houdt de jongere vast"):
        accept_handover(by=town["bilal"], handover_id=handover)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    with acting(town["anouk"]):
        assert Handover.objects.get().state == "returned"
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id


def test_a_yes_without_a_meeting_climbs_the_ladder(town, track, clock):
    tell_young_person(by=town["anouk"], track_id=track)
    handover = offer(town, track)
    accept_handover(by=town["bilal"], handover_id=handover)
    clock.forward(days=25)
    climb_ladder(by=safety_net(town["bilal"].municipality_id))
    with acting(town["bilal"]):
        causes = set(Rung.objects.filter(state="raised").values_list("cause", flat=True))
    assert causes == {"moment", "introduction"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"stated": "bilal"}, "Intussen"),
        ({"to": "anouk"}, "is het al"),
        ({"to": "tess"}, "kan dit nu niet"),
    ],
)
def test_what_is_refused_and_why(town, track, changes, reason):
    with pytest.raises(Refused, match=reason):
        offer(town, track, **changes)


def test_one_handover_at_a_time(town, track):
    offer(town, track)
    with pytest.raises(Refused, match="loopt al een overdracht"):
        offer(town, track, to="wim")


def test_who_does_not_hold_the_track_cannot_hand_it_over(town, elsewhere, track):
    for stranger in ("bilal", "tess", "petra"):
        with pytest.raises((NotFound, NotAllowed)):
            offer(town, track, by=stranger, to="wim")
    with pytest.raises(NotFound):
        offer_handover(
            by=elsewhere["carmen"],
            track_id=track,
            from_user=town["anouk"].user_id,
            to_user=elsewhere["carmen"].user_id,
            reason=HandoverReason.OTHER,
        )


def test_a_coordinator_can_ask_on_behalf_of_a_coach_who_is_gone(town, track):
    handover = offer(town, track, by="rachid")
    accept_handover(by=town["bilal"], handover_id=handover)
    at_commit()
    with acting(town["bilal"]):
        assert Track.objects.get().lead_coach_id == town["bilal"].user_id


def test_only_the_one_who_was_asked_answers(town, track):
    handover = offer(town, track)
    for other in ("wim", "anouk"):
        with pytest.raises(NotFound):
            accept_handover(by=town[other], handover_id=handover)
    decline_handover(by=town["bilal"], handover_id=handover)
    with pytest.raises(Refused):
        accept_handover(by=town["bilal"], handover_id=handover)


def test_a_question_can_be_taken_back_until_the_answer(town, track):
    handover = offer(town, track)
    withdraw_handover(by=town["anouk"], handover_id=handover)
    for late in ("anouk", "rachid"):
        with pytest.raises(Refused, match="is er niet meer"):
            withdraw_handover(by=town[late], handover_id=handover)
    with pytest.raises((Refused, NotFound)):
        accept_handover(by=town["bilal"], handover_id=handover)


def test_the_database_refuses_a_change_of_lead_without_a_handover(town, track):
    at_commit()
    with pytest.raises(IntegrityError, match="lead coach"), acting(town["anouk"]):
        with connection.cursor() as cursor:
            cursor.execute("update tracks_track set lead_coach_id = %s", [town["bilal"].user_id])
        at_commit()


def test_the_database_refuses_access_without_an_offer(town, track):
    with acting(town["anouk"]):
        person = Track.objects.get().person_id
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, acting(town["bilal"]), connection.cursor() as cursor:
        cursor.execute(
            "insert into sharing_assignment (id, municipality_id, controller, destroy_on,"
            " person_id, user_id, granted_by_id, purpose, capacity, since, until)"
            " select gen_random_uuid(), %s, 'college', '2099-01-01', %s, %s, %s, 'guidance',"
            " 'lead', houvast_now(), houvast_now() + interval '1 day'",
            [
                town["bilal"].municipality_id,
                person,
                town["bilal"].user_id,
                town["anouk"].user_id,
            ],
        )
