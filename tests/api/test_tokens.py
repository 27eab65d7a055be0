"""Tokens: what the rules refuse, what the database refuses as well, and how one ends."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from houvast.accounts.models import Membership, Token, User
from houvast.accounts.reads import hash_of, holder_of
from houvast.accounts.rules import MOST_TOKENS, SCOPES_OF, Purpose, Role, Scope, SuspendReason
from houvast.database.context import acting
from houvast.errors import NotFound, Refused
from houvast.sharing.actions import end_role
from houvast.sharing.actions.tokens import end_token, make_token
from houvast.sharing.reads import tokens_page
from houvast.tracks.actions.leaving import restore_access, suspend_access
from tests.api.conftest import System, secret_of
from tests.cast import sign_in

ALL = SCOPES_OF[Role.OUTREACH_COACH, Purpose.GUIDANCE]
FOR = {"name": "Agenda", "purpose": Purpose.GUIDANCE, "scopes": [Scope.TRACKS_READ]}


@pytest.mark.parametrize(
    "wrong",
    (
        {"purpose": Purpose.PLACEMENT},
        {"purpose": Purpose.KNOWN_HERE},
        {"scopes": []},
        {"scopes": [Scope.SIGNALS_READ]},
        {"days": 91},
        {"days": 0},
        {"name": " x "},
        {"name": "x" * 61},
    ),
)
def test_a_token_is_for_one_purpose_of_the_role_and_at_most_ninety_days(anouk, wrong):  # T-93
    with pytest.raises(Refused):
        make_token(by=anouk, **FOR | wrong)


@pytest.mark.parametrize("who", ("petra", "denzel"))
def test_who_steers_or_accompanies_has_no_tokens(town, who):
    with pytest.raises(Refused):
        make_token(by=town[who], **FOR | {"purpose": Purpose(town[who].purpose)})


def test_the_secret_is_shown_once_and_kept_nowhere(anouk):
    made = make_token(by=anouk, key=uuid4(), **FOR)
    assert made.secret.startswith("houvast_") and len(made.secret) == 51
    assert make_token(by=anouk, key=made.id, **FOR).secret == ""
    assert made.secret not in repr(tokens_page(anouk))
    with acting(anouk), connection.cursor() as cursor:
        cursor.execute("select prefix from accounts_token")
        assert cursor.fetchall() == [(made.secret[:12],)]


def test_eleven_is_too_many(anouk):
    for _ in range(MOST_TOKENS):
        make_token(by=anouk, **FOR)
    with pytest.raises(Refused):
        make_token(by=anouk, **FOR)


def test_a_token_ends_once_and_only_by_its_user(town, anouk, bilal):
    made = make_token(by=anouk, **FOR)
    with pytest.raises(NotFound):
        end_token(by=bilal, token_id=made.id)
    assert holder_of(made.secret).scopes == {Scope.TRACKS_READ}
    end_token(by=anouk, token_id=made.id)
    end_token(by=anouk, token_id=made.id)
    assert holder_of(made.secret) is None


def test_a_token_runs_out(anouk, clock):
    made = make_token(by=anouk, days=7, **FOR)
    clock.forward(days=6)
    assert holder_of(made.secret)
    clock.forward(days=2)
    assert holder_of(made.secret) is None


def test_suspending_ends_every_token_at_once_and_restoring_brings_none_back(town, system, anouk):
    one = system("anouk")
    assert one.ask("GET", "/me").status_code == 200
    suspend_access(by=town.admin, user_id=anouk.user_id, why=SuspendReason.DEVICE_LOST)
    assert one.ask("GET", "/me").status_code == 401
    restore_access(by=town.admin, user_id=anouk.user_id)
    assert one.ask("GET", "/me").status_code == 401


def test_a_token_ends_with_the_role(town, system, anouk):
    one = system("anouk")
    membership = Membership.objects.get(user=anouk.user_id)
    end_role(by=town.admin, membership_id=membership.pk)
    assert one.ask("GET", "/me").status_code == 401
    assert all(not token.works for token in tokens_page(anouk).tokens)


def test_what_is_no_token_is_not_even_looked_up(client, db):
    for wrong in ("", "Bearer", "Bearer x", "Basic abc", "Bearer houvast_" + "a" * 43, "Bearer é"):
        answer = client.get("/api/v1/me", headers={"Authorization": wrong})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="houvast"')


def raw(by, sql, *values):
    """One statement as the application, undone; the error of PostgreSQL, or how many rows."""
    try:
        with transaction.atomic():
            with acting(by), connection.cursor() as cursor:
                cursor.execute(sql, values)
                found = cursor.rowcount
            transaction.set_rollback(True)
            return found
    except DatabaseError as error:
        return type(error).__name__


INSERT = """
insert into accounts_token (id, municipality_id, user_id, name, role, purpose, scopes, prefix,
  secret_hash, made_at, until, destroy_on)
