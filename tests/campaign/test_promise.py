"""`make campaign-promise`: the promise against everything people do, and against time.

HOUVAST_CAMPAIGN says how many steps; without it a short form runs with the other tests.
"""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from tests.campaign import table
from tests.campaign.machine import Promise
from tests.cast import STAFF, found
from tests.standing import committing

SHORT = 2_000
"""The form beside the other tests. In fewer steps an action may be tried once, and be refused."""
LONG = 20_000
"""From here on each action is accepted in one of 200 steps (from SHORT on, at least once); from
twice this on there are two processes."""
ALL = int(os.environ.get("HOUVAST_CAMPAIGN", SHORT))
PARTS = 2 if ALL >= 2 * LONG else 1
STEPS = ALL // PARTS
MOST = max(3 * SHORT, STEPS * 5 // 4)
"""How far it goes on for an action that is still wanting."""
AT_A_TIME = 50
SEARCHES = 10
"""In one round: after it is looked which actions fell behind."""
SEED = os.environ.get("HOUVAST_SEED", "1" if STEPS < LONG else str(random.getrandbits(32)))
"""The short form does the same each time, so that who sees it fail can see it fail again."""
LEAST_ACCEPTED = 0.6
EMPTIED = (
    "tracks_signal, tracks_track, people_person, sharing_assignment, audit_entry,"
    " audit_processingline, tracks_leave, tracks_companioncheck, accounts_hiringcontract,"
    " sharing_rolereview"
)

LET_IN = """
alter table accounts_membership no force row level security;
update accounts_user set suspended_at = null, suspended_for = '', is_active = true
  where suspended_at is not null or not is_active;
alter table accounts_membership disable trigger user;
delete from accounts_membership m where is_deputy or exists (select from accounts_membership o
  where o.user_id = m.user_id and o.role = m.role and o.since < m.since);
update accounts_membership set until = since + accounts_term_of(role),
  lapses_at = since + accounts_term_of(role);
set constraints all immediate;
alter table accounts_membership enable trigger user;
alter table accounts_workingday disable trigger user;
update accounts_workingday set is_open = true, name = '', closed_by_id = null
  where closed_by_id is not null;
alter table accounts_workingday enable trigger user;
alter table accounts_membership force row level security;
alter table employers_workplace no force row level security;
alter table employers_workplace disable trigger user;
update employers_workplace set places_taken = 0, state = 'offered';
alter table employers_workplace enable trigger user;
alter table employers_workplace force row level security
"""
"""Everybody and all work is back for the next search. Only the owner can, and has to lift walls."""


@pytest.fixture
def machine(django_db_setup: str, django_db_blocker, clock) -> Iterator[type[Promise]]:
    """The machine on a municipality of its own, everything committed; the owner clears up."""
    with committing(django_db_setup, django_db_blocker) as owner:
        Promise.town = found("Waterrade", STAFF, timezone.localdate())
        Promise.workplaces = _workplaces()
        Promise.owner, Promise.clock = owner, clock
        Promise.empty = lambda: owner.execute(
            f"truncate {EMPTIED} cascade; {LET_IN}"
            "; delete from tracks_promise where set_by_id is not null"
        )
        Promise.tried.clear()
        Promise.accepted.clear()
        Promise.before.clear()
        yield Promise


def _workplaces():
    by = Promise.town.people["sam"]
    made = []
    for number in range(4):
        facts = EmployerFacts(name=f"Werkgever {number}", place_name="Waterrade")
        employer = add_employer(by=by, facts=facts)
        work = WorkplaceFacts("Hulp", WorkKind.REGULAR_JOB, 8, 24, places=40)
        key = add_workplace(by=by, employer_id=employer, facts=work)
        offer_workplace(by=by, workplace_id=key)
        made.append(key)
    return tuple(made)


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_let_go_whatever_people_and_time_do(machine, part, record_property, capfd):
    """`HOUVAST_SEED` from the first line lets a long form do the same again."""
    started = time.monotonic()
    with capfd.disabled():
        print(f"part {part}: HOUVAST_SEED={SEED}", file=sys.stderr)
    while (done := sum(machine.tried.values())) < STEPS or (wanting(machine) and done < MOST):
        machine.before = Counter(machine.accepted)
        again = seed(f"{SEED} {part} {machine.accepted.total()}")(machine)
        run_state_machine_as_test(again, settings=_settings(machine))
        seconds = int(time.monotonic() - started)
        if STEPS >= LONG:  # who waits an hour wants to see it go on
            done = sum(machine.tried.values())
            with capfd.disabled():
                print(f"part {part}: {done} of {STEPS} steps, {seconds} s", file=sys.stderr)
    record_property(table.NAME, [dict(machine.tried), dict(machine.accepted), seconds])
    tried, accepted = sum(machine.tried.values()), sum(machine.accepted.values())
    assert accepted / tried >= LEAST_ACCEPTED
    assert not wanting(machine)


def wanting(machine: type[Promise]) -> set[str]:
    """What was not accepted often enough; the campaign goes on for it, for some time."""
    least = STEPS // 200 if STEPS >= LONG else int(STEPS >= SHORT)
    return {name for name in machine.tried if machine.accepted[name] < least}


def _settings(machine: type[Promise]) -> settings:
    left = STEPS - sum(machine.tried.values())
    return settings(
        max_examples=max(1, min(SEARCHES, left // (2 * AT_A_TIME) + 1)),
        stateful_step_count=AT_A_TIME,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
