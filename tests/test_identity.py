"""Signing in with the account of the municipality, against an OpenID provider that runs here.

The provider is a server of its own (oidc-provider-mock): it makes and signs the tokens, and what
the browser does in between is done by hand, one redirect after the other.
"""

import time
import warnings
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import requests
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from houvast.accounts.models import User
from houvast.database.context import acting
from houvast.errors import Refused
from houvast.sharing.actions.identities import link_identity, unlink_identity
from houvast.web import providers, staying
from tests.cast import PASSWORD
from tests.test_second_step import code, second
from tests.test_second_step import made as made_app

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""Of the provider, which is older than the library it is made of."""
SUBJECT = "8f2c1d"
TO = {"slug": "waterrade"}


@pytest.fixture(scope="module")
def issuer():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import run_server_in_thread
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def at_provider(settings, issuer):
    settings.SECOND_STEP = True
    settings.IDENTITY_PROVIDERS = [entry(issuer)]
    providers.client.cache_clear()
    knows(issuer, SUBJECT, amr=["pwd", "mfa"])


def entry(issuer, **more):
    return {
        "slug": "waterrade",
        "name": "je account van Waterrade",
        "municipality": "Waterrade",
        "issuer": issuer,
        "client_id": "houvast",
        "secret": "only-in-this-test",
        **more,
    }


def knows(issuer, subject, **claims):
    """The provider knows somebody, and says this of how he signed in."""
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()


@pytest.fixture
def linked(town, issuer):
    link_identity(by=town["anouk"], issuer=issuer, subject=SUBJECT)
    return town


def left(client, name="sign_in_elsewhere", **query):
    """The address at the provider that a page leads to."""
    address = reverse(name, kwargs=TO)
    if name == "sign_in_elsewhere":
        answer = client.post(address, query)
        return answer.headers["Refresh"].removeprefix("0; url=")
    answer = client.get(address, query)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def signed_in_there(address, subject=SUBJECT):
    """What the provider answers to who signs in there: an address at ours, with a code."""
    answer = requests.post(address, data={"sub": subject}, timeout=5, allow_redirects=False)
    return answer.headers["Location"]


def back(client, address):
    where = urlsplit(address)
    assert where.path == reverse("come_back")
    return client.get(f"{where.path}?{where.query}")


def through(client, name="sign_in_elsewhere", subject=SUBJECT, **query):
    return back(client, signed_in_there(left(client, name, **query), subject))


def with_password(client, name="anouk"):
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD})


def is_in(client):
    return client.get(reverse("today")).status_code == 200


def test_who_took_two_steps_there_is_in_and_asks_for_no_more_than_the_number(linked, client):
    door = client.get(reverse("account_login")).content.decode()
    assert "Log in met je account van Waterrade" in door
    address = left(client, next=reverse("young_people"))
    asked = {key: value for key, (value,) in parse_qs(urlsplit(address).query).items()}
    assert asked["scope"] == "openid" and asked["code_challenge_method"] == "S256"
    answer = back(client, signed_in_there(address))
    assert (answer.status_code, answer.url) == (302, reverse("young_people"))
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_only_a_button_of_here_begins_a_session(linked):  # T-95
    """A link on another page, or a form there, signs nobody in (ASVS 7.6.2)."""
    browser = Client(enforce_csrf_checks=True)
    address = reverse("sign_in_elsewhere", kwargs=TO)
    page = browser.get(address, {"next": "/jongeren/"})
    words = page.content.decode()
    assert page.status_code == 200 and "Refresh" not in page.headers and "localhost" not in words
    assert configured.SESSION_COOKIE_NAME not in browser.cookies
    assert 'name="next" value="/jongeren/"' in words
    assert browser.post(address).status_code == 403, "of another page"
    token = words.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    gone = browser.post(address, {"csrfmiddlewaretoken": token})
    onward = gone.headers["Refresh"].removeprefix("0; url=")
    assert f'href="{escape(onward)}"' in gone.content.decode(), "for who goes on by hand"
    assert back(browser, signed_in_there(onward)).status_code == 302 and is_in(browser)


def test_who_took_one_step_there_takes_the_second_here(linked, client, issuer):
    knows(issuer, SUBJECT, amr=["pwd"])
    assert through(client).status_code == 302
    assert client.get(reverse("today")).url == reverse("mfa_index"), "none yet: make one"
    secret, _ = made_app(client)
    client.post(reverse("account_logout"))
    assert through(client).url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert second(client, code(secret, 1)).status_code == 302
    assert is_in(client)


def test_a_level_that_the_municipality_calls_strong_counts(linked, client, issuer, settings):
    settings.IDENTITY_PROVIDERS = [entry(issuer, strong=["urn:example:high"])]
    knows(issuer, SUBJECT, acr="urn:example:high")
    through(client)
    assert is_in(client)
    knows(issuer, SUBJECT, acr="urn:example:low")
    again = Client()
    through(again)
    assert not is_in(again)


def test_an_account_that_nobody_linked_opens_nothing(town, client):
    answer = through(client)
    assert answer.status_code == 403 and "nog niet gekoppeld" in answer.content.decode()
    assert not is_in(client)


def test_whoever_is_suspended_or_left_does_not_come_in(linked, client):
    anouk = User.objects.filter(pk=linked["anouk"].user_id)
    anouk.update(suspended_at=timezone.now())
    assert through(Client()).status_code == 403
    anouk.update(suspended_at=None)
    assert through(Client()).status_code == 302
    anouk.update(is_active=False)
    assert through(Client()).status_code == 403


def test_a_provider_signs_in_nobody_of_another_municipality(town, elsewhere, client, issuer):
    link_identity(by=elsewhere["carmen"], issuer=issuer, subject="carmen")
    knows(issuer, "carmen", amr=["mfa"])
    assert through(client, subject="carmen").status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("broken", ["code", "state", "nothing", "error"])
def test_what_is_no_proof_is_a_sentence_and_no_way_in(linked, client, broken):
    query = parse_qs(urlsplit(signed_in_there(left(client))).query)
    given = {key: value for key, (value,) in query.items()}
    sent = {
        "code": given | {"code": "other"},
        "state": given | {"state": "other"},
        "nothing": {},
        "error": {"error": "access_denied", "state": given["state"]},
    }[broken]
    answer = client.get(reverse("come_back"), sent)
    assert answer.status_code == 403 and "lukte niet" in answer.content.decode()
    assert not is_in(client)


def test_the_code_of_one_browser_is_of_no_use_in_another(linked, client):
    address = signed_in_there(left(client))
    thief = Client()
    left(thief)
    assert back(thief, address).status_code == 403 and not is_in(thief)
    assert back(Client(), address).status_code == 403
    assert back(client, address).status_code == 302 and is_in(client)
    again = Client()
    assert back(again, address).status_code == 403 and not is_in(again), "a code works once"


def test_a_provider_that_is_not_there_or_has_another_name_is_a_sentence(linked, client, settings):
    for issuer in ("http://localhost:9", settings.IDENTITY_PROVIDERS[0]["issuer"] + "/"):
        settings.IDENTITY_PROVIDERS = [entry(issuer)]
        answer = client.post(reverse("sign_in_elsewhere", kwargs=TO))
        if onward := answer.headers.get("Refresh", ""):
            answer = back(client, signed_in_there(onward.removeprefix("0; url=")))
        assert answer.status_code == 403 and "lukte niet" in answer.content.decode()
    assert client.get(reverse("sign_in_elsewhere", args=["nergens"])).status_code == 404


def test_one_links_an_account_oneself_and_lets_it_go(town, client, issuer):
    with_password(client)
    made_app(client)
    assert "Koppel dit account" in client.get(reverse("mfa_index")).content.decode()
    assert through(client, "link_elsewhere").url == reverse("mfa_index")
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Gekoppeld. Je kunt voortaan inloggen" in page and "Maak los" in page
    assert client.get(reverse("unlink", kwargs=TO)).status_code == 405
    assert client.post(reverse("unlink", kwargs=TO)).url == reverse("mfa_index")
    assert through(Client()).status_code == 403


def test_linking_and_letting_go_ask_who_it_is(linked, client, monkeypatch):
    through(client)
    real = time.time
    monkeypatch.setattr(staying.time, "time", lambda: real() + 600)
    for answer in (
        client.get(reverse("link_elsewhere", kwargs=TO)),
        client.post(reverse("unlink", kwargs=TO)),
    ):
        assert answer.status_code == 302 and "/ben-jij-het/" in answer.url


def test_one_shows_again_who_one_is_by_signing_in_there_anew(linked, client, issuer, monkeypatch):
    through(client)
    real = time.time
    monkeypatch.setattr(staying.time, "time", lambda: real() + 600)
    asked = client.post(reverse("unlink", kwargs=TO))
    page = client.get(asked.url).content.decode()
    assert "Met je account van Waterrade" in page
    then = {"next": reverse("unlink", kwargs=TO)}
    knows(issuer, SUBJECT, amr=["mfa"], auth_time=int(real()) - 3600)
    old = through(client, "show_again_elsewhere", **then)
    assert old.status_code == 403 and "niet opnieuw ingelogd" in old.content.decode()
    knows(issuer, "bilal", amr=["mfa"], auth_time=int(real()))
    link_identity(by=linked["bilal"], issuer=issuer, subject="bilal")
    assert through(client, "show_again_elsewhere", "bilal", **then).status_code == 403
    knows(issuer, SUBJECT, amr=["mfa"], auth_time=int(real()) + 600)
    assert through(client, "show_again_elsewhere", **then).url == reverse("mfa_index")
    assert through(Client()).status_code == 403, "what was asked before went on: it is let go"


def test_where_the_municipality_is_the_only_way_a_password_opens_nothing(linked, settings, issuer):
    settings.IDENTITY_PROVIDERS = [entry(issuer, only=True)]
    client = Client()
    answer = with_password(client)
    assert answer.status_code == 403 and "via je gemeente" in answer.content.decode()
    assert not is_in(client)
    assert with_password(Client(), "bilal").status_code == 302, "linked nothing yet"
    through(client)
    assert is_in(client)
    page = client.get(reverse("password")).content.decode()
    assert "Je wachtwoord verander je daar" in page and 'name="new"' not in page
    assert client.post(reverse("password"), {"new": "x"}).status_code == 403


def test_an_account_there_is_of_one_colleague_and_a_colleague_has_one(linked, issuer):
    with pytest.raises(Refused, match="van iemand anders"):
        link_identity(by=linked["bilal"], issuer=issuer, subject=SUBJECT)
    with pytest.raises(Refused, match="al een account"):
        link_identity(by=linked["anouk"], issuer=issuer, subject="another")
    link_identity(by=linked["anouk"], issuer=issuer, subject=SUBJECT)
    unlink_identity(by=linked["anouk"], issuer=issuer)
    link_identity(by=linked["bilal"], issuer=issuer, subject=SUBJECT)


INSERT = """
insert into accounts_identity (id, municipality_id, user_id, issuer, subject, linked_at)
values (%s, %s, %s, 'https://elsewhere.example', 'x', houvast_now() + %s)
"""


def raw(by, sql, *values):
    """One statement as the application, undone; the error of PostgreSQL, or how many rows."""
    try:
        with transaction.atomic():
            with acting(by), connection.cursor() as cursor:
                cursor.execute(sql, values)
                rows = cursor.rowcount
            transaction.set_rollback(True)
            return rows
    except DatabaseError as error:
        return type(error).__name__


def test_the_database_links_nobody_for_another_and_changes_nothing(linked):
    anouk, bilal = linked["anouk"], linked["bilal"]
    mine = (uuid4(), anouk.municipality_id, anouk.user_id)
    assert raw(anouk, INSERT, *mine, "0") == 1
    assert raw(bilal, INSERT, *mine, "0") == "ProgrammingError"
    assert raw(anouk, INSERT, *mine, "1 day") == "IntegrityError"
    assert raw(bilal, "select subject from accounts_identity") == 0
    assert raw(bilal, "update accounts_identity set ended_at = houvast_now()") == 0
    assert raw(anouk, "update accounts_identity set subject = 'y'") == "ProgrammingError"
    assert raw(anouk, "delete from accounts_identity") == "ProgrammingError"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"issuer": "http://login.example"}, "entry 1: issuer begins with https://"),
        ({"colour": "blue"}, "missing or unknown: colour"),
        ({"secret": None}, "missing or unknown: secret"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_is_wrong(settings, wrong, said):
    settings.SESSION_COOKIE_SECURE = True
    one = entry("https://login.example") | wrong
    settings.IDENTITY_PROVIDERS = [{key: value for key, value in one.items() if value is not None}]
    with pytest.raises(ImproperlyConfigured, match=said):
        providers.providers()
