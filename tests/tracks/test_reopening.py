"""A door opens again whoever was on leave: access that is over bars nobody (P9, P11, P12)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from houvast.database.context import acting
from houvast.sharing.models import Assignment
from houvast.tracks.actions.aftercare import start_aftercare
from houvast.tracks.actions.closing import (
    Farewell,
    agree_closing,
    propose_closing,
    reopen_track,
    stop_at_own_wish,
)
from houvast.tracks.actions.leaves import end_leave, enter_leave
from houvast.tracks.actions.merging import agree_merge, propose_merge
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Track
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import CloseReason
from tests.cast import Who, at_commit, open_track


def day(number):
    return timezone.localdate() + timedelta(days=number)


def away(town, first, who="anouk", stand_in="bilal"):
    names = [StandIn(town[stand_in].user_id, day(first), day(first + 10))]
    user = town[who].user_id
    what = {"user_id": user, "first": day(first), "last": day(first + 10), "stand_ins": names}
    one = enter_leave(by=town[who], **what)
    at_commit()
    return one


def closed(town, track, keeper):
    key = town[keeper].user_id
    stop_at_own_wish(by=town["anouk"], track_id=track, door_contact=key, come_back_on=day(30))
    at_commit()


def opened_again(town, track, keeper):
    reopen_track(by=town[keeper], track_id=track, ground="Belde zelf op.", next_on=day(1))
    at_commit()
    with acting(town["rachid"]):
        assert Track.objects.get(pk=track).lead_coach_id == town[keeper].user_id
    assert promise_check()["violations"] == 0


@pytest.mark.parametrize("keeper", ["anouk", "bilal", "wim"])
@pytest.mark.parametrize("first", [0, 5])
def test_a_keeper_opens_again_during_a_leave_or_before_it(town, track, first, keeper):
    away(town, first)
    closed(town, track, keeper)
    opened_again(town, track, keeper)


def test_who_closed_together_during_aftercare_opens_again(town, track):
    anouk = town["anouk"]
    away(town, 5)
    record_scan(by=anouk, track_id=track, values=dict.fromkeys(LifeDomain, ScanValue.IN_ORDER))
    start_aftercare(by=anouk, track_id=track)
    at_commit()
    answers = dict.fromkeys(OpenPoint, "Dat is geregeld, zegt hij zelf.")
    bye = Farewell(CloseReason.BASIS_IN_PLACE, anouk.user_id, day(60), day(0), answers)
    one = propose_closing(by=anouk, track_id=track, farewell=bye)
    agree_closing(by=town["rachid"], closing_id=one)
    at_commit()
    opened_again(town, track, "anouk")


def test_a_leave_that_was_taken_back_bars_nobody(town, track):
    end_leave(by=town["anouk"], leave_id=away(town, 5))
    at_commit()
    closed(town, track, "wim")
    opened_again(town, track, "wim")


def test_the_track_that_went_on_after_a_merge_opens_again(town, track, clock):
    other = open_track(town, Who("Ilias B."), coach="bilal")
    away(town, 5)
    away(town, 20, "bilal", "wim")
    what = {"track_id": track, "other_id": other, "reason": "Beide coaches herkenden hem."}
    agree_merge(by=town["rachid"], merge_id=propose_merge(by=town["lotte"], **what))
    at_commit()
    clock.forward(hours=1)
    closed(town, track, "bilal")
    opened_again(town, track, "bilal")


def test_who_stands_in_has_access_again_on_a_track_that_opened_again(town, track):
    away(town, 5)
    closed(town, track, "anouk")
    opened_again(town, track, "anouk")
    with acting(town["rachid"]):
        live = Assignment.objects.filter(user=town["bilal"].user_id, until__gt=F("since"))
        assert live.get().since.date() >= day(4)


ACCESS = """
insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id, user_id,
  granted_by_id, confirm_by, purpose, capacity, since, until)
values (%(key)s, %(place)s, 'college', '2099-01-01', %(person)s, %(to)s, %(by)s, {confirm},
  case '{capacity}' when 'work' then 'placement' else 'guidance' end,
  '{capacity}', houvast_now() + {begin}, houvast_now() + interval '9 days')
"""
FIND = ACCESS.format(confirm="houvast_today() + 2", capacity="lead", begin="interval '0'")
NEXT_WEEK = ACCESS.format(confirm="null", capacity="{capacity}", begin="interval '5 days'")
ENDED = "update sharing_assignment set until = since where id = %(key)s"


def sql(town, who, statement, **values):
    with acting(town[who]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"place": town[who].municipality_id, **values})


@pytest.mark.parametrize("capacity", ["second", "lead", "work"])
def test_access_of_next_week_holds_someone_until_it_is_taken_back(town, track, capacity):
    closed(town, track, "anouk")
    with acting(town["rachid"]):
        person = Track.objects.get(pk=track).person_id
    key, anouk = uuid4(), town["anouk"].user_id
    find = {"key": uuid4(), "person": person, "to": anouk, "by": None}
    given = {"key": key, "to": town["wim"].user_id, "by": town["rachid"].user_id}
    sql(town, "rachid", NEXT_WEEK.format(capacity=capacity), person=person, **given)
    with pytest.raises(DatabaseError, match="row-level security"):
        sql(town, "anouk", FIND, **find)
    sql(town, "rachid", ENDED, key=key)
    sql(town, "anouk", FIND, **find)
