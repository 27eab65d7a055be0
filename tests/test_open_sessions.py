"""The own open sessions: one sees them, ends one or all others, and nobody else's (T-95)."""

import re
import time

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import SignedIn
from houvast.capture.rules.devices import ON_DEVICE
from houvast.errors import NotFound
from houvast.sharing.actions.sessions import end_sessions
from houvast.web import staying
from tests.cast import PASSWORD
from tests.noted import noted
from tests.test_second_step import code, made, second, sign_in

PAGE, END = reverse("open_sessions"), reverse("end_sessions")
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_STEP = True
    cache.clear()


@pytest.fixture
def anouk(town, client):
    sign_in(client)
    client.secret, _ = made(client)
    return client


@pytest.fixture
def later(monkeypatch):
    real = time.time
    return lambda by=600: monkeypatch.setattr(staying.time, "time", lambda: real() + by)


def phone_of(anouk, steps=1):
    client = Client(headers={"user-agent": PHONE})
    sign_in(client)
    assert second(client, code(anouk.secret, steps)).status_code == 302
    return client


def key_of(client):
    return client.cookies[configured.SESSION_COOKIE_NAME].value


def is_in(client):
    return client.get(reverse("today")).status_code == 200


def shown(client):
    return client.get(PAGE).content.decode()


def named(page):
    return re.findall(r'name="which" value="(\w{32})"', page)


def test_a_phone_of_the_street_keeps_its_kind_and_which_one_it_is(anouk):  # T-95
    phone = phone_of(anouk)
    session = phone.session
    session[ON_DEVICE] = "0" * 32  # as the screen of the street notes
    session.save()
    assert "Telefoon of tablet met Android" in shown(anouk)
    assert phone.session[ON_DEVICE] == "0" * 32


def test_one_sees_where_one_is_signed_in_and_ends_it_there(anouk):  # T-95
    assert "Je bent nergens anders ingelogd" in shown(anouk) and not named(shown(anouk))
    phone = phone_of(anouk)
    page = shown(anouk)
    assert page.count(">dit toestel<") == 1 and "Telefoon of tablet met Android" in page
    assert key_of(phone) not in page and key_of(anouk) not in page, "a key opens what it names"
    (which,) = named(page)
    left = []
    with noted(lambda entry: left.append((entry.verb, entry.refusal))):
        assert anouk.post(END, {"which": which}).url == PAGE
    assert ("sharing.sessions_ended", "") in left
    assert is_in(anouk) and not is_in(phone)
    anouk.post(END, {"which": which})
    assert "Daar ben je al uitgelogd" in shown(anouk)


def test_all_others_end_at_once_and_this_one_stays(town, anouk):
    phone = phone_of(anouk)
    of_bilal = Client()
    sign_in(of_bilal, "bilal")
    made(of_bilal)
    anouk.post(END, {"which": "others"})
    assert is_in(anouk) and not is_in(phone) and is_in(of_bilal)


def test_nobody_sees_or_ends_a_session_of_somebody_else(town, anouk):
    of_bilal = Client()
    sign_in(of_bilal, "bilal")
    made(of_bilal)
    assert not named(shown(of_bilal))
    phone_of(anouk)
    (which,) = named(shown(anouk))
    of_bilal.post(END, {"which": which})
    assert len(named(shown(anouk))) == 1
    with pytest.raises(NotFound):
        end_sessions(by=town["bilal"], keys=[key_of(anouk)])
    assert is_in(anouk)


def test_who_signed_in_long_ago_shows_first_who_he_is(anouk, later):  # T-95
    phone = phone_of(anouk)
    (which,) = named(shown(anouk))
    later()
    asked = anouk.post(END, {"which": which})
    again = reverse("mfa_reauthenticate"), reverse("account_reauthenticate")
    assert asked.status_code == 302 and asked.url.startswith(again) and is_in(phone)
    assert anouk.post(asked.url, {"password": PASSWORD}).url == PAGE
    assert not is_in(phone)


def test_what_ended_by_itself_is_not_shown_as_open(town, anouk, later):
    phone = phone_of(anouk)
    new = "vier paarden op het dak"
    phone.post(reverse("password"), {"new": new, "again": new})
    assert SignedIn.objects.filter(user=town["anouk"].user_id).count() == 2
    assert is_in(phone) and not named(shown(phone)), "the computer ended with the old password"


def test_a_session_of_nobody_is_of_nobody(db, client):
    client.get(reverse("account_login"))
    session = client.session
    session["left_for_provider"] = {}
    session.save()
    assert SignedIn.objects.get(pk=session.session_key).user_id is None


def test_the_page_asks_the_database_little(anouk, django_assert_max_num_queries):
    phone_of(anouk)
    with django_assert_max_num_queries(4):
        assert anouk.get(PAGE).status_code == 200
