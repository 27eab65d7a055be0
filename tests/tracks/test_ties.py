"""Who knows a young person in private sees nothing of him, whatever role or access he has."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import assign
from houvast.sharing.models import Assignment, Tie
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.known import ask_known_here
from houvast.tracks.actions.merging import agree_merge, propose_merge
from houvast.tracks.actions.occupants import occupant
from houvast.tracks.actions.ties import answer_private, close_to_colleague, end_tie
from houvast.tracks.actions.tracks import offer_track
from houvast.tracks.models import CoachOffer, Handover, NextMoment, Notice, Track
from houvast.tracks.reads.ties import ties_page
from houvast.tracks.rules.known import AskedFor, Question
from houvast.tracks.rules.states import HandoverReason
from tests.cast import Who, at_commit, offer_of, open_track, proposed_track, sign_in

TOKEN = re.compile(r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=FToken": ")\w+')
ASK = "Ken je deze jongere privé?"


def opened(client, track):
    return client.get(reverse("track", args=[track]))


def closed_to(town, track, who):
    """Say it as the coach: the young person wants it."""
    close_to_colleague(by=town["anouk"], track_id=track, colleague=town[who].user_id)


def person_of(town, track):
    with acting(town["rachid"]):
        return Track.objects.get(pk=track).person_id


def test_a_no_is_kept_and_asked_no_more(town, track):  # T-58
    client = sign_in(Client(), town["anouk"])
    assert ASK in opened(client, track).content.decode()
    client.post(reverse("private", args=[track]), {"answer": "no"})
    assert ASK not in opened(client, track).content.decode()
    with acting(town["anouk"]):
        (kept,) = Tie.objects.all()
    assert (kept.user_id, kept.is_private) == (town["anouk"].user_id, False)


def test_a_yes_closes_the_file_and_somebody_else_keeps_the_moment(town, track):  # T-56 T-58
    anouk, rachid = town["anouk"], town["rachid"]
    answer = sign_in(Client(), anouk).post(reverse("private", args=[track]), {"answer": "yes"})
    assert answer.status_code == 302
    at_commit()
    with acting(anouk), pytest.raises(NotFound):
        Track.objects.one(track)
    with acting(rachid):
        held = Assignment.objects.filter(user=anouk.user_id, until__gt=timezone.now())
        assert NextMoment.objects.get(track=track, state="planned").held_by_id == rachid.user_id
        assert not held.exists()
        assert not Tie.objects.exists()  # others are not told
    with acting(safety_net(anouk.municipality_id)):
        assert Notice.objects.filter(kind="another_coach").count() == 1


@pytest.mark.parametrize("who", ["lotte", "rachid"])
def test_the_blocked_person_gets_the_same_not_found(town, track, who):  # T-57
    closed_to(town, track, who)
    client, body, asked = sign_in(Client(), town[who]), [], []
    for one in (track, town[who].user_id):
        with CaptureQueriesContext(connection) as counted:
            answer = opened(client, one)
        assert answer.status_code == 404
        body.append(TOKEN.sub("", answer.content.decode().replace(str(one), "")))
        asked.append([str(query["sql"]).replace(str(one), "") for query in counted])
    assert body[0] == body[1]
    assert len(asked[0]) == len(asked[1])
    assert "Ilias" not in client.get(reverse("team")).content.decode()


def test_it_beats_access_that_is_given_afterwards(town, track):  # T-56
    closed_to(town, track, "bilal")
    person, bilal = person_of(town, track), town["bilal"]
    with acting(town["anouk"]):
        assign(
            by=town["anouk"],
            person_id=person,
            user_id=bilal.user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.SECOND,
            granted_by=town["anouk"].user_id,
            now=timezone.now(),
        )
    with acting(bilal):
        assert not Assignment.objects.filter(person=person).exists()
        assert not Track.objects.exists()


def test_who_is_near_is_not_asked_and_the_words_tell_nobody(town, track):
    closed_to(town, track, "bilal")
    anouk, bilal = town["anouk"], town["bilal"]
    asked = {"track_id": track, "from_user": anouk.user_id, "reason": HandoverReason.NO_CLICK}
    with pytest.raises(Refused, match="Deze coach kan dit nu niet") as no:
        offer_handover(by=anouk, to_user=bilal.user_id, **asked)
    assert no.value.field == "to"
    assert not Handover.objects.exists()


def test_what_was_asked_is_answered_no(town):
    track = proposed_track(town, Who("Noa"))
    with acting(town["anouk"]):
        asked = CoachOffer.objects.get(track=track)
    by = town["rachid"]
    close_to_colleague(by=by, track_id=track, colleague=town["anouk"].user_id)
    with acting(by):
        asked.refresh_from_db()
        assert asked.state == "declined"
    offer_track(by=by, track_id=track, coach_id=town["bilal"].user_id, reason="Kent de buurt.")
    assert offer_of(town["bilal"], track)


def test_a_handover_goes_on_after_a_yes(town, track):
    """The promise holds: the coordinator asks, and another coach takes over."""
    answer_private(by=town["anouk"], track_id=track, is_private=True)
    bilal = town["bilal"]
    asked = {"track_id": track, "from_user": town["anouk"].user_id, "to_user": bilal.user_id}
    one = offer_handover(by=town["rachid"], reason=HandoverReason.OTHER, **asked)
    accept_handover(by=bilal, handover_id=one)
    at_commit()
    with acting(bilal):
        assert Track.objects.one(track).lead_coach_id == bilal.user_id
    with acting(town["anouk"]):
        assert not Track.objects.exists()


def test_a_moment_goes_to_nobody_who_is_near(town, track):
    closed_to(town, track, "rachid")
    answer_private(by=town["anouk"], track_id=track, is_private=True)
    at_commit()
    for who in ("anouk", "rachid"):
        with acting(town[who]):
            assert not Track.objects.exists()
    with acting(town["lotte"]):
        kept = NextMoment.objects.get(track=track, state="planned")
    assert kept.held_by_id in {town[who].user_id for who in ("lotte", "hugo", "petra")}


def test_the_ladder_passes_over_who_is_near(town, track):
    closed_to(town, track, "lotte")
    with recorded(safety_net(town.admin.municipality_id), "tests.asked") as act:
        level, who = occupant(Track.objects.get(pk=track), 2, act)
    assert (level, who) == (3, town["rachid"].user_id)


def test_known_here_says_no_to_who_is_near(town):  # T-06 T-57
    track = open_track(town, Who("Sam", "Sam", "Verzonnen", date(2008, 1, 2)))
    bilal = town.as_("bilal", Purpose.KNOWN_HERE)
    why = "De jongere vraagt naar zijn coach."
    question = Question("Verzonnen", date(2008, 1, 2), AskedFor.YOUNG_PERSON, why)
    assert ask_known_here(by=bilal, question=question).is_known
    closed_to(town, track, "bilal")
    assert not ask_known_here(by=bilal, question=question).is_known


def test_only_the_privacy_officer_sees_it_and_can_end_it(town, track):
    closed_to(town, track, "lotte")
    with pytest.raises(NotAllowed):
        ties_page(town["rachid"])
    (line,) = ties_page(town["vera"]).ties
    assert (line.colleague, line.entered_by) == ("Lotte", "Anouk")
    with pytest.raises(NotAllowed):
        end_tie(by=town["rachid"], tie_id=line.id)
    end_tie(by=town["vera"], tie_id=line.id)
    with acting(town["lotte"]):
        assert Track.objects.one(track)


def test_of_oneself_one_answers_oneself(town, track):
    with pytest.raises(Refused, match="Ken je de jongere zelf"):
        closed_to(town, track, "anouk")


def test_a_stranger_closes_nothing(town, track):
    with pytest.raises(NotFound):
        close_to_colleague(by=town["bilal"], track_id=track, colleague=town["wim"].user_id)
    with pytest.raises(NotFound):
        answer_private(by=town["bilal"], track_id=track, is_private=True)


def test_two_persons_who_are_one_stay_closed(town, track):  # T-112
    other = open_track(town, Who("Ilias V."), coach="bilal")
    closed_to(town, track, "wim")
    reason = "Dit is dezelfde jongere, zegt de coach."
    merge = propose_merge(by=town["lotte"], track_id=other, other_id=track, reason=reason)
    agree_merge(by=town["rachid"], merge_id=merge)
    closed = [one.colleague for one in ties_page(town["vera"]).ties]
    assert closed == ["Wim", "Wim"]
