"""The role of who holds young people lapses or is ended: nobody is let go by it (T-61, P8)."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import Membership
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Role
from houvast.database.context import acting
from houvast.sharing.actions import end_role, give_role
from houvast.sharing.rules.role_reviews import ReviewAnswer
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.role_reviews import review_roles, tell_of_roles
from houvast.tracks.models import NextMoment, Notice, Rung, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.role_reviews import role_reviews_page
from houvast.tracks.rules.states import HandoverReason
from tests.cast import ahead, at_commit, open_track, sign_in, talk
from tests.tracks.ending_roles import ends_within

KEEP = ReviewAnswer.KEEP


@pytest.fixture
def track(town):
    return open_track(town)


def net(town):
    return safety_net(town.admin.municipality_id)


def keeper(town, track):
    with acting(town["rachid"]):
        return NextMoment.objects.get(track=track, state="planned").held_by_id


def lines(by):
    return {one.name: one for one in role_reviews_page(by).lines}


def told(town, kind):
    with acting(net(town)):
        return set(Notice.objects.filter(kind=kind).values_list("to_user_id", flat=True))


def test_a_role_that_lapses_gives_what_it_holds_to_who_steers_within_the_hour(
    town, track, clock
):  # T-61
    """Also what lies ahead; the lead stays the lead until somebody hands over."""
    ends_within(town, "anouk", days=3)
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(10))
    assert keeper(town, track) == town["anouk"].user_id, "a role that may go on is no absence"
    clock.forward(days=4)
    climb_ladder(by=net(town))
    at_commit()
    assert keeper(town, track) == town["rachid"].user_id
    with acting(town["rachid"]):
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id
    assert promise_check()["violations"] == 0
    clock.forward(days=10)
    climb_ladder(by=net(town))
    with acting(town["rachid"]):
        asked = set(Rung.objects.filter(state="raised").values_list("held_by_id", flat=True))
    assert asked and town["anouk"].user_id not in asked
    assert promise_check()["violations"] == 0


def test_a_role_that_somebody_ends_passes_on_in_the_same_transaction(town, track):
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(10))
    seat = Membership.objects.get(user=town["anouk"].user_id)
    end_role(by=town.admin, membership_id=seat.pk)
    at_commit()
    assert keeper(town, track) == town["rachid"].user_id


def test_one_of_two_roles_that_ends_leaves_the_moments_where_they_are(town, track):
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(10))
    first = Membership.objects.get(user=town["anouk"].user_id)
    who = {"user_id": town["anouk"].user_id, "team": town.teams["Zuid"]}
    give_role(by=town.admin, role=Role.WORK_COACH, **who)
    end_role(by=town.admin, membership_id=first.pk)
    assert keeper(town, track) == town["anouk"].user_id
    broker = give_role(by=town.admin, role=Role.BROKER, **who)
    work = Membership.objects.get(user=town["anouk"].user_id, role=Role.WORK_COACH)
    end_role(by=town.admin, membership_id=work.pk)
    assert broker and keeper(town, track) == town["rachid"].user_id, "a broker keeps no moment"


def test_who_is_given_the_role_again_meets_and_keeps_the_next_moment(town, track, clock):
    ends_within(town, "anouk", days=3)
    clock.forward(days=4)
    climb_ladder(by=net(town))
    line = lines(town.admin)["Anouk"]
    assert (line.lapsed, line.holds, line.may_keep) == (True, True, True)
    review_roles(by=town.admin, answers={line.id: KEEP})
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(4))
    at_commit()
    assert keeper(town, track) == town["anouk"].user_id


def test_the_coordinator_hands_over_what_a_lapsed_coach_leads(town, track, clock):
    ends_within(town, "anouk", days=3)
    clock.forward(days=4)
    climb_ladder(by=net(town))
    made = offer_handover(
        by=town["rachid"],
        track_id=track,
        from_user=town["anouk"].user_id,
        to_user=town["bilal"].user_id,
        reason=HandoverReason.COACH_LEAVES,
    )
    accept_handover(by=town["bilal"], handover_id=made)
    at_commit()
    with acting(town["rachid"]):
        assert Track.objects.get().lead_coach_id == town["bilal"].user_id
    assert "Anouk" in lines(town.admin) and not lines(town.admin)["Anouk"].holds
    assert "Anouk" not in lines(town["rachid"])


def test_who_steers_hears_each_night_of_a_role_that_holds_young_people(town, track, clock):
    """And stays on the list however long ago it was, until somebody hands over."""
    ends_within(town, "anouk", days=20)
    tell_of_roles(by=net(town))
    assert told(town, "own_role") == {town["anouk"].user_id}
    assert told(town, "held_role") == set()
    steering = {town.admin.user_id, town["rachid"].user_id}
    clock.forward(days=7)
    assert tell_of_roles(by=net(town)) >= 2 and told(town, "held_role") == steering
    clock.forward(days=1)
    assert tell_of_roles(by=net(town)) >= 2, "each night"
    assert lines(town["rachid"])["Anouk"].by_admin
    assert "Anouk" not in lines(town["petra"])
    page = sign_in(Client(), town["rachid"]).get(reverse("role_reviews")).content.decode()
    assert "Er wachten jongeren op deze collega." in page
    assert "Een collega van Beheer zegt of die blijft." in page
    clock.forward(days=110)
    line = lines(town["rachid"])["Anouk"]
    assert line.lapsed and line.holds and not line.asked


def test_the_last_coordinator_presses_as_special_rights_do(town, clock):
    """Everybody who looks at roles sees it; an administrator says whether it stays."""
    ends_within(town, "rachid", days=10)
    assert lines(town["petra"])["Rachid"].last
    tell_of_roles(by=net(town))
    assert town["petra"].user_id in told(town, "last_role")
    assert not lines(town["petra"])["Rachid"].may_keep
    review_roles(by=town.admin, answers={lines(town.admin)["Rachid"].id: KEEP})
    assert "Rachid" not in lines(town["petra"])


def test_whether_somebody_holds_is_asked_within_the_municipality(town, track):
    sql = "select tracks_holds(%s)"
    for who, holds in ((town["anouk"], True), (town["bilal"], False)):
        with acting(town.admin), connection.cursor() as cursor:
            cursor.execute(sql, [who.user_id])
            assert cursor.fetchone() == (holds,)
