"""The forms of the street that `test_hostile_forms` attacks."""

from uuid import uuid4

from django.urls import reverse

from houvast.capture.actions.devices import register
from houvast.capture.actions.places import add_place
from houvast.capture.reads.devices import devices_page
from tests.cast import open_track
from tests.hostile_cases import Case, World


def a_place(world: World) -> Case:
    address = reverse("outreach_places")
    case = Case(world.client("anouk"), address, address, {"name": "Winkelhof"})
    *here, _far, nobody = world.strangers("rachid", "petra", "denzel", "vera", "bas", "tess")
    case.strangers = (*here, nobody)  # a coach of elsewhere adds one to a list of her own
    return case


def a_name(world: World) -> Case:
    register(by=world.town["anouk"], device=uuid4())
    (device,) = devices_page(world.town["anouk"]).devices
    address = reverse("device", args=[device.id])
    case = Case(world.client("anouk"), address, address, {"name": "Werktelefoon"})
    case.strangers = world.strangers("bilal", "petra", "denzel", "vera", "bas", "tess")
    return case


def where(world: World) -> Case:
    track = open_track(world.town)
    kade = add_place(by=world.town["anouk"], name="Kade")
    address = reverse("sought_place", args=[track])
    case = Case(world.client("anouk"), address, address, {"place": str(kade)})
    steer = ("rachid", "lotte", "hugo", "petra", "vera")
    case.strangers = world.strangers("bilal", "wim", *steer, "denzel", "bas", "sam", "tess")
    return case


STREET = {
    "a place of the team": a_place,
    "a name of a device": a_name,
    "where somebody is sought": where,
}
