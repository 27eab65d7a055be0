"""Another password: who asks shows who he is, and everything that was open ends (trust T-99)."""

import time
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import Token, User
from houvast.accounts.rules import Purpose, Scope
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.sharing.actions.tokens import make_token
from houvast.tracks.actions.passwords import change_password
from houvast.tracks.models import Notice
from houvast.web import staying
from tests.cast import PASSWORD
from tests.noted import noted
from tests.test_second_step import code, made, second, sign_in

PAGE = reverse("password")
NEW = " vier paarden op het dak "
"""With spaces at both ends: they are signs as any other."""


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
    return lambda: monkeypatch.setattr(staying.time, "time", lambda: real() + 600)


def sent(client, present=PASSWORD, new=NEW, again=None):
    return client.post(PAGE, {"present": present, "new": new, "again": again or new})


def is_in(client):
    return client.get(reverse("today")).status_code == 200


def test_it_is_changed_with_the_one_of_now_and_ends_what_was_open_elsewhere(town, anouk, later):
    elsewhere = Client()
    sign_in(elsewhere)
    assert second(elsewhere, code(anouk.secret, 1)).status_code == 302 and is_in(elsewhere)
    key = make_token(
        by=town["anouk"], name="Rapport", purpose=Purpose.GUIDANCE, scopes=[Scope.TRACKS_READ]
    )
    later()
    page = anouk.get(PAGE).content.decode()
    assert "Je wachtwoord van nu" in page and "Met een code uit je app" in page
    left = []
    with noted(lambda entry: left.append((entry.verb, entry.subject, entry.refusal))):
        answer = sent(anouk)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert ("tracks.password_changed", town["anouk"].user_id, "") in left
    assert "Overal elders ben je nu uitgelogd" in anouk.get(answer.url).content.decode()
    assert is_in(anouk) and not is_in(elsewhere)
    with acting(town["anouk"]):
        assert not Token.objects.filter(pk=key.id, ended_at=None).exists()
        told = Notice.objects.filter(kind="key_changed", to_user=town["anouk"].user_id)
        assert told.count() == 1
    anouk.post(reverse("account_logout"))
    assert sign_in(anouk).status_code == 200, "the old one no longer works"
    answer = anouk.post(reverse("account_login"), {"login": "anouk", "password": NEW})
    assert answer.url == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"present": "mis"}, "niet je wachtwoord van nu"),
        ({"new": "kort"}, "minstens 12 tekens"),
        ({"new": "ab" * 12}, "meer verschillende tekens"),
        ({"new": "a1" * 300 + "xyz"}, "hooguit 200 tekens"),
        ({"new": "welkom bij Houvast 1"}, "Laat het woord Houvast weg"),
        ({"new": "iloveyou1234"}, None),
        ({"new": "1q2w3e4r5t6y"}, "wachtwoorden die veel mensen hebben"),
        ({"new": "anouk@voorbeeld"}, "lijkt op je naam"),
        ({"new": PASSWORD}, "je wachtwoord van nu. Kies een ander"),
        ({"again": "iets heel anders"}, "niet hetzelfde als hierboven"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_changes(town, anouk, later, typed, says):
    later()
    answer = sent(anouk, **typed)
    if says is None:  # long enough, and on no list: also the check can say yes
        assert answer.status_code == 302
        return
    assert answer.status_code == 422 and says in answer.content.decode()
    user = User.objects.get(pk=town["anouk"].user_id)
    assert user.check_password(PASSWORD) and user.signed_out_at is None
    assert PASSWORD not in answer.content.decode(), "no page shows a password"


def test_who_took_a_second_step_a_moment_ago_need_not_know_it(anouk, later, monkeypatch):
    later()
    anouk.post(reverse("mfa_reauthenticate"), {"code": code(anouk.secret, 1)})
    monkeypatch.undo()
    assert "Je wachtwoord van nu" not in anouk.get(PAGE).content.decode()
    assert anouk.post(PAGE, {"new": NEW, "again": NEW}).status_code == 302


def test_the_page_asks_the_database_little(anouk, later, django_assert_max_num_queries):
    later()
    with django_assert_max_num_queries(4):
        assert anouk.get(PAGE).status_code == 200


def test_a_reserve_code_does_not_stand_for_the_password(town, client, later):
    sign_in(client)
    _, codes = made(client)
    client.post(reverse("account_logout"))
    sign_in(client)
    assert second(client, codes[0]).status_code == 302
    assert "Je wachtwoord van nu" in client.get(PAGE).content.decode()


def test_the_one_of_now_is_tried_a_few_times_only(anouk, later):
    later()
    words = [sent(anouk, present="mis").content.decode() for _ in range(12)]
    assert "te vaak geprobeerd" in words[-1]
    assert "te vaak geprobeerd" in sent(anouk).content.decode()


def test_a_system_changes_no_password(town):
    made_for = {"purpose": Purpose.GUIDANCE, "scopes": [Scope.TRACKS_READ]}
    key = make_token(by=town["anouk"], name="Rapport", **made_for)
    with pytest.raises(NotAllowed):
        change_password(by=replace(town["anouk"], token=key.id), present=PASSWORD, new=NEW)
    assert User.objects.get(pk=town["anouk"].user_id).check_password(PASSWORD)


OF_ANOTHER = "update accounts_user set password = 'x' where id = %s"
OUT = "update accounts_user set signed_out_at = houvast_now() where id = %s"
STAYS_OPEN = "update accounts_user set password = 'x' where id = %s"
REVIVED = "update accounts_user set signed_out_at = null where id = %s"


@pytest.mark.parametrize(
    ("sql", "whose", "says"),
    [
        (OF_ANOTHER, "bilal", "password_of_oneself"),
        (OUT, "bilal", "password_of_oneself"),
        (STAYS_OPEN, "anouk", "password_ends_what_was_open"),
        (REVIVED, "anouk", "signed_out_stays"),
    ],
)
def test_the_database_says_so_too(town, sql, whose, says):  # T-99
    if sql == REVIVED:
        change_password(by=town["anouk"], present=PASSWORD, new=NEW)
    with (
        pytest.raises(DatabaseError) as wrong,
        transaction.atomic(),
        acting(town["anouk"]),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [town[whose].user_id])
    assert wrong.value.__cause__.diag.constraint_name == says
