"""The forms about who somebody is, and about a ground that ends, that are attacked."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.tracks.actions.importing import take_down
from houvast.tracks.actions.settings import add_criterion
from tests.cast import Who, open_track, sign_in
from tests.hostile_cases import Case, World, day, on_track
from tests.sheets.made import csv
from tests.tracks.caseloads import GOOD, HEADERS, WHY, steering, waiting
from tests.tracks.glasses import DONE, FOUND, opened_of
from tests.tracks.glasses import WHY as WHY_NOW
from tests.watching.honeys import answered_signal, storm_of, waiting_for_yes
from tests.watching.made import event_about
from tests.watching.reported import WHAT, reported
from tests.watching.reported import WHY as WHY_TOLD


def details(world: World) -> Case:
    fill = {"nickname": "Ili", "family_name": "Voorbeeld", "birth_date": "2008-05-04"}
    return on_track(world, "details", fill | {"phone": "06 00000003"})


def merge(world: World) -> Case:
    track, other = open_track(world.town), open_track(world.town, Who("Ili"), "bilal")
    address = reverse("merge", args=[track])
    fill = {"other": str(other), "stays": "this", "reason": "Beide coaches herkenden hem."}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(track), once=True)
    case.others = tuple(str(one.track) for one in world.theirs[:1])
    case.strangers = world.strangers("anouk", "tess", "petra", "hugo")
    return case


def ground_ends(world: World) -> Case:
    town = world.town
    add_criterion(
        by=town["petra"], text="Heeft geen slaapplek", source="", valid_from=timezone.localdate()
    )
    address = reverse("end_criterion", args=[town.criterion])
    fill = {"why": "other", "reason": "We gebruiken deze niet meer."}
    case = Case(world.client("petra"), address, address, fill, once=True)
    case.strangers = world.strangers("rachid", "tess")
    return case


def columns(world: World) -> Case:
    upload = waiting(world.town)
    address = reverse("upload", args=[upload])
    places = ("nickname", "family_name", "birth_date", "phone", "coach", "reason", "criterion")
    fill = {key: str(at) for at, key in enumerate((*places, "entered_on", "source"))}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(upload))
    case.strangers = world.strangers("anouk", "tess", "lotte", "hugo")
    case.stale = lambda: take_down(by=steering(world.town), upload_id=upload)
    return case


def caseload_file(world: World) -> Case:
    address, fill = reverse("imports"), {"file": csv([HEADERS, *GOOD]), "reason": WHY}
    case = Case(world.client("rachid"), address, address, fill)
    case.strangers = world.strangers("anouk", "tess", "petra", "sam")
    return case


def private(world: World) -> Case:
    return on_track(world, "private", {"answer": "no"}, stale=None, once=True)


def close_file(world: World) -> Case:
    bilal = str(world.town["bilal"].user_id)
    return on_track(world, "close_file", {"colleague": bilal}, stale=None)


def event(world: World) -> Case:
    town = world.town
    with acting(safety_net(town.admin.municipality_id)):
        one = event_about(town, town["bilal"].user_id)
    address = reverse("event", args=[one])
    fill = {"outcome": "work", "note": "Nagevraagd bij de collega zelf."}
    case = Case(world.client("vera"), address, address, fill, own_id=str(one), once=True)
    case.strangers = world.strangers("bilal", "lotte", "petra")
    return case


def agreement(world: World) -> Case:
    address, fill = reverse("agreement"), {"document": "OR 2026-14", "agreed_on": day()}
    case = Case(world.client("vera"), address, address, fill, once=True)
    case.strangers = world.strangers("bilal", "lotte", "petra")
    return case


def new_breach(world: World) -> Case:
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    fill = {"what": WHAT, "user": "", "since": now, "until": now, "known": now}
    address = reverse("new_breach")
    case = Case(world.client("vera"), address, address, fill)
    case.strangers = world.strangers("bilal", "lotte", "petra")
    return case


def breach(world: World) -> Case:
    one = reported(world.town)
    address = reverse("breach", args=[one])
    fill = {"report": "reported", "report_why": WHY_TOLD, "persons": "told"}
    fill |= {"persons_why": WHY_TOLD}
    case = Case(world.client("vera"), address, address, fill, own_id=str(one), once=True)
    case.strangers = world.strangers("bilal", "lotte", "petra")
    return case


def emergency(world: World) -> Case:
    track, address = open_track(world.town), reverse("emergency")
    fill = {"family_name": "Voorbeeld", "birth_date": "2008-05-04", "reason": WHY_NOW}
    case = Case(world.client("bilal"), address, address, fill | {"is_now": "on"})
    case.own_id, case.unseen = str(track), True
    case.strangers = world.strangers("tess", "lotte", "petra", "vera")
    return case


def emergency_of_track(world: World) -> Case:
    fill = {"reason": WHY_NOW, "is_now": "on"}
    case = on_track(world, "emergency_of_track", fill)
    case.client, case.others = world.client("rachid"), case.others[:1]
    case.unseen = True
    case.strangers = world.strangers("anouk", "hugo", "petra", "vera")
    return case


def emergency_file(world: World) -> Case:
    glass = opened_of(world.town, open_track(world.town))
    address = reverse("emergency_file", args=[glass])
    case = Case(world.client("rachid"), address, address, {"account": DONE}, own_id=str(glass))
    case.once, case.strangers = True, world.strangers("anouk", "lotte", "vera")
    return case


def review_emergency(world: World) -> Case:
    glass = opened_of(world.town, open_track(world.town))
    address = reverse("review_emergency", args=[glass])
    fill = {"verdict": "justified", "note": FOUND}
    case = Case(world.client("vera"), address, address, fill, own_id=str(glass), once=True)
    case.strangers = world.strangers("anouk", "rachid", "hugo", "petra")
    return case


def honey(world: World) -> Case:
    storm = storm_of(world.town)
    code = waiting_for_yes(world.town, answered_signal(world.town, Who("Jip")))
    client = sign_in(Client(raise_request_exception=False), storm)
    case = Case(client, reverse("honey"), reverse("honey"), {"code": code}, once=True, unseen=True)
    case.strangers = world.strangers("bilal", "lotte", "petra", "vera")
    return case


PEOPLE: dict[str, Callable[[World], Case]] = {
    one.__name__: one
    for one in (
        details,
        merge,
        ground_ends,
        columns,
        caseload_file,
        private,
        close_file,
        event,
        agreement,
        honey,
        new_breach,
        breach,
        emergency,
        emergency_of_track,
        emergency_file,
        review_emergency,
    )
}
