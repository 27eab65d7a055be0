"""What was still led when a contract ended is handed over after it: nobody is let go."""

import pytest

from houvast.accounts.models import User
from houvast.accounts.reads import HOUVAST_NOW, safety_net
from houvast.database.context import acting
from houvast.errors import Refused
from houvast.tracks.actions.closing import (
    Farewell,
    agree_closing,
    decline_closing,
    propose_closing,
)
from houvast.tracks.actions.handing_over import hand_over_all
from houvast.tracks.actions.handovers import accept_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.merging import agree_merge, propose_merge
from houvast.tracks.models import Handover, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.states import CloseReason, HandoverReason
from tests.cast import Who, at_commit, open_track
from tests.tracks.test_hiring import day, hired


@pytest.fixture
def left(town, track, clock):
    """A track of anouk, whose contract ended yesterday."""
    hired(town, 20)
    clock.forward(days=21)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    return track


def test_it_is_handed_over_and_who_is_gone_reads_nothing(town, left):
    to = {left: town["bilal"].user_id}
    what = {"from_user": town["anouk"].user_id, "reason": HandoverReason.CONTRACT_ENDS}
    hand_over_all(by=town["rachid"], to=to, **what)
    with acting(town["bilal"]):
        asked = Handover.objects.get().pk
    accept_handover(by=town["bilal"], handover_id=asked)
    at_commit()
    with acting(town["bilal"]):
        assert Track.objects.get().lead_coach_id == town["bilal"].user_id
    with acting(town["anouk"]):
        assert not Track.objects.exists()
    assert promise_check()["violations"] == 0


@pytest.fixture
def other(town):
    return open_track(town, Who("Kees"), coach="bilal")


def test_nobody_is_merged_into_it_before_that(town, other, left):
    what = {"track_id": left, "other_id": other, "reason": "Beiden herkennen hem."}
    one = propose_merge(by=town["lotte"], **what)
    with pytest.raises(Refused, match="Draag de jongere over"):
        agree_merge(by=town["rachid"], merge_id=one)


@pytest.fixture
def proposed(town, track):
    """A proposal to close: bilal holds the door and rings in thirty days."""
    answers = dict.fromkeys(OpenPoint, "Zijn school houdt hem verder vast.")
    told, later = day(0), day(30)
    farewell = Farewell(CloseReason.BASIS_IN_PLACE, town["bilal"].user_id, later, told, answers)
    made = propose_closing(by=town["anouk"], track_id=track, farewell=farewell)
    at_commit()
    return made


@pytest.mark.parametrize("last", [10, 29])
def test_no_door_for_whose_contract_ends_before_he_rings(town, proposed, clock, last):
    hired(town, last, who="bilal")
    for forward in (0, 11):
        clock.forward(days=forward)
        with pytest.raises(Refused, match="werkt hier dan niet meer"):
            agree_closing(by=town["rachid"], closing_id=proposed)
    decline_closing(by=town["rachid"], closing_id=proposed)
    at_commit()


@pytest.mark.parametrize("gone", [{"is_active": False}, {"suspended_at": HOUVAST_NOW}])
def test_no_door_for_who_was_closed_out_after_it_was_proposed(town, proposed, gone):
    with acting(town.admin):
        User.objects.filter(pk=town["bilal"].user_id).update(**gone)
    with pytest.raises(Refused, match="werkt hier dan niet meer"):
        agree_closing(by=town["rachid"], closing_id=proposed)


def test_a_door_for_whose_contract_reaches_that_day(town, proposed):
    hired(town, 30, who="bilal")
    agree_closing(by=town["rachid"], closing_id=proposed)
    at_commit()
