"""Both walls say the same about the same question (T-92), and no condition of one can be missed.

A short form runs with the other tests; `make campaign-access` asks a million questions and takes
every condition out of every policy.
"""

import os
from itertools import count
from random import Random

import pytest

from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from houvast.database.policies import PURPOSE, USER
from houvast.sharing import rules
from tests.sharing.apart import apart
from tests.sharing.crowd import drawn, settle
from tests.sharing.held_then import lets_add, may_add
from tests.sharing.near_misses import with_near_misses
from tests.sharing.noticing import Noticing
from tests.sharing.planted import plant, users
from tests.sharing.two_locks import NEAR, SECOND, both_out_is_noticed, without
from tests.sharing.two_walls import (
    FACT,
    askings,
    compare,
    differing,
    said,
    seen,
)

MANY = int(os.environ.get("HOUVAST_CAMPAIGN_ACCESS", "0"))
"""How many decisions to compare; none means the short form."""
SOME = 120
FIRST = {Purpose.SAFETY_TRIAGE: 0, Purpose.GUIDANCE: 1}
HOME = (*PURPOSES_OF[Role.WORK_COACH], Purpose.PROCESS_STEERING, Purpose.SAFETY_NET)
"""The purposes for which anybody sees somebody."""
ALWAYS = (
    "tracks_worknote.seen_by_coach: destroy_on > houvast_today",
    "tracks_worknote.seen_by_coach: held.person_id = tracks_worknote.person_id",
    "tracks_worknote.seen_by_coach: held.capacity = ANY ARRAY['lead', 'second', 'former']",
    "tracks_worknote.seen_by_coach: held.until > houvast_now",
    "tracks_worknote.seen_by_coach: held.since <= houvast_now",
    "people_identity.seen_by_reporter: purpose = 'intake'",
    "people_nickname.not_for_who_is_near: closed to who is near",
    "cooperation_sharedfact.shared_with_the_table: destroy_on > houvast_today",
    "cooperation_safetysignal.seen_by_its_triage: purpose = 'safety_triage'",
    "people_identity.opened_in_an_emergency: destroy_on > houvast_today",
    "cooperation_sharedfact.shared_with_a_guest: destroy_on > houvast_today",
    "cooperation_safetysignal.not_while_only_kept: only kept",
    "cooperation_sharedfact.only_kept_while_restricted: only kept",
)
"""The conditions that are taken out one by one beside the other tests, on a table each."""
TWICE = (
    "municipality_id = municipality",  # of the row, of its assignment, and of who serves there
    "held.municipality_id = municipality",
    "held.user_id = user",  # the policy on assignments shows nobody else's, but to who leads
    "held.purpose = purpose",  # and that one asks the same
    "purpose = 'case_table'",  # the functions that say what is shown at a table ask it as well
)
"""Conditions that another one makes true as well: two locks on one door."""
FEW = (
    *(f"placements_consent.{NEAR}", f"matching_workwishes.{NEAR}"),
    "people_nickname.seen_by_steering: purpose = 'process_steering'",
)
"""Those that are tried together with their second lock beside the other tests."""


@pytest.fixture(scope="module")
def walls(django_db_setup):
    with apart(f"houvast_two_walls_{os.getpid()}") as (owner, app):
        crowd = drawn(1, people=40 if MANY else 24)
        crowd.uses_restricted = plant(crowd)
        if MANY:
            with_near_misses(crowd)
        settle(owner, crowd)
        asked = [*askings(crowd)]
        Random(1).shuffle(asked)
        yield owner, app, crowd, asked


def test_both_walls_agree(walls, capfd):
    _, app, crowd, asked = walls
    number, found = counted(
        compare(app, crowd, asked if MANY else [*asked[:SOME], *seldom(crowd, asked)])
    )
    if MANY:
        with capfd.disabled():
            print(f"{number:,} decisions, {len(found)} differences (seed 1)", flush=True)
    for seed in count(100):
        if number >= MANY or found:
            break
        with apart(f"houvast_many_decisions_{os.getpid()}") as (owner, there):
            crowd = drawn(seed, people=24)
            settle(owner, crowd)
            more, found = counted(compare(there, crowd, askings(crowd)))
        number += more
        with capfd.disabled():
            print(f"{number:,} decisions, {len(found)} differences (seed {seed})", flush=True)
    assert found == []


def seldom(crowd, asked):
    """Who would be met by chance only: at a table, as a guest, by a use of what is restricted."""
    return [*rarely(asked), *guests(asked), *users(asked, crowd.uses_restricted)]


def rarely(asked):
    """Who sits at a case table, or opened a file in an emergency: rare among all who ask."""
    rare = (Purpose.CASE_TABLE, Purpose.EMERGENCY)
    return [one for one in asked if one.purpose in rare and one.worker.place == one.place]


def guests(asked):
    """Who is a guest of a partner, of whom there are as few."""
    return [
        one
        for one in asked
        if one.purpose == Purpose.GUIDANCE
        and Role.PARTNER_GUEST in {seat.role for seat in one.worker.seats}
    ]


def counted(answers):
    """How many decisions there were, and every difference."""
    every = [*answers]
    return sum(number for number, _ in every), [one for _, found in every for one in found]


REASONS = ("municipality", "near", "ground", "restricted", "destroyed", "not_begun", "expired")


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_for_a_no_that_is_forgotten_is_missed(walls, reason, monkeypatch):
    _, app, crowd, asked = walls
    asked_first = rules._shut

    def forgetful(*question):
        found = asked_first(*question)
        return "" if found == reason else found

    monkeypatch.setattr(rules, "_shut", forgetful)
    assert any(found for _, found in compare(app, crowd, likely(asked)))


