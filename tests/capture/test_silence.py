"""A phone with contacts on it that is not heard of, and one that its browser emptied."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.reads import safety_net
from houvast.capture.actions.devices import lose, register
from houvast.capture.actions.intake import receive
from houvast.capture.jobs import look_for_silence
from houvast.capture.models import Device
from houvast.capture.reads.devices import devices_page
from houvast.capture.rules.devices import ON_DEVICE, Report, Silence, report_of, silence
from houvast.database.context import acting
from houvast.errors import Refused
from tests.cast import sign_in

SAY = reverse("sync_device")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@given(st.integers(0, 9), st.integers(0, 400), st.booleans())
def test_an_alarm_goes_by_hours_of_silence_and_by_what_waits(waiting, hours, gone):  # T-96
    found = silence(waiting, NOW - timedelta(hours=hours), NOW, gone=gone)
    told = waiting and not gone
    assert found == (told and (2 if hours >= 168 else 1 if hours >= 72 else 0))


@pytest.mark.parametrize(
    "body",
    (
        *("x", "[]", "3", '{"waiting": -1}', '{"waiting": "3"}', '{"waiting": true}', "{" * 9000),
        *('{"waiting": 1e9}', '{"before": {"device": "x"}}', '{"before": 3}'),
        '{"waiting": 1000001}',
    ),
)
def test_what_is_no_report_is_refused_in_words(town, body):
    with pytest.raises(Refused):
        report_of(body.encode())
    client, kind = sign_in(Client(), town["anouk"]), {"content_type": "application/json"}
    answer = client.post(SAY, body, headers={"Houvast-Device": str(uuid4())}, **kind)
    assert (answer.status_code, "bericht" in answer.json()["reason"]) == (422, True)


@pytest.fixture
def known(town, phone):
    """The row of the phone, on which three letters wait."""
    register(by=town["anouk"], device=phone.id, said=Report(waiting=3))
    with acting(town["anouk"]):
        return Device.objects.get().pk


def test_a_late_answer_signs_nobody_in(town, phone):
    """A cookie with it would put a colleague back in the place of who signed in meanwhile."""
    client = sign_in(Client(), town["anouk"])
    for _ in range(2):
        answer = client.post(SAY, headers={"Houvast-Device": str(phone.id)})
        assert answer.status_code == 200 and settings.SESSION_COOKIE_NAME not in answer.cookies
        assert client.session[ON_DEVICE] == str(phone.id)


def said(town, who="lotte"):
    page = sign_in(Client(), town[who]).get(reverse("devices")).content.decode()
    return " ".join(strip_tags(page).split())


def test_its_coach_and_who_leads_them_hear_it_once_and_after_a_week_the_coordinator(
    town, known, clock
):  # T-96
    clock.forward(hours=71)
    assert look_for_silence(0) == 0
    clock.forward(hours=2)
    assert look_for_silence(0) == 2 and look_for_silence(0) == 0
    assert "3 wachten, dagen stil" in said(town) and "dagen stil" in said(town, "anouk")
    clock.forward(days=5)
    assert look_for_silence(0) == 3 and look_for_silence(0) == 0


def test_heard_again_it_is_watched_anew_and_sent_or_lost_it_is_silent_no_more(
    town, known, phone, clock
):
    anouk = town["anouk"]
    clock.forward(days=4)
    assert look_for_silence(0) == 2
    receive(by=anouk, package=phone.sends(phone.counted(anouk)))
    clock.forward(days=4)
    assert look_for_silence(0) == 2
    register(by=anouk, device=phone.id, said=Report(waiting=0))
    clock.forward(days=9)
    assert look_for_silence(0) == 0 and "stil" not in said(town)
    register(by=anouk, device=phone.id, said=Report(waiting=2))
    lose(by=anouk, device_id=known)
    clock.forward(days=9)
    assert look_for_silence(0) == 0 and "dagen stil" not in said(town)


def says(town, device, client=None, **what):
    client = client or sign_in(Client(), town["anouk"])
    kind = {"content_type": "application/json"}
    answer = client.post(SAY, json.dumps(what), headers={"Houvast-Device": str(device)}, **kind)
    return client, answer.json()


@pytest.mark.parametrize("by_cookie", [True, False])
def test_an_emptied_browser_is_told_what_it_lost_and_so_is_who_steers(
    town, phone, known, by_cookie, clock
):
    """By what it noted beside its storage, or by the cookie alone: then by its last report."""
    browser, _first = says(town, phone.id, waiting=3)
    now, before = uuid4(), {"device": str(phone.id), "waiting": 5}
    what = {} if by_cookie else {"before": before}
    _browser, heard = says(town, now, browser if by_cookie else None, waiting=0, **what)
    lost = 3 if by_cookie else 5
    assert heard == {"device": "known", "before": before | {"waiting": lost}}
    assert says(town, now, browser, waiting=0, **what)[1]["before"] is None
    lines = {one.id: one for one in devices_page(town["lotte"]).devices}
    assert (lines[known].cleared, lines[known].silence) == (lost, Silence.NONE)
    page = sign_in(Client(), town["lotte"]).get(reverse("device", args=[known]))
    assert f"Er stonden nog {lost} contacten op" in " ".join(page.content.decode().split())
    clock.forward(days=9)
    assert look_for_silence(0) == 0


def test_nobody_empties_the_device_of_another(town, phone, known):
    other = sign_in(Client(), town["bilal"])
    before = {"device": str(phone.id), "waiting": 9}
    assert says(town, uuid4(), other, before=before)[1]["before"] is None
    with acting(town["anouk"]):
        assert Device.objects.get(pk=known).cleared_at is None


@pytest.mark.parametrize("change", [{"waiting": 0}, {"seen_at": NOW}, {"cleared_at": NOW}])
def test_raw_a_device_speaks_for_itself(town, known, change):
    net = safety_net(town["anouk"].municipality_id)
    for who in (town["lotte"], net):
        with acting(who), pytest.raises(DatabaseError), transaction.atomic():
            Device.objects.update(**change)
    with acting(net):
        assert Device.objects.update(told_of_silence=1) == 1
    with acting(town["anouk"]):
        assert Device.objects.update(cleared_at=NOW, cleared=3, waiting=0) == 1
        for again in ({"cleared": 0}, {"cleared_at": None}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Device.objects.update(**again)
