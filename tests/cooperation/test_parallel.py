"""Two who confirm at the same moment, each on a connection of their own, with real commits (T-23).

Whatever comes first: a confirmation counts once, and nothing asks of what was confirmed.
"""

import pytest
from django.db import DatabaseError
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.cooperation.actions import received
from houvast.cooperation.actions.climbing import climb_corrections
from houvast.cooperation.actions.mending import confirm_correction, mend_offer
from houvast.cooperation.models import EntryCorrection, PushedTask, SharedFact, Sharing
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.cooperation.rules.states import Receiver
from houvast.database.context import acting
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import start_triage, turn_down
from houvast.tracks.models import Rung, Signal
from tests.cast import STAFF, found
from tests.cooperation.made import DAY, answered, beside, receiver, shared, tracked, with_fleur
from tests.cooperation.safe import offered, with_safety
from tests.test_parallel import at_once, refusals

pytestmark = pytest.mark.commits
ROUNDS = range(3)
"""Who comes first is not ours to say; more rounds would outlive what was shared."""
DONE = "Dit is al gedaan."


@pytest.fixture
def town(committed):
    return with_fleur(found("Waterrade", STAFF, timezone.localdate()))


@pytest.fixture
def track(town):
    made, until = tracked(town), timezone.localdate() + 85 * DAY
    received.acknowledge(receiver(town), shared(town, made, until=until))
    received.acknowledge(town["anouk"], answered(town, made, until=until))
    return made


def put_right(town, track, text):
    """Both who got something hear that it was not right; the keys of their tasks."""
    before = tasks(town)
    for by, to in ((town["anouk"], Receiver.COLLEAGUE), (beside(town), Receiver.COACHES)):
        with acting(by):
            live = SharedFact.objects.filter(track=track, dropped_at=None)
            fact = live.filter(sharing__receiver=to.value).order_by("label")[0].pk
        received.put_right(by=by, fact_id=fact, text=text)
    with acting(town["anouk"]):
        of = dict(Sharing.objects.values_list("pk", "receiver"))
    fresh = {of[one.sharing_id]: one.pk for one in tasks(town).values() if one.pk not in before}
    return fresh["colleague"], fresh["coaches"]


def tasks(town):
    with acting(town["vera"]):
        return {one.pk: one for one in PushedTask.objects.all()}


def net(town):
    return safety_net(town.admin.municipality_id)


def much_later(town, clock):
    """So much later that each open correction is to ask somebody; every moment does."""
    clock.forward(days=21)
    climb_ladder(by=net(town))


def late(town, clock):
    much_later(town, clock)
    climb_corrections(by=net(town))
    assert len(rungs(town, "raised")) == 1


def rungs(town, state):
    with acting(net(town)):
        return list(Rung.objects.filter(cause="correction", state=state))


def test_who_confirms_in_two_windows_confirms_once(town, track, clock):
    for number in ROUNDS:
        task, other = put_right(town, track, f"Sem {number}")
        received.confirm(town["anouk"], other)
        late(town, clock)
        done = at_once(*[lambda task=task: received.confirm(receiver(town), task)] * 2)
        assert refusals(done) == [DONE]
        assert rungs(town, "raised") == []
        assert len(rungs(town, "answered")) == number + 1, "and one answer each time"
        (answer,) = [one for one in rungs(town, "answered") if one.left_at == _last(town)]
        assert answer.answered_by_id == town["fleur"].user_id


def _last(town):
    return max(one.left_at for one in rungs(town, "answered"))


def test_two_who_have_the_last_two_leave_no_rung_behind(town, track, clock):
    """Each looks whether the other still waits: without turns both would leave the rung."""
    for number in ROUNDS:
        of_fleur, of_anouk = put_right(town, track, f"Sem {number}")
        late(town, clock)
        done = at_once(
            lambda task=of_fleur: received.confirm(receiver(town), task),
            lambda task=of_anouk: received.confirm(town["anouk"], task),
        )
        assert done == [None, None]
        assert rungs(town, "raised") == [], "without a climb"


def test_a_confirmation_against_the_climb_of_that_hour(town, track, clock):
    for number in ROUNDS:
        of_fleur, of_anouk = put_right(town, track, f"Sem {number}")
        received.confirm(town["anouk"], of_anouk)
        much_later(town, clock)
        done = at_once(
            lambda task=of_fleur: received.confirm(receiver(town), task),
            lambda: climb_corrections(by=net(town)),
        )
        assert refusals(done) == [] and tasks(town)[of_fleur].confirmed_at is not None
        assert len(rungs(town, "raised")) <= 1
        climb_corrections(by=net(town))
        assert rungs(town, "raised") == [], "the next climb ends what two at once left"


def test_two_climbs_at_once_ask_once(town, track, clock):
    put_right(town, track, "Sem")
    much_later(town, clock)
    done = at_once(*[lambda: climb_corrections(by=net(town))] * 2)
    assert 1 in done, "one of them raises it; the other sees it, or is stopped by the database"
    stopped = [one for one in done if isinstance(one, DatabaseError)]
    assert all("one_rung_of_a_track" in str(one) for one in stopped)
    assert len(rungs(town, "raised")) == 1
    assert climb_corrections(by=net(town)) == 0


def test_a_confirmation_against_a_withdrawal_keeps_both(town, track):
    """Whatever comes first: the old task is done, and the withdrawal asks anew."""
    of_fleur, _ = put_right(town, track, "Sem")
    share = tasks(town)[of_fleur].sharing_id
    done = at_once(
        lambda: received.confirm(receiver(town), of_fleur),
        lambda: received.withdraw(by=town["anouk"], sharing_id=share, why="Het klopte niet."),
    )
    assert refusals(done) == []
    with acting(town["anouk"]):
        assert Sharing.objects.get(pk=share).state == "withdrawn"
    waits = [one for one in tasks(town).values() if one.confirmed_at is None]
    assert [one.kind for one in waits if one.sharing_id == share] == ["withdrawal"]
    assert tasks(town)[of_fleur].confirmed_by_id == town["fleur"].user_id


def test_an_entry_is_put_right_once(town):
    with_safety(town)
    safety = offered(town)
    with acting(town["tess"]):
        entry = Signal.objects.get(facts__source="safety").pk
    mend_offer(by=town["yara"], signal_id=safety, why=Mend.WRONG, wrong=[Reach.PHONE])
    start_triage(by=town["tess"], signal_id=entry)
    turn_down(by=town["tess"], signal_id=entry, reason="Heeft al een coach.")
    with acting(town["tess"]):
        (key,) = EntryCorrection.objects.values_list("pk", flat=True)
    done = at_once(*[lambda: confirm_correction(town["tess"], key)] * 2)
    assert refusals(done) == [DONE]
