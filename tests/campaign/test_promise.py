"""`make campaign-promise`: the promise against everything people do, and against time.

HOUVAST_CAMPAIGN says how many steps; without it a short form runs with the other tests.
"""

import os
import time
from collections.abc import Iterator

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from tests.campaign.machine import Promise
from tests.cast import STAFF, found
from tests.standing import committing

SHORT = 2_000
"""The form beside the other tests. In fewer steps an action may be tried once, and be refused."""
STEPS = int(os.environ.get("HOUVAST_CAMPAIGN", SHORT))
AT_A_TIME = 50
LEAST_ACCEPTED = 0.6
LONG = 20_000
"""From here on each action is accepted in one of 200 steps; from SHORT on, at least once."""
EMPTIED = (
    "tracks_signal, tracks_track, people_person, sharing_assignment, audit_entry,"
    " audit_processingline, tracks_leave"
)


@pytest.fixture
def machine(django_db_setup: str, django_db_blocker, clock) -> Iterator[type[Promise]]:
    """The machine on a municipality of its own, everything committed; the owner clears up."""
    with committing(django_db_setup, django_db_blocker) as owner:
        Promise.town = found("Waterrade", STAFF, timezone.localdate())
        Promise.workplaces = _workplaces()
        Promise.owner, Promise.clock = owner, clock
        Promise.empty = lambda: owner.execute(
            f"truncate {EMPTIED} cascade; delete from tracks_promise where set_by_id is not null"
        )
        Promise.tried.clear()
        Promise.accepted.clear()
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


def test_nobody_is_let_go_whatever_people_and_time_do(machine, capsys):
    started = time.monotonic()
    while sum(machine.tried.values()) < STEPS:
        run_state_machine_as_test(machine, settings=_settings(machine))
        _report(machine, capsys, time.monotonic() - started, of=STEPS)
    tried, accepted = sum(machine.tried.values()), sum(machine.accepted.values())
    assert accepted / tried >= LEAST_ACCEPTED
    least = STEPS // 200 if STEPS >= LONG else int(STEPS >= SHORT)
    assert not {name for name in machine.tried if machine.accepted[name] < least}


def _settings(machine: type[Promise]) -> settings:
    left = STEPS - sum(machine.tried.values())
    return settings(
        max_examples=max(1, min(200, left // AT_A_TIME + 1)),
        stateful_step_count=AT_A_TIME,
        deadline=None,
        database=None,
        derandomize=STEPS < LONG,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def _report(machine: type[Promise], capsys, seconds: float, *, of: int) -> None:
    """The table of the campaign: how often each action was tried, and how often it was accepted."""
    tried, accepted = machine.tried, machine.accepted
    total = sum(tried.values())
    lines = [f"{'action':<20}{'tried':>9}{'accepted':>10}"]
    lines += [f"{name:<20}{tried[name]:>9}{accepted[name]:>10}" for name in sorted(tried)]
    share = sum(accepted.values()) / total
    lines.append(f"{'all':<20}{total:>9}{sum(accepted.values()):>10}  {share:.0%}")
    lines.append(f"0 broken states in {total} of {of} steps, {seconds:.0f} s")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
