"""Rights, keys and paper ask once more who it is, and then go on with what was sent."""

import time

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import Token
from houvast.database.context import acting
from houvast.web import staying
from houvast.web.asked_again import EMERGENCY, KEYS, PAPER, RIGHTS
from houvast.web.urls import urlpatterns
from tests.cast import PASSWORD
from tests.test_second_step import made, sign_in

AGAIN = reverse("account_reauthenticate")
KEY = {"name": "Rapport", "purpose": "guidance", "scopes": ["tracks:read"], "days": "30"}


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_STEP = True
    cache.clear()


@pytest.fixture
def later(monkeypatch):
    real = time.time
    return lambda: monkeypatch.setattr(staying.time, "time", lambda: real() + 600)


def test_every_name_is_of_a_page():
    assert {one.name for one in urlpatterns} >= RIGHTS | KEYS | PAPER | EMERGENCY


def test_a_key_is_made_after_the_password_and_of_what_was_sent_before(town, client, later):
    sign_in(client)
    made(client)
    page = client.get(reverse("systems")).content.decode()
    sent = KEY | {"key": page.split('name="key" value="')[1].split('"')[0]}
    later()
    answer = client.post(reverse("systems"), sent)
    assert answer.status_code == 302 and answer.url.startswith(AGAIN)
    wrong = client.post(answer.url, {"password": "mis"})
    assert "Dit wachtwoord klopt niet" in wrong.content.decode() and not kept(town)
    assert client.post(answer.url, {"password": PASSWORD}).url == reverse("systems")
    assert kept(town) == ["Rapport"]


def kept(town):
    with acting(town["anouk"]):
        return list(Token.objects.values_list("name", flat=True))


def test_who_just_signed_in_is_not_asked_and_suspending_never_asks(town, client, later):
    sign_in(client, "rachid")
    made(client)
    later()
    suspended = client.get(reverse("suspend", args=[town["anouk"].user_id]))
    assert AGAIN not in suspended.get("Location", "")
    restored = client.post(reverse("restore", args=[town["anouk"].user_id]))
    assert restored.url.startswith(AGAIN)


def test_the_tries_are_counted_for_all_processes(town, settings):
    """In the table of the database, and not in the memory of one process."""
    kept_by = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": settings.CACHES["default"] | {"BACKEND": kept_by}}
    for name in ("first", "second"):
        caches["default"].set(name, 1)
        del caches["default"]  # as another process: nothing of the one before is in memory
    assert caches["default"].get("first") == 1
    wrong = {"login": "anouk", "password": "mis"}
    pages = [Client().post(reverse("account_login"), wrong) for _ in range(12)]
    assert "te vaak geprobeerd" in pages[-1].content.decode()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from houvast_tries")
        assert cursor.fetchone()[0] > 2
