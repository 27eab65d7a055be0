"""What waits between desks, in any order of what people do and of time (ADR 0072, 0073).

A short form runs with the other tests; `make campaign-desks` does five thousand acts.
`HOUVAST_SEED` lets it do the same again, or something else.
"""

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cooperation.between_desks import BetweenDesks, lived
from tests.standing import made_once

SHORT = 40
"""What people did, in the form beside the other tests; time goes on in between."""
ACTS = int(os.environ.get("HOUVAST_CAMPAIGN_DESKS", SHORT))
AT_A_TIME = 20
SEED = os.environ.get("HOUVAST_SEED", "1")
standing = made_once(lived)


@pytest.fixture
def machine(standing, db, clock) -> Iterator[type[BetweenDesks]]:
    BetweenDesks.made, BetweenDesks.clock = standing, clock
    for one in (BetweenDesks.tried, BetweenDesks.accepted, BetweenDesks.seen):
        one.clear()
    return BetweenDesks


def search(machine: type[BetweenDesks], acts: int) -> None:
    """Search after search, until so much was tried: one may do little but wait."""
    number = 0
    while (left := acts - machine.tried.total()) > 0:
        number += 1
        every = settings(
            max_examples=max(3, min(50, left // AT_A_TIME)),
            stateful_step_count=AT_A_TIME,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        run_state_machine_as_test(seed(f"{SEED} {number}")(machine), settings=every)


def test_what_waits_asks_one_person_once_and_ends_with_its_answer(machine, capfd):  # T-13, T-23
    started = time.monotonic()
    search(machine, ACTS)
    if ACTS > SHORT:
        with capfd.disabled():
            print(f"{machine.tried.total():,} acts in {time.monotonic() - started:.0f} s")
            print(f"seed {SEED}, accepted: {dict(sorted(machine.accepted.items()))}")
            print(f"rungs: {dict(sorted(machine.seen.items()))}")
    if ACTS > 10 * SHORT:
        assert set(machine.tried) == set(machine.accepted), "each was accepted at least once"
    met = {kind.split()[0] for kind in machine.seen}
    assert met == {"Rung", "SafetyRung"}, "both ladders were climbed"
