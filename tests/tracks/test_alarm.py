"""The night watch: a broken promise or a ladder that stands still is told, without a name (P16)."""

import json

import pytest
from django.core import mail

from houvast.accounts.models import User
from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.tracks.actions.alarm import check_promise_here, note_climb
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.notices import send_one
from houvast.tracks.jobs import check_the_promise, climb_the_ladder
from houvast.tracks.models import Notice
from houvast.tracks.reads import ladder_stands_still, promise_check
from tests.cast import open_track


@pytest.fixture
def net(town):
    return safety_net(town.admin.municipality_id)


def told(net):
    with acting(net):
        kinds = Notice.objects.filter(kind="alarm").select_related("to_user")
        return sorted(one.to_user.name for one in kinds)


def test_all_is_well_and_nobody_hears_anything(town, net):
    open_track(town)
    climb_the_ladder.func(0)
    assert check_the_promise.func(0) == 0 and told(net) == [] and ladder_stands_still() == 0
    figures = json.loads(json.dumps(promise_check()))
    assert list(figures) == ["open_tracks", "violations", "overdue"]
    assert (figures["open_tracks"], figures["violations"]) == (1, 0)
    rungs = ["coach", "team_lead", "process_coordinator", "programme_manager"]
    assert figures["overdue"] == dict.fromkeys(rungs, 0)


def test_a_ladder_that_stood_still_is_told_once_a_day(town, net, clock):
    note_climb(by=net)
    clock.forward(hours=2)
    assert check_promise_here(by=net) == 0
    clock.forward(hours=2)
    assert ladder_stands_still() == 1
    assert check_promise_here(by=net) == 2 and check_promise_here(by=net) == 0
    assert told(net) == ["Functioneel beheer", "Rachid"]
    clock.forward(days=1)
    assert note_climb(by=net) == 2 and note_climb(by=net) == 0
    assert check_promise_here(by=net) == 0 and ladder_stands_still() == 0


def test_a_moment_that_is_stale_and_on_no_rung_is_a_violation_and_is_told(town, net, clock):
    open_track(town)
    clock.forward(days=7)
    note_climb(by=net)
    assert promise_check()["violations"] == 1
    assert check_promise_here(by=net) == 2
    climb_ladder(by=net)
    assert promise_check()["violations"] == 0


def test_the_mail_says_no_name(town, net, clock):
    User.objects.filter(pk=town["rachid"].user_id).update(email="rachid@voorbeeld.nl")
    open_track(town)
    clock.forward(days=7)
    check_promise_here(by=net)
    with acting(net):
        waiting = list(Notice.objects.filter(kind="alarm").values_list("pk", flat=True))
    for one in waiting:
        send_one(by=net, notice_id=one)
    (message,) = mail.outbox
    assert message.to == ["rachid@voorbeeld.nl"]
    assert "Ilias" not in message.body and "http" not in message.body
    assert "Kijk vandaag nog" in message.body