def edges(crowd, asked):
    """Who serves in each role, and who just does not."""
    there = {one.id for one in crowd.edges}
    return [one for one in asked if one.worker.id in there]


def likely(asked):
    """Who acts at home, for a purpose that shows somebody; the fewest and the most seeing first."""
    at_home = (one for one in asked if one.place == one.worker.place and likely_for(one))
    return sorted(at_home, key=lambda one: FIRST.get(one.purpose, 2))


def likely_for(one):
    """For Veiligheid only who is of its triage: all others see nothing of it anyhow."""
    roles = {seat.role for seat in one.worker.seats}
    return one.purpose in HOME or (
        one.purpose == Purpose.SAFETY_TRIAGE and Role.SAFETY_TRIAGE in roles
    )


@pytest.mark.python
def test_a_condition_that_is_taken_out_of_a_policy_is_missed(walls):
    by = noticing(walls)
    every = by.bricks()
    if not MANY:
        every = [one for one in every if str(one) in ALWAYS]
        assert len(every) == len(ALWAYS)
    single = [one for one in every if one.condition not in TWICE and str(one) not in SECOND]
    assert [str(one) for one in single if not by.missed(one)] == []


@pytest.mark.python
def test_a_condition_that_another_one_makes_true_as_well_is_missed_with_both_out(walls):
    by = noticing(walls)
    every = {str(one): one for one in by.bricks()}
    asked = SECOND if MANY else FEW
    assert [one for one in asked if not both_out_is_noticed(by, every[one], every)] == []


def noticing(walls):
    """Those who are asked whether they miss a condition, the fewest and the most seeing first."""
    owner, app, crowd, asked = walls
    who = [*edges(crowd, asked), *likely(asked), *asked] if MANY else likely(asked)
    return Noticing(owner, app, crowd, [*dict.fromkeys(who)])


OPENS = {
    "cooperation_questions_shown": (
        *("asked.ended_at is null", "asked.until > houvast_now()"),
        *("asked.destroy_on > houvast_today()", "cooperation_question_rests(asked.id)"),
    ),
    "cooperation_question_rests": (
        "share.state in ('sent', 'acknowledged', 'corrected')",
        *("share.until > houvast_now()", "share.destroy_on > houvast_today()"),
        "sharing_partner_takes_part(asked.municipality_id, asked.organisation_id)",
    ),
    "cooperation_is_guest_of": (
        *("serving.since <= houvast_now()", "serving.until > houvast_now()"),
        *("team.organisation_id = partner", "serving.role = 'partner_guest'"),
    ),
    "cooperation_guest_facts": (
        *("fact.dropped_at is null", "fact.kind in ('ID', 'PL', 'SF')"),
        "sharing_partner_may_receive(share.municipality_id, share.to_organisation_id, fact.kind)",
    ),
}
"""What the functions ask that say what is open to a guest of a partner."""


def test_a_condition_that_is_taken_out_of_what_opens_for_a_guest_is_missed(walls):  # T-24
    owner, app, crowd, asked = walls
    named = {one.shared.asked.guest for one in crowd.people if one.shared.asked}
    who = [one for one in asked if one.worker.id in named and one.purpose == Purpose.GUIDANCE]
    known = {one: said(crowd, one) for one in who}
    unnoticed = []
    for name, one in ((name, one) for name, every in OPENS.items() for one in every):
        with without(owner, name, one):
            shown = ((each, seen(app, each, GUESTS_SEE)) for each in known)
            if not any([*differing(each, found, known[each])] for each, found in shown):
                unnoticed.append((name, one))
    assert unnoticed == []


USES = (f"use.to_user_id = {USER}", f"use.purpose = {PURPOSE}", "use.until > houvast_now()")


@pytest.mark.parametrize("condition", [*USES, "use.state = 'open'"])
def test_a_condition_of_a_use_of_what_is_restricted_that_is_taken_out_is_missed(
    walls, condition
):  # T-45
    owner, app, crowd, asked = walls
    (one,) = users(asked, crowd.uses_restricted)
    known = said(crowd, one)
    met = {youth.id for youth in crowd.people if youth.shared.to == one.worker.id} & known[FACT]
    assert met & {each.id for each in crowd.people if each.shared.restricted}, "one is open"
    with without(owner, "cooperation_use_is_open", condition):
        assert [*differing(one, seen(app, one, (FACT,)), known)]


GUESTS_SEE = ("cooperation_guestquestion", "cooperation_sharedfact")


THEN = (
    *("held.since <= told", "held.until > told", "told <= houvast_now()"),
    *("held.capacity in ('lead', 'second')", "track.destroy_on > houvast_today()"),
    "track.person_id <> all (sharing_closed_to_me())",
    "serving.role in ('outreach_coach', 'work_coach')",
)
"""What is asked of who adds late what happened while he held the person."""


def test_both_walls_agree_on_who_adds_late_and_no_condition_can_be_missed(walls):
    """README 23: who held the person when it happened adds it, and reads nothing."""
    owner, app, crowd, asked = walls
    guide = [one for one in asked if one.purpose in (Purpose.GUIDANCE, Purpose.WORK_INCOME)]
    known = {one: may_add(crowd, one) for one in guide}
    assert [one for one in guide if lets_add(app, crowd, one) != known[one]] == []
    assert sum(map(len, known.values())) > len(crowd.people)
    for one in THEN:
        with without(owner, "tracks_held_then", one):
            assert any(lets_add(app, crowd, each) != known[each] for each in guide), one
