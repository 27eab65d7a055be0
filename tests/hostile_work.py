"""The forms of work against what a browser never sends; see hostile_cases."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.placements import actions as work
from houvast.placements.models import AftercareMoment, Placement
from houvast.placements.rules.states import Told
from tests.cast import TERMS, open_track, place_to_work, want
from tests.hostile_cases import Case, World, day, on_track
from tests.matching.made import wish

AGREED = {
    "hours": "24",
    "days": "1",
    "contract": "temporary",
    "pay_kind": "wage",
    "wage": "15.50",
    "contact_person": "Ria, 06 00 00 00 11",
}


def met_on(by: Actor, placement: UUID, day: date) -> None:
    """They met on an earlier day: nobody works before that, and a case has no clock to turn."""
    with acting(by):
        Placement.objects.filter(pk=placement).update(introduced_on=day)


def placed(world: World, steps: int) -> tuple[UUID, UUID]:
    """A placement that is so many steps on its way."""
    by, track = world.town["anouk"], open_track(world.town)
    place = place_to_work(world.town, "Eigen")
    one = work.propose(by=by, track_id=track, workplace_id=place)
    today = timezone.localdate()
    begun = today - timedelta(days=8)
    for act in (
        lambda: want(by, one),
        lambda: work.introduce(by=by, placement_id=one),
        lambda: work.agree(by=by, placement_id=one, start_on=today, terms=TERMS),
        lambda: met_on(by, one, begun),
        lambda: work.start(by=by, placement_id=one, started_on=begun),
    )[: steps + (steps > 3)]:
        act()
    return track, one


def on_placement(world: World, steps: int, step: str, fill: dict[str, str]) -> Case:
    """A step of a placement; a break-off makes every open page too old."""
    track, one = placed(world, steps)
    post = reverse("placement_step", args=[one, step])
    page = reverse("placement", args=[one])
    case = on_track(world, "track", fill, track=track, page=page)
    case.post, case.own_id, case.once = post, str(one), True
    case.others = tuple(str(life.placement) for life in world.theirs)
    case.stale = lambda: work.not_started(by=world.town["anouk"], placement_id=one)
    return case


def ask_yes(world: World) -> Case:
    track, one = placed(world, 0)
    fill = {"tell": "first_name", "can": "Banden plakken", "helps": "Vaste tijden"}
    address = reverse("ask_yes", args=[one])
    case = on_track(world, "track", fill, track=track, page=address)
    case.post, case.own_id = address, str(one)
    case.others = tuple(str(life.placement) for life in world.theirs)
    case.stale = lambda: work.not_started(by=world.town["anouk"], placement_id=one)
    return case


def yes(world: World) -> Case:
    track, one = placed(world, 0)
    by = world.town["anouk"]
    asked = work.ask_yes(by=by, placement_id=one, tell=[Told.FIRST_NAME], own={})
    address = reverse("yes", args=[asked])
    fill = {"how": "together", "calls": "yes", "helped_by": "Tolk Engels"}
    case = on_track(world, "track", fill, track=track, page=address)
    case.post, case.own_id, case.once = address, str(asked), True
    case.others = tuple(str(life.consent) for life in world.theirs)
    case.stale = lambda: work.say_no(by=by, consent_id=asked)
    return case


def agree(world: World) -> Case:
    fill = {"start_on": day(7), **AGREED, "day_one_companion": "Anouk"}
    return on_placement(world, 2, "afgesproken", fill)


def settle(world: World) -> Case:
    return on_placement(world, 3, "afspraken", AGREED)


def try_out(world: World) -> Case:
    return on_placement(world, 2, "meeloopdag", {"day": day(2)})


def tried_out(world: World) -> Case:
    fill = {"held": "yes", "young_person": "go_on", "employer": "unsure", "next_step": "talk"}
    case = on_placement(world, 2, "meegelopen", fill)
    work.plan_trial_day(
        by=world.town["anouk"], placement_id=UUID(case.own_id), day=timezone.localdate()
    )
    return case


def start(world: World) -> Case:
    return on_placement(world, 3, "gestart", {"started_on": day()})


def work_coach(world: World) -> Case:
    fill = {"user": str(world.town["wim"].user_id), "until": day(30)}
    return on_track(world, "work_coach", fill, once=True)


def check_in(world: World) -> Case:
    by = world.town["anouk"]
    track, one = placed(world, 4)
    with acting(world.town.as_("anouk", Purpose.GUIDANCE)):
        due = AftercareMoment.objects.filter(placement=one, due__lte=timezone.localdate())
        check = due.order_by("due")[0].pk
    post = reverse("check_in", args=[check])
    fill = {"reached": "yes", "note": "Het gaat goed."}
    case = on_track(world, "track", fill, track=track, page=post)
    case.post, case.own_id, case.once = post, str(check), True
    case.others = tuple(str(life.check_in) for life in world.theirs)
    case.stale = lambda: work.check_in(by=by, moment_id=check, reached=False)
    return case


def team_plan(world: World) -> Case:
    """A proposal for team Zuid, by the coordinator."""
    town = world.town
    wish(town["anouk"], open_track(town))
    address = reverse("team_plan")
    case = Case(world.client("rachid"), address, address, {"team": str(town.teams["Zuid"])})
    case.strangers = world.strangers("bilal", "tess", "petra", "sam")
    return case


WORK_CASES: dict[str, Callable[[World], Case]] = {
    one.__name__: one
    for one in (
        ask_yes,
        yes,
        try_out,
        tried_out,
        agree,
        settle,
        start,
        check_in,
        work_coach,
        team_plan,
    )
}
