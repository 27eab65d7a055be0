"""What Veiligheid decides too late climbs among its own people, and nobody of the college knows.

Point 12 of working together: the triage, a colleague of it, and who watches over both controllers.
"""

from copy import deepcopy
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.accounts.models import User
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose, SuspendReason
from houvast.cooperation.actions import safety as act
from houvast.cooperation.actions.safety_ladder import climb_safety
from houvast.cooperation.models import SafetyRung, SafetySignal
from houvast.cooperation.reads.late import Desk
from houvast.cooperation.reads.not_asked import late_and_not_asked
from houvast.cooperation.reads.offers import telling_page
from houvast.cooperation.reads.safety import safety_signal_page, safety_signals_page
from houvast.cooperation.reads.waiting import late_safety
from houvast.cooperation.rules.safety_ladder import (
    BESIDE,
    OWN,
    WATCHES,
    There,
    Waiting,
    asked,
    may_be_asked,
    still_fits,
)
from houvast.database.context import acting
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.reads.notices import post_box
from houvast.tracks.rules.notices import AT_ONCE, NoticeKind
from tests.cast import ANSWERS, sign_in
from tests.cooperation.safe import CHILD, GROWN, NAMED, entered, in_triage, with_safety
from tests.standing import made_once

WHY = "Wij doen hier niets mee."
TABLE = "cooperation_safetyrung"
standing = made_once(with_safety)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing)


def net(town):
    return safety_net(town.admin.municipality_id)


def nights(town, clock, days):
    for _ in range(days):
        clock.forward(days=1)
        climb_safety(by=net(town))


def raised(town):
    """Which rung asks whom, as the safety net sees it."""
    with acting(net(town)):
        rows = SafetyRung.objects.filter(state="raised").order_by("signal_id")
        return [(one.level, one.held_by.username) for one in rows]


def told(town, name):
    return [one.kind for one in post_box(town[name]).notices]


def test_who_entered_it_a_colleague_and_the_officer_are_asked_in_turn(town, clock):
    key, seen = entered(town), []
    for _ in range(24):
        nights(town, clock, 1)
        now = raised(town)
        if now and seen[-1:] != now:
            seen += now
    assert seen == [(OWN, "yara"), (BESIDE, "stan"), (WATCHES, "vera")]
    page = safety_signal_page(town["stan"], key)
    assert [(one.level, one.who) for one in page.told] == [(1, "Yara"), (2, "Stan"), (3, "Vera")]
    for name in ("yara", "stan", "vera"):
        assert told(town, name) == [NoticeKind.SAFETY_LATE]
    assert NoticeKind.SAFETY_LATE in AT_ONCE


def test_only_deciding_answers_it(town, clock):
    key = entered(town)
    nights(town, clock, 9)
    assert len(raised(town)) == 1
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    assert len(raised(town)) == 1, "that somebody looks at it decides nothing"
    act.turn_down_safety(by=town["yara"], signal_id=key, reason=WHY)
    assert raised(town) == []
    with acting(net(town)):
        last = SafetyRung.objects.order_by("-raised_at")[0]
    assert (last.state, last.answered_by_id) == ("answered", town["yara"].user_id)


def test_who_made_the_offer_is_not_asked_to_look_along(town, clock):
    key = in_triage(town, CHILD)
    act.offer_help(by=town["yara"], signal_id=key, answers=ANSWERS, what=NAMED)
    nights(town, clock, 8)
    assert {who for _, who in raised(town)} & {"yara"} == set()
    act.agree_offer(by=town["stan"], signal_id=key)
    assert raised(town) == []


def test_who_knows_the_young_person_is_never_asked_and_sees_no_rung(town, clock):
    key = entered(town)
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=True)
    nights(town, clock, 5)
    while not raised(town):
        nights(town, clock, 1)
    assert [who for _, who in raised(town)] == ["stan"]
    with acting(town["yara"]):
        assert not SafetyRung.objects.exists()
    with acting(net(town)), connection.cursor() as cursor:
        near = {"level": 1, "who": town["yara"].user_id}
        cursor.execute(LEAVE)
        with pytest.raises(DatabaseError, match="somebody of Veiligheid"), transaction.atomic():
            cursor.execute(RAISE.replace("state = 'raised'", "state = 'climbed'"), near)


def test_who_left_is_replaced_and_nobody_of_the_college_takes_it(town, clock):
    entered(town)
    nights(town, clock, 5)
    while not raised(town):
        nights(town, clock, 1)
    for name in ("yara", "stan"):
        gone = town[name].user_id
        suspend_access(by=town.admin, user_id=gone, why=SuspendReason.LEAVES)
        climb_safety(by=net(town))
    assert raised(town) == [(WATCHES, "vera")]
    User.objects.filter(pk=town["vera"].user_id).update(is_active=False)
    climb_safety(by=net(town))
    assert raised(town) == [(WATCHES, "vera")], "it stays there until there is somebody"


COLLEGE = ("anouk", "bilal", "lotte", "rachid", "petra", "tess", "wim", "sam")


