"""All that people do with a plan, by a program under their name: bring, count, follow up, agree."""

from base64 import b64encode
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from houvast.accounts.rules import Purpose, Scope
from houvast.database.context import acting
from houvast.errors import Refused
from houvast.plans.actions.arriving import BIGGEST, read_later
from houvast.plans.models import Arrival, Fact, Reading
from houvast.plans.rules.sentences import EMPTY
from houvast.sharing.actions.tokens import make_token
from houvast.sheets import refusal_as_json
from tests.api.conftest import System, linked
from tests.plan_checks.asked import CLUBS
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at
from tests.plan_checks.sticks import accepted_number, reported, stick

pytestmark = pytest.mark.screens
NOT_HERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def julia(town):
    town.people["julia"] = officer(town)
    return town["julia"]


def sent(text, title="Plan jongeren", **more):
    content = text if isinstance(text, bytes) else text.encode()
    return {"title": title, "file": b64encode(content).decode(), "name": "plan.txt"} | more


def of_joke(town):
    """The system of a second person who makes policy."""
    scopes = (Scope.PLANS_READ, Scope.PLANS_WRITE)
    by, purpose = officer(town, "joke"), Purpose.FIGURES
    return System(make_token(by=by, name="Proef", purpose=purpose, scopes=scopes).secret)


def proves(one, path, about, passage, level=2):
    said = {"about": about, "passage": str(passage), "decision": "proves", "level": level}
    return one.ask("POST", f"{path}/decisions", said)


def test_a_plan_is_brought_and_its_check_is_where_the_answer_says(system, julia):
    one, key = system("julia"), str(uuid4())
    made = one.ask("POST", "/plan-arrivals", sent(PLAN), Idempotency_Key=key)
    arrival = made.json()["id"]
    assert made.status_code == 201 and made["Location"].endswith(f"/plan-arrivals/{arrival}")
    again = one.ask("POST", "/plan-arrivals", sent(PLAN), Idempotency_Key=key)
    assert (again.json()["id"], again["Location"]) == (arrival, made["Location"])
    there = one.ask("GET", f"/plan-arrivals/{arrival}").json()
    assert (there["stage"], there["check"], there["refused"]) == ("asked", None, None)
    assert [each["id"] for each in one.ask("GET", "/plan-arrivals").json()["items"]] == [arrival]
    read_later(by=julia, arrival_id=arrival)
    there = one.ask("GET", f"/plan-arrivals/{arrival}").json()
    assert there["stage"] == "done" and one.ask("GET", "/plan-arrivals").json()["items"] == []
    check = one.ask("GET", f"/plan-checks/{there['check']}").json()
    assert (check["title"], check["version"]) == ("Plan jongeren", 1)
    same = one.ask("POST", "/plan-arrivals", sent(PLAN))
    assert same["Location"].endswith(f"/plan-checks/{there['check']}")
    assert same.json()["id"] == there["check"]
    with acting(julia):
        assert Reading.objects.count() == 1


def test_a_next_version_takes_over_what_was_decided(system, julia):
    one = system("julia")
    first = brought(julia)
    proves(one, f"/plan-checks/{first}", "P04", pointed_at(julia, first, "P04"))
    refused = one.ask("POST", f"/plan-checks/{first}/_carry")
    assert refused.status_code == 409
    (line,) = one.ask("GET", "/plan-checks").json()["items"]
    body = sent(PLAN + "\nDe wethouder tekent.\n", document=line["document"])
    arrival = one.ask("POST", "/plan-arrivals", body).json()["id"]
    read_later(by=julia, arrival_id=arrival)
    second = one.ask("GET", f"/plan-arrivals/{arrival}").json()["check"]
    assert one.ask("POST", f"/plan-checks/{second}/_carry").status_code == 204
    check = one.ask("GET", f"/plan-checks/{second}").json()
    assert check["version"] == 2 and check["answers"][3]["state"] == "confirmed"


