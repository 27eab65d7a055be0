"""The forms of being away that `test_hostile_forms` attacks."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from houvast.tracks.actions.leaves import end_leave, enter_leave
from houvast.tracks.rules.leaves import StandIn
from tests.cast import open_track
from tests.hostile_cases import Case, World, day


def leave(world: World) -> Case:
    """The own leave of a coach."""
    address = reverse("new_leave")
    town = world.town
    fill = {"first": day(3), "last": day(6), "stand_in": str(town["bilal"].user_id)}
    fill |= {"second": str(town["wim"].user_id), "second_from": day(5)}
    case = Case(world.client("anouk"), address, address, fill, once=True)
    case.strangers = world.strangers("tess", "petra", "sam")
    return case


def stand_in(world: World) -> Case:
    """Another stand-in for a leave of anouk."""
    town, first, last = world.town, *(timezone.localdate() + timedelta(days=n) for n in (3, 12))
    anouk, who = town["anouk"], [StandIn(town["bilal"].user_id, first, last)]
    one = enter_leave(by=anouk, user_id=anouk.user_id, first=first, last=last, stand_ins=who)
    address = reverse("stand_in", args=[one])
    fill = {"stand_in": str(town["wim"].user_id), "first": day(5)}
    case = Case(world.client("anouk"), address, address, fill, own_id=str(one))
    case.strangers = world.strangers("bilal", "tess", "petra", "sam")
    case.stale = lambda: end_leave(by=anouk, leave_id=one)
    return case


def hand_over_all(world: World) -> Case:
    """All tracks of anouk, by the coordinator."""
    town = world.town
    track = open_track(town)
    address = reverse("hand_over_all", args=[town["anouk"].user_id])
    fill = {f"to_{track}": str(town["bilal"].user_id), "reason": "coach_leaves"}
    case = Case(world.client("rachid"), address, address, fill, once=True)
    case.strangers = world.strangers("bilal", "tess", "petra", "sam")
    return case


LEAVES: dict[str, Callable[[World], Case]] = {"leave": leave, "stand_in": stand_in}
LEAVES["hand_over_all"] = hand_over_all
