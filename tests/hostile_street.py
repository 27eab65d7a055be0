"""The forms of the street that `test_hostile_forms` attacks."""

from django.urls import reverse

from tests.hostile_cases import Case, World


def a_place(world: World) -> Case:
    address = reverse("outreach_places")
    case = Case(world.client("anouk"), address, address, {"name": "Winkelhof"})
    *here, _far, nobody = world.strangers("rachid", "petra", "denzel", "vera", "bas", "tess")
    case.strangers = (*here, nobody)  # a coach of elsewhere adds one to a list of her own
    return case


STREET = {"a place of the team": a_place}
