"""Restriction of what was shared (AVG 18): kept, seen by no receiver, told before it is lifted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from houvast.cooperation.actions.received import confirm, put_right
from houvast.cooperation.actions.restricting import lift, restrict
from houvast.cooperation.actions.sharing import agree_along, share
from houvast.cooperation.models import PushedTask, SharedFact
from houvast.cooperation.reads.restricting import restriction_page
from houvast.cooperation.reads.shared import received_page
from houvast.cooperation.reads.using import uses_page
from houvast.cooperation.rules.restricting import Limit, RestrictedFor
from houvast.cooperation.rules.states import Label, Pushed, Receiver
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from tests.cooperation.limits import decided, known, sent
from tests.cooperation.made import answered, beside, receiver, rows, shared, state, terms
from tests.cooperation.test_sharing import raw, seen
from tests.cooperation.test_using import refused

DAY = timedelta(days=1)
STEP, NAME = "Bellen met W&I", "Sem Voorbeeld"
LIMITED = "update cooperation_sharedfact set "
NOW = "restricted_at = now(), restricted_for = 'contested', restricted_by_id = "


def fact(town, label=Label.NAME, by="anouk"):
    with acting(beside(town) if by == "wim" else town[by]):
        every = SharedFact.objects.filter(label=label, dropped_at=None, passed_on=None)
        return every.order_by("pk")[0].pk


def contested(town, one, **more):
    restrict(by=town["anouk"], fact_id=one, ground=RestrictedFor.CONTESTED, **more)


def tasks(by):
    return {one.kind for line in received_page(by).lines for one in line.tasks}


def test_restricted_is_kept_and_told_to_the_receiver_who_sees_it_no_more(town, track):  # T-23
    shared(town, track)
    one = fact(town)
    contested(town, one)
    assert seen(receiver(town)) == [STEP]
    assert seen(town["anouk"]) == [STEP, NAME]
    (line,) = received_page(receiver(town)).lines
    assert [task.kind for task in line.tasks] == [Pushed.RESTRICTED]
    assert timedelta(days=5) <= line.tasks[0].due - timezone.localdate() <= timedelta(days=12)
    confirm(receiver(town), line.tasks[0].id)
    assert tasks(receiver(town)) == set()
    assert restriction_page(town["anouk"], one).limit is Limit.RESTRICTED
    with pytest.raises(Refused):
        contested(town, one)


def test_the_whole_of_a_decision_can_be_restricted_in_one_task(town, track):  # T-23
    shared(town, track)
    contested(town, fact(town), everything=True)
    assert seen(receiver(town)) == []
    assert tasks(receiver(town)) == {Pushed.RESTRICTED}


def test_the_young_person_gets_a_letter_before_it_is_lifted(town, track, clock):  # T-45
    shared(town, track)
    one = fact(town)
    contested(town, one)
    restriction = known(town["anouk"], one)
    assert "intussen" in refused(lift, town["vera"], restriction).reason
    decided(town, one, days=2)
    assert restriction_page(town["anouk"], one).limit is Limit.RESTRICTED
    clock.forward(days=1)
    assert "brief" in refused(lift, town["vera"], restriction).reason
    sent(town["anouk"], one)
    assert restriction_page(town["anouk"], one).limit is Limit.ANNOUNCED
    assert "vanaf de dag" in refused(lift, town["vera"], restriction).reason
    assert seen(receiver(town)) == [STEP]
    clock.forward(days=1)
    assert uses_page(town["vera"]).lifting[0].may_lift
    lift(town["vera"], restriction)
    assert seen(receiver(town)) == [STEP, NAME]
    assert tasks(receiver(town)) == {Pushed.RESTRICTED, Pushed.LIFTED}
    assert "intussen" in refused(lift, town["vera"], restriction).reason
    contested(town, one)
    assert seen(receiver(town)) == [STEP]


def test_each_copy_of_the_row_moves_along_and_each_receiver_hears_it(town, track):  # T-23
    first, second = shared(town, track), shared(town, track)
    answered(town, track)
    passed = rows(town["anouk"], track, Label.ANSWER)
    on = share(by=town["anouk"], track_id=track, terms=terms(Receiver.TABLE), facts=passed)
    contested(town, fact(town))
    with acting(town["anouk"]):
        kept = SharedFact.objects.exclude(restricted_at=None)
        assert sorted(kept.values_list("sharing", flat=True)) == sorted([first, second])
    given = fact(town, Label.ANSWER, "wim")
    restrict(by=beside(town), fact_id=given, ground=RestrictedFor.OBJECTED)
    with acting(town["anouk"]):
        at = PushedTask.objects.filter(kind=Pushed.RESTRICTED.value)
        assert {first, second, on} < set(at.values_list("sharing", flat=True))
        assert at.count() == 4
        assert not SharedFact.objects.filter(label=Label.ANSWER).exists()
    with connection.cursor() as cursor, acting(beside(town)):
        cursor.execute("select cooperation_restricted_at(%s)", [given])
        assert len(cursor.fetchone()[0]) == 2


def test_it_goes_no_further_but_on_a_yes(town, track):  # T-23
    waits = shared(town, track, until=timezone.localdate() + 200 * DAY)
    shared(town, track)
    contested(town, fact(town))
    with pytest.raises(Refused) as told:
        shared(town, track)
    assert told.value.field == "facts"
    with pytest.raises(Refused):
        agree_along(by=town["vera"], sharing_id=waits)
    assert state(town["anouk"], waits) == "decided"
    go = "update cooperation_sharing set state = 'sent', second_id = %s, second_at = now()"
    with pytest.raises(DatabaseError, match="goes no further"):
        raw(town["vera"], f"{go} where id = %s", town["vera"].user_id, waits)
    with connection.cursor() as cursor, acting(town["anouk"]):
        cursor.execute("select cooperation_is_held_back(%s)", [waits])
        assert cursor.fetchone() == (True,)


def test_what_is_put_right_meanwhile_stays_restricted(town, track):  # T-23
    shared(town, track)
    one = fact(town)
    contested(town, one)
    new = put_right(by=town["anouk"], fact_id=one, text="Sem Verbeterd")
    assert seen(receiver(town)) == [STEP]
    assert restriction_page(town["anouk"], new).limit is Limit.RESTRICTED


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("restricted_at = null, restricted_by_id = null, restricted_for = ''", "before it is"),
        ("restricted_for = 'claim'", "stays as it was"),
        ("lift_on = houvast_today()", "its letter says the day"),
        ("restricted_for = ''", "restrict"),
    ],
)
def test_the_database_keeps_a_restriction(town, track, change, why):  # T-23
    shared(town, track)
    contested(town, fact(town))
    with pytest.raises(DatabaseError, match=why):
        raw(town["anouk"], LIMITED + change + " where restricted_at is not null")


def test_nobody_restricts_in_the_name_of_another(town, track):  # T-23
    shared(town, track)
    with pytest.raises(DatabaseError, match="who restricts"):
        raw(town["anouk"], f"{LIMITED} {NOW} %s", town["bilal"].user_id)
    for name in ("bilal", "rachid", "tess", "vera"):
        assert raw(town[name], f"{LIMITED} {NOW} %s", town[name].user_id) == 0
        with pytest.raises((NotFound, NotAllowed)):
            restrict(by=town[name], fact_id=fact(town), ground=RestrictedFor.CLAIM)
    assert raw(receiver(town), f"{LIMITED} {NOW} %s", receiver(town).user_id) == 0
