"""What Veiligheid offered and nobody answers climbs at the college, and Veiligheid hears nothing.

The triage is asked first, then the lead of its team, then who coordinates. README 27: by mail, and
without a name.
"""

from copy import deepcopy

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Purpose, Role, SuspendReason
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.sharing.actions import welcome
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.notices import send_the_rest
from houvast.tracks.actions.signals import start_triage, turn_down
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.notices import post_box
from houvast.tracks.reads.overdue import overdue_page
from houvast.tracks.reads.signals import signal_page
from houvast.tracks.rules.notices import AT_ONCE, NoticeKind
from houvast.tracks.rules.states import RungCause
from tests.cast import PASSWORD, sign_in
from tests.cooperation.safe import offered, with_safety
from tests.standing import made_once

WHY = "Hij heeft al een coach bij school."


def led(town):
    """Veiligheid offered help, and somebody leads the team of the triage."""
    with_safety(town)
    made = welcome(
        by=town.admin,
        username="lies",
        name="Lies",
        password=PASSWORD,
        role=Role.TEAM_LEAD,
        team=town.teams["Regie"],
    )
    town.people["lies"] = actor_of(User.objects.get(pk=made), Role.TEAM_LEAD)
    offered(town)
    return town


standing = made_once(led)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing)


def entry(town):
    with acting(town["tess"]):
        return Signal.objects.get(facts__source="safety").pk


def net(town):
    return safety_net(town.admin.municipality_id)


def late(town, clock, days):
    """So many days later, of which each night the ladder climbed."""
    for _ in range(days):
        clock.forward(days=1)
        climb_ladder(by=net(town))


def asked(town, who="lies"):
    """Who is asked now, as steering sees it."""
    return [one.holder for one in overdue_page(town[who]).lines if one.cause is RungCause.SIGNAL]


def told(town, name):
    return [one.kind for one in post_box(town[name]).notices]


def test_the_triage_its_lead_and_who_coordinates_are_asked_in_turn(town, clock):
    key, seen = entry(town), []
    for _ in range(21):
        late(town, clock, 1)
        holder = (asked(town) or [""])[0]
        if seen[-1:] != [holder]:
            seen.append(holder)
    assert seen == ["", "Tess", "Lies", "Rachid", "Petra"]
    page = signal_page(town["tess"], key)
    assert [one.who for one in page.told] == ["Tess", "Lies", "Rachid", "Petra"]
    assert [one.level for one in page.told] == [1, 2, 3, 4]
    assert told(town, "tess") == [NoticeKind.SIGNAL_LATE] and NoticeKind.SIGNAL_LATE in AT_ONCE
    assert told(town, "lies") == told(town, "rachid") == told(town, "petra") == [NoticeKind.RUNG]


def test_a_message_says_no_name_and_not_of_whom_it_came(town, clock):
    late(town, clock, 15)
    mail.outbox.clear()
    send_the_rest(by=net(town))
    said = " ".join(one.subject + one.body for one in mail.outbox)
    assert mail.outbox and "Een aanmelding wacht te lang op antwoord" in said
    assert not [word for word in ("Wolk", "Veiligheid", "garages", "http") if word in said]


def test_only_an_answer_closes_the_rung(town, clock):
    key = entry(town)
    late(town, clock, 12)
    start_triage(by=town["tess"], signal_id=key)
    assert asked(town), "that somebody looks at it is no answer"
    turn_down(by=town["tess"], signal_id=key, reason=WHY)
    assert asked(town) == [] and signal_page(town["tess"], key).told == ()


@pytest.mark.parametrize("who", ["yara", "stan"])
def test_veiligheid_hears_nothing_of_it(town, clock, who):  # T-13
    """Not when everybody else is gone, not by mail, and not with the purpose of another role."""
    gone = [town[name].user_id for name in ("tess", "lies", "rachid", "petra")]
    User.objects.filter(pk__in=gone).update(is_active=False)
    late(town, clock, 15)
    User.objects.filter(pk__in=gone).update(is_active=True)  # two seats are never empty at commit
    with acting(net(town)):
        assert not Rung.objects.exists()
    assert told(town, who) == []
    late(town, clock, 3)
    for purpose in (*Purpose, ""):
        one = town[who]
        by = Actor(one.user_id, one.municipality_id, one.role, str(purpose))
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select count(*) from tracks_rung")
            assert cursor.fetchone() == (0,), purpose


def test_the_database_refuses_a_rung_for_who_offered_it(town, clock):
    late(town, clock, 8)
    key, yara = entry(town), town["yara"].user_id
    copied = "municipality_id, controller, destroy_on, signal_id, cause"
    sql = (
        f"insert into tracks_rung (id, {copied}, level, held_by_id, overdue_since, raised_at,"
        " state)"
        f" select gen_random_uuid(), {copied}, 4, %s, overdue_since, houvast_now(), 'raised'"
        " from tracks_rung where signal_id = %s"
    )
    with (
        acting(net(town)),
        pytest.raises(DatabaseError, match="is not asked"),
        transaction.atomic(),
    ):
        connection.cursor().execute(sql, [yara, key])


def test_only_the_safety_net_learns_who_not_to_ask(town):
    key = entry(town)
    for by in (*(town[name] for name in ("tess", "rachid", "yara", "vera")), net(town)):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select tracks_offered_by(%s)", [key])
            mine = town["yara"].user_id if by.user_id == net(town).user_id else None
            assert cursor.fetchone() == (mine,), by.role


def test_a_first_rung_of_who_left_asks_somebody_else(town, clock):
    late(town, clock, 5)
    while asked(town) != ["Tess"]:
        late(town, clock, 1)
    suspend_access(by=town.admin, user_id=town["tess"].user_id, why=SuspendReason.LEAVES)
    climb_ladder(by=net(town))
    assert asked(town) == ["Lies"], "a rung without anybody goes to the next, never to nobody"


def test_the_page_says_who_heard_it(town, clock):
    late(town, clock, 15)
    client = sign_in(Client(), town["tess"])
    text = strip_tags(client.get(reverse("signal", args=[entry(town)])).content.decode())
    assert "Te lang zonder antwoord" in text and "Tess," in text and "Lies," in text
    client = sign_in(Client(), town["rachid"])
    text = strip_tags(client.get(reverse("late")).content.decode())
    assert "Een aanmelding" in text and "Wolk" not in text and "Veiligheid" not in text
