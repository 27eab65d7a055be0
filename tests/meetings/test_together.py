"""The shared screen is what everybody present may see, and nothing more (T-110)."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from houvast.accounts.rules import AT_TABLE, InformationClass, Purpose, Role
from houvast.meetings.permissions import common, opens_to_all, sees
from houvast.meetings.rules.together import Part, Sitter
from houvast.sharing.rules import Standing, Thing, Verb, decide

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TIMES = (None, NOW - SECOND, NOW, NOW + SECOND)
TABLES = int(os.environ.get("HOUVAST_CAMPAIGN_TABLES", "1000"))
HOME, ELSEWHERE = UUID(int=1), UUID(int=2)
SHARED = tuple(InformationClass(one) for one in ("PL", "PM", "WI", "SF"))
NEVER = tuple(InformationClass(one) for one in ("CT", "WN", "PJ", "SC", "SH"))
ASKS = {
    Part.NAME: (InformationClass.ID, Verb.SEE_NICKNAME),
    Part.PROCESS: (InformationClass.PR, Verb.SEE),
    Part.CONTACT: (InformationClass.CT, Verb.SEE_PROCESS),
}


def drawn(dice, number):
    """A table of up to eight people of whom some came, left, or are not of the case."""
    people = [
        Sitter(
            seat_id=UUID(int=at + 1),
            user_id=UUID(int=at + 101),
            name=f"Iemand {at}",
            role=dice.choice(AT_TABLE if dice.random() < 0.9 else [*Role]),
            municipality_id=HOME,
            counts=dice.random() < 0.9,
            came_at=dice.choice(TIMES),
            left_at=dice.choice(TIMES) if dice.random() < 0.4 else None,
            receives=frozenset(dice.sample(SHARED + NEVER, 9 - dice.randint(0, 3))),
        )
        for at in range(number)
    ]
    joined = [one.seat_id for one in people if dice.random() < 0.85]
    return people, joined


def alone(one, asks, joined, share_until=None):
    """The decision asked anew, without the code of the screen."""
    kind, verb = asks
    is_there = one.seat_id in joined and one.counts and one.came_at
    basis = Standing.PRESENT if is_there else None
    thing = Thing(kind, HOME, basis, one.left_at, since=one.came_at, share_until=share_until)
    return bool(decide(one, verb, thing, Purpose.CASE_TABLE.value, NOW))


# T-110
def test_on_a_thousand_random_tables_the_screen_is_the_intersection():
    dice, shown = Random(110), dict.fromkeys(Part, 0)
    for _ in range(TABLES):
        people, joined = drawn(dice, dice.randint(0, 8) if dice.random() < 0.5 else 2)
        present = [one for one in people if one.present(NOW)]
        screen = common(present, joined, NOW)
        for part in Part:
            everybody = bool(present) and all(alone(one, ASKS[part], joined) for one in present)
            assert (part in screen) is everybody, (people, joined, part)
            shown[part] += part in screen
    assert min(shown.values()) > TABLES / 50, shown
    assert shown[Part.CONTACT] < shown[Part.NAME]  # a standing partner sees less


# T-04, T-110: a shared fact is on the screen when each may have this kind, while it lives
def test_on_a_thousand_random_tables_a_fact_shows_when_it_may_reach_everybody():
    dice, shown = Random(19), dict.fromkeys((*SHARED, *NEVER), 0)
    for _ in range(TABLES):
        people, joined = drawn(dice, dice.randint(0, 3))
        present = [one for one in people if one.present(NOW)]
        until = dice.choice((NOW - SECOND, NOW, NOW + SECOND, NOW + SECOND))
        for kind in shown:
            everybody = bool(present) and all(
                kind in one.receives and alone(one, (kind, Verb.SEE), joined, until)
                for one in present
            )
            assert opens_to_all(present, joined, kind, until, NOW) is everybody
            shown[kind] += everybody
    assert min(shown[one] for one in SHARED) > TABLES / 100, shown
    assert not any(shown[one] for one in NEVER), shown


def sitter(role=Role.OUTREACH_COACH, came=NOW - SECOND, left=None, place=HOME):
    who = {"seat_id": UUID(int=9), "user_id": UUID(int=10), "name": "Iemand"}
    return Sitter(**who, role=role, municipality_id=place, came_at=came, left_at=left)


def test_who_comes_in_takes_away_and_who_leaves_gives_back():
    coach = sitter()
    partner = replace(coach, seat_id=UUID(int=8), role=Role.STANDING_PARTNER)
    both = (coach.seat_id, partner.seat_id)
    assert common([coach], both, NOW) == frozenset(Part)
    assert common([coach, partner], both, NOW) == {Part.NAME, Part.PROCESS}
    assert common([coach, partner], [coach.seat_id], NOW) == frozenset()
    assert common([], both, NOW) == frozenset()


# T-02, T-05: present, for this purpose, in a role that sits at tables, while it lasts
def test_without_being_there_nobody_sees_anything():
    for one in (
        sitter(came=None),
        sitter(came=NOW + SECOND),
        sitter(left=NOW),
        replace(sitter(), counts=False),
        sitter(role=Role.BROKER),
        sitter(role=Role.EXPERIENCE_EXPERT),
    ):
        assert not any(sees(one, part, joins=True, now=NOW) for part in Part)
    assert not any(sees(sitter(), part, joins=False, now=NOW) for part in Part)
    assert all(sees(sitter(), part, joins=True, now=NOW) for part in Part)
