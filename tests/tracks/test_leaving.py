"""Somebody leaves: access ends at once, nobody is let go, and a term ends only by a decision."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import QUARTER, SuspendReason
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import ASSIGNED_FOR
from houvast.sharing.models import Assignment
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaving import deactivate, restore_access, suspend_access
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import NextMoment, Rung, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.leaving import colleagues_page, still_held
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.states import HandoverReason
from houvast.tracks.rules.views import TeamView
from tests.cast import ahead, at_commit, sign_in, talk

WHY = SuspendReason.MISUSE


# T-05
def test_a_suspended_coach_is_out_at_the_next_request_and_the_moments_are_kept(town, track, client):
    sign_in(client, town["anouk"])
    assert client.get("/vandaag/").status_code == 200
    suspend_access(by=town.admin, user_id=town["anouk"].user_id, why=WHY)
    at_commit()
    assert client.get("/vandaag/").status_code == 302
    with acting(town["rachid"]):
        moment = NextMoment.objects.get(state="planned")
        assert moment.held_by_id == town["rachid"].user_id
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id
    assert promise_check()["violations"] == 0


def test_a_moment_planned_while_its_coach_may_not_come_in_is_kept_by_who_steers(town, track):
    suspend_access(by=town.admin, user_id=town["anouk"].user_id, why=WHY)
    move_moment(by=town["rachid"], track_id=track, ahead=ahead(3))
    at_commit()
    with acting(town["rachid"]):
        assert NextMoment.objects.get(state="planned").held_by_id == town["rachid"].user_id


def test_who_was_suspended_can_come_back(town, track):
    suspend_access(by=town["lotte"], user_id=town["anouk"].user_id, why=WHY)
    with pytest.raises(Refused, match="al geschorst"):
        suspend_access(by=town["lotte"], user_id=town["anouk"].user_id, why=WHY)
    assert User.objects.get(pk=town["anouk"].user_id).suspended_for == "misuse"
    restore_access(by=town.admin, user_id=town["anouk"].user_id)
    back = User.objects.get(pk=town["anouk"].user_id)
    assert (back.suspended_at, back.suspended_for) == (None, "")


def test_suspending_asks_for_a_reason_of_the_list_and_can_be_undone(town, track, client):
    browser, who = sign_in(client, town.admin), town["anouk"].user_id
    url = reverse("suspend", args=[who])
    for wrong in ({}, {"why": "zomaar"}, {"why": ""}):
        assert browser.post(url, wrong).status_code == 422
    shown = browser.post(url, {"why": "device_lost"}, follow=True).content.decode()
    assert "Telefoon of laptop is kwijt" in shown and reverse("restore", args=[who]) in shown
    assert "Ongedaan maken" in shown
    browser.post(reverse("restore", args=[who]))
    assert "Telefoon of laptop is kwijt" not in browser.get(reverse("colleagues")).content.decode()


def test_the_database_knows_the_reasons(town):
    anouk = User.objects.filter(pk=town["anouk"].user_id)
    with pytest.raises(IntegrityError, match="reason_of_the_list"):
        anouk.update(suspended_at=timezone.now(), suspended_for="zomaar")


def test_an_account_is_closed_after_handover_only(town, track):
    with acting(town.admin):
        assert still_held(town["anouk"].user_id) == 1
    with pytest.raises(Refused, match="of deuren: 1"):
        deactivate(by=town.admin, user_id=town["anouk"].user_id)
    handover = offer_handover(
        by=town["anouk"],
        track_id=track,
        from_user=town["anouk"].user_id,
        to_user=town["bilal"].user_id,
        reason=HandoverReason.COACH_LEAVES,
    )
    accept_handover(by=town["bilal"], handover_id=handover)
    deactivate(by=town.admin, user_id=town["anouk"].user_id)
    at_commit()
    assert not User.objects.get(pk=town["anouk"].user_id).is_active


def test_the_database_keeps_who_leads(town, track):
    at_commit()
    User.objects.filter(pk=town["anouk"].user_id).update(is_active=False)
    with pytest.raises(IntegrityError, match="stays until handed over"):
        at_commit()


def test_nobody_suspends_himself_or_somebody_elsewhere(town, elsewhere):
    with pytest.raises(Refused, match="eigen account"):
        suspend_access(by=town["lotte"], user_id=town["lotte"].user_id, why=WHY)
    with pytest.raises(NotFound):
        suspend_access(by=town["lotte"], user_id=elsewhere["carmen"].user_id, why=WHY)
    for other in ("anouk", "bas", "tess"):
        with pytest.raises(NotAllowed):
            suspend_access(by=town[other], user_id=town["bilal"].user_id, why=WHY)


def test_the_administrator_sees_colleagues_and_nobody_else_does(town):
    names = {one.name for one in colleagues_page(town.admin).colleagues}
    assert {"Anouk", "Rachid"} <= names
    with pytest.raises(NotAllowed):
        colleagues_page(town["lotte"])


def test_access_that_nobody_looked_at_again_has_lapsed(town, track, clock):  # T-61
    """Until somebody else lets it go on: each quarter, whoever gave it."""
    with acting(town["anouk"]):
        until = Assignment.objects.get(capacity="lead").until
        assert until - timezone.now() <= QUARTER == timedelta(days=92) < ASSIGNED_FOR
    clock.set(until - timedelta(minutes=1))
    assert sees(town["anouk"], track)
    clock.set(until)
    assert not sees(town["anouk"], track)
    renew_access(by=town["lotte"], track_id=track)
    assert sees(town["anouk"], track)


def sees(by, track):
    with acting(by):
        return Track.objects.filter(pk=track).exists()


def test_access_that_ends_asks_the_coordinator_and_a_person_renews_it(town, track, clock):  # T-61
    net = safety_net(town["anouk"].municipality_id)
    for _ in range(3):
        clock.forward(days=27)
        moment = ahead(27 * 4)
        log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=_in_27(moment, clock))
    climb_ladder(by=net)
    with acting(town["rachid"]):
        assert Rung.objects.filter(cause="review", state="raised").count() == 1
    assert team_page(town["lotte"]).counts[TeamView.ENDING] == 1
    renew_access(by=town["lotte"], track_id=track)
    assert team_page(town["lotte"]).counts[TeamView.ENDING] == 0
    with acting(town["anouk"]):
        mine = Assignment.objects.filter(capacity="lead").order_by("-until")[0]
        assert mine.granted_by_id == town["lotte"].user_id
        assert not Rung.objects.filter(cause="review", state="raised").exists()
    with pytest.raises(NotAllowed):
        renew_access(by=town["anouk"], track_id=track)


def _in_27(moment, clock):
    from dataclasses import replace

    with clock._owner.cursor() as cursor:
        today = cursor.execute("select houvast_today()").fetchone()[0]
    return replace(moment, on=today + timedelta(days=27))
