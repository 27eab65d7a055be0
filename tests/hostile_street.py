"""The forms of the street that `test_hostile_forms` attacks."""

from django.urls import reverse

from tests.hostile_cases import Case, World


def a_place(world: World) -> Case:
    address = reverse("outreach_places")
    case = Case(world.client("anouk"), address, address, {"name": "Winkelhof"})
    case.strangers = world.strangers("rachid", "petra", "denzel")
    return case


def names(world: World) -> Case:
    address = reverse("device_names")
    case = Case(world.client("petra"), address, address, {"allowed": "yes"})
    case.strangers = world.strangers("anouk", "rachid", "admin")
    return case


STREET = {"a place of the team": a_place, "names on devices": names}
