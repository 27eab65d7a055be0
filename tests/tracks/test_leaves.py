"""Away with a stand-in: nobody is let go because somebody takes a holiday (P9)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaves import end_leave, enter_leave, name_stand_in
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Leave, NextMoment, Rung, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import HandoverReason
from tests.cast import Who, ahead, at_commit, found_beyond, open_track, sign_in, talk


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def leaves(town, *, who="anouk", by=None, first=1, last=14, stand_in="bilal"):
    names = [StandIn(town[stand_in].user_id, day(first), day(last))] if stand_in else []
    one = enter_leave(
        by=by or town["anouk"],
        user_id=town[who].user_id,
        first=day(first),
        last=day(last),
        stand_ins=names,
    )
    at_commit()
    return one


def keeper(town, track):
    with acting(town["rachid"]):
        return NextMoment.objects.get(track=track, state="planned").held_by_id


def planned_on(town, track, number):
    said = talk()
    log_contact(by=town["anouk"], track_id=track, talk=said, ahead=ahead(number))


def test_the_stand_in_keeps_the_moments_within_the_leave_and_the_lead_stays_the_lead(town, track):
    planned_on(town, track, 5)
    leaves(town)
    assert keeper(town, track) == town["bilal"].user_id
    with acting(town["rachid"]):
        assert Track.objects.get().lead_coach_id == town["anouk"].user_id
    assert promise_check()["violations"] == 0


def test_a_moment_after_the_leave_stays_with_the_lead(town, track):
    planned_on(town, track, 20)
    leaves(town)
    assert keeper(town, track) == town["anouk"].user_id


def test_access_begins_and_ends_by_itself(town, track, clock):
    planned_on(town, track, 5)
    leaves(town)
    assert not seen(town["bilal"])
    clock.forward(days=2)
    assert seen(town["bilal"])
    clock.forward(days=14)
    assert not seen(town["bilal"])


def seen(by):
    with acting(by):
        return Track.objects.exists()


def test_the_stand_in_logs_a_contact_and_the_next_moment_is_kept_by_who_is_there(
    town, track, clock, client
):
    planned_on(town, track, 5)
    leaves(town)
    clock.forward(days=3)
    form = sign_in(client, town["bilal"]).get(reverse("log_contact", args=[track]))
    assert "De notitie is voor de vaste coach." in form.content.decode()
    log_contact(by=town["bilal"], track_id=track, talk=talk(), ahead=ahead(3 + 4))
    assert keeper(town, track) == town["bilal"].user_id
    log_contact(by=town["bilal"], track_id=track, talk=talk(), ahead=ahead(3 + 20))
    assert keeper(town, track) == town["anouk"].user_id


def test_a_leave_with_a_moment_needs_a_stand_in_however_short(town, track):
    planned_on(town, track, 2)
    with pytest.raises(Refused, match="1 momenten") as refused:
        leaves(town, first=2, last=2, stand_in=None)
    assert refused.value.field == "stand_in"
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(9))
    leaves(town, first=2, last=2, stand_in=None)


def test_a_longer_leave_needs_a_stand_in_also_without_moments(town):
    with pytest.raises(Refused, match="Langer dan 3 werkdagen"):
        leaves(town, stand_in=None)


def test_a_moment_planned_in_a_short_leave_without_a_stand_in_goes_to_who_steers(town, track):
    planned_on(town, track, 9)
    leaves(town, first=2, last=2, stand_in=None)
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(2))
    at_commit()
    assert keeper(town, track) == town["rachid"].user_id


def test_a_track_that_comes_during_the_leave_is_covered_too(town, track, clock):
    leaves(town)
    other = open_track(town, Who("Later"))
    at_commit()
    clock.forward(days=2)
    with acting(town["bilal"]):
        assert set(Track.objects.values_list("pk", flat=True)) == {track, other}


def test_a_handover_to_another_ends_the_access_of_the_stand_in(town, track, clock):
    leaves(town)
    clock.forward(days=2)
    handover = offer_handover(
        by=town["rachid"],
        track_id=track,
        from_user=town["anouk"].user_id,
        to_user=town["wim"].user_id,
        reason=HandoverReason.ABSENCE,
    )
    accept_handover(by=town["wim"], handover_id=handover)
    at_commit()
    assert not seen(town["bilal"])
    assert keeper(town, track) == town["wim"].user_id


def test_back_early_brings_everything_home_at_once(town, track, clock):
    planned_on(town, track, 5)
    one = leaves(town)
    clock.forward(days=2)
    end_leave(by=town["anouk"], leave_id=one)
    at_commit()
    assert keeper(town, track) == town["anouk"].user_id
    assert not seen(town["bilal"])
    with pytest.raises(Refused, match="al voorbij"):
        end_leave(by=town["anouk"], leave_id=one)


def test_another_stand_in_takes_over_from_a_day(town, track, clock):
    planned_on(town, track, 10)
    one = leaves(town)
    clock.forward(days=2)
    name_stand_in(by=town["anouk"], leave_id=one, user_id=town["wim"].user_id, from_on=day(7))
    at_commit()
    assert keeper(town, track) == town["wim"].user_id
    assert seen(town["bilal"]) and not seen(town["wim"])
    clock.forward(days=6)
    assert seen(town["wim"]) and not seen(town["bilal"])


def test_a_turn_that_never_began_does_not_stand_in_the_way_of_a_new_one(town, track):
    """The earlier turn would have begun at the moment at which the new one ends."""
    end_leave(by=town["anouk"], leave_id=leaves(town, first=2, last=3))
    leaves(town, first=0, last=1)
    assert seen(town["bilal"])


def test_a_stand_in_who_falls_ill_is_replaced_today(town, track, clock):
    planned_on(town, track, 5)
    one = leaves(town)
    clock.forward(days=2)
    with pytest.raises(Refused, match="vervanger van Anouk"):
        leaves(town, who="bilal", by=town["lotte"], first=2, last=4, stand_in="wim")
    name_stand_in(by=town["lotte"], leave_id=one, user_id=town["wim"].user_id, from_on=day(2))
    leaves(town, who="bilal", by=town["lotte"], first=2, last=4, stand_in="wim")
    assert keeper(town, track) == town["wim"].user_id
    assert promise_check()["violations"] == 0


def test_who_is_away_does_not_stand_in(town):
    leaves(town, who="bilal", by=town["lotte"], stand_in="wim")
    with pytest.raises(Refused, match="zelf afwezig"):
        leaves(town)


def test_who_may_enter_a_leave(town, elsewhere):
    leaves(town, who="anouk", by=town["lotte"])
    leaves(town, who="wim", by=town["rachid"], stand_in="bilal", first=30, last=40)
    for name in ("hugo", "bilal", "tess", "petra", "sam"):
        with pytest.raises(NotAllowed):
            leaves(town, by=town[name], first=50, last=60)
    with pytest.raises(NotFound):
        enter_leave(
            by=town["rachid"],
            user_id=elsewhere["carmen"].user_id,
            first=day(1),
            last=day(2),
            stand_ins=[],
        )
    with pytest.raises(NotFound):
        end_leave(by=elsewhere["carmen"], leave_id=Leave().pk)


def test_the_ladder_asks_the_stand_in_first(town, track, clock):
    planned_on(town, track, 2)
    leaves(town)
    clock.forward(days=5)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    with acting(town["rachid"]):
        rung = Rung.objects.get(state="raised", cause="moment")
        if rung.level == 1:
            assert rung.held_by_id == town["bilal"].user_id


def test_what_was_late_before_the_leave_is_asked_of_the_stand_in(town, track, clock):
    planned_on(town, track, 1)
    leaves(town, first=3)
    net = safety_net(town.admin.municipality_id)
    clock.forward(days=3)
    climb_ladder(by=net)
    assert keeper(town, track) == town["bilal"].user_id
    with acting(town["rachid"]):
        for rung in Rung.objects.filter(state="raised", level=1):
            assert rung.held_by_id == town["bilal"].user_id


def test_what_the_stand_in_left_comes_home_after_the_leave(town, track, clock):
    planned_on(town, track, 5)
    leaves(town, last=6)
    clock.forward(days=8)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    assert keeper(town, track) == town["anouk"].user_id
    assert promise_check()["violations"] == 0


def test_closing_before_the_leave_ends_the_access_that_has_not_begun(town, track, clock):
    leaves(town)
    door = {"door_contact": town["anouk"].user_id, "come_back_on": day(40)}
    stop_at_own_wish(by=town["anouk"], track_id=track, **door)
    at_commit()
    clock.forward(days=2)
    assert not seen(town["bilal"])


def test_who_only_says_to_be_of_here_sees_nobody_away(town):  # T-02
    leaves(town)
    stranger = replace(town["anouk"], user_id=found_beyond()["carmen"].user_id)
    for who, seen in ((town["bilal"], 1), (stranger, 0)):
        with acting(who):
            assert Leave.objects.count() == seen
