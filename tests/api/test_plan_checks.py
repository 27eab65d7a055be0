"""The check of plans for another program: the same acts as the screens, under the name of who."""

import pytest

from houvast.accounts.rules import Scope
from houvast.database.context import acting
from houvast.plans.models import Mark
from tests.api.conftest import System, linked
from tests.plan_checks.conftest import brought, manager, officer, pointed_at
from tests.plan_checks.given import ELSEWHERE, told
from tests.plan_checks.sticks import accepted_number

pytestmark = pytest.mark.screens


@pytest.fixture
def julia(town):
    town.people["julia"] = officer(town)
    return town["julia"]


@pytest.fixture
def reading(julia):
    return brought(julia)


@pytest.fixture
def path(reading):
    return f"/plan-checks/{reading}"


def test_a_plan_is_read_decided_about_and_taken_out_by_a_program(system, town, julia, path):
    one = system("julia")
    (line,) = one.ask("GET", "/plan-checks").json()["items"]
    assert path.endswith(line["id"]) and line["title"] == "Plan jongeren"
    fresh = one.ask("GET", path).json()
    assert {each["state"] for each in fresh["answers"]} == {"open"}, "the machine decides nothing"
    assert (len(fresh["answers"]), fresh["word"], fresh["facts"]) == (18, "open", [])
    looked = one.ask("GET", f"{path}/suggestions").json()["items"]
    assert looked and all(each["decision"] is None and each["suggested"] for each in looked)
    first = next(each for each in looked if each["about"] == "P04")
    said = {"about": "P04", "passage": first["id"], "decision": "proves", "level": 2}
    sent = one.ask("POST", f"{path}/decisions", said)
    assert sent.status_code == 201
    nothing = {"about": "P12", "decision": "not_found"}
    assert one.ask("POST", f"{path}/decisions", nothing).status_code == 201
    answers = {each["id"]: each for each in one.ask("GET", path).json()["answers"]}
    assert (answers["P04"]["state"], answers["P04"]["level"]) == ("confirmed", 2)
    assert answers["P04"]["quotes"][0]["by"] == answers["P12"]["notFoundBy"] == "Julia"
    whole = one.ask("GET", f"{path}/report").json()
    assert whole["answers"][3]["quotes"][0]["text"] == first["text"]
    assert whole["flags"] == [], "no flag that nobody confirmed"
    with acting(julia):
        mark = Mark.objects.get(pk=sent.json()["id"])
        assert mark.by_id == julia.user_id


def test_what_a_program_did_stands_in_the_trail_as_at_the_screen(system, julia, path, trail):
    one, body = system("julia"), {"about": "P12", "decision": "not_found"}
    assert one.ask("POST", f"{path}/decisions", body).status_code == 201
    assert trail[-2:] == ["plans.not_found_recorded", "api.add_plan_decision"]
    one.ask("GET", f"{path}/report")
    assert trail[-1] == "plans.report_taken_out"
    one.ask("POST", f"{path}/decisions", body | {"about": "P99"})
    assert trail[-1] == "api.add_plan_decision!"


def test_a_passage_that_nobody_pointed_at_is_added_and_another_is_rejected(system, julia, path):
    one = system("julia")
    part = one.ask("GET", f"{path}/passages")
    looked = one.ask("GET", f"{path}/suggestions").json()["items"]
    pointed = {each["id"] for each in looked if each["about"] == "P13"}
    added = next(each for each in part.json()["items"] if each["id"] not in pointed)
    assert part.json()["total"] >= len(part.json()["items"]) and 'rel="first"' in part["Link"]
    said = {"about": "P13", "passage": added["id"], "decision": "partly", "level": 1}
    assert one.ask("POST", f"{path}/decisions", said).status_code == 201
    first = next(each for each in looked if each["about"] == "P04")
    no = {"about": "P04", "passage": first["id"], "decision": "no"}
    assert one.ask("POST", f"{path}/decisions", no).status_code == 201
    now = one.ask("GET", f"{path}/suggestions").json()["items"]
    found = {(each["about"], each["id"]): each for each in now}
    own = found["P13", added["id"]]
    assert (own["suggested"], own["decision"]) == (False, "partly")
    assert found["P04", first["id"]]["decision"] == "no"


def test_what_a_rule_refuses_is_said_at_its_field(system, julia, path, reading):
    one = system("julia")
    passage = str(pointed_at(julia, reading, "P04"))
    wrong = {
        "passage": {"about": "P04", "decision": "proves", "level": 1},
        "level": {"about": "P04", "passage": passage, "decision": "proves", "level": 3},
        "other": {"about": "P04", "passage": passage, "decision": "other", "other": "P04"},
    }
    for field, body in wrong.items():
        answer = one.ask("POST", f"{path}/decisions", body)
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    both = {"about": "P04", "passage": passage, "decision": "not_found"}
    assert one.ask("POST", f"{path}/decisions", both).json()["field"] == "passage"
    unknown = {"about": "P99", "passage": passage, "decision": "no"}
    assert one.ask("POST", f"{path}/decisions", unknown).status_code == 404
    assert one.ask("POST", f"{path}/_finish").status_code == 204
    no = {"about": "P04", "passage": passage, "decision": "no"}
    shut = one.ask("POST", f"{path}/decisions", no)
    assert (shut.status_code, shut.json()["type"].split(":")[-1]) == (409, "conflict")
    assert one.ask("POST", f"{path}/_reopen").status_code == 204
    assert one.ask("POST", f"{path}/decisions", no).status_code == 201


