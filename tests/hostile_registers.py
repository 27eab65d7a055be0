"""The forms of the registers that `test_hostile_forms` attacks."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from houvast.database.context import acting
from houvast.tracks.models import Track
from tests.cooperation.demanded import WHY, gathered, granted
from tests.cooperation.made import tracked
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


def new_demand(world: World) -> Case:
    address = reverse("new_demand")
    fill = {"kind": "court", "body": "Rechtbank", "reference": "C/1", "article": "Artikel 22 Rv"}
    fill |= {"wanted": "Welke hulp er was.", "kinds": "ID", "received_on": day()}
    case = Case(world.client("vera"), address, address, fill | {"answer_by": day(14)})
    case.strangers = world.strangers("petra", "rachid", "anouk")
    return case


def _person(world: World) -> UUID:
    track = tracked(world.town)
    with acting(world.town["anouk"]):
        return Track.objects.get(pk=track).person_id


def _turn(world: World, demand: UUID, turn: str, who: str, fill: dict[str, str]) -> Case:
    address = reverse("demand_step", args=[demand, turn])
    case = Case(world.client(who), address, address, fill)
    case.own_id, case.once = str(demand), True
    case.strangers = world.strangers("rachid", "anouk")
    return case


def proposal(world: World) -> Case:
    demand, _many = gathered(world.town, _person(world))
    return _turn(world, demand, "voorstel", "vera", {"answer": "give", "reasons": WHY})


def handed(world: World) -> Case:
    demand = granted(world.town, _person(world))
    fill = {"given_on": day(), "how": "Met de koerier", "told": "told"}
    return _turn(world, demand, "gegeven", "vera", fill)


def limit(world: World) -> Case:
    address = reverse("new_limit")
    fill = {"role": "work_coach", "kind": "refused", "most": "12", "reason": "Vaak verkeerd."}
    case = Case(world.client("vera"), address, address, fill)
    case.strangers = world.strangers("petra", "rachid", "anouk")
    return case


def hours(world: World) -> Case:
    address = reverse("new_hours")
    fill = {
        "role": "work_coach",
        "begins": "6",
        "ends": "21",
        "reason": "Het loket is langer open.",
    }
    case = Case(world.client("vera"), address, address, fill)
    case.strangers = world.strangers("petra", "rachid", "anouk")
    return case


def evidence(world: World) -> Case:
    address = reverse("change_evidence_card", args=["zomerbaan-engeland"])
    fill = {
        "title": "Zomerbanen in Engeland",
        "approach": "Zes weken een betaalde plek.",
        "found": "De uitkomsten komen later.",
        "direction": "not_yet",
        "design": "trial",
        "strength": "unknown",
        "place": "Engeland en Wales",
        "sample": "2800",
        "source": "Youth Futures Foundation",
        "url": "https://voorbeeld.nl/banen",
        "read_on": day(),
        "criteria": "P04",
        "reason": "Het aantal is veranderd.",
    }
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers("vera", "rachid", "anouk")
    return case


REGISTERS: dict[str, Callable[[World], Case]] = {
    "legal_ground": ground,
    "partnership": partner,
    "demand for a file": new_demand,
    "answer to a demand": proposal,
    "file handed over": handed,
    "limit of watching": limit,
    "hours of a role": hours,
    "card of evidence": evidence,
}
