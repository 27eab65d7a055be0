"""What a receiver does not handle in time asks somebody, climbs, and is answered by handling it.

T-23, README 23: a correction, a dispute, a withdrawal and an entry that is not right.
"""

from random import Random

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose, SuspendReason
from houvast.cooperation.actions import received
from houvast.cooperation.actions.climbing import climb_corrections
from houvast.cooperation.actions.mending import confirm_correction, mend_offer
from houvast.cooperation.actions.safety_ladder import climb_safety
from houvast.cooperation.models import PushedTask, SharedFact
from houvast.cooperation.reads.late import Desk
from houvast.cooperation.reads.not_asked import late_and_not_asked
from houvast.cooperation.reads.offers import telling_page
from houvast.cooperation.reads.shared import sharing_page
from houvast.cooperation.reads.waiting import late_corrections
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.meetings.reads.agreements import own_tasks
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.signals import start_triage, turn_down
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.notices import post_box
from houvast.tracks.reads.overdue import overdue_page
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import RungCause
from tests.cast import sign_in
from tests.cooperation.made import answered, receiver, shared
from tests.cooperation.safe import entered, offered, with_safety

TEXT = "Sem Verbeterd"


def net(town):
    return safety_net(town.admin.municipality_id)


def nights(town, clock, days):
    """So many days later; each night everything climbed."""
    for _ in range(days):
        clock.forward(days=1)
        climb_ladder(by=net(town))
        climb_corrections(by=net(town))


def fact_of(town, who, track):
    with acting(town[who] if isinstance(who, str) else who):
        return SharedFact.objects.filter(track=track, dropped_at=None).order_by("label")[0].pk


def corrected(town, track):
    """anouk shared with fleur, and puts a fact right."""
    share = shared(town, track)
    received.acknowledge(receiver(town), share)
    received.put_right(by=town["anouk"], fact_id=fact_of(town, "anouk", track), text=TEXT)
    return share


def tasks(by):
    with acting(by):
        return list(PushedTask.objects.filter(confirmed_at=None).order_by("due", "pk"))


def asked(town, who="rachid"):
    """Which level asks whom about a correction, as steering sees it."""
    lines = overdue_page(town[who]).lines
    return [(one.level, one.holder) for one in lines if one.cause is RungCause.CORRECTION]


def test_a_late_correction_climbs_and_handling_it_is_the_answer(town, track, clock):  # T-23
    corrected(town, track)
    seen = []
    for _ in range(30):
        nights(town, clock, 1)
        now = asked(town)
        if now and seen[-1:] != now:
            seen += now
    assert [level for level, _ in seen] == [1, 2, 3, 4]
    assert seen[0] == (1, "Anouk") and seen[2:] == [(3, "Rachid"), (4, "Petra")]
    assert NoticeKind.CONFIRM in [one.kind for one in post_box(receiver(town)).notices]
    (task,) = tasks(receiver(town))
    received.confirm(receiver(town), task.pk)
    assert asked(town) == []
    with acting(net(town)):
        last = Rung.objects.filter(cause="correction").order_by("-level")[0]
        assert (last.state, last.answered_by_id) == ("answered", town["fleur"].user_id)


def test_before_its_day_nobody_is_asked_and_twice_a_night_asks_once(town, track, clock):
    corrected(town, track)
    clock.forward(days=1)
    assert climb_corrections(by=net(town)) == 0 and late_corrections() == ()
    nights(town, clock, 12)
    assert climb_corrections(by=net(town)) == 0 and len(asked(town)) == 1


def test_one_of_two_late_ones_keeps_asking(town, track, clock):
    corrected(town, track)
    received.dispute(town["anouk"], fact_of(town, "anouk", track))
    nights(town, clock, 15)
    first, second = tasks(receiver(town))
    received.confirm(receiver(town), first.pk)
    assert len(asked(town)) == 1, "the dispute is still not marked"
    received.confirm(receiver(town), second.pk)
    assert asked(town) == []


def test_the_coach_has_it_on_taken_and_ticks_it_there(town, track):
    share = answered(town, track)
    received.acknowledge(town["anouk"], share)
    wim = town.as_("wim", Purpose.PLACEMENT)
    received.withdraw(by=wim, sharing_id=share, why="Het klopte niet.")
    (line,) = own_tasks(town["anouk"]).wrong.pushed
    assert (line.track_id, line.name) == (track, "Sem")
    client = sign_in(Client(), town["anouk"])
    assert "Veranderd in wat je deelde" in client.get(reverse("tasks")).content.decode()
    step = reverse("sharing_step", args=[track, line.id, "gedaan"])
    assert client.post(step, {"tasks": "yes"}).url == reverse("tasks")
    assert own_tasks(town["anouk"]).wrong.pushed == ()


def test_the_officer_and_the_fg_see_that_it_is_late_and_not_what(town, track, clock):
    corrected(town, track)
    assert telling_page(town["vera"])[1] == ()
    nights(town, clock, 9)
    (line,) = telling_page(town["vera"])[1]
    assert (line.desk, line.who) == (Desk.RECEIVER, "Anouk")
    page = sign_in(Client(), town["vera"]).get(reverse("duties"))
    text = strip_tags(page.content.decode())
    assert "Wie het kreeg, bevestigt" in text and "Sem" not in text and TEXT not in text


