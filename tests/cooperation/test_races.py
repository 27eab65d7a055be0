"""What is stopped is read by no transaction that began after it was committed (T-05, T-29).

A short form runs with the other tests; `make campaign-sharing` runs ten thousand races.
"""

import os
from random import Random

import pytest

from tests.cooperation.races import STOPS, Race, connected, raced, staged
from tests.sharing.apart import apart
from tests.sharing.loose_bricks import bricks, put_back, taken_out

MANY = int(os.environ.get("HOUVAST_CAMPAIGN_SHARING", "0"))
SOME = 60


@pytest.fixture(scope="module")
def arena(django_db_setup):
    with apart(f"houvast_races_{os.getpid()}") as (owner, writes):
        stage = staged(owner)
        with connected(writes) as reads:
            yield owner, writes, reads, stage


def run(arena, number):
    race, dice = Race(), Random(number)
    for _ in range(number):
        raced(*arena, dice, race)
    return race


def test_no_read_that_began_after_the_stop_sees_it(arena, capfd):
    race = run(arena, MANY or SOME)
    if MANY:
        with capfd.disabled():
            print(f"{MANY:,} races: {race.before:,} reads before, {race.after:,} after")
    assert race.wrong == []
    assert race.before and race.after
    assert race.read_by == {0, 1, 2}, "each reader read before it was stopped"


TAKEN = {
    "withdrawal": "share.state",
    "expiry": "share.until > houvast_now",
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_condition_that_is_missing_loses_races(arena, how):
    """The measure itself: without its condition a stop is passed by."""
    owner = arena[0]
    every = [*bricks(owner, ("cooperation_sharedfact",))]
    found = [one for one in every if TAKEN[how] in str(one)]
    assert found, [str(one) for one in every]
    for one in found:
        taken_out(owner, one)
        try:
            assert how in run(arena, SOME).wrong
        finally:
            put_back(owner, one)
    assert set(TAKEN) < set(STOPS)
