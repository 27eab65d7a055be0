"""The coordinator has a deputy: named by another, asked when he is not there, never self-made."""

import contextlib
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import roles_of, safety_net
from houvast.accounts.rules import Role, SuspendReason
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.errors import NotAllowed, Refused
from houvast.sharing.actions import end_role
from houvast.tracks.actions.alarm import check_seats
from houvast.tracks.actions.coordinating import end_deputy, name_deputy
from houvast.tracks.actions.ladder import climb_ladder, raise_rung
from houvast.tracks.actions.leaves import end_leave, enter_leave
from houvast.tracks.actions.leaving import deactivate, restore_access, suspend_access
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import LeadCoachHistory, NextMoment, Notice, Rung, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.coordinating import deputy_choices
from houvast.tracks.reads.figures import figures_page
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import RungCause
from tests.cast import STAFF, at_commit, found, open_track, proposed_track, sign_in
from tests.test_parallel import at_once, refusals

WHY = SuspendReason.MISUSE


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def named(town, who="hugo", until=None):
    name_deputy(by=town["petra"], user_id=town[who].user_id, until_on=until)
    at_commit()
    one = town[who]
    return Actor(one.user_id, one.municipality_id, "process_coordinator", "process_steering")


def lead(town, track, seen_by=None):
    with acting(seen_by or town["rachid"]):
        return Track.objects.get(pk=track).lead_coach_id


def asks(town, by="rachid"):
    with acting(town[by]):
        return set(Rung.objects.filter(state="raised").values_list("level", "held_by"))


def raised(town, track, level=3):
    with recorded(town["rachid"], "tests.rung_raised") as act:
        raise_rung(Track.objects.get(pk=track), RungCause.MOMENT, level, act.today, act)


def off(town, who, first=0, last=14, stand_ins=()):
    by = town[who]
    dates = {"first": day(first), "last": day(last)}
    made = enter_leave(by=by, user_id=by.user_id, stand_ins=stand_ins, **dates)
    at_commit()
    return made


def by_hand(by, sql, values):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, values)
        changed = cursor.rowcount
        cursor.execute("set constraints all immediate")
        return changed


def test_the_deputy_sees_what_the_coordinator_sees_beside_the_own_work(town, track):
    deputy = named(town)
    assert roles_of(User.objects.get(pk=deputy.user_id), timezone.now()) == (
        Role.TEAM_LEAD,
        Role.PROCESS_COORDINATOR,
    )
    assert team_page(deputy).counts == team_page(town["rachid"]).counts
    with acting(safety_net(deputy.municipality_id)):
        assert Notice.objects.filter(kind="deputy", to_user=deputy.user_id).count() == 1


@pytest.mark.parametrize(
    ("by", "who", "why"),
    [
        ("petra", "petra", "jezelf"),
        ("petra", "rachid", "kan nu niet"),
        ("petra", "bas", "kan nu niet"),
        ("petra", "hugo", "al procesregisseur of vervanger"),
    ],
)
def test_who_cannot_be_named_is_refused_in_words(town, by, who, why):
    named(town)
    with pytest.raises(Refused, match=why) as refused:
        name_deputy(by=town[by], user_id=town[who].user_id, until_on=None)
    assert refused.value.field == "who"


@pytest.mark.parametrize("by", ["rachid", "lotte", "hugo", "anouk", "tess"])
def test_only_the_programme_manager_names_one_or_lets_one_stop(town, by):
    named(town)
    with pytest.raises(NotAllowed):
        name_deputy(by=town[by], user_id=town["bilal"].user_id, until_on=None)
    with pytest.raises(NotAllowed):
        end_deputy(by=town[by])
    with pytest.raises(NotAllowed):
        deputy_choices(town[by])


def test_another_takes_the_place_of_the_first_in_one_act(town):
    named(town)
    named(town, "lotte")
    live = Membership.objects.filter(is_deputy=True, until__gt=timezone.now())
    assert [one.user_id for one in live] == [town["lotte"].user_id]


@pytest.mark.parametrize(("until", "why"), [(-1, "verleden"), (400, "een jaar")])
def test_a_term_ends_ahead_and_within_a_year(town, until, why):
    with pytest.raises(Refused, match=why):
        named(town, until=day(until))


def test_the_ladder_asks_the_coordinator_first_and_the_deputy_when_he_is_away(town, track):
    deputy = named(town)
    raised(town, track)
    assert asks(town) == {(3, town["rachid"].user_id)}
    off(town, "rachid")
    climb_ladder(by=safety_net(deputy.municipality_id))
    at_commit()
    assert asks(town) == {(3, deputy.user_id)}


