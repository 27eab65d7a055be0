"""The NLGov REST API Design Rules, where an answer shows them: docs/understand/api.md has all."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from houvast.api.document import document
from tests.api.conftest import System, secret_of
from tests.api.doors import CONTACT, NOBODY, day
from tests.api.test_document import operations

VERSION = document()["info"]["version"]
SAFE = {
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
ASKED = {
    "/me": 200,
    "/tracks": 200,
    "/nothing": 404,
    "/tracks/": 404,
    f"/tracks/{NOBODY}": 404,
    "/tracks?view=alles": 400,
    "/signals": 403,
    "/openapi.json": 200,
}


HTTPS = {"HTTP_X_FORWARDED_PROTO": "https"}


@pytest.fixture
def over_https(town, settings):
    """A system of anouk, as it comes through the proxy of a real installation."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    one = System(secret_of(town, "anouk"))
    one.defaults |= HTTPS
    return one


def test_every_answer_has_the_version_and_the_security_headers(over_https):  # T-98
    answers = [(path, status, over_https.ask("GET", path)) for path, status in ASKED.items()]
    answers.append(("DELETE", 405, over_https.ask("DELETE", "/tracks")))
    answers.append(
        ("POST", 415, over_https.generic("POST", "/api/v1/signals", "a=b", "text/plain"))
    )
    answers.append(("html", 406, over_https.get("/api/v1/me", headers={"Accept": "text/html"})))
    etag = over_https.ask("GET", "/me")["ETag"]
    answers.append(("304", 304, over_https.ask("GET", "/me", If_None_Match=etag)))
    nobody = Client().get("/api/v1/me", **HTTPS)
    for path, status, answer in (*answers, ("no token", 401, nobody)):
        assert answer.status_code == status, path
        assert {name: answer.get(name) for name in SAFE} == SAFE, path
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        kind = "application/problem+json" if status >= 400 else "application/json"
        assert status == 304 or answer["Content-Type"] == kind, path


def test_only_the_document_is_for_other_origins(over_https):
    for path in ASKED:
        answer = over_https.ask("GET", path, Origin="https://elders.example")
        opened = answer.get("Access-Control-Allow-Origin")
        assert opened == ("*" if path == "/openapi.json" else None), path


def referred(part):
    """Every $ref of the document."""
    if isinstance(part, dict):
        yield from [part["$ref"]] if "$ref" in part else []
        for one in part.values():
            yield from referred(one)
    elif isinstance(part, list):
        for one in part:
            yield from referred(one)


def test_every_reference_in_the_document_leads_somewhere():
    schemas = document()["components"]["schemas"]
    found = set(referred(document()))
    assert len(found) > 50
    assert {one.removeprefix("#/components/schemas/") for one in found} <= schemas.keys()


OF_NOBODY = ("/employers", "/workplaces", "/occupations", "/places")
NARROWING = {"view", "phase", "state", "kind", "sector", "cursor"}


def test_an_address_holds_random_ids_and_choices_and_no_word_about_a_person():  # T-98
    for path, _method, one in operations():
        for asked in one["parameters"]:
            if asked["in"] == "path":
                assert asked["schema"]["format"] == "uuid", path
            elif asked["in"] == "query":
                looks = path in OF_NOBODY and asked["name"] == "search"
                ids = asked["schema"].get("items", {}).get("format") == "uuid"
                assert asked["name"] in NARROWING or looks or ids, (path, asked["name"])


def test_an_address_with_a_slash_at_its_end_is_nowhere(system):
    for path, method, _one in operations():
        if method == "get" and "{" not in path:
            answer = system("anouk").ask("GET", f"{path}/")
            assert (answer.status_code, "Location" in answer) == (404, False), path


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def moments(schemas):
    """The names of all fields that hold a moment."""
    for shape in schemas.values():
        for name, field in shape.get("properties", {}).items():
            if "date-time" in str(field):
                yield name


def test_moments_are_told_in_utc_and_days_without_a_time(system, own):
    path = f"/tracks/{own['anouk']['track_id']}"
    at = timezone.now().astimezone(timezone.get_fixed_timezone(330)).isoformat()
    body = CONTACT | {"at": at, "nextMoment": {"on": day(2), "agreed": True}}
    assert system("anouk").ask("POST", f"{path}/contacts", body).status_code == 201
    file = system("anouk").ask("GET", path).json()
    said = system("anouk").ask("GET", f"{path}/contacts").json()["items"]
    assert MOMENT.fullmatch(file["lastRealAt"]) and MOMENT.fullmatch(said[0]["at"])
    assert file["openedOn"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", file["openedOn"])
    named = set(moments(document()["components"]["schemas"]))
    assert named and not [one for one in named if one.endswith("On") or one == "on"]
