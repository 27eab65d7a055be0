"""The second step: nobody works without one, it is asked at each door, and the last one stays."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from houvast.web import second_step, staying
from tests.cast import PASSWORD

APP = reverse("mfa_activate_totp")


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_STEP = True
    cache.clear()


@pytest.fixture
def anouk(town, client):
    sign_in(client)
    return client


def sign_in(client, name="anouk"):
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD})


def code(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def made(client):
    """The app with codes set up; gives its secret, and the reserve codes."""
    page = client.get(APP).content.decode()
    secret = re.search(r'<code class="key">(\w+)</code>', page)[1]
    return secret, codes_in(client.post(APP, {"code": code(secret)}))


def codes_in(answer):
    return re.findall(r"<li><code>(\w+)</code>", answer.content.decode())


def second(client, given):
    return client.post(reverse("mfa_authenticate"), {"code": given})


def test_without_a_second_step_every_door_leads_to_making_one(anouk):  # T-99
    for name in ("today", "young_people", "home", "find"):
        answer = anouk.get(reverse(name))
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), name
    assert anouk.post(reverse("switch_role"), {"role": "work_coach"}).url == reverse("mfa_index")
    assert "Nog één stap" in anouk.get(reverse("mfa_index")).content.decode()


def test_with_the_app_set_up_one_works_at_once_and_next_time_the_code_is_asked(anouk):
    secret, _ = made(anouk)
    assert anouk.get(reverse("today")).status_code == 200
    anouk.post(reverse("account_logout"))
    assert sign_in(anouk).url == reverse("mfa_authenticate")
    assert anouk.get(reverse("today")).status_code == 302, "the password alone opens nothing"
    assert "Deze code klopt niet" in second(anouk, "000000").content.decode()
    assert second(anouk, code(secret, 1)).status_code == 302
    assert anouk.get(reverse("today")).status_code == 200


def test_a_code_works_once(anouk):
    secret, _ = made(anouk)
    anouk.post(reverse("account_logout"))
    sign_in(anouk)
    used = code(secret, 1)
    assert second(anouk, used).status_code == 302
    again = Client()
    sign_in(again)
    assert "Deze code klopt niet" in second(again, used).content.decode()


def test_a_wrong_code_is_tried_a_few_times_only(anouk):
    secret, _ = made(anouk)
    anouk.post(reverse("account_logout"))
    sign_in(anouk)
    words = [second(anouk, f"{number:06}").content.decode() for number in range(12)]
    assert "te vaak geprobeerd" in words[-1]
    assert "te vaak geprobeerd" in second(anouk, code(secret, 1)).content.decode()


def test_a_reserve_code_is_shown_once_and_works_once(anouk):
    _, codes = made(anouk)
    assert len(codes) == 10
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        assert codes[0] not in anouk.get(reverse(name)).content.decode()
    fresh = codes_in(anouk.post(reverse("mfa_generate_recovery_codes")))
    assert len(fresh) == 10 and not set(fresh) & set(codes)
    anouk.post(reverse("account_logout"))
    sign_in(anouk)
    assert "Deze code klopt niet" in second(anouk, codes[0]).content.decode(), "of before"
    assert second(anouk, fresh[0]).status_code == 302
    anouk.post(reverse("account_logout"))
    sign_in(anouk)
    assert "Deze code klopt niet" in second(anouk, fresh[0]).content.decode()
    assert second(anouk, fresh[1]).status_code == 302


def test_the_last_second_step_cannot_be_taken_away(anouk):
    made(anouk)
    again = reverse("account_reauthenticate")
    anouk.post(again, {"password": PASSWORD})
    answer = anouk.post(reverse("mfa_deactivate_totp"))
    assert "je enige tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_what_matters_is_asked_again_when_signing_in_is_long_ago(anouk, monkeypatch):  # T-99
    made(anouk)
    real = time.time
    monkeypatch.setattr(staying.time, "time", lambda: real() + 600)
    answer = anouk.get(reverse("mfa_generate_recovery_codes"))
    assert answer.status_code == 302 and "/ben-jij-het/" in answer.url
    wrong = anouk.post(reverse("account_reauthenticate"), {"password": "mis"})
    assert "Dit wachtwoord klopt niet" in wrong.content.decode()


def test_the_database_never_gets_a_secret_that_can_be_read(anouk):
    secret, codes = made(anouk)
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(data::text, ' ') from mfa_authenticator", None)
        kept = cursor.fetchone()[0]
    assert secret not in kept
    assert not any(one in kept for one in codes)


def test_an_older_key_of_the_installation_still_opens_what_it_closed(settings):
    closed = second_step.Adapter().encrypt("geheim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the installation, long enough"
    assert second_step.Adapter().decrypt(closed) == "geheim"


def test_the_second_step_of_one_is_not_that_of_another(anouk):
    secret, _ = made(anouk)
    other = Client()
    sign_in(other, "bilal")
    made(other)
    other.post(reverse("account_logout"))
    sign_in(other, "bilal")
    assert "Deze code klopt niet" in second(other, code(secret, 1)).content.decode()


@pytest.mark.parametrize("sent", ["", "{}", "x", '{"id": 1}', "[]", '{"response": {}}'])
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_authenticate", "mfa_add_webauthn"])
def test_a_passkey_that_is_none_is_no_fault_and_no_way_in(anouk, name, sent):
    if name == "mfa_authenticate":
        made(anouk)
        anouk.post(reverse("account_logout"))
        sign_in(anouk)
    if name == "mfa_login_webauthn":
        anouk.post(reverse("account_logout"))
    answer = anouk.post(reverse(name), {"credential": sent, "name": "x"})
    assert answer.status_code in (200, 302)
    assert anouk.get(reverse("today")).status_code == 302
