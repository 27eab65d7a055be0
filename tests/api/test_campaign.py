"""Schemathesis over the whole API on a running server, with a token of every role (bar L3).

What fits the description and what does not, in equal parts. No 5xx, no status that the description
does not have, no answer of another shape, and no word of anybody else's young person.
`make campaign-api` does the same with many more requests.
"""

import os
from collections import Counter
from itertools import product

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from houvast.accounts.rules import Purpose
from houvast.api.document import document
from tests.api.conftest import SYSTEMS, secret_of
from tests.api.doors import DOORS
from tests.api.plans import every_key
from tests.api.test_doors import snake
from tests.cast import STAFF, found, found_beyond, live
from tests.eyes import KINDS
from tests.keys import PHONES, keys_of
from tests.plan_checks.conftest import officer

pytestmark = [pytest.mark.commits, pytest.mark.screens]
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
OFTEN = int(os.environ.get("HOUVAST_CAMPAIGN_API", "3"))
"""How many requests each endpoint gets."""
SEED = int(os.environ.get("HOUVAST_SEED", "20261126"))
OWN = {"anouk": "Meeuw", "bilal": "Reiger"}
OF_WORK = {"werk"}
OF_SIGNALS = {"schuil", "geheim"}


@pytest.fixture
def keys(server):
    """Three whole files that are committed, one of them in another municipality."""
    town, beyond = found("Waterrade", STAFF, timezone.localdate()), found_beyond()
    lives = {
        "anouk": live(town, "Meeuw", "anouk", PHONES["Meeuw"]),
        "bilal": live(town, "Reiger", "bilal", PHONES["Reiger"]),
        "carmen": live(beyond, "Zeester", "anouk", PHONES["Zeester"]),
    }
    pairs = {"anouk": (town, "bilal"), "bilal": (town, "anouk"), "carmen": (beyond, "cora")}
    made = {who: keys_of(place, who, giver, lives[who]) for who, (place, giver) in pairs.items()}
    town.people["julia"] = officer(town)
    plan = every_key(town["julia"])
    return town, {who: own | plan for who, own in made.items()}


def foreign(one, text):
    """Words on an answer that are of somebody whom this system's user does not hold."""
    own = OWN.get(one.split()[0])
    fine = OF_WORK | (OF_SIGNALS if SYSTEMS[one][1] is Purpose.INTAKE else set())
    return [
        mark + kind
        for mark, kind in product(PHONES, KINDS)
        if mark + kind in text and (mark == "Zeester" or (mark != own and kind not in fine))
    ]


def asking(server, ids, secrets, operation, counted):
    """What is tried with each case that was made up for one endpoint."""
    name = snake(operation.definition.raw["operationId"])

    def ask(case, one, owner, real):
        if case.path_parameters and real:
            case.path_parameters = {part: str(ids[owner][part]) for part in case.path_parameters}
        headers = {"Authorization": f"Bearer {secrets[one]}"}
        answer = case.call(base_url=f"{server.url}/api/v1", headers=headers)
        case.validate_response(answer, checks=list(CHECKS))
        assert foreign(one, answer.text) == [], (name, one, answer.text)
        counted.update([answer.status_code, one, name])

    return ask


def test_anything_at_all_gets_an_answer_that_was_described(server, keys):
    town, ids = keys
    secrets = {one: secret_of(town, one) for one in SYSTEMS}
    often = settings(
        max_examples=OFTEN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    counted = Counter()
    for found_one in schemathesis.openapi.from_dict(document()).get_all_operations():
        operation = found_one.ok()
        who = DOORS[snake(operation.definition.raw["operationId"])].who.split()
        may = [one for one in sorted(SYSTEMS) if one.replace(" ", "_") in who]
        made_up = given(
            case=st.one_of(
                *(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)
            ),
            one=st.sampled_from(may * 3 + sorted(SYSTEMS)),
            owner=st.sampled_from(sorted(ids)),
            real=st.sampled_from([True, True, True, False]),
        )
        seed(SEED)(often(made_up(asking(server, ids, secrets, operation, counted))))()
    statuses = {one: number for one, number in counted.items() if isinstance(one, int)}
    roles, calls = sorted({*counted} & {*SYSTEMS}), sum(statuses.values())
    print(
        f"\n{calls} requests, {len({*counted} & {*DOORS})} endpoints, {len(roles)} systems: {roles}"
    )
    print(f"by status: {dict(sorted(statuses.items()))}")
    print("0 of 5xx, 0 of a status that is not described, 0 words of another's young person")
    assert {*counted} >= {*DOORS} and calls >= OFTEN * 40 and min(statuses) == 200
