"""How long one stays signed in: half an hour without a request, ten hours in all."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from houvast.web import staying
from tests.cast import PASSWORD

DAY = 1_800_000_000.0


@pytest.fixture
def watch(monkeypatch):
    """The clock of the session, that a test moves."""
    now = [DAY]
    monkeypatch.setattr(staying.time, "time", lambda: now[0])
    return now


@pytest.fixture
def anouk(town, client, watch):
    client.post(reverse("account_login"), {"login": "anouk", "password": PASSWORD})
    return client


def is_in(client):
    return client.get(reverse("today")).status_code == 200


def test_who_keeps_working_stays_in_and_looking_writes_no_session(anouk, watch):
    for _ in range(5):
        watch[0] += staying.IDLE - 1
        assert is_in(anouk)
    assert settings.SEEN_COOKIE_NAME in anouk.cookies


def test_half_an_hour_away_is_the_end_and_the_door_leads_back(anouk, watch):  # T-99
    assert is_in(anouk)
    watch[0] += staying.IDLE + 1
    answer = anouk.get(reverse("today"))
    assert (answer.status_code, answer.url) == (
        302,
        f"/inloggen/?next={quote(reverse('today'), '')}",
    )
    watch[0] -= staying.IDLE
    assert not is_in(anouk), "the session is gone, not only out of sight"


def test_ten_hours_is_the_end_however_busy(anouk, watch):  # T-99
    for _ in range(staying.WHOLE // (staying.IDLE - 1)):
        watch[0] += staying.IDLE - 1
        assert is_in(anouk)
    watch[0] = DAY + staying.WHOLE + 1
    assert not is_in(anouk)


def test_what_is_sent_too_late_does_nothing_and_says_so(anouk, watch, town):
    assert is_in(anouk)
    watch[0] += staying.IDLE + 1
    answer = anouk.post(reverse("switch_role"), {"role": "outreach_coach"})
    assert answer.status_code == 403
    assert "Er is niets bewaard" in answer.content.decode()


@pytest.mark.parametrize("said", ["", "x", "1800000000:x:y", "nan:a:b"])
def test_a_cookie_of_ones_own_making_keeps_nobody_in(anouk, watch, said):
    assert is_in(anouk)
    anouk.cookies[settings.SEEN_COOKIE_NAME] = said
    watch[0] += staying.IDLE + 1
    assert not is_in(anouk)


def test_the_cookie_of_one_session_keeps_no_other_one_in(town, anouk, watch):
    other = Client()
    other.post(reverse("account_login"), {"login": "bilal", "password": PASSWORD})
    watch[0] += staying.IDLE - 5
    assert is_in(other)
    watch[0] += 10
    anouk.cookies[settings.SEEN_COOKIE_NAME] = other.cookies[settings.SEEN_COOKIE_NAME].value
    assert is_in(other) and not is_in(anouk)


def test_a_session_of_before_these_rules_signs_in_again(town, anouk):
    session = anouk.session
    del session[staying.SINCE]
    session.save()
    assert not is_in(anouk)


def test_the_cookie_is_not_written_with_every_page(anouk, watch):
    assert settings.SEEN_COOKIE_NAME in anouk.get(reverse("today")).cookies
    watch[0] += staying.OFTEN - 1
    assert settings.SEEN_COOKIE_NAME not in anouk.get(reverse("today")).cookies
    watch[0] += 2
    assert settings.SEEN_COOKIE_NAME in anouk.get(reverse("today")).cookies
