"""The hours of a role: as they came, set by two people, bounded, and asked by M8."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.watching.actions import agree_hours, decline_hours, propose_hours
from houvast.watching.reads import limits_page
from houvast.watching.rules.events import events
from houvast.watching.rules.facts import Fact, Hours, gathered
from houvast.watching.rules.hours import (
    EVENING_HOURS,
    OFFICE_HOURS,
    check_hours,
    is_longer,
    is_outside_hours,
)
from houvast.watching.rules.limits import DECIDE, EventKind
from houvast.watching.trail import hours_now

COACH, DESK = Role.OUTREACH_COACH, Role.WORK_COACH
LATE = Hours(6, 22, weekend=True)


def proposed(town, hours=LATE, role=DESK, by="vera"):
    return propose_hours(by=town[by], role=role, hours=hours, reason="Het loket is langer open.")


def in_force(town):
    with acting(safety_net(town.admin.municipality_id)):
        return hours_now()


def at(day: int, hour: int) -> datetime:
    """In November it is an hour earlier by UTC; the 2nd is a Monday."""
    return datetime(2026, 11, day, hour - 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "when", "outside"),
    [
        (DESK, at(2, 7), False),
        (DESK, at(2, 6), True),
        (DESK, at(2, 19), False),
        (DESK, at(2, 20), True),
        (DESK, at(7, 12), True),
        (COACH, at(2, 23), False),
        (COACH, at(7, 12), False),
        (COACH, at(7, 6), True),
        (Role.EXPERIENCE_EXPERT, at(8, 21), False),
    ],
)
def test_without_a_setting_it_is_as_it_was(role, when, outside):  # T-60
    assert is_outside_hours(role, when) is outside
    assert is_outside_hours(role, when, {Role.TRIAGE_MEMBER.value: LATE}) is outside


def looks(role, hour, many=4):
    who, of = uuid4(), (role.value, Purpose.PLACEMENT.value, "tracks.track_viewed")
    return [Fact(at(2, hour), who, *of, uuid4(), False) for _ in range(many)]


def kinds(facts, hours=None):
    trail = gathered(at(3, 12), facts, hours=hours)
    return {one.kind for one in events(trail, at(1, 8))}


def test_the_night_asks_the_hours_that_were_set():  # T-60
    assert EventKind.HOURS in kinds(looks(DESK, 21))
    assert EventKind.HOURS not in kinds(looks(DESK, 21), {DESK.value: LATE})
    short = {DESK.value: Hours(9, 17, weekend=False)}
    assert EventKind.HOURS not in kinds(looks(DESK, 18))
    assert EventKind.HOURS in kinds(looks(DESK, 18), short)


def test_hours_hold_from_the_yes_of_a_second_person_and_each_version_is_kept(town):  # T-60
    one = proposed(town)
    assert in_force(town) == {}, "a proposal changes nothing"
    with pytest.raises(Refused, match="tweede persoon"):
        agree_hours(by=town["vera"], hours_id=one)
    with pytest.raises(Refused, match="wacht al een voorstel"):
        proposed(town, Hours(8, 22, weekend=False))
    agree_hours(by=town["petra"], hours_id=one)
    assert in_force(town) == {DESK.value: LATE}
    with pytest.raises(Refused, match="Zo staat het al"):
        proposed(town)
    agree_hours(by=town["petra"], hours_id=proposed(town, OFFICE_HOURS))
    assert in_force(town) == {DESK.value: OFFICE_HOURS}
    part = limits_page(town["petra"]).hours
    assert [line.is_longer for line in (*part.earlier, *part.set_now)] == [True, False]
    decline_hours(by=town["vera"], hours_id=proposed(town))
    with pytest.raises(Refused, match="al beantwoord"):
        decline_hours(by=town["petra"], hours_id=one)


@pytest.mark.parametrize("who", ["anouk", "wim", "rachid", "lotte", "tess"])
def test_nobody_else_proposes_answers_or_reads(town, who):  # T-60
    one = proposed(town)
    for act in (
        lambda: proposed(town, by=who),
        lambda: agree_hours(by=town[who], hours_id=one),
        lambda: decline_hours(by=town[who], hours_id=one),
        lambda: limits_page(town[who]),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()
    with acting(town[who]):
        assert hours_now() == {}


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        (Hours(4, 20, weekend=False), "begins"),
        (Hours(24, 24, weekend=False), "begins"),
        (Hours(9, 9, weekend=False), "ends"),
        (Hours(9, 25, weekend=False), "ends"),
        (OFFICE_HOURS, "begins"),
    ],
)
def test_the_night_cannot_be_taken_in(hours, field):  # T-60
    with pytest.raises(Refused) as why:
        check_hours(DESK, hours, OFFICE_HOURS)
    assert why.value.field == field


@pytest.mark.parametrize("role", DECIDE)
def test_who_decides_about_hours_has_none_of_his_own(role):  # T-60
    assert role in PURPOSES_OF
    with pytest.raises(Refused, match="beslist zelf mee"):
        check_hours(role, LATE, OFFICE_HOURS)


def test_what_is_longer_is_known():  # T-60
    assert is_longer(DESK, LATE) and is_longer(DESK, Hours(7, 20, weekend=True))
    assert is_longer(COACH, LATE) and not is_longer(COACH, EVENING_HOURS)
    assert not is_longer(DESK, Hours(8, 18, weekend=False))


ROW = (
    "insert into watching_rolehours (id, municipality_id, state, reason, proposed_by_id,"
    " proposed_at, role, begins, ends, weekend) values (%(new)s, %(here)s, %(state)s, '', %(by)s,"
    " houvast_now(), %(role)s, %(begins)s, %(ends)s, false)"
)
YES = (
    "update watching_rolehours set state = 'in_force', answered_by_id = %(by)s,"
    " answered_at = houvast_now()"
)
POLICY = "row-level security"


@pytest.mark.parametrize(
    ("sql", "by", "given", "says"),
    [
        (ROW, "vera", {"begins": 4}, "hours_that_leave_a_night"),
        (ROW, "vera", {"ends": 25}, "hours_that_leave_a_night"),
        (ROW, "vera", {"ends": 7}, "hours_that_leave_a_night"),
        (ROW, "vera", {"role": "privacy_officer"}, "hours_of_another_role"),
        (ROW, "vera", {"state": "in_force"}, "watching_rolehours_begins"),
        (ROW, "petra", {}, POLICY),
        (ROW, "anouk", {}, POLICY),
        (YES, "vera", {}, "hours_by_a_second_person"),
        ("update watching_rolehours set ends = 24", "petra", {}, "watching_rolehours_stays"),
        (YES, "rachid", {}, ""),
    ],
)
def test_the_database_says_so_too(town, sql, by, given, says):  # T-60
    proposed(town)
    who = town[by]
    row = {"new": uuid4(), "here": who.municipality_id, "by": who.user_id, "state": "proposed"}
    row |= {"role": "triage_member", "begins": 7, "ends": 22}
    said = ""
    try:
        with transaction.atomic(), acting(who), connection.cursor() as cursor:
            cursor.execute(sql, row | given)
            assert cursor.rowcount == 0
    except DatabaseError as wrong:
        why = wrong.__cause__
        said = POLICY if POLICY in str(why) else why.diag.constraint_name
    assert said == says
