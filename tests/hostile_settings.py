"""The forms of steering the promise that `test_hostile_forms` attacks."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Organisation
from houvast.tracks.actions.aftercare import start_aftercare
from houvast.tracks.actions.closing import stop_at_own_wish
from tests.cast import PASSWORD, live, open_track, sign_in
from tests.hostile_cases import Case, World, day, on_track


def agreement(world: World) -> Case:
    address = reverse("set_terms", args=["caseload"])
    fill = {"caseload_warn_outreach": "9", "caseload_warn_work": "20", "valid_from": day()}
    fill |= {"reason": "Meer tijd per jongere.", "source": "Besluit van de stuurgroep"}
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers("rachid", "lotte", "anouk", "sam")
    return case


def ladder(world: World) -> Case:
    address = reverse("set_terms", args=["ladder"])
    fill = {"rungs": "1, 2, 4, 8", "valid_from": day(1), "reason": "Eerder vragen."}
    case = Case(world.client("petra"), address, address, fill | {"source": ""})
    case.strangers = world.strangers("rachid", "lotte")
    return case


def criterion(world: World) -> Case:
    address = reverse("new_criterion")
    fill = {"text": "Heeft geen slaapplek", "source": "Besluit", "valid_from": day()}
    case = Case(world.client("petra"), address, address, fill, once=True)
    case.strangers = world.strangers("rachid", "tess")
    return case


def closed_day(world: World) -> Case:
    from houvast.accounts.reads import working_days

    address, today = reverse("closed_days"), timezone.localdate()
    ahead = working_days(world.town["petra"].municipality_id, today).after(today, 3)
    fill = {"day": ahead.isoformat(), "name": "Gemeentehuis dicht"}
    case = Case(world.client("petra"), address, address, fill, once=True)
    case.strangers = world.strangers("rachid", "tess")
    return case


def resume(world: World) -> Case:
    town = world.town
    track = str(live(town, "Eigen").track)
    start_aftercare(by=town["anouk"], track_id=UUID(track))
    fill = {"next_on": day(), "what": "Koffie"}
    return on_track(world, "resume", fill, track=track, stale=None)


def absence(world: World) -> Case:
    track = str(open_track(world.town))
    fill = {"until_on": day(40), "reachable_via": "phone"}
    return on_track(world, "absence", fill, track=track, stale=None)


def contract(world: World) -> Case:
    address = reverse("contract", args=[world.town["wim"].user_id])
    fill = {"starts_on": day(-9), "ends_on": day(200), "processing_until": day(300)}
    admin = sign_in(Client(raise_request_exception=False), world.town.admin)
    case = Case(admin, address, address, fill)
    case.strangers = world.strangers("rachid", "lotte", "anouk", "petra")
    return case


def door(world: World) -> Case:
    town = world.town
    track, anouk = open_track(town), town["anouk"]
    on = timezone.localdate() + timedelta(days=30)
    stop_at_own_wish(by=anouk, track_id=track, door_contact=anouk.user_id, come_back_on=on)
    fill = {"door_contact": str(anouk.user_id), "come_back_on": day(20)}
    return on_track(world, "door", fill, track=str(track), stale=None)


def deputy(world: World) -> Case:
    address, town = reverse("name_deputy"), world.town
    fill = {"who": str(town["hugo"].user_id), "until_on": day(30)}
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers("rachid", "lotte", "anouk", "tess")
    return case


def system(world: World) -> Case:
    address = reverse("systems")
    fill = {"name": "Agenda", "purpose": "guidance", "scopes": "tracks:read", "days": "30"}
    return Case(world.client("anouk"), address, address, fill)


def password(world: World) -> Case:
    address, new = reverse("password"), "vier paarden op het dak"
    fill = {"present": PASSWORD, "new": new, "again": new}
    return Case(world.client("anouk"), address, address, fill)


def link(world: World) -> Case:
    address, town = reverse("links"), world.town
    owner = str(Organisation.objects.filter(municipality=town.admin.municipality_id)[0].pk)
    fill = {"name": "Vacaturebank", "organisation": owner, "scopes": "employers:read", "days": "30"}
    return Case(world.client("rachid"), address, address, fill)


SETTINGS: dict[str, Callable[[World], Case]] = {
    one.__name__: one
    for one in (
        agreement,
        ladder,
        criterion,
        closed_day,
        resume,
        door,
        deputy,
        absence,
        contract,
        system,
        password,
        link,
    )
}