def test_a_file_that_is_no_plan_says_so_as_at_the_screen(system, julia, trail):
    one = system("julia")
    for body, field in (
        (sent(""), "file"),
        (sent(PLAN, title=" "), "title"),
        (sent(b"x" * (BIGGEST + 1)), "file"),
        (sent(b"\x7fELF" + b"\x00" * 99), "file"),
    ):
        answer = one.ask("POST", "/plan-arrivals", body)
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    huge = one.ask("POST", "/plan-arrivals", sent(b"x" * (12 * 1024 * 1024)))
    assert (huge.status_code, huge.json()["type"].split(":")[-1]) == (413, "too-large")
    assert "10 MB" in huge.json()["detail"]
    half = one.ask("POST", "/plan-arrivals", sent(PLAN) | {"file": "geen base64!"})
    assert half.status_code == 400 and half.json()["errors"][0]["field"] == "file"
    gone = one.ask("POST", "/plan-arrivals", sent(PLAN, document=NOT_HERE))
    assert gone.status_code == 404
    with acting(julia):
        assert not Arrival.objects.exists()
    scan = one.ask("POST", "/plan-arrivals", sent(b"%PDF-1.4\n%%EOF")).json()["id"]
    assert one.ask("POST", f"/plan-arrivals/{scan}/_retry").status_code == 204
    said = {"refusal": refusal_as_json(Refused(EMPTY))}  # as the job tells beside its transaction
    with acting(julia):
        Arrival.objects.update(asked_at=None, outcome=said)
    told = one.ask("GET", f"/plan-arrivals/{scan}").json()
    assert told["refused"] == EMPTY and (told["check"], told["mayAsk"]) == (None, False)
    assert one.ask("POST", f"/plan-arrivals/{scan}/_discard").status_code == 204
    assert one.ask("GET", f"/plan-arrivals/{scan}").status_code == 404


def test_amounts_count_once_and_are_taken_back(system, julia):
    one, reading = system("julia"), brought(julia)
    path, passage = f"/plan-checks/{reading}", pointed_at(julia, reading, "P11")
    assert one.ask("GET", f"{path}/facts").json()["items"] == []
    body = {"about": "P11", "passage": str(passage), "kind": "money", "amount": "400000",
            "each": "year", "period": "2026-2029"}  # fmt: skip
    assert one.ask("POST", f"{path}/facts", body).status_code == 409, "not confirmed yet"
    proves(one, path, "P11", passage)
    (shown,) = one.ask("GET", f"{path}/facts").json()["items"]
    assert ("money", "400000.00") in {(each["kind"], each["amount"]) for each in shown["offers"]}
    for change, status, field in (
        ({"each": None}, 422, "each"), ({"amount": "0"}, 422, "amount"),
        ({"period": " "}, 422, "period"),
    ):  # fmt: skip
        answer = one.ask("POST", f"{path}/facts", body | change)
        assert (answer.status_code, answer.json()["field"]) == (status, field), change
    assert one.ask("POST", f"{path}/facts", body | {"amount": "veel"}).status_code == 400
    made = one.ask("POST", f"{path}/facts", body)
    assert made.status_code == 201
    assert one.ask("POST", f"{path}/facts", body).json()["field"] == "amount"
    check = one.ask("GET", path).json()
    assert [each["period"] for each in check["facts"]] == ["per jaar, 2026-2029"]
    assert check["answers"][10]["level"] == 3
    (shown,) = one.ask("GET", f"{path}/facts").json()["items"]
    assert [(each["id"], each["by"]) for each in shown["counted"]] == [(made.json()["id"], "Julia")]
    back = f"{path}/facts/{made.json()['id']}/_withdraw"
    assert [one.ask("POST", back).status_code for _ in range(2)] == [204, 404]
    assert one.ask("GET", path).json()["answers"][10]["level"] == 2
    with acting(julia):
        assert Fact.objects.get().withdrawn_at


def test_who_is_responsible_and_what_is_done_about_a_gap(system, julia):
    one, reading = system("julia"), brought(julia)
    path, due = f"/plan-checks/{reading}", timezone.localdate() + timedelta(days=30)
    assert one.ask("POST", f"{path}/_attribute", {"responsible": "niemand"}).status_code == 400
    assert one.ask("POST", f"{path}/_attribute", {"responsible": "nobody"}).status_code == 204
    assert one.ask("POST", f"{path}/_tag", {"scheme": "PMG_99"}).json()["field"] == "scheme"
    assert one.ask("POST", f"{path}/_tag", {"scheme": "PMG_2026"}).status_code == 204
    body = {"about": "P12", "what": "Kansen op een VOG nagaan", "owner": "Werk",
            "due": due.isoformat()}  # fmt: skip
    assert one.ask("POST", f"{path}/actions", body).status_code == 409, "nobody looked yet"
    one.ask("POST", f"{path}/decisions", {"about": "P12", "decision": "not_found"})
    for change in ({"what": "Met [aantal]"}, {"owner": " "}, {"due": "2020-01-01"}):
        answer = one.ask("POST", f"{path}/actions", body | change)
        assert (answer.status_code, answer.json()["field"]) == (422, *change)
    made, key = [], str(uuid4())
    for _ in range(2):
        made.append(one.ask("POST", f"{path}/actions", body, Idempotency_Key=key).json()["id"])
    assert made[0] == made[1]
    assert one.ask("POST", f"/plan-actions/{made[0]}/_finish").status_code == 204
    check = one.ask("GET", path).json()
    (action,) = check["answers"][11]["actions"]
    assert (check["responsible"], action["owner"], action["done"]) == ("nobody", "Werk", True)
    assert check["scheme"] == "PMG_2026"


