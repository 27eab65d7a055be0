"""Two look at one access at the same time, or it changes hands meanwhile (T-05, T-61)."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.sharing.models import Assignment
from houvast.sharing.rules.access import DONE, KeepReason
from houvast.tracks.actions.access import keep_access, renew_access
from houvast.tracks.actions.handovers import accept_handover, introduce_handover, offer_handover
from houvast.tracks.actions.work_coaches import end_work_coach, give_work_coach
from houvast.tracks.models import Track
from houvast.tracks.rules.states import HandoverReason
from tests.cast import ILIAS, STAFF, Who, found, open_track
from tests.test_parallel import ROUNDS, at_once, refusals

pytestmark = pytest.mark.commits
WHY = KeepReason.GUIDES


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def live(town, capacity="lead"):
    """Who may read whom, and until when."""
    with acting(town["rachid"]):
        rows = Assignment.objects.filter(capacity=capacity, until__gt=timezone.now())
        return list(rows.order_by("person", "user"))


def nearly_over(town, clock, many=1):
    people = [ILIAS, Who("Duin", "", "")][:many]
    tracks = [open_track(town, one) for one in people]
    rows = live(town)
    clock.set(rows[0].until - timedelta(days=5))
    with acting(town["rachid"]):
        keys = [one.pk for one in Assignment.objects.filter(capacity="lead")]
    return tracks, keys


def now_live(town, capacity="lead"):
    with acting(town["rachid"]):
        return [
            str(one.user_id)
            for one in Assignment.objects.filter(capacity=capacity).extra(
                where=["until > houvast_now()"]
            )
        ]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_look_at_the_same_access_are_one_look(place, clock, _round):
    _, keys = nearly_over(place, clock, many=2)
    looks = [
        partial(keep_access, by=place[who], assignments=turn, why=WHY)
        for who, turn in (("rachid", keys), ("lotte", keys[::-1]))
    ]
    assert refusals(at_once(*looks)) == [DONE]
    assert now_live(place) == [str(place["anouk"].user_id)] * 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_look_from_the_list_against_one_from_the_file(place, clock, _round):
    [track], keys = nearly_over(place, clock)
    at_once(
        partial(keep_access, by=place["lotte"], assignments=keys, why=WHY),
        partial(renew_access, by=place["rachid"], track_id=track),
    )
    assert now_live(place) == [str(place["anouk"].user_id)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_look_against_a_handover_gives_nothing_back_to_who_handed_over(place, clock, _round):
    [track], keys = nearly_over(place, clock)
    anouk, bilal = place["anouk"], place["bilal"]
    who = {"from_user": anouk.user_id, "to_user": bilal.user_id}
    asked = offer_handover(by=anouk, track_id=track, reason=HandoverReason.NO_CLICK, **who)
    accept_handover(by=bilal, handover_id=asked)
    said = at_once(
        partial(introduce_handover, by=bilal, handover_id=asked),
        partial(keep_access, by=place["lotte"], assignments=keys, why=WHY),
    )
    refusals(said)
    with acting(place["rachid"]):
        lead = Track.objects.get(pk=track).lead_coach_id
    assert now_live(place) == [str(lead)], said