def test_a_suspended_coordinator_is_stood_in_for_in_the_same_transaction(town, track):
    deputy, waiting = named(town), proposed_track(town, Who("Kees"))
    suspend_access(by=town.admin, user_id=town["anouk"].user_id, why=WHY)
    suspend_access(by=town.admin, user_id=town["rachid"].user_id, why=WHY)
    at_commit()
    with acting(deputy):
        assert Track.objects.get(pk=waiting).lead_coach_id == deputy.user_id
        held = LeadCoachHistory.objects.get(track=waiting, until=None)
        assert held.user_id == deputy.user_id
        assert NextMoment.objects.get(state="planned").held_by_id == deputy.user_id
    assert promise_check()["violations"] == 0


def test_a_rung_of_who_is_suspended_asks_the_deputy(town, track):
    deputy = named(town)
    raised(town, track)
    suspend_access(by=town.admin, user_id=town["rachid"].user_id, why=WHY)
    climb_ladder(by=safety_net(deputy.municipality_id))
    with acting(deputy):
        assert Rung.objects.get(state="raised").held_by_id == deputy.user_id


def test_what_the_deputy_holds_by_name_goes_back_when_the_term_ends(town, clock):
    deputy = named(town, until=day(2))
    first, second = proposed_track(town, Who("Kees")), proposed_track(town, Who("Loes"))
    suspend_access(by=town.admin, user_id=town["rachid"].user_id, why=WHY)
    assert lead(town, first, deputy) == deputy.user_id
    restore_access(by=town.admin, user_id=town["rachid"].user_id)
    clock.forward(days=3)
    climb_ladder(by=safety_net(deputy.municipality_id))
    at_commit()
    assert lead(town, first) == lead(town, second) == town["rachid"].user_id


def test_a_deputy_who_stops_gives_back_at_once_and_not_while_the_coordinator_is_away(town):
    deputy, waiting = named(town), proposed_track(town, Who("Kees"))
    suspend_access(by=town.admin, user_id=town["rachid"].user_id, why=WHY)
    restore_access(by=town.admin, user_id=town["rachid"].user_id)
    away = off(town, "rachid")
    with pytest.raises(Refused, match="andere vervanger"):
        end_deputy(by=town["petra"])
    end_leave(by=town["rachid"], leave_id=away)
    assert lead(town, waiting) == deputy.user_id
    end_deputy(by=town["petra"])
    at_commit()
    assert lead(town, waiting) == town["rachid"].user_id
    with pytest.raises(Refused, match="geen vervanger"):
        end_deputy(by=town["petra"])


def test_a_coordinator_is_away_longer_only_with_a_deputy_who_is_there(town):
    with pytest.raises(Refused, match="vervanger van de procesregisseur") as refused:
        off(town, "rachid")
    assert refused.value.field == "last"
    off(town, "rachid", first=60, last=61)
    named(town, "bilal", until=day(9))
    with pytest.raises(Refused, match="vervanger van de procesregisseur"):
        off(town, "rachid")
    named(town, "wim")
    off(town, "rachid")
    cover = [StandIn(town["bilal"].user_id, day(1), day(9))]
    with pytest.raises(Refused, match="vervanger van de procesregisseur"):
        off(town, "wim", 1, 9, cover)


def test_a_coordinator_names_no_stand_in_of_his_own(town):
    named(town)
    cover = [StandIn(town["bilal"].user_id, day(1), day(9))]
    with pytest.raises(Refused, match="vaste vervanger"):
        off(town, "rachid", 1, 9, cover)


def test_the_moments_a_coordinator_keeps_go_to_the_deputy_for_those_days(town, track):
    deputy = named(town)
    suspend_access(by=town.admin, user_id=town["anouk"].user_id, why=WHY)
    off(town, "rachid")
    with acting(deputy):
        assert NextMoment.objects.get(state="planned").held_by_id == deputy.user_id


@pytest.mark.parametrize("who", ["rachid", "petra"])
def test_the_last_coordinator_and_programme_manager_stay(town, who):
    one = Membership.objects.get(user=town[who].user_id)
    with pytest.raises(Refused, match="laatste met deze rol"):
        end_role(by=town.admin, membership_id=one.pk)
    with pytest.raises(Refused, match="laatste met deze rol"):
        deactivate(by=town.admin, user_id=town[who].user_id)
    for sql in (
        "update accounts_membership set until = houvast_now() where user_id = %s",
        "update accounts_user set is_active = false where id = %s",
    ):
        with pytest.raises(IntegrityError, match="no municipality is without"):
            by_hand(town.admin, sql, [town[who].user_id])