def test_a_figure_counts_when_another_person_agrees(system, town, julia):
    one, other, line = system("julia"), of_joke(town), stick(julia)
    path, fact = f"/plan-yardsticks/{line}", reported(julia)
    page = one.ask("GET", path).json()
    assert [each["fact"] for each in page["reported"]] == [str(fact)] and page["laid"] == []
    body = {"fact": str(fact), "onDay": "2026-06-30"}
    assert one.ask("POST", f"{path}/figures", body | {"onDay": "2025-01-01"}).status_code == 422
    figure = one.ask("POST", f"{path}/figures", body).json()["id"]
    assert one.ask("POST", f"/plan-figures/{figure}/_agree").status_code == 409, "alone"
    assert one.ask("POST", f"/plan-figures/{figure}/_result").status_code == 409
    assert other.ask("POST", f"/plan-figures/{figure}/_agree").status_code == 204
    assert one.ask("POST", f"/plan-figures/{figure}/_decline").status_code == 409
    assert one.ask("POST", f"/plan-figures/{figure}/_result").status_code == 204
    page = one.ask("GET", path).json()
    assert [each["number"] for each in page["figures"]] == [45]
    (laid,) = page["laid"]
    assert (laid["state"], laid["by"], laid["answeredBy"], laid["place"]["title"]) == (
        "in_force", "Julia", "Joke", "Jaarverslag 2026",
    )  # fmt: skip
    counted = one.ask("POST", f"{path}/_count")
    assert counted.status_code == 409, "fewer than ten people are no number"


def test_a_question_of_a_municipality_is_kept_by_two(system, town, julia):
    one, other = system("julia"), of_joke(town)
    lists = ("strong", "weak", "alike", "examples", "counters")
    body = {"question": CLUBS.question, "why": CLUBS.why, "source": CLUBS.source,
            "readOn": CLUBS.read_on.isoformat(), "gapText": CLUBS.gap_text,
            "reason": "De raad vroeg het."}  # fmt: skip
    body |= {name: list(getattr(CLUBS, name)) for name in lists}
    wrong = one.ask("POST", "/plan-questions", body | {"examples": ["Er gebeurt iets."]})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "examples")
    key = str(uuid4())
    made = [one.ask("POST", "/plan-questions", body, Idempotency_Key=key) for _ in range(2)]
    assert made[0].content == made[1].content
    version = made[0].json()["id"]
    (waits,) = one.ask("GET", "/plan-questions").json()["waiting"]
    assert (waits["id"], waits["code"], waits["isOwn"]) == (version, "G01", True)
    assert one.ask("POST", f"/plan-questions/{version}/_agree").status_code == 409, "alone"
    assert other.ask("POST", f"/plan-questions/{version}/_agree").status_code == 204
    (kept,) = one.ask("GET", "/plan-questions").json()["own"]
    assert (kept["code"], kept["strong"], kept["isAsked"]) == ("G01", list(CLUBS.strong), True)
    change = body | {"code": "G01", "why": "Iets anders."}
    again = one.ask("POST", "/plan-questions", change).json()["id"]
    assert one.ask("POST", f"/plan-questions/{again}/_decline").status_code == 204
    assert one.ask("GET", "/plan-questions").json()["waiting"] == []


def test_a_key_to_read_writes_nothing_and_another_role_sees_nothing(system, town, julia):
    reading = brought(julia)
    fact = accepted_number(julia, reading)
    path = f"/plan-checks/{reading}"
    writes = {
        "/plan-arrivals": sent(PLAN + "x"),
        f"{path}/facts/{fact}/_withdraw": None,
        f"{path}/_attribute": {"responsible": "both"},
        "/plan-questions": {},
    }
    reader, bank = system("julia", [Scope.PLANS_READ]), System(linked(town).secret)
    for one, (address, body) in [(one, each) for one in (reader, bank) for each in writes.items()]:
        answer = one.ask("POST", address, body)
        assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (403, "missing-scope")
    assert reader.ask("GET", f"{path}/facts").status_code == 200
    for address in (f"{path}/facts", "/plan-arrivals", "/plan-questions"):
        assert bank.ask("GET", address).status_code == 403
        assert system("anouk").ask("GET", address).status_code == 403
    with acting(manager(town)):
        kept = Reading.objects.get()
        assert kept.responsible == "" and kept.facts.filter(withdrawn_at=None).count() == 1