values (gen_random_uuid(), %s, %s, 'Zelf', %s, 'guidance', %s, 'houvast_zelf', %s, {made},
  houvast_now() + %s, houvast_today() + 400)
"""
NOW = INSERT.format(made="houvast_now()")


def test_the_database_makes_no_token_for_another_nor_longer_nor_wider(town, anouk, bilal, clock):
    place, days = anouk.municipality_id, timedelta(days=30)
    fine = (place, anouk.user_id, "outreach_coach", ["tracks:read"], "a" * 64, days)
    assert raw(anouk, NOW, *fine) == 1

    def with_(**other):
        names = ("place", "user", "role", "scopes", "hash", "days")
        return [other.get(name, value) for name, value in zip(names, fine, strict=True)]

    assert raw(anouk, NOW, *with_(user=bilal.user_id)) == "ProgrammingError"
    assert raw(anouk, NOW, *with_(role="process_coordinator")) == "IntegrityError"
    assert raw(anouk, NOW, *with_(days=timedelta(days=91))) == "IntegrityError"
    assert raw(anouk, NOW, *with_(scopes=["everything"])) == "IntegrityError"
    assert raw(anouk, NOW, *with_(scopes=[])) == "IntegrityError"
    earlier = INSERT.format(made="houvast_now() - interval '1 day'")
    assert raw(anouk, earlier, *fine) == "IntegrityError"
    clock.forward(days=366 - 10)
    assert raw(anouk, NOW, *fine) == "IntegrityError"  # the role ends in ten days


def test_the_database_shows_no_hash_and_lets_nobody_revive_or_stretch_a_token(town, anouk, bilal):
    made = make_token(by=anouk, **FOR)
    assert raw(anouk, "select secret_hash from accounts_token") == "ProgrammingError"
    assert raw(anouk, "update accounts_token set until = until + '1 day'") == "ProgrammingError"
    assert raw(anouk, "update accounts_token set last_used_on = null") == "ProgrammingError"
    assert raw(bilal, "select id from accounts_token") == 0
    assert raw(bilal, "update accounts_token set ended_at = houvast_now()") == 0
    assert raw(anouk, "delete from accounts_token") == "ProgrammingError"
    end_token(by=anouk, token_id=made.id)
    assert raw(anouk, "update accounts_token set ended_at = null") == "IntegrityError"
    assert raw(anouk, "update accounts_receipt set result = null") == "ProgrammingError"
    assert Token.objects.filter(secret_hash=hash_of(made.secret)).query  # the ORM may ask by it
    with pytest.raises(DatabaseError), transaction.atomic():
        Token.objects.filter(secret_hash=hash_of(made.secret)).exists()


def test_nobody_signs_with_the_token_of_another(town, anouk, bilal):
    from dataclasses import replace

    from houvast.audit.actions import recorded

    made = make_token(by=anouk, **FOR)
    stolen = replace(bilal, token=made.id)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        recorded(stolen, "sharing.tokens_viewed"),
    ):
        pass


def test_a_used_token_says_on_which_day(town, anouk, clock):
    one = System(secret_of(town, "anouk"))
    assert tokens_page(anouk).tokens[0].last_used_on is None
    one.ask("GET", "/tracks")
    page = tokens_page(anouk)
    assert page.tokens[0].last_used_on == page.today


def test_the_screen_makes_a_token_shows_it_once_and_ends_it(town, client, anouk):
    browser, url = sign_in(client, anouk), reverse("systems")
    form = {"name": "Agenda", "purpose": "guidance", "scopes": "tracks:read", "days": "30"}
    sent = form | {"key": str(uuid4())}
    assert browser.post(url, sent).status_code == 302
    page = browser.get(url)
    secret = re.search(r"houvast_[\w-]{43}", page.content.decode())[0]
    assert System(secret).ask("GET", "/me").json()["scopes"] == ["tracks:read"]
    assert secret not in browser.get(url).content.decode()
    assert browser.post(url, sent).status_code == 302  # the same form again makes no second one
    assert len(tokens_page(anouk).tokens) == 1
    wrong = browser.post(url, form | {"key": str(uuid4()), "purpose": "intake"})
    assert wrong.status_code == 422 and "Maak er twee sleutels van" in wrong.content.decode()
    token = tokens_page(anouk).tokens[0].id
    assert browser.post(reverse("end_system", args=[token])).status_code == 302
    assert System(secret).ask("GET", "/me").status_code == 401


def test_who_can_have_no_system_is_told_so(town, client):
    page = sign_in(client, town["petra"]).get(reverse("systems")).content.decode()
    assert "kan een systeem niet namens jou werken" in page
    assert User.objects.filter(pk=town["petra"].user_id).exists()