def test_an_empty_seat_is_told_once_a_week_and_stands_on_the_first_screen(town, client, clock):
    net = safety_net(town.admin.municipality_id)
    assert check_seats(by=net) == 3 and check_seats(by=net) == 0
    assert not figures_page(town["petra"]).seats.covered
    sign_in(client, town["petra"])
    assert "heeft geen vervanger" in client.get("/overzicht/").content.decode()
    clock.forward(days=8)
    assert check_seats(by=net) == 3
    named(town)
    assert check_seats(by=net) == 0
    page = client.get("/overzicht/").content.decode()
    assert "heeft geen vervanger" not in page
    assert "Hugo" in client.get("/afspraken/").content.decode()
    sign_in(client, town["rachid"])
    assert "Ikzelf" in client.get("/afwezig/nieuw/").content.decode()
    fill = {"who": town["rachid"].user_id, "first": day(8), "last": day(30), "key": uuid4()}
    assert client.post("/afwezig/nieuw/", fill).status_code == 302
    at_commit()
    assert "vaste vervanger van de procesregisseur" in client.get("/afwezig/").content.decode()


DEPUTY = (
    "insert into accounts_membership (id, municipality_id, user_id, team_id, role, since, until,"
    " granted_by_id, is_deputy) select gen_random_uuid(), municipality_id, {who}, {team}, '{role}',"
    " houvast_now(), houvast_now() + interval '9 days', {by}, true from accounts_user"
    " where id = %(petra)s"
)


def deputy_row(who="%(lotte)s", by="%(petra)s", role="process_coordinator", team="%(zuid)s"):
    return DEPUTY.format(who=who, by=by, role=role, team=team)


RAW = {
    "a second deputy": ("petra", deputy_row()),
    "oneself": ("petra", deputy_row(who="%(petra)s")),
    "in the name of nobody": ("petra", deputy_row(by="null")),
    "by the coordinator": ("rachid", deputy_row(by="%(rachid)s")),
    "by an administrator": ("admin", deputy_row(by="%(admin)s")),
    "a deputy in another role": ("petra", deputy_row(role="triage_member")),
    "a deputy who becomes the coordinator": (
        "petra",
        "update accounts_membership set is_deputy = false where is_deputy",
    ),
    "a longer term": (
        "petra",
        "update accounts_membership set until = until + interval '1 day' where is_deputy",
    ),
    "the deputy ends the coordinator": (
        "hugo",
        "update accounts_membership set until = houvast_now() where user_id = %(rachid)s",
    ),
    "the programme manager ends the coordinator": (
        "petra",
        "update accounts_membership set until = houvast_now() where user_id = %(rachid)s",
    ),
    "passing on by hand": ("petra", "select tracks_pass_on(%(rachid)s)"),
}


@pytest.mark.parametrize("name", RAW)
def test_the_database_refuses(town, name):
    named(town)
    who, sql = RAW[name]
    ids = {one: actor.user_id for one, actor in town.people.items()}
    ids |= {"zuid": town.teams["Zuid"], "admin": town.admin.user_id}
    before = list(Membership.objects.order_by("pk").values())
    with contextlib.suppress(DatabaseError):
        assert by_hand(town.admin if who == "admin" else town[who], sql, ids) == 0
    assert list(Membership.objects.order_by("pk").values()) == before


def test_the_coordinator_who_coordinates_already_is_no_deputy(town):
    ids = {one: actor.user_id for one, actor in town.people.items()} | {"zuid": town.teams["Zuid"]}
    with pytest.raises(IntegrityError, match="another than the coordinator"):
        by_hand(town["petra"], deputy_row(who="%(rachid)s"), ids)


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_two_who_are_named_at_once_are_one_deputy(place, _round):
    at_once(
        lambda: name_deputy(by=place["petra"], user_id=place["lotte"].user_id, until_on=None),
        lambda: name_deputy(by=place["petra"], user_id=place["hugo"].user_id, until_on=None),
    )
    live = Membership.objects.filter(is_deputy=True, until__gt=timezone.now())
    assert live.count() == 1


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_a_track_that_is_proposed_while_its_holder_is_suspended_is_held_by_who_is_there(
    place, _round
):
    name_deputy(by=place["petra"], user_id=place["hugo"].user_id, until_on=None)
    open_track(place, Who("Eerder"))
    said = at_once(
        lambda: suspend_access(by=place.admin, user_id=place["rachid"].user_id, why=WHY),
        lambda: proposed_track(place, Who("Kees")),
    )
    assert len(refusals(said)) <= 1
    climb_ladder(by=safety_net(place.admin.municipality_id))
    with acting(safety_net(place.admin.municipality_id)):
        held = Track.objects.filter(state="proposed").values_list("lead_coach_id", flat=True)
        assert set(held) <= {place["hugo"].user_id}
    assert promise_check()["violations"] == 0
