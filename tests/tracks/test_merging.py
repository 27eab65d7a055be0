"""Two files of one young person: one coach goes on, both trails stay, and nobody merges alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.actions import propose
from houvast.placements.reads import file_page
from houvast.sharing.actions import welcome
from houvast.tracks.actions.closing import reopen_track
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.merging import agree_merge, decline_merge, propose_merge
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Contact, Door, NextMoment, Notice, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.merging import merge_page, proposals_page
from houvast.tracks.rules.merging import MergeFacts, check_merge
from houvast.tracks.rules.states import PROMISED, HandoverReason, TrackState
from tests.cast import (
    ILIAS,
    Who,
    ahead,
    at_commit,
    open_track,
    place_to_work,
    proposed_track,
    sign_in,
    talk,
)

WHY = "Beide coaches herkenden hem op straat."


@given(
    st.sampled_from(TrackState),
    st.sampled_from(TrackState),
    st.tuples(*(st.booleans() for _ in range(4))),
)
def test_only_two_persons_with_one_running_track_and_nothing_under_way_are_merged(a, b, under_way):
    facts = MergeFacts(a, b, *under_way)
    if a in PROMISED and b is not TrackState.CLOSED and not any(under_way):
        check_merge(facts)
    else:
        with pytest.raises(Refused):
            check_merge(facts)


@pytest.fixture
def other(town):
    """The same young person, found again by bilal."""
    return open_track(town, Who("Ilias B.", "Ilias", "Voorbeeld"), coach="bilal")


def joins(town, name, role):
    team = town.teams["Zuid"]
    key = welcome(by=town.admin, username=name, name=name, password="x" * 12, role=role, team=team)
    return actor_of(User.objects.get(pk=key), role)


def ask(town, stays, other, by="lotte"):
    return propose_merge(by=town[by], track_id=stays, other_id=other, reason=WHY)


def merged(town, stays, other):
    agree_merge(by=town["rachid"], merge_id=ask(town, stays, other))
    at_commit()


# T-112
def test_one_coach_goes_on_and_the_other_track_closes_with_a_door(town, track, other, client):
    log_contact(by=town["bilal"], track_id=other, talk=talk(note="Van Bilal."), ahead=ahead(9))
    merged(town, track, other)
    with acting(town["rachid"]):
        gone, stays = Track.objects.get(pk=other), Track.objects.get(pk=track)
        assert (gone.state, gone.close_reason) == ("closed", "opened_by_mistake")
        assert (stays.state, stays.lead_coach_id) == ("open", town["anouk"].user_id)
        assert Door.objects.get(track=other, until=None).contact_id == town["anouk"].user_id
        assert Contact.objects.get().track_id == other
        assert NextMoment.objects.filter(state="planned").count() == 1
    with pytest.raises(NotFound):
        file_page(town["bilal"], other)
    assert file_page(town["anouk"], other).file.door.stays_shut
    page = sign_in(client, town["anouk"]).get(reverse("track", args=[other])).content.decode()
    assert "samengevoegd met een ander" in page and reverse("reopen", args=[other]) not in page
    assert promise_check()["violations"] == 0


@pytest.mark.parametrize(("ours", "theirs", "first"), [(9, 4, 4), (4, 9, 4), (6, 6, 6)])
def test_the_first_of_the_two_moments_stays(town, track, other, ours, theirs, first):
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(ours))
    move_moment(by=town["bilal"], track_id=other, ahead=ahead(theirs))
    merged(town, track, other)
    due = file_page(town["anouk"], track).file.line.due
    assert due == timezone.localdate() + timedelta(days=first)


def test_a_track_that_nobody_took_up_yet_is_merged_into_the_one_that_runs(town, track):
    again = proposed_track(town, replace(ILIAS, nickname="Ilias nog eens"), coach="bilal")
    town.people["nadia"] = joins(town, "nadia", Role.PROCESS_COORDINATOR)
    agree_merge(by=town["rachid"], merge_id=ask(town, track, again, by="nadia"))
    at_commit()
    with acting(town["rachid"]):
        assert Track.objects.get(pk=again).state == "closed"
    with pytest.raises(Refused, match="al loopt"):
        ask(town, proposed_track(town, Who("Kees"), coach="bilal"), track, by="rachid")


def test_nobody_merges_alone_and_no_coach_merges(town, track, other):  # T-112
    asked = ask(town, track, other, by="rachid")
    with pytest.raises(Refused, match="z'n tweeën"):
        agree_merge(by=town["rachid"], merge_id=asked)
    for who in ("anouk", "bilal"):
        with pytest.raises(NotAllowed):
            ask(town, track, other, by=who)
    with pytest.raises(NotFound):
        ask(town, track, other, by="hugo")
    with pytest.raises(NotFound):
        agree_merge(by=town["lotte"], merge_id=asked)
    decline_merge(by=town["rachid"], merge_id=asked)
    with pytest.raises(Refused, match="al beantwoord"):
        decline_merge(by=town["rachid"], merge_id=asked)
    assert proposals_page(town["rachid"]).waiting == ()


def test_what_is_under_way_is_finished_first(town, track, other):
    what = {"from_user": town["bilal"].user_id, "to_user": town["wim"].user_id}
    reason = HandoverReason.NO_CLICK
    asked = ask(town, track, other)
    offer_handover(by=town["bilal"], track_id=other, reason=reason, **what)
    with pytest.raises(Refused, match="lopende overdracht"):
        ask(town, other, track)
    with pytest.raises(Refused, match="lopende overdracht"):
        agree_merge(by=town["rachid"], merge_id=asked)


def test_a_track_with_a_workplace_is_not_merged_away(town, track, other):
    place = place_to_work(town, "Meeuw")
    one = propose(by=town["bilal"], track_id=other, workplace_id=place)
    with pytest.raises(Refused, match="werkplek") as no:
        ask(town, track, other)
    assert no.value.field == "stays" and one
    merged(town, other, track)


def test_who_kept_the_door_cannot_open_it_again(town, track, other):
    merged(town, track, other)
    with pytest.raises(Refused, match="samengevoegd"):
        reopen_track(
            by=town["anouk"],
            track_id=other,
            ground="Hij vraagt weer om hulp.",
            next_on=timezone.localdate(),
        )


BY_HAND = {
    "a yes without closing the other track": (
        "rachid",
        "update tracks_merge set state = 'agreed', answered_by_id = %(rachid)s,"
        " answered_at = houvast_now()",
    ),
    "a yes in the name of somebody else": (
        "rachid",
        "update tracks_merge set state = 'agreed', answered_by_id = %(lotte)s,"
        " answered_at = houvast_now()",
    ),
    "a yes by who only watches": (
        "lotte",
        "update tracks_merge set state = 'agreed', answered_by_id = %(lotte)s,"
        " answered_at = houvast_now()",
    ),
    "another track in an old proposal": (
        "rachid",
        "update tracks_merge set other_id = track_id, state = 'declined',"
        " answered_by_id = %(rachid)s",
    ),
    "a track that closes by mistake without a merge": (
        "rachid",
        "update tracks_track set state = 'closed', closed_at = houvast_now(),"
        " close_reason = 'opened_by_mistake' where id = %(other)s",
    ),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_the_database_refuses_a_merge_by_hand(town, track, other, what):
    ask(town, track, other)
    who, statement = BY_HAND[what]
    keys = {name: str(one.user_id) for name, one in town.people.items()} | {"other": str(other)}
    before = state_of(town)
    try:
        with transaction.atomic(), acting(town[who]), connection.cursor() as cursor:
            cursor.execute(statement, keys)
            changed = cursor.rowcount
            cursor.execute("set constraints all immediate")
    except Exception as error:
        assert isinstance(error, IntegrityError) or "row-level security" in str(error)
    else:
        assert changed == 0
    assert state_of(town) == before


def state_of(town):
    with acting(town["rachid"]), connection.cursor() as cursor:
        cursor.execute("select state, track_id, other_id, answered_by_id from tracks_merge")
        found = cursor.fetchall()
        cursor.execute("select id, state from tracks_track order by id")
        return found, cursor.fetchall()


def test_both_coaches_are_told_and_the_screens_say_what_happens(town, track, other):
    lotte, rachid = (sign_in(Client(), town[who]) for who in ("lotte", "rachid"))
    url = reverse("merge", args=[track])
    page = lotte.get(url).content.decode()
    assert "Ilias B. · Bilal" in page and "Voorbeeld" not in page
    fill = {"other": str(other), "stays": "this", "reason": WHY}
    assert lotte.post(url, fill | {"other": str(track)}).status_code == 422
    assert lotte.post(url, fill).status_code == 302
    assert "De procesregisseur beslist." in lotte.get(reverse("merges")).content.decode()
    waiting = rachid.get(reverse("merges")).content.decode()
    assert WHY in waiting and "Akkoord, samenvoegen" in waiting
    (asked,) = proposals_page(town["rachid"]).waiting
    answer = rachid.post(reverse("agree_merge", args=[asked.id]))
    assert (answer.status_code, answer.url) == (302, reverse("track", args=[track]))
    assert rachid.post(reverse("agree_merge", args=[asked.id])).status_code == 409
    for who in ("anouk", "bilal"):
        with acting(town[who]):
            assert Notice.objects.filter(kind="merged").count() == 1


def test_who_steers_chooses_from_the_tracks_of_the_own_team_by_name(town, track, other):
    assert [one.name for one in merge_page(town["lotte"], track).others] == ["Ilias B."]
    with pytest.raises(NotFound):
        merge_page(town["hugo"], track)
    with pytest.raises(NotAllowed):
        merge_page(town["anouk"], track)
