"""Limits of watching per role: proposed, agreed to by another, bounded, and kept with an event."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import PURPOSES_OF, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import welcome
from houvast.watching.actions import agree_limit, decline_limit, propose_limit
from houvast.watching.models import Event, Limit
from houvast.watching.reads import event_page, events_page, limits_page
from houvast.watching.rules.limits import (
    DECIDE,
    MOST,
    SET_FOR,
    SETTABLE,
    EventKind,
    check_limit,
    highest,
    most,
)
from houvast.watching.trail import limits_now
from tests.cast import PASSWORD, STAFF, found, found_beyond
from tests.test_parallel import at_once, refusals
from tests.watching.test_events import agreed, night, refused_often

COACH, REFUSED = Role.OUTREACH_COACH, EventKind.REFUSED


def proposed(town, number=12, role=COACH, kind=REFUSED, by="vera"):
    return propose_limit(by=town[by], role=role, kind=kind, most=number, reason="Vaak mis.")


def in_force(town):
    with acting(safety_net(town.admin.municipality_id)):
        return limits_now()


def of_refusals(town):
    return [one for one in events_page(town["vera"]).waiting if one.kind is REFUSED]


def test_a_limit_holds_from_the_yes_of_a_second_person_and_the_event_keeps_it(town):
    agreed(town)
    limit = proposed(town, 12)
    refused_often(town, 12)
    assert in_force(town) == {}, "a proposal changes nothing"
    agree_limit(by=town["petra"], limit_id=limit)
    assert in_force(town) == {("outreach_coach", "refused"): 12}
    night(town)
    assert of_refusals(town) == [], "twelve is nothing to look at any more"
    agree_limit(by=town["petra"], limit_id=proposed(town, 11))
    night(town)
    (one,) = of_refusals(town)
    assert (one.count, one.most) == (12, 11)
    agree_limit(by=town["petra"], limit_id=proposed(town, 30))
    assert event_page(town["vera"], one.id).event.most == 11, "of then"
    states = [line.state.value for line in limits_page(town["vera"]).earlier]
    assert states == ["replaced", "replaced"]


def test_without_a_setting_the_defaults_hold_and_stand_with_the_event(town):
    agreed(town)
    refused_often(town, MOST[REFUSED] + 1)
    night(town)
    assert [one.most for one in of_refusals(town)] == [MOST[REFUSED]]


def test_of_another_role_the_limit_stays(town):
    agree_limit(by=town["petra"], limit_id=proposed(town, 20, role=Role.WORK_COACH))
    limits = in_force(town)
    assert most("work_coach", REFUSED, limits) == 20
    assert most("outreach_coach", REFUSED, limits) == MOST[REFUSED]


@pytest.mark.parametrize("kind", SETTABLE)
def test_it_can_never_be_set_so_high_that_nothing_is_found(kind):
    check_limit(COACH, kind, highest(kind), MOST[kind])
    with pytest.raises(Refused, match="bijna niets meer gevonden"):
        check_limit(COACH, kind, highest(kind) + 1, MOST[kind])
    with pytest.raises(Refused, match="1 of meer"):
        check_limit(COACH, kind, 0, MOST[kind])
    with pytest.raises(Refused, match="Zo staat het al"):
        check_limit(COACH, kind, MOST[kind], MOST[kind])


@pytest.mark.parametrize("kind", [one for one in EventKind if one not in SETTABLE])
def test_what_is_looked_at_each_time_has_no_limit_to_set(kind):
    with pytest.raises(Refused, match="altijd nagevraagd"):
        check_limit(COACH, kind, 1, 0)


@pytest.mark.parametrize("role", DECIDE)
def test_who_decides_about_limits_has_no_limit_of_his_own(role):
    assert role not in SET_FOR and role in PURPOSES_OF
    with pytest.raises(Refused, match="beslist zelf mee"):
        check_limit(role, REFUSED, 12, 10)


def test_a_wider_limit_is_said_on_the_page(town):
    proposed(town, 12)
    proposed(town, 8, role=Role.WORK_COACH)
    wider = {line.role: line.is_wider for line in limits_page(town["petra"]).waiting}
    assert wider == {COACH: True, Role.WORK_COACH: False}


def test_nobody_agrees_to_a_proposal_of_his_own_and_it_is_answered_once(town):
    limit = proposed(town)
    with pytest.raises(Refused, match="tweede persoon"):
        agree_limit(by=town["vera"], limit_id=limit)
    with pytest.raises(Refused, match="wacht al een voorstel"):
        proposed(town, 14)
    decline_limit(by=town["vera"], limit_id=limit)
    with pytest.raises(Refused, match="al beantwoord"):
        agree_limit(by=town["petra"], limit_id=limit)
    assert in_force(town) == {}


def test_two_privacy_officers_are_two_people(town):
    team = town.teams["Regie"]
    more = {"name": "Vic", "password": PASSWORD, "role": Role.PRIVACY_OFFICER, "team": team}
    key = welcome(by=town.admin, username="vic", **more)
    vic = actor_of(User.objects.get(pk=key), Role.PRIVACY_OFFICER)
    agree_limit(by=vic, limit_id=proposed(town))
    assert in_force(town)


@pytest.mark.parametrize("who", ["anouk", "lotte", "rachid", "tess", "wim"])
def test_who_is_looked_at_neither_reads_nor_sets_a_limit(town, who):
    limit = proposed(town)
    for act in (
        lambda: proposed(town, 9, by=who),
        lambda: agree_limit(by=town[who], limit_id=limit),
        lambda: decline_limit(by=town[who], limit_id=limit),
        lambda: limits_page(town[who]),
    ):
        with pytest.raises(NotAllowed):
            act()
    with acting(town[who]):
        assert not Limit.objects.exists()


def test_a_programme_manager_proposes_nothing_and_elsewhere_sees_nothing(town):
    with pytest.raises(NotAllowed):
        proposed(town, by="petra")
    far, limit = found_beyond(), proposed(town)
    with pytest.raises(NotFound):
        decline_limit(by=far["vita"], limit_id=limit)


ROW = (
    "insert into watching_limit (id, municipality_id, state, reason, proposed_by_id, proposed_at,"
    " role, kind, most) values (%(new)s, %(here)s, %(state)s, '', %(by)s, houvast_now(), %(role)s,"
    " %(kind)s, %(most)s)"
)
YES = (
    "update watching_limit set state = 'in_force', answered_by_id = %(by)s,"
    " answered_at = houvast_now()"
)
HIGHER = "update watching_limit set most = 29"
POLICY = "row-level security"


@pytest.mark.parametrize(
    ("sql", "by", "given", "says"),
    [
        (ROW, "vera", {"most": 31}, "limit_that_finds_something"),
        (ROW, "vera", {"most": 0}, "limit_that_finds_something"),
        (ROW, "vera", {"kind": "glass", "most": 1}, "limit_that_finds_something"),
        (ROW, "vera", {"role": "privacy_officer"}, "limit_of_another_role"),
        (ROW, "vera", {"state": "in_force"}, "watching_limit_begins"),
        (ROW, "petra", {}, POLICY),
        (ROW, "anouk", {}, POLICY),
        (YES, "vera", {}, "limit_by_a_second_person"),
        (HIGHER, "petra", {}, "watching_limit_stays"),
        (YES, "rachid", {}, ""),
    ],
)
def test_the_database_says_so_too(town, sql, by, given, says):
    proposed(town)
    who = town[by]
    row = {"new": uuid4(), "here": who.municipality_id, "by": who.user_id, "state": "proposed"}
    row |= {"role": "work_coach", "kind": "refused", "most": 12}
    said = ""
    try:
        with transaction.atomic(), acting(who), connection.cursor() as cursor:
            cursor.execute(sql, row | given)
            assert cursor.rowcount == 0
    except DatabaseError as wrong:
        why = wrong.__cause__
        said = POLICY if POLICY in str(why) else why.diag.constraint_name
    assert said == says


@pytest.mark.commits
def test_of_two_at_once_one_is_refused(committed):
    place = found("Waterrade", STAFF, timezone.localdate())
    said = at_once(lambda: proposed(place, 11), lambda: proposed(place, 12))
    (no,) = refusals(said)
    assert "wacht al een voorstel" in no
    limit = next(one for one in said if not isinstance(one, Exception))
    both = {"limit_id": limit}
    said = at_once(
        lambda: agree_limit(by=place["petra"], **both),
        lambda: decline_limit(by=place["vera"], **both),
    )
    (no,) = refusals(said)
    assert "al beantwoord" in no
    with acting(place["vera"]):
        assert Limit.objects.get(pk=limit).state in ("in_force", "declined")
        assert not Event.objects.exists()
