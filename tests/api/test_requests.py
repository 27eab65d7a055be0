"""What comes in: anything that cannot be read or held is a problem with a status, never a fault."""

from itertools import product
from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from houvast.api.document import document
from houvast.api.problems import KIND, SAYS
from tests.api.conftest import by_name
from tests.api.doors import CONTACT, DOORS
from tests.api.plans import every_key
from tests.api.test_doors import address, operations, tried
from tests.plan_checks.conftest import manager
from tests.test_queries import MOST, NESTING

BAD_BODIES = {
    "nothing": "",
    "no json": "{",
    "a list": "[]",
    "a number": "1",
    "null": "null",
    "deep": "[" * 100_000,
    "deep object": '{"a":' * 50_000,
    "not a number": '{"hours": NaN}',
    "half a character": '{"note": "\\ud800"}',
    "character zero": '{"note": "\\u0000"}',
    "a field too many": '{"punten": 3}',
    "two of one": '{"at": 1, "at": 2}',
}


def test_a_body_that_cannot_be_is_a_400(system, own):
    for kind, name in product(BAD_BODIES, ("add_contact", "replace_workplace", "add_wishes")):
        method, _ = operations()[name]
        who = "sam" if name == "replace_workplace" else "anouk"
        answer = system(who).ask(method, address(name, own["anouk"]), BAD_BODIES[kind])
        assert answer.status_code == 400, (kind, name, answer.content)
        assert answer["Content-Type"] == "application/problem+json"


ODD = {
    "at": [
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-01-01T00:00:00",
        "gisteren",
        1e300,
    ],
    "note": ["\x00", "x" * 5000, 12, None, ["a"]],
    "worried": ["misschien", 3, None],
    "channel": ["pigeon", "", None],
    "nextMoment": [{}, {"on": "9999-12-31"}, {"on": "0000-00-00"}, {"on": 10**30}, None, "morgen"],
}


def test_odd_values_are_told_at_their_field(system, own):
    path = address("add_contact", own["anouk"])
    for name, values in ODD.items():
        for value in values:
            answer = system("anouk").ask("POST", path, CONTACT | {name: value})
            assert answer.status_code == 400, (name, value, answer.content)
            if value != "\x00":
                assert answer.json()["errors"][0]["field"].split(".")[0] == name


def test_what_a_rule_refuses_names_its_field_in_the_words_of_the_rule(system, own):
    path = address("add_contact", own["anouk"])
    late = CONTACT | {"at": "2199-01-01T12:00:00+01:00"}
    answer = system("anouk").ask("POST", path, late)
    body = answer.json()
    assert (answer.status_code, body["field"], body["type"]) == (422, "on", f"{KIND}refused")
    assert body["detail"] == "Dit contact ligt in de toekomst. Kies wanneer het was."


def test_too_much_is_a_413_and_another_kind_a_415(system, own):
    path = address("add_contact", own["anouk"])
    large = '{"note": "' + "x" * (10 * 1024 * 1024) + '"}'
    assert system("anouk").ask("POST", path, large).status_code == 413
    form = system("anouk").generic(
        "POST", f"/api/v1{path}", "a=b", content_type="application/x-www-form-urlencoded"
    )
    assert form.status_code == 415


def test_addresses_methods_and_kinds_that_are_not_there(system, own):
    one = system("anouk")
    for path in ("/", "/niets", "/tracks/", "/tracks/geen-id", "/tracks/%00", "/../", ""):
        assert one.ask("GET", path).status_code in (400, 404), path
    answer = one.ask("DELETE", "/tracks")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    page = one.get("/api/v1/tracks", headers={"Accept": "text/html"})
    assert page.status_code == 406
    for query in ("view=alles", "cursor=onzin", "cursor=" + "a" * 99, "search=%00", "phase=9"):
        assert one.ask("GET", f"/tracks?{query}").status_code == 400, query
    assert one.ask("GET", "/employers?search=" + quote("é'\"%_\\")).status_code == 200
    assert one.ask("HEAD", "/tracks").content == b""


def test_every_no_is_dutch_and_has_its_kind():
    for kind, (status, title, detail) in SAYS.items():
        assert (400 <= status < 500 or kind == "unavailable") and str(title) and str(detail), kind


def test_a_session_opens_nothing(town, client, keys):
    from tests.cast import sign_in

    browser = sign_in(client, town["anouk"])
    assert browser.get("/api/v1/tracks").status_code == 401


def test_a_file_has_a_version_that_only_a_change_changes(system, own, clock):
    one, path = system("anouk"), address("get_track", own["anouk"])
    first = one.ask("GET", path)
    clock.forward(hours=1)
    same = one.ask("GET", path, If_None_Match=first["ETag"])
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    contact = CONTACT | {"at": timezone.now().isoformat()}
    old = one.ask("POST", f"{path}/contacts", contact, If_Match='"' + "0" * 32 + '"')
    assert old.status_code == 412
    assert one.ask("POST", f"{path}/contacts", contact, If_Match=first["ETag"]).status_code == 201
    assert one.ask("GET", path, If_None_Match=first["ETag"]).status_code == 200


def test_a_list_comes_in_parts_with_links(system, town):
    from houvast.employers.actions import add_employer
    from houvast.employers.rules.employers import EmployerFacts

    for number in range(53):
        add_employer(by=town["sam"], facts=EmployerFacts(f"Bedrijf {number:02}"))
    seen, path, parts = [], "/employers?search=Bedrijf", 0
    while path:
        answer = system("sam").ask("GET", path)
        parts += 1
        seen += [one["name"] for one in answer.json()["items"]]
        links = dict(reversed(one.split("; ")) for one in answer["Link"].split(", "))
        path = links.get('rel="next"', "").strip("<>").partition("testserver")[2]
    assert parts == 2 and seen == sorted(seen) and len(set(seen)) == answer.json()["total"] == 53


READS = [name for name in DOORS if operations()[name][0] == "GET"]


def test_a_read_costs_at_most_eight_statements(system, keys, town):
    julia = by_name(town, "julia")
    dear, plans = {}, every_key(julia, manager(town))
    for name in READS:
        asks = DOORS[name].who.split()
        who = next(one for one in ("anouk", "tess", "julia") if one in asks)
        one, path = system(who), address(name, keys["anouk"] | plans)
        tried(one, name, path)
        with CaptureQueriesContext(connection) as asked:
            assert one.ask("GET", path).status_code == 200, name
        texts = [one["sql"] or "kept" for one in asked]  # of a kept plan there is no text any more
        told = [one for one in texts if not one.startswith(NESTING)]
        dear |= {name: len(told) - 1} if len(told) - 1 > MOST else {}
    assert dear == {}


def test_documents_are_for_everybody(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == document()["info"]["version"]
