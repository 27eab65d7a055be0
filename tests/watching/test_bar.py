"""C3: stories of misuse in a normal month of forty professionals (T-60).

A short form runs with the other tests; `make campaign-watching` plays each story in many months.
"""

import os
from datetime import timedelta

import pytest

from houvast.accounts.rules import Role
from tests.watching import baited, emergencies, frozen, later
from tests.watching.normal import BEFORE, START, normal
from tests.watching.played import false_events, is_flagged

MANY = int(os.environ.get("HOUVAST_CAMPAIGN_WATCHING", "0"))
"""In how many months each story is played; none means the short form."""
SEEDS = range(1, (MANY or 2) + 1)
MISSED = {"pressed, and slow", "three looks"}
"""What no rule finds: looks among one's own young people, so few that they are like any other."""


@pytest.fixture(scope="module")
def months():
    return [normal(seed) for seed in SEEDS]


def share(stories, months):
    """Of how many of these stories, in these months, somebody is asked about it within a day."""
    flagged = {one.name: [is_flagged(month, one) for month in months] for one in stories}
    times = [one for answers in flagged.values() for one in answers]
    never = {name for name, answers in flagged.items() if not any(answers)}
    return sum(times) / len(times), never


def test_nine_in_ten_stories_of_allowed_reads_are_looked_at_within_a_day(months, capfd):  # T-60
    first, missed = share(frozen.ALLOWED, months)
    second, also = share(later.ALLOWED, months)
    both, _ = share((*frozen.ALLOWED, *later.ALLOWED), months)
    with capfd.disabled():
        print(f"frozen half {first:.1%}, later half {second:.1%}, all {both:.1%}", flush=True)
    assert both >= 0.9
    assert missed | also <= MISSED


def test_an_emergency_without_follow_up_is_looked_at_within_a_day(months):  # T-54
    found, missed = share(emergencies.ALLOWED, months)
    assert (found, missed) == (1.0, set())


def test_one_look_at_a_file_of_nobody_is_looked_at_within_a_day(months):  # M1, T-60
    found, missed = share(baited.ALLOWED, months)
    assert (found, missed) == (1.0, set())


def test_without_such_a_file_no_pattern_finds_that_one_look(months, monkeypatch):  # M1
    monkeypatch.setattr("tests.watching.played.touches_of", lambda *_: ())
    found, _ = share(baited.ALLOWED, months)
    assert found == 0


def test_such_a_file_in_a_list_is_asked_about_at_most_once_in_a_normal_month(months, capfd):  # T-60
    """As if who steers opened it as often as any other, although nothing of it is ever late."""
    looks, files = 0, 0
    for month in months:
        steers = {one.id for one in month.of(Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)}
        first = START + timedelta(days=BEFORE)
        seen = {
            (one.actor, one.person, one.day)
            for one in month.facts
            if one.actor in steers and one.is_look and one.at >= first
        }
        looks, files = looks + len(seen), files + sum(len(one.own) for one in month.workers)
    with capfd.disabled():
        print(f"{looks / files:.2f} normal looks a month at one file in a list", flush=True)
    assert looks / files <= 1


def test_a_normal_month_shows_at_most_one_thing_to_look_at(months, capfd):  # T-60
    found = [false_events(month) for month in (months if MANY else months[:1])]
    kinds = sorted(one.kind.value for few in found for one in few)
    with capfd.disabled():
        print(f"{len(kinds)} in {len(found)} normal months: {kinds}", flush=True)
    assert len(kinds) <= len(found)


def test_there_are_fifty_stories_and_half_of_them_are_of_allowed_reads():
    every = (*frozen.ALLOWED, *frozen.FORBIDDEN, *later.ALLOWED, *later.FORBIDDEN)
    assert len({one.name for one in every}) == len(every) == 50
    assert sum(one.allowed for one in every) >= 25
