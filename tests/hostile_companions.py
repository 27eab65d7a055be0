"""The forms of the agreement with an experience expert that `test_hostile_forms` attacks."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.urls import reverse

from houvast.tracks.actions.companions import end_companion, withdraw_companion
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.rules.companions import CompanionOutcome
from tests.cast import ahead, open_track, talk
from tests.companions import asked, introduced, looked_at
from tests.hostile_cases import Case, World, close, day


def _track(world: World) -> UUID:
    """A track of anouk, after she spoke with the young person."""
    track = open_track(world.town)
    log_contact(by=world.town["anouk"], track_id=track, talk=talk(), ahead=ahead())
    return track


def ask_companion(world: World) -> Case:
    """The agreement itself."""
    track = _track(world)
    looked_at(world.town)
    address = reverse("ask_companion", args=[track])
    fill = {
        "who": str(world.town["denzel"].user_id),
        "aim": "hope",
        "words": "Samen sporten.",
        "safeguards": "by_day",
        "ends_on": day(60),
    }
    case = Case(world.client("anouk"), address, address, fill, own_id=str(track), once=True)
    case.others = tuple(str(life.track) for life in world.theirs)
    case.stale = close(world, track)
    case.strangers = world.strangers("bilal", "rachid", "lotte", "denzel")
    return case


def companion_met(world: World) -> Case:
    """The meeting of three."""
    ship = asked(world.town, _track(world))
    address = reverse("companion_met", args=[ship])
    fill = {"introduced_on": day(0), "wanted": "on"}
    case = Case(world.client("anouk"), address, address, fill, own_id=str(ship))
    case.strangers = world.strangers("bilal", "rachid", "lotte", "denzel")
    case.stale = lambda: withdraw_companion(by=world.town["anouk"], companionship_id=ship)
    return case


def end(world: World) -> Case:
    """The end, with what came of it."""
    ship = introduced(world.town, _track(world))
    address = reverse("end_companion", args=[ship])
    case = Case(world.client("anouk"), address, address, {"outcome": "partly"}, own_id=str(ship))
    case.others = tuple(str(life.track) for life in world.theirs)
    case.strangers = world.strangers("bilal", "rachid", "lotte", "denzel")
    case.stale = lambda: _ended(world, ship)
    return case


def log_session(world: World) -> Case:
    """A meeting, by the expert."""
    ship = introduced(world.town, _track(world))
    address = reverse("log_session", args=[ship])
    fill = {
        "key": str(uuid4()),
        "outcome": "talked",
        "call_me": "on",
        "note": "We liepen een rondje.",
        "again_on": day(7),
        "on": day(0),
    }
    case = Case(world.client("denzel"), address, address, fill, own_id=str(ship), once=True)
    case.strangers = world.strangers("anouk", "bilal", "rachid", "lotte")
    return case


def check_expert(world: World) -> Case:
    """The yearly check, by the coordinator."""
    user = world.town["denzel"].user_id
    address = reverse("check_expert", args=[user])
    fill = {"checked_on": day(0), "own_coach": str(world.town["lotte"].user_id)}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(user))
    case.others = (str(world.town["bilal"].user_id), str(world.beyond["anouk"].user_id))
    case.strangers = world.strangers("anouk", "lotte", "petra", "denzel")
    return case


def _ended(world: World, ship: UUID) -> None:
    outcome = CompanionOutcome.REACHED
    end_companion(by=world.town["anouk"], companionship_id=ship, outcome=outcome)


COMPANIONS: dict[str, Callable[[World], Case]] = {
    "ask_companion": ask_companion,
    "companion_met": companion_met,
    "end_companion": end,
    "log_session": log_session,
    "check_expert": check_expert,
}
