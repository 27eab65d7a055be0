"""A hired coach: access ends with the contract, nobody new near the end, and nobody is let go."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from houvast.accounts.models import HiringContract, Membership, User
from houvast.accounts.reads import roles_of, safety_net
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.models import Assignment
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.closing import reopen_track, stop_at_own_wish
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.doors import keep_door
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.hiring import set_contract, tell_of_contracts
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaves import end_leave, enter_leave
from houvast.tracks.actions.leaving import deactivate
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import NextMoment, Notice, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.handing_over import handing_over
from houvast.tracks.reads.hiring import contract_page
from houvast.tracks.reads.team import team_page
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import HandoverReason
from tests.cast import (
    STAFF,
    ahead,
    at_commit,
    found,
    observed,
    open_track,
    proposed_track,
    sign_in,
    talk,
)
from tests.test_parallel import at_once, refusals


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def hired(town, last, who="anouk", processing=None):
    until = day(last if processing is None else processing)
    what = {"starts_on": day(-300), "ends_on": day(last), "processing_until": until}
    made = set_contract(by=town.admin, user_id=town[who].user_id, **what)
    at_commit()
    return made


def keeper(town, track):
    with acting(town["rachid"]):
        return NextMoment.objects.get(track=track, state="planned").held_by_id


def test_role_and_access_end_with_the_first_of_the_two_ends(town, track, clock):  # T-24
    hired(town, 40, processing=20)
    anouk = User.objects.get(pk=town["anouk"].user_id)
    with acting(town["anouk"]):
        assert Assignment.objects.get().until.date() <= day(21)
    assert roles_of(anouk, timezone.now()) and today_page(town["anouk"]).total == 1
    clock.forward(days=21)
    assert roles_of(anouk, timezone.now() + timedelta(days=21)) == ()
    with acting(town["anouk"]):
        assert not Track.objects.exists()


def test_after_the_end_the_coordinator_keeps_the_moment_and_the_lead_stays_the_lead(
    town, track, clock
):
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(10))
    hired(town, 20)
    assert keeper(town, track) == town["anouk"].user_id
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(25))
    assert keeper(town, track) == town["rachid"].user_id
    with acting(town["rachid"]):
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id
    clock.forward(days=22)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    at_commit()
    assert promise_check()["violations"] == 0


def test_a_moment_that_is_planned_beyond_the_end_goes_to_who_steers_when_it_is_entered(town, track):
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(30))
    hired(town, 20)
    assert keeper(town, track) == town["rachid"].user_id


def test_a_late_moment_of_who_is_gone_asks_who_steers(town, track, clock):
    hired(town, 20)
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(20))
    clock.forward(days=23)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    at_commit()
    assert keeper(town, track) == town["rachid"].user_id
    assert promise_check()["violations"] == 0


def test_nobody_new_comes_in_the_last_ninety_days(town, track, clock):
    hired(town, 60, "bilal")
    with pytest.raises(Refused, match="loopt bijna af"):
        offer_handover(
            by=town["anouk"],
            track_id=track,
            from_user=town["anouk"].user_id,
            to_user=town["bilal"].user_id,
            reason=HandoverReason.OTHER,
        )
    with pytest.raises(Refused, match="loopt bijna af"):
        proposed_track(town, Who("Kees"), coach="bilal")
    with pytest.raises(Refused, match="loopt bijna af"):
        open_own_find(
            by=town["bilal"], seen=observed(town), who=Who("Loes"), ahead=ahead(2), key=None
        )
    clock.forward(hours=1)
    hired(town, 92, "bilal")
    proposed_track(town, Who("Kees"), coach="bilal")


def test_an_offer_from_before_the_contract_is_refused_in_words(town):
    from houvast.tracks.actions.tracks import accept_track
    from tests.cast import offer_of

    waiting = proposed_track(town, Who("Kees"), coach="bilal")
    offer = offer_of(town["bilal"], waiting)
    hired(town, 60, "bilal")
    with pytest.raises(Refused, match="loopt bijna af"):
        accept_track(by=town["bilal"], offer_id=offer)


def test_a_contract_does_not_end_while_somebody_is_held(town, track):
    with pytest.raises(Refused, match="of deuren: 1") as refused:
        hired(town, -1)
    assert refused.value.field == "ends_on"
    with pytest.raises(Refused, match="of deuren: 1") as refused:
        hired(town, 30, processing=-1)
    assert refused.value.field == "processing_until"
    hired(town, -1, "bilal")


def test_a_contract_does_not_end_before_somebody_has_stood_in(town):
    first, last = (timezone.localdate() + timedelta(days=days) for days in (1, 14))
    names = [StandIn(town["bilal"].user_id, first, last)]
    what = {"user_id": town["anouk"].user_id, "first": first, "last": last, "stand_ins": names}
    one = enter_leave(by=town["anouk"], **what)
    for days, processing, field in ((9, 90, "ends_on"), (90, 9, "processing_until")):
        with pytest.raises(Refused, match="vervangt iemand tot en met") as refused:
            hired(town, days, "bilal", processing=processing)
        assert refused.value.field == field
    raw = row(last=9) % {key: f"'{value}'" for key, value in ids_of(town).items()}
    with acting(town.admin), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(raw)
    hired(town, 14, "bilal")
    end_leave(by=town["anouk"], leave_id=one)
    hired(town, 9, "bilal")


def test_a_longer_term_gives_the_roles_again_and_a_person_renews_the_access(town, track, clock):
    hired(town, 20)
    clock.forward(days=22)
    with pytest.raises(Refused, match="contract van deze coach is voorbij"):
        renew_access(by=town["rachid"], track_id=track)
    hired(town, 200)
    later = timezone.now() + timedelta(days=22)
    assert roles_of(User.objects.get(pk=town["anouk"].user_id), later)
    with acting(town["anouk"]):
        assert not Track.objects.exists()
    renew_access(by=town["rachid"], track_id=track)
    with acting(town["anouk"]):
        assert Track.objects.get().pk == track


def test_an_account_closes_also_when_the_roles_of_a_longer_term_have_not_begun(town):
    hired(town, 20, "bilal")
    hired(town, 200, "bilal")
    deactivate(by=town.admin, user_id=town["bilal"].user_id)
    at_commit()
    assert not roles_of(User.objects.get(pk=town["bilal"].user_id), timezone.now())


@pytest.mark.parametrize("who", ["anouk", "lotte", "rachid", "petra"])
def test_only_an_administrator_sets_or_sees_a_contract(town, who):
    with pytest.raises(NotAllowed):
        contract_page(town[who], town["bilal"].user_id)
    with pytest.raises(NotAllowed):
        set_contract(
            by=town[who],
            user_id=town["bilal"].user_id,
            starts_on=day(0),
            ends_on=day(9),
            processing_until=day(9),
        )


def test_who_is_no_coach_or_works_elsewhere_is_not_hired(town, elsewhere):
    for one in (town["petra"].user_id, elsewhere["carmen"].user_id):
        with pytest.raises(NotFound):
            contract_page(town.admin, one)
        with pytest.raises(NotFound):
            set_contract(
                by=town.admin,
                user_id=one,
                starts_on=day(0),
                ends_on=day(9),
                processing_until=day(9),
            )


def test_eight_weeks_ahead_who_steers_sees_it_and_goes_to_hand_everything_over(
    town, track, client, clock
):
    hired(town, 58)
    assert team_page(town["rachid"]).desk.contracts == () == team_page(town["lotte"]).desk.contracts
    clock.forward(hours=1)
    hired(town, 41)
    for who in ("rachid", "lotte"):
        (one,) = team_page(town[who]).desk.contracts
        assert (one.name, one.leads, one.weeks(day(0)), one.last_day) == ("Anouk", 1, 5, day(41))
    assert team_page(town["hugo"]).desk.contracts == ()
    page = sign_in(client, town["rachid"]).get("/team/").content.decode()
    assert "Contract loopt af" in page and "nog 5 weken" in page
    assert handing_over(town["rachid"], town["anouk"].user_id).hired_until == day(41)
    there = client.get(f"/overdragen/{town['anouk'].user_id}/").content.decode()
    assert '<option value="contract_ends" selected>' in there
    assert (
        "Je contract loopt t/m" in sign_in(client, town["anouk"]).get("/vandaag/").content.decode()
    )


def test_who_steers_and_the_coach_hear_it_once_a_week_until_everything_is_handed_over(
    town, track, clock
):
    net = safety_net(town.admin.municipality_id)
    hired(town, 40)
    assert tell_of_contracts(by=net) == 3 and tell_of_contracts(by=net) == 0
    with acting(net):
        told = Notice.objects.filter(kind="contract").values_list("to_user", flat=True)
        assert set(told) == {town[one].user_id for one in ("anouk", "lotte", "rachid")}
    clock.forward(days=8)
    assert tell_of_contracts(by=net) == 3


CONTRACT = (
    "insert into accounts_hiringcontract (id, municipality_id, user_id, starts_on, ends_on,"
    " processing_until, set_by_id, set_at) values (gen_random_uuid(), %(place)s, {who},"
    " houvast_today() - 9, houvast_today() + {last}, houvast_today() + 99, {by}, houvast_now())"
)


def row(who="%(bilal)s", by="%(admin)s", last=30):
    return CONTRACT.format(who=who, by=by, last=last)


RAW = {
    "a contract by a coordinator": ("rachid", row(by="%(rachid)s")),
    "a contract in the name of the administrator": ("rachid", row()),
    "a contract of oneself": ("admin", row(who="%(admin)s")),
    "a contract that ends before it begins": ("admin", row(last=-20)),
    "an end while somebody is held": ("admin", row(who="%(anouk)s", last=-1)),
    "a contract that becomes longer": (
        "admin",
        "update accounts_hiringcontract set ends_on = ends_on + 9",
    ),
    "a contract that goes": ("admin", "delete from accounts_hiringcontract"),
    "longer access": (
        "anouk",
        "update sharing_assignment set until = until + interval '9 days'",
    ),
    "a moment for who is not there then": (
        "anouk",
        "update tracks_nextmoment set held_by_id = %(anouk)s where held_by_id <> %(anouk)s",
    ),
}


@pytest.mark.parametrize("name", RAW)
def test_the_database_refuses(town, track, name):
    hired(town, 20)
    who, sql = RAW[name]
    ids = ids_of(town)
    before = state(town)
    changed = 0
    try:
        with acting(town.admin if who == "admin" else town[who]), connection.cursor() as cursor:
            cursor.execute(sql, ids)
            changed = cursor.rowcount
            cursor.execute("set constraints all immediate")
    except DatabaseError:
        changed = 0
    assert changed == 0 and state(town) == before


def ids_of(town):
    ids = {one: actor.user_id for one, actor in town.people.items()}
    return ids | {"place": town.admin.municipality_id, "admin": town.admin.user_id}


def state(town):
    with acting(town["rachid"]):
        return (
            list(HiringContract.objects.order_by("pk").values()),
            list(Membership.objects.order_by("pk").values()),
            list(Assignment.objects.order_by("pk").values()),
            list(NextMoment.objects.order_by("pk").values()),
        )


def test_a_role_and_access_that_are_given_later_stay_within_the_contract(town, track):
    hired(town, 20, "bilal")
    ids = {one: actor.user_id for one, actor in town.people.items()}
    ids |= {"place": town.admin.municipality_id, "track": track}
    with acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(
            "insert into sharing_assignment (id, municipality_id, controller, destroy_on,"
            " person_id, user_id, granted_by_id, purpose, capacity, since, until)"
            " select gen_random_uuid(), municipality_id, controller, destroy_on, person_id,"
            " %(bilal)s, %(anouk)s, 'guidance', 'second', houvast_now(),"
            " houvast_now() + interval '99 days' from tracks_track where id = %(track)s",
            ids,
        )
        mine = Assignment.objects.get(user=town["bilal"].user_id)
        assert mine.until.date() <= day(21)


def test_the_database_takes_no_new_lead_near_the_end(town, track):
    hired(town, 60, "bilal")
    sql = (
        "insert into tracks_leadcoachhistory (id, municipality_id, controller, destroy_on,"
        " track_id, person_id, user_id, since) select gen_random_uuid(), municipality_id,"
        " controller, destroy_on, id, person_id, %s, houvast_now() from tracks_track"
    )
    with pytest.raises(IntegrityError, match="no new track"), acting(town["rachid"]):
        connection.cursor().execute(sql, [town["bilal"].user_id])


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_a_contract_against_a_contact_leaves_the_moment_with_who_is_there(place, _round):
    track = open_track(place)
    said = at_once(
        lambda: set_contract(
            by=place.admin,
            user_id=place["anouk"].user_id,
            starts_on=day(-9),
            ends_on=day(10),
            processing_until=day(10),
        ),
        lambda: log_contact(by=place["anouk"], track_id=track, talk=talk(), ahead=ahead(30)),
    )
    assert refusals(said) == []
    assert keeper(place, track) == place["rachid"].user_id
    assert promise_check()["violations"] == 0


def test_a_door_is_kept_by_who_still_works_here_on_the_day_that_he_rings(town, track):
    anouk = town["anouk"]
    hired(town, 40)
    with pytest.raises(Refused, match="contract van deze collega voorbij") as refused:
        stop_at_own_wish(by=anouk, track_id=track, door_contact=anouk.user_id, come_back_on=day(41))
    assert refused.value.field == "door_contact"
    bilal = town["bilal"].user_id
    stop_at_own_wish(by=anouk, track_id=track, door_contact=bilal, come_back_on=day(41))
    at_commit()
    door = {"by": town["rachid"], "track_id": track, "keeper": anouk.user_id}
    with pytest.raises(Refused, match="contract van deze collega voorbij"):
        keep_door(come_back_on=day(41), **door)
    keep_door(come_back_on=day(40), **door)
    at_commit()


@pytest.mark.parametrize("keeper", ["anouk", "bilal"])
def test_a_door_opens_near_the_end_of_a_contract_for_who_was_the_coach(town, track, keeper):
    by = town[keeper]
    hired(town, 40, keeper)
    door = {"door_contact": by.user_id, "come_back_on": day(30)}
    stop_at_own_wish(by=town["anouk"], track_id=track, **door)
    again = {"by": by, "track_id": track, "ground": "Hij belt zelf.", "next_on": day(1)}
    if keeper == "bilal":
        with pytest.raises(Refused, match="deur door te geven"):
            reopen_track(**again)
    else:
        reopen_track(**again)
        at_commit()