def test_a_receiver_who_left_leaves_it_to_who_leads(town, track, clock):
    corrected(town, track)
    (task,) = tasks(town["anouk"])
    with pytest.raises(NotAllowed):
        received.confirm(town["anouk"], task.pk)
    fleur = town["fleur"].user_id
    suspend_access(by=town.admin, user_id=fleur, why=SuspendReason.LEAVES)
    assert sharing_page(town["anouk"], track).lines[0].may_receive
    received.confirm(town["anouk"], task.pk)
    assert tasks(town["anouk"]) == []


def test_an_entry_that_is_not_right_asks_the_triage_that_answered_it(town, track, clock):
    with_safety(town)
    safety = offered(town)
    with acting(town["tess"]):
        entry = Signal.objects.get(facts__source="safety").pk
    mend_offer(by=town["yara"], signal_id=safety, why=Mend.WRONG, wrong=[Reach.PHONE])
    nights(town, clock, 12)
    assert asked(town) == [], "the entry itself asks, and who answers it reads what is wrong"
    start_triage(by=town["tess"], signal_id=entry)
    turn_down(by=town["tess"], signal_id=entry, reason="Heeft al een coach.")
    climb_corrections(by=net(town))
    assert len(asked(town)) == 1 and asked(town)[0][1] != "Yara"
    (desk,) = [one for one in telling_page(town["vera"])[1] if one.desk is Desk.ENTRY]
    assert desk.who == ""
    with acting(town["tess"]), connection.cursor() as cursor:
        cursor.execute("select id from cooperation_entrycorrection where track_id is null")
        (key,) = cursor.fetchone()
    confirm_correction(town["tess"], key)
    assert asked(town) == []


@pytest.mark.parametrize("who", ["anouk", "rachid", "vera", "tess", "fleur", "petra"])
def test_only_the_safety_net_asks_what_is_late(town, track, clock, who):
    corrected(town, track)
    nights(town, clock, 9)
    for purpose in Purpose:
        with acting(town.as_(who, purpose)):
            assert late_corrections() == (), purpose


def test_raw_a_confirmation_answers_and_nothing_else_keeps_it_answered(town, track, clock):
    """A rung that somebody answers by hand asks again at the next climb."""
    corrected(town, track)
    nights(town, clock, 9)
    sql = "update tracks_rung set state = 'answered', left_at = houvast_now() where cause = %s"
    with acting(town["anouk"]), transaction.atomic():
        connection.cursor().execute(sql, ["correction"])
    assert asked(town) == []
    climb_corrections(by=net(town))
    assert len(asked(town)) == 1
    with acting(receiver(town)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update cooperation_pushedtask set confirmed_at = houvast_now(), confirmed_by_id = %s",
            [town["fleur"].user_id],
        )
        assert cursor.rowcount == 1
    assert asked(town) == []


def test_a_climb_ends_what_two_at_once_left(town, track, clock):
    corrected(town, track)
    nights(town, clock, 9)
    (task,) = tasks(receiver(town))
    with acting(net(town)), transaction.atomic():
        rung = Rung.objects.get(cause="correction", state="raised")
    received.confirm(receiver(town), task.pk)
    with acting(net(town)), transaction.atomic():
        rung.pk = None
        rung._state.adding = True
        rung.id = PushedTask().id
        rung.save(force_insert=True)
    assert len(asked(town)) == 1
    climb_corrections(by=net(town))
    assert asked(town) == []


@pytest.mark.parametrize("seed", range(3))
def test_walk_a_rung_asks_exactly_when_something_is_late(town, track, clock, seed):
    """Whatever is put right, disputed, withdrawn and handled, in any order."""
    dice, share = Random(seed), shared(town, track)
    received.acknowledge(receiver(town), share)
    for turn in range(14):
        match dice.choice(["right", "dispute", "confirm", "days", "days"]):
            case "right":
                fact = fact_of(town, "anouk", track)
                received.put_right(by=town["anouk"], fact_id=fact, text=f"Sem {turn}")
            case "dispute":
                fact = fact_of(town, "anouk", track)
                with acting(town["anouk"]):
                    said = SharedFact.objects.get(pk=fact).disputed_at
                if said is None:
                    received.dispute(town["anouk"], fact)
            case "confirm":
                for task in tasks(receiver(town))[:1]:
                    received.confirm(receiver(town), task.pk)
            case _:
                nights(town, clock, dice.choice([1, 3]))
        with acting(net(town)):
            late = late_corrections()
            raised = list(Rung.objects.filter(cause="correction", state="raised"))
        assert not raised or late, "what was handled asks nobody"
        climb_corrections(by=net(town))
        with acting(net(town)):
            raised = list(Rung.objects.filter(cause="correction", state="raised"))
        assert len(raised) <= 1 and late_and_not_asked() == 0


def test_the_check_of_the_promise_finds_what_nobody_was_asked(town, track, clock):
    with_safety(town)
    corrected(town, track)
    entered(town)
    assert late_and_not_asked() == 0
    clock.forward(days=15)
    assert late_and_not_asked() == 2
    climb_corrections(by=net(town))
    assert late_and_not_asked() == 1
    climb_safety(by=net(town))
    assert late_and_not_asked() == 0
