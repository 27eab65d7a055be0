"""The forms of the registers that `test_hostile_forms` attacks."""

from collections.abc import Callable

from django.urls import reverse

from tests.hostile_cases import Case, World, day
from tests.sharing.made_registers import ground as in_force


def ground(world: World) -> Case:
    address = reverse("change_ground", args=[in_force(world.town, "G13").pk])
    fill = {"status": "enabled", "document": "Besluit 12", "decided_for": "college"}
    fill |= {"decided_on": day(), "advice": "Advies 3", "advised_on": day(), "reason": "Besluit."}
    fill |= {"controllers": "college", "kinds": "PL", "purposes": "guidance"}
    case = Case(world.client("vera"), address, address, fill)
    case.strangers = world.strangers("petra", "rachid", "anouk")
    return case


def partner(world: World) -> Case:
    address = reverse("new_partner")
    fill = {"called": "Praktijkschool", "kind": "covenant", "name": "Convenant", "kinds": "PL"}
    fill |= {"joined_on": day(-9), "contact": "Zorgteam", "security_officer": "Ria Voorbeeld"}
    case = Case(world.client("vera"), address, address, fill | {"document": "M", "reason": "R"})
    case.strangers = world.strangers("petra", "rachid", "anouk")
    return case


REGISTERS: dict[str, Callable[[World], Case]] = {
    "legal_ground": ground,
    "partnership": partner,
}
