"""Restriction of what was shared (AVG 18): kept, seen by no receiver, told before it is lifted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from houvast.cooperation.actions.received import confirm, put_right
from houvast.cooperation.actions.restricting import (
    announce_lifting,
    keep_restricted,
    lift,
    restrict,
)
from houvast.cooperation.actions.sharing import agree_along, share
from houvast.cooperation.models import PushedTask, SharedFact
from houvast.cooperation.reads.restricting import restriction_page
from houvast.cooperation.reads.shared import received_page
from houvast.cooperation.rules.restricting import Limit, RestrictedFor
from houvast.cooperation.rules.states import Label, Pushed, Receiver
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.rules.states import Answered
from tests.cooperation.made import answered, beside, receiver, rows, shared, state, terms
from tests.cooperation.test_sharing import raw, seen

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


def announced(town, one, days=1):
    on = timezone.localdate() + days * DAY
    announce_lifting(by=town["anouk"], fact_id=one, told=Answered.PHONE, lift_on=on)


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


def test_the_young_person_hears_it_before_it_is_lifted(town, track, clock):  # T-23
    shared(town, track)
    one = fact(town)
    contested(town, one)
    with pytest.raises(Refused):
        lift(town["anouk"], one)
    for days in (0, 100):
        with pytest.raises(Refused) as told:
            announced(town, one, days)
        assert told.value.field == "lift_on"
    announced(town, one)
    with pytest.raises(Refused):
        lift(town["anouk"], one)
    keep_restricted(town["anouk"], one)
    with pytest.raises(Refused):
        keep_restricted(town["anouk"], one)
    announced(town, one)
    assert seen(receiver(town)) == [STEP]
    clock.forward(days=1)
    assert restriction_page(town["anouk"], one).may_lift
    lift(town["anouk"], one)
    assert seen(receiver(town)) == [STEP, NAME]
    assert tasks(receiver(town)) == {Pushed.RESTRICTED, Pushed.LIFTED}
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
        ("lift_on = houvast_today(), lift_told = 'phone'", "stays as it was"),
        ("lift_on = houvast_today() + 1", "told_before_it_is_lifted"),
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
