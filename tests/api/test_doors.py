"""Every endpoint, every system, every owner: what is not yours is not there.

`DOORS` names every endpoint; a new one without a line fails here.
"""

import re
from copy import deepcopy
from functools import cache
from itertools import product

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from houvast.accounts.rules import SCOPES_OF, Role, Scope
from houvast.api.document import document
from tests.api.conftest import ROOT, SYSTEMS, role_of
from tests.api.doors import DOORS
from tests.api.plans import every_key
from tests.cast import found
from tests.eyes import KINDS
from tests.keys import PHONES, keys_of_all
from tests.plan_checks.conftest import officer
from tests.standing import made_once
from tests.test_doors import state_of
from tests.written import written

pytestmark = pytest.mark.screens
AFAR = {"ria": (Role.PROCESS_COORDINATOR, "Kust")}
NOT_THERE = "11111111-1111-4111-8111-111111111111"
EVERYBODYS = (
    *("replace", "add_contact_person", "add_conversation", "add_promise", "keep"),
    *("break_promise", "add_workplace", "add_condition", "offer_w", "confirm_w"),
    *(
        "withdraw_w",
        "withdraw_h",
    ),
)
"""Acts on employers and workplaces of the municipality, and of who asked for a handover."""
FILES = {"get_track", "get_next_moment", "list_contacts", "get_plan", "get_wishes", "list_fits"}
FILES |= {"list_placements", "get_placement", "get_fit"}


@made_once
def standing(town):
    """The keys of all, with a plan here and one in another municipality."""
    keys = keys_of_all(town)
    town.people["julia"] = officer(town)
    joris = officer(found("Duinwijk", AFAR, localdate()), "joris")
    here, there = every_key(town["julia"]), every_key(joris)
    plans = {"anouk": here, "bilal": here, "carmen": there}
    return town, {who: own | plans[who] for who, own in keys.items()}


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def keys(standing, db):
    return deepcopy(standing[1])


def snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@cache
def operations():
    """Method and path of each endpoint, by its name."""
    found = {}
    for path, methods in document()["paths"].items():
        for method, one in methods.items():
            found[snake(one["operationId"])] = (method.upper(), path)
    return found


def address(name, keys):
    """The path of an endpoint about somebody's things."""
    return re.sub(r"\{(\w+)\}", lambda part: str(keys[part[1]]), operations()[name][1])


def tried(system, name, path):
    """One request, undone afterwards."""
    method, _ = operations()[name]
    with transaction.atomic():
        answer = system.ask(method, path, None if method == "GET" else DOORS[name].body)
        transaction.set_rollback(True)
    return answer


def with_key(name):
    return "{" in operations()[name][1]


def test_every_endpoint_has_a_line_and_every_line_an_endpoint():
    assert set(operations()) == set(DOORS)


def scope_of(name):
    """What the description says an endpoint asks; nothing for the one that every token may ask."""
    method, path = operations()[name]
    named = re.findall(
        "`([a-z]+:[a-z]+)`", document()["paths"][path][method.lower()]["description"]
    )
    return Scope(named[0]) if named else None


def test_who_may_ask_follows_from_the_scopes_of_role_and_purpose():  # T-93
    wrong = []
    for name, (one, (who, purpose)) in product(DOORS, SYSTEMS.items()):
        role, scope = role_of(who), scope_of(name)
        may = scope is None or scope in SCOPES_OF[role, purpose]
        if may != (one.replace(" ", "_") in DOORS[name].who.split()):
            wrong.append((name, one))
    assert wrong == []


def test_a_system_without_the_scope_is_told_which_one_it_misses(system, keys):
    """One endpoint of each scope, for every system."""
    of_scope = {scope_of(name): name for name in DOORS if scope_of(name)}
    assert set(of_scope) == set(Scope)
    for (scope, name), one in product(of_scope.items(), SYSTEMS):
        answer = tried(system(one), name, address(name, keys["anouk"]))
        may = one.replace(" ", "_") in DOORS[name].who.split()
        missed = answer.status_code == 403 and answer.json()["type"].endswith("missing-scope")
        assert missed != may, (name, one, answer.content)
        assert may or scope.value in answer.json()["detail"]


def test_of_another_municipality_nothing_is_there(system, keys):  # T-93
    """The answer is that of an id that does not exist, letter by letter."""
    wrong = []
    nowhere = dict.fromkeys(keys["carmen"], NOT_THERE)
    for name in filter(with_key, DOORS):
        for one in DOORS[name].who.split():
            by = system(one.replace("_", " "))
            theirs = tried(by, name, address(name, keys["carmen"]))
            none = tried(by, name, address(name, nowhere))
            same = (theirs.status_code, theirs.content) == (none.status_code, none.content)
            if not same or theirs.status_code < 400:
                wrong.append((name, one, theirs.status_code, none.status_code))
    assert wrong == []


@pytest.mark.parametrize("owner", ("anouk", "bilal"))
def test_of_the_young_person_of_another_coach_nothing_is_there(system, keys, owner):  # T-93
    stranger = {"anouk": "bilal", "bilal": "anouk"}[owner]
    wrong = []
    for name in FILES:
        path = address(name, keys[owner])
        own, other = tried(system(owner), name, path), tried(system(stranger), name, path)
        if (own.status_code, other.status_code) != (200, 404):
            wrong.append((name, own.status_code, other.status_code))
    for name in [one for one in DOORS if with_key(one) and operations()[one][0] != "GET"]:
        if stranger not in DOORS[name].who.split() or name.startswith(EVERYBODYS):
            continue
        answer = tried(system(stranger), name, address(name, keys[owner]))
        if answer.status_code < 400:
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_no_list_names_anybody_who_is_not_the_users(system, keys):  # T-85, T-93
    reads = [one for one in DOORS if operations()[one][0] == "GET" and not with_key(one)]
    named = []
    for name, one in product(reads, SYSTEMS):
        own = {"anouk": "Meeuw", "bilal": "Reiger"}.get(one.split(" ")[0])
        text = tried(system(one), name, operations()[name][1]).content.decode()
        for mark, kind in product(PHONES, KINDS):
            if mark == own or kind in ("werk", "geheim", "schuil"):
                continue
            if mark + kind in text or PHONES[mark] in text:
                named.append((name, one, mark + kind))
    assert named == []


def test_looking_writes_the_trail_and_nothing_else_and_who_may_not_changes_nothing(
    system, town, keys
):
    for one in SYSTEMS:
        system(one).ask("GET", "/me")
    system("anouk").ask("GET", "/tracks")  # so that the day of the last use is there
    system("bilal").ask("GET", "/tracks")
    before, rows = written(), state_of(town, keys)
    for name in FILES:
        tried(system("anouk"), name, address(name, keys["anouk"]))
        tried(system("bilal"), name, address(name, keys["anouk"]))
    grown = {one for one, number in written().items() if number != before.get(one)}
    assert grown <= {"audit_entry", "audit_processingline", "audit_waiting"}
    assert state_of(town, keys) == rows


def test_no_token_no_answer(client, keys):
    for name, (method, _path) in operations().items():
        answer = client.generic(method, ROOT + address(name, keys["anouk"]))
        assert answer.status_code in (401, 415), name
        assert answer["Content-Type"] == "application/problem+json"
