"""The forms of Veiligheid that `test_hostile_forms` attacks."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from tests.cast import Town, open_track
from tests.cooperation.safe import (
    CHILD,
    in_triage,
    looked_at_of_police,
    offered,
    police_may,
    wgs,
    with_safety,
)
from tests.hostile_cases import Case, World, day

WHY = "Zonder hulp gaat hij niet meer naar school."
ANSWERS = {"necessity": WHY, "proportionality": WHY, "subsidiarity": WHY}


def safe(world: World) -> Town:
    return world.town if "yara" in world.town.people else with_safety(world.town)


def new_signal(world: World) -> Case:
    town, address = safe(world), reverse("new_safety_signal")
    police_may(town)
    fill = {"behaviour": "Staat elke avond bij de garages.", "observed_on": day(), "kind": "seen"}
    fill |= {"source": "police", "article": "wpg_20", "officer": "Wijkagent"}
    fill |= {"keep_until": day(9), "criterion": str(town.criterion), "nickname": "Wolk"}
    fill |= {"given_name": "Wout", "family_name": "Wolkenveld", "birth_date": "2004-05-04"}
    case = Case(world.client("yara"), address, address, fill | {"phone": "0600000071"})
    case.strangers = world.strangers("tess", "rachid", "anouk", "vera")
    return case


def _step(world: World, key: UUID, act: str, fill: dict[str, str], who: str = "yara") -> Case:
    address = reverse("safety_step", args=[key, act])
    case = Case(world.client(who), address, address, fill)
    case.own_id, case.once = str(key), True
    case.strangers = world.strangers("tess", "rachid", "anouk", "vera")
    return case


def offers(world: World) -> Case:
    return _step(world, in_triage(safe(world)), "aanbod", ANSWERS | {"what": "nickname"})


def nothing(world: World) -> Case:
    return _step(world, in_triage(safe(world)), "niets-doen", {"reason": WHY})


def beside_police(world: World) -> Case:
    town = safe(world)
    police_may(town)
    fill = {"reason": WHY, "holds_police": "yes"}
    return _step(world, looked_at_of_police(town), "niets-doen", fill)


def back(world: World) -> Case:
    return _step(world, offered(safe(world), CHILD), "terug", {"reason": WHY}, "stan")


def told(world: World) -> Case:
    fill = {"how": "in_person", "language": "nl", "on": day()}
    return _step(world, offered(safe(world)), "verteld", fill)


def mended(world: World) -> Case:
    case = _step(world, offered(safe(world)), "herstel", {"why": "wrong", "wrong": "phone"})
    case.unseen = True
    return case


def up(world: World) -> Case:
    town = safe(world)
    wgs(town)
    track = str(open_track(town))
    address = reverse("zvh_step", args=[track, "aanmelden"])
    fill = {"reference": "ZVH-2026/014", "contact": "0600000099", "on": day()}
    case = Case(world.client("rachid"), address, address, fill, own_id=track)
    case.others = tuple(str(one.track) for one in world.theirs[:1])
    case.strangers = world.strangers("anouk", "lotte", "tess", "vera")
    return case


SAFETY: dict[str, Callable[[World], Case]] = {
    "signal of safety": new_signal,
    "offer of help": offers,
    "nothing is done": nothing,
    "nothing is done with what police gave": beside_police,
    "not given": back,
    "told of an offer": told,
    "something is not right": mended,
    "up to a zvh": up,
}