def test_a_decision_on_what_changed_meanwhile_is_not_made(system, town, julia, path, reading):
    one = system("julia")
    old = one.ask("GET", path)["ETag"]
    assert one.ask("GET", path, If_None_Match=old).status_code == 304
    body = {"about": "P12", "decision": "not_found"}
    assert one.ask("POST", f"{path}/decisions", body, If_Match=old).status_code == 201
    assert one.ask("POST", f"{path}/decisions", body, If_Match=old).status_code == 412


def test_a_key_to_read_decides_nothing_and_a_linked_system_sees_no_plan(system, town, julia, path):
    reader = system("julia", [Scope.PLANS_READ])
    assert reader.ask("GET", path).status_code == 200
    body = {"about": "P12", "decision": "not_found"}
    assert reader.ask("POST", f"{path}/decisions", body).status_code == 403
    bank = System(linked(town).secret)
    assert bank.ask("GET", path).status_code == 403
    with acting(manager(town)):
        assert not Mark.objects.exists()


def test_a_number_of_the_plan_becomes_a_yardstick_by_a_program(system, julia, reading, path):
    one = system("julia")
    fact = accepted_number(julia, reading)
    (goal,) = one.ask("GET", f"{path}/yardsticks").json()["goals"]
    assert (goal["fact"], goal["amount"], goal["measures"]) == (str(fact), "80.00", [])
    body = {"fact": goal["fact"], "measure": "at_work", "amount": 80, "since": "2026-01-01",
            "due": "2027-12-31"}  # fmt: skip
    for change in ({"since": "2026-02-01"}, {"due": "2025-01-01"}):
        assert one.ask("POST", f"{path}/yardsticks", body | change).status_code == 422
    made = one.ask("POST", f"{path}/yardsticks", body)
    assert made.status_code == 201
    (kept,) = one.ask("GET", f"{path}/yardsticks").json()["items"]
    assert (kept["id"], kept["measure"], kept["figures"]) == (made.json()["id"], "at_work", [])
    assert one.ask("POST", f"{path}/yardsticks", body).status_code == 422
    line = f"/plan-yardsticks/{kept['id']}"
    other = {"amount": 60, "due": "2027-12-31", "reason": "De raad wil minder."}
    assert one.ask("PUT", line, other | {"reason": "x"}).json()["field"] == "reason"
    assert one.ask("PUT", line, other | {"due": "2020-01-01"}).json()["field"] == "due"
    assert one.ask("PUT", line, other).status_code == 204
    assert one.ask("POST", f"{line}/_drop", {"reason": "Het plan is weg."}).status_code == 204
    (kept,) = one.ask("GET", f"{path}/yardsticks").json()["items"]
    assert (kept["amount"], kept["dropped"]) == (60, True)
    assert one.ask("PUT", line, other).status_code == 404


def test_a_check_goes_from_one_municipality_to_another_by_a_program(system, julia, reading, path):
    one = system("julia")
    passage = str(pointed_at(julia, reading, "P04"))
    said = {"about": "P04", "passage": passage, "decision": "proves", "level": 2}
    one.ask("POST", f"{path}/decisions", said)
    one.ask("POST", f"{path}/_finish")
    file = one.ask("GET", f"{path}/exchange?passage={passage}").json()["file"]
    assert "Julia" not in str(file) and file["signed_off"]["at"]
    assert file["criteria"][3]["quotes"] and "quotes" not in file["criteria"][0]
    ours = one.ask("POST", "/other-plans", {"file": file})
    assert (ours.status_code, ours.json()["field"]) == (422, "file")
    made = one.ask("POST", "/other-plans", {"file": told(), "givenBy": "Zandhoek"})
    theirs = f"/other-plans/{made.json()['id']}"
    assert made.status_code == 201 and made["Location"].endswith(theirs)
    page = one.ask("GET", theirs).json()
    assert (page["town"], page["givenBy"], page["word"]) == (ELSEWHERE, "Zandhoek", "named")
    assert page["answers"][3]["quotes"][0]["page"] == 12
    assert [each["id"] for each in one.ask("GET", "/other-plans").json()["items"]] == [page["id"]]
    matrix = one.ask("GET", "/plan-matrix").json()
    assert [each["town"] for each in matrix["plans"]] == ["", ELSEWHERE]
    assert [each["level"] for each in matrix["rows"][3]["cells"]] == [2, 2]
    only = one.ask("GET", f"/plan-matrix?plan={page['id']}").json()
    assert [each["town"] for each in only["plans"]] == [ELSEWHERE]
    assert one.ask("POST", f"{theirs}/_withdraw").status_code == 204
    assert one.ask("GET", theirs).status_code == 404
