"""Conditions of a row policy that another one makes true as well, each with its second lock.

Whoever takes one of them out changes nothing for anybody: the other one keeps him out. With both
out somebody sees more, or it was no lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from houvast.database.policies import PURPOSE
from tests.sharing.loose_bricks import Brick, put_back, taken_out
from tests.sharing.noticing import Noticing

RECEIVED = "cooperation_sharedfact.given_or_received: "
DECIDED = "cooperation_sharing.seen_by_who_shares: "
ASKED_OF_THE_DECISION = {
    "share.to_user_id = user": "to_user_id = user",
    "share.purpose = purpose": "purpose = purpose",
    **{
        one: one
        for one in (
            *("purpose = 'work_income'", "serving.user_id = user"),
            *("serving.municipality_id = municipality", "serving.role = 'work_coach'"),
            *("serving.since <= houvast_now", "serving.until > houvast_now"),
        )
    },
}
"""The policy on decisions shows one made out to somebody to him alone, and asks the same."""
NEAR = "not_for_who_is_near: closed to who is near"
ONLY_HELD = (
    *("cooperation_workfact", "matching_workwishes"),
    *("placements_placement", "placements_consent", "tracks_worknote"),
)
"""Seen by who holds the person and nobody else: the policy on access hides his own from who is
near."""
STEERS = f"{PURPOSE} = 'process_steering'"
SECOND: dict[str, tuple[str, str]] = {
    **{f"{RECEIVED}{one}": ("", DECIDED + two) for one, two in ASKED_OF_THE_DECISION.items()},
    # the functions ask for what purpose somebody acts themselves
    "meetings_agreement.seen_by_steering: purpose = 'process_steering'": ("tracks_steers", STEERS),
    "people_nickname.seen_by_steering: purpose = 'process_steering'": (
        "tracks_steers_person",
        STEERS,
    ),
    **{f"{table}.{NEAR}": ("", f"sharing_assignment.{NEAR}") for table in ONLY_HELD},
}
"""Of each such condition the second lock: a function and what it asks, or another condition."""


@contextmanager
def without(owner: psycopg.Connection[Any], function: str, condition: str) -> Iterator[None]:
    """Leave one condition out of a function as long as this lasts."""
    text = "select pg_get_functiondef(oid) from pg_proc where proname = %s"
    found = owner.execute(text, [function]).fetchone()
    assert found and condition in found[0], f"{function} asks {condition}"
    owner.execute(found[0].replace(condition, "true"))
    try:
        yield
    finally:
        owner.execute(found[0])


def both_out_is_noticed(by: Noticing, first: Brick, every: dict[str, Brick]) -> bool:
    """Whether anybody notices that a condition is out together with its second lock."""
    function, second = SECOND[str(first)]
    if function:
        with without(by.owner, function, second):
            return by.missed(first)
    taken_out(by.owner, every[second])
    try:
        return by.missed(first)
    finally:
        put_back(by.owner, every[second])
