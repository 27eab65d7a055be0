"""An offer is taken back while the triage answers it: one of the two is done, and never both."""

from dataclasses import replace
from functools import partial

import pytest
from django.utils import timezone

from houvast.cooperation.actions.mending import mend_offer
from houvast.cooperation.models import EntryCorrection, HelpOffer
from houvast.cooperation.rules.safety import Mend
from houvast.database.context import acting
from houvast.tracks.actions.signals import Who, start_triage, turn_down
from houvast.tracks.actions.tracks import Proposal, take_up
from houvast.tracks.models import Signal, Track
from tests.cast import ANSWERS, STAFF, found
from tests.cooperation.safe import GROWN, offered, with_safety
from tests.test_parallel import at_once, refusals

pytestmark = pytest.mark.commits
WITHDRAWN, CORRECTED = True, False
WHY = "Hij heeft al een coach bij school."


def test_taken_back_and_answered_at_once_is_one_of_the_two(committed):  # T-23
    town, seen = with_safety(found("Waterrade", STAFF, timezone.localdate())), set()
    asked = Proposal(town["rachid"].user_id, town["anouk"].user_id, "Kent de buurt.")
    for number in range(6):
        key = offered(town, replace(GROWN, nickname=f"Wolk{number}"))
        with acting(town["tess"]):
            entry = Signal.objects.filter(state="received").latest("received_at").pk
        start_triage(by=town["tess"], signal_id=entry)
        up = partial(take_up, signal_id=entry, answers=ANSWERS, proposal=asked, who=Who())
        answer = (
            partial(up, by=town["tess"], criterion=town.criterion)
            if number % 2
            else partial(turn_down, by=town["tess"], signal_id=entry, reason=WHY)
        )
        said = at_once(partial(mend_offer, by=town["yara"], signal_id=key, why=Mend.LAPSED), answer)
        lost = refusals(said)
        with acting(town["yara"]):
            state = HelpOffer.objects.order_by("-decided_at")[0].state
        with acting(town["tess"]):
            there = Signal.objects.filter(pk=entry).exists()
            tasks = EntryCorrection.objects.filter(signal=entry).count()
        with acting(town["rachid"]):
            tracks = Track.objects.filter(signal=entry).count()
        if said[0] is WITHDRAWN:
            assert (state, there, tasks, tracks, len(lost)) == ("withdrawn", False, 0, 0, 1), said
        else:
            wanted = ("sent", True, 1, number % 2, 0)
            assert (state, there, tasks, tracks, len(lost)) == wanted, said
        seen.add(said[0])
    assert seen <= {WITHDRAWN, CORRECTED}