def test_nobody_of_the_college_sees_a_rung_whatever_he_says_to_do(town, clock):  # T-13
    """Isolation: not by a row, a count, a mail, a screen, or the function of the safety net."""
    key = entered(town)
    nights(town, clock, 20)
    for name in COLLEGE:
        who = town[name]
        for purpose in Purpose:
            by = town.as_(name, purpose)
            with acting(by), connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {TABLE}")
                assert cursor.fetchone() == (0,), (name, purpose)
                cursor.execute("select count(*) from cooperation_late_safety()")
                assert cursor.fetchone() == (0,), (name, purpose)
        assert NoticeKind.SAFETY_LATE not in told(town, name)
        client = sign_in(Client(), who)
        page = client.get(reverse("safety_signal", args=[key]))
        assert page.status_code in (403, 404)
    with acting(town["vera"]), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {TABLE} where level < 3")
        assert cursor.fetchone() == (0,), "the officer knows of what has climbed to him, no more"


def test_the_officer_sees_that_it_waits_and_nothing_of_it(town, clock):
    entered(town)
    nights(town, clock, 20)
    (line,) = [one for one in telling_page(town["vera"])[1] if one.desk is Desk.DECIDES]
    assert line.who == ""
    page = sign_in(Client(), town["vera"]).get(reverse("duties"))
    text = strip_tags(page.content.decode())
    assert "Een signaal wacht op een besluit" in text
    said = text + " ".join(one.subject + one.body for one in mail.outbox)
    assert not [word for word in ("Wolk", "Wout", "garages", "http") if word in said]
    with acting(town["vera"]):
        assert not SafetySignal.objects.exists()


def test_the_list_says_who_is_asked(town, clock):
    key = entered(town)
    nights(town, clock, 8)
    (line,) = safety_signals_page(town["stan"]).rows
    asks = raised(town)[0][1]
    assert line.id == key and line.asks == town[asks].user_id
    text = sign_in(Client(), town[asks]).get(reverse("safety_signals")).content.decode()
    assert "Jij bent gevraagd" in text
    other = {"yara": "stan", "stan": "yara"}[asks]
    text = sign_in(Client(), town[other]).get(reverse("safety_signals")).content.decode()
    assert "Jij bent gevraagd" not in text


def test_it_asks_once_and_not_before_its_day(town, clock):
    entered(town)
    assert climb_safety(by=net(town)) == 0 and late_safety() == ()
    nights(town, clock, 12)
    assert climb_safety(by=net(town)) == 0 and len(raised(town)) == 1


def test_what_is_destroyed_takes_its_rungs_along(town, clock):
    key = entered(town)
    nights(town, clock, 9)
    with acting(net(town)):
        before = SafetyRung.objects.order_by("-raised_at")[0].destroy_on
    act.start_safety_triage(by=town["stan"], signal_id=key, is_private=False)
    act.turn_down_safety(by=town["stan"], signal_id=key, reason=WHY)
    with acting(net(town)):
        assert {one.destroy_on for one in SafetyRung.objects.all()} != {before}


COPY = "municipality_id, controller, destroy_on, person_id, signal_id"
RAISE = (
    f"insert into {TABLE} (id, {COPY}, level, held_by_id, overdue_since, raised_at, state)"
    f" select gen_random_uuid(), {COPY}, %(level)s, %(who)s, overdue_since, houvast_now(),"
    f" 'raised' from {TABLE} where state = 'raised'"
)
LEAVE = f"update {TABLE} set state = 'climbed', left_at = houvast_now() where state = 'raised'"
FORBIDDEN = {
    "a rung for a coach": ({"level": 1, "who": "anouk"}, "asks somebody of Veiligheid"),
    "a rung for the triage of the college": ({"level": 2, "who": "tess"}, "somebody of Veil"),
    "a rung for who coordinates": ({"level": 3, "who": "rachid"}, "somebody of Veiligheid"),
    "a higher rung for the triage": ({"level": 3, "who": "stan"}, "somebody of Veiligheid"),
    "a lower rung for the officer": ({"level": 2, "who": "vera"}, "somebody of Veiligheid"),
    "a rung above the officer": ({"level": 4, "who": "stan"}, "Veiligheid|level_exists"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_raw_a_rung_asks_nobody_else(town, clock, what):
    facts, why = FORBIDDEN[what]
    entered(town)
    nights(town, clock, 9)
    given = {"level": facts["level"], "who": town[facts["who"]].user_id}
    with acting(net(town)), pytest.raises(DatabaseError, match=why), transaction.atomic():
        cursor = connection.cursor()
        cursor.execute(RAISE, given)


TICKS = {
    "answered by hand": "state = 'answered', left_at = houvast_now()",
    "asks somebody else": "held_by_id = answered_by_id, state = 'climbed', left_at = houvast_now()",
    "comes down": "level = 1, state = 'climbed', left_at = houvast_now()",
}


@pytest.mark.parametrize("who", ["net", "yara", "stan", "vera"])
@pytest.mark.parametrize("what", TICKS)
def test_raw_a_rung_is_not_ticked_off(town, clock, what, who):
    entered(town)
    nights(town, clock, 20)
    by = net(town) if who == "net" else town[who]
    touched = 0
    try:
        with acting(by), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update {TABLE} set {TICKS[what]} where state = 'raised'")
            touched = cursor.rowcount
    except DatabaseError:
        touched = 0
    assert touched == 0 and raised(town) == [(WATCHES, "vera")]


@pytest.mark.parametrize("who", ["yara", "vera", "tess", "anouk"])
def test_raw_only_the_safety_net_raises_one(town, clock, who):
    entered(town)
    nights(town, clock, 9)
    given = {"level": 1, "who": town["stan"].user_id}
    before = raised(town)
    try:
        with acting(town[who]), transaction.atomic():
            connection.cursor().execute(RAISE, given)
    except DatabaseError:
        pass
    assert raised(town) == before


def test_raw_no_second_rung_and_none_of_what_is_not_late(town, clock):
    entered(town)
    nights(town, clock, 9)
    (holder,) = [who for _, who in raised(town)]
    given = {"level": 2, "who": town[{"yara": "stan", "stan": "yara"}[holder]].user_id}
    with acting(net(town)), pytest.raises(DatabaseError, match="one_rung"), transaction.atomic():
        connection.cursor().execute(RAISE, given)
    fresh = entered(town, CHILD)
    sql = RAISE.replace(
        f" select gen_random_uuid(), {COPY}",
        " select gen_random_uuid(), municipality_id, controller, destroy_on, person_id,"
        " %(signal)s::uuid",
    )
    with acting(net(town)), pytest.raises(DatabaseError, match="waits too"), transaction.atomic():
        connection.cursor().execute(sql, given | {"signal": fresh})


def does_something(town, clock, dice, number):
    """One thing that happens to signals of Veiligheid; how many there are then."""
    with acting(town["yara"]):
        waiting = list(SafetySignal.objects.filter(state__in=["received", "in_triage"]))
    one = dice.choice(waiting) if waiting else None
    match dice.choice(["enter", "begin", "offer", "along", "nothing", "days", "days", "days"]):
        case "enter" if number < 4:
            entered(town, (GROWN, CHILD)[number % 2])
            number += 1
        case "begin" if one and one.state == "received":
            act.start_safety_triage(by=town["stan"], signal_id=one.pk, is_private=False)
        case "offer" if one and one.state == "in_triage" and not one.offer_id:
            act.offer_help(by=town["yara"], signal_id=one.pk, answers=ANSWERS, what=NAMED)
        case "along" if one and one.offer_id:
            act.agree_offer(by=town["stan"], signal_id=one.pk)
        case "nothing" if one and one.state == "in_triage" and not one.offer_id:
            act.turn_down_safety(by=town["yara"], signal_id=one.pk, reason=WHY)
        case _:
            nights(town, clock, dice.choice([1, 2, 4]))
    return number


@pytest.mark.parametrize("seed", range(3))
def test_walk_what_is_late_asks_somebody_of_veiligheid(town, clock, seed):
    """Any order of entering, deciding, looking along and waiting: never a rung too many or few."""
    dice, number = Random(seed), 0
    own = {town[name].user_id for name in ("yara", "stan", "vera")}
    for _ in range(16):
        number = does_something(town, clock, dice, number)
        with acting(net(town)):
            late = {each.signal_id for each in late_safety()}
            rungs = list(SafetyRung.objects.filter(state="raised"))
        assert {rung.signal_id for rung in rungs} <= late, "what was decided asks nobody"
        assert {rung.held_by_id for rung in rungs} <= own
        climb_safety(by=net(town))
        assert late_and_not_asked() == 0


people = st.lists(st.uuids(), min_size=0, max_size=5, unique=True)


@settings(deadline=None, max_examples=200)
@given(people, people, st.sampled_from([OWN, BESIDE, WATCHES]), st.data())
def test_rule_it_asks_its_own_people_or_nobody(triage, watches, level, data):
    """Whoever is away, left, knows the young person or made the offer."""
    everybody: list[UUID] = [*triage, *watches, uuid4()]
    some = st.sets(st.sampled_from(everybody))
    there = There(tuple(triage), tuple(watches), frozenset(data.draw(some)))
    waiting = Waiting(
        uuid4(),
        uuid4(),
        date(2026, 1, 5),
        data.draw(st.sampled_from(everybody)),
        data.draw(st.sampled_from([None, *everybody])),
        frozenset(data.draw(some)),
        date(2026, 1, 5) + timedelta(days=28),
    )
    before = data.draw(some)
    found = asked(waiting, level, there, before)
    left = [one for at in range(level, WATCHES + 1) for one in may_be_asked(waiting, at, there)]
    assert (found is None) == (not left), "somebody, as long as there is somebody"
    if found:
        at, who = found
        assert level <= at <= WATCHES and who in (watches if at == WATCHES else triage)
        assert who not in waiting.near and who != waiting.decided_by
        free = [one for one in left if one not in there.away and one not in before]
        assert not free or who in free
        assert still_fits(waiting, at, who, there) == (who not in there.away)
