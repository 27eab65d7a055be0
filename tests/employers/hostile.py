"""The forms about employers and workplaces that `test_hostile_forms` attacks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from houvast.employers import actions as employers
from houvast.employers.actions.importing import take_down
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import PromisedBy
from tests.cast import place_to_work
from tests.employers.lists import EMPLOYER_HEADERS, EMPLOYERS, waiting
from tests.employers.vacancies import file_of
from tests.hostile_cases import Case, World, day
from tests.sheets.made import csv


def employer(world: World) -> Case:
    address = reverse("new_employer")
    fill = {"name": "Bakkerij", "place_name": "Waterrade", "pc4": "1234", "kvk": "12345678"}
    strangers = (world.client("tess"), world.client("petra"), world.strangers()[-1])
    return Case(world.client("sam"), address, address, fill, strangers=strangers)


def on_employer(world: World, name: str, fill: dict[str, str]) -> Case:
    """Something of an employer of here."""
    one = employers.add_employer(by=world.town["sam"], facts=EmployerFacts("Bakkerij"))
    address = reverse(name, args=[one])
    case = Case(world.client("sam"), address, address, fill, own_id=str(one))
    case.others = (str(world.theirs[0].employer),)
    case.strangers = world.strangers("tess", "petra")
    return case


def contact_person(world: World) -> Case:
    fill = {"name": "Meneer Molen", "phone": "0600000009", "email": "molen@voorbeeld.nl"}
    return on_employer(world, "new_contact_person", fill | {"function": "Chef", "is_fixed": "on"})


def employer_talk(world: World) -> Case:
    fill = {"on": day(), "about": "Ze zoeken hulp in de winkel.", "next_on": day(14)}
    return on_employer(world, "talk", fill)


def employer_promise(world: World) -> Case:
    return on_employer(world, "promise", {"text": "Belt terug over een stage.", "due": day(7)})


def promise_broken(world: World) -> Case:
    case = on_employer(world, "promise", {"reason": "De chef was ziek."})
    by = world.town["sam"]
    at: dict[str, Any] = {
        "by": by,
        "promised_by": PromisedBy.US,
        "text": "Belt terug.",
        "due": timezone.localdate(),
    }
    mine = employers.make_promise(employer_id=UUID(case.own_id), **at)
    far = at | {"by": world.beyond["sam"], "employer_id": world.theirs[0].employer}
    theirs = employers.make_promise(**far)
    case.page = case.post = reverse("promise_broken", args=[mine])
    case.own_id, case.others, case.once = str(mine), (str(theirs),), True
    case.stale = lambda: employers.answer_promise(by=by, promise_id=mine, kept=True)
    return case


def change_workplace(world: World) -> Case:
    place = place_to_work(world.town, "Eigen")
    case = on_employer(world, "talk", {"title": "Hulp", "kind": "bbl", "hours_min": "8"})
    case.page = case.post = reverse("change_workplace", args=[place])
    case.own_id, case.others = str(place), (str(world.theirs[0].workplace),)
    return case


def condition(world: World) -> Case:
    place = place_to_work(world.town, "Eigen")
    fill = {"code": "licence_b", "strength": "required", "reason": "De bus staat buiten de stad."}
    case = on_employer(world, "talk", fill)
    case.page = case.post = reverse("condition", args=[place])
    case.own_id, case.others = str(place), (str(world.theirs[0].workplace),)
    return case


def workplace_district(world: World) -> Case:
    place = place_to_work(world.town, "Eigen")
    case = on_employer(world, "talk", {"district": "geen"})
    case.strangers = world.strangers("anouk", "bilal", "bas", "tess", "petra", "rachid", "vera")
    case.page = case.post = reverse("workplace_district", args=[place])
    case.own_id, case.others = str(place), (str(world.theirs[0].workplace),)
    return case


def workplace(world: World) -> Case:
    fill = {"title": "Hulp", "kind": "regular_job", "hours_min": "16", "hours_max": "24"}
    return on_employer(world, "new_workplace", fill | {"wage": "12.50", "pc4": "1234"})


def ask(world: World) -> Case:
    fill = {"text": "Zoek je iemand die graag buiten werkt?"}
    case = on_employer(world, "talk", fill | {"brokers": str(world.town["bas"].user_id)})
    case.page = case.post = reverse("ask")
    case.own_id, case.others = "", ()
    case.strangers = world.strangers("anouk", "tess", "bas")[:3]
    return case


def missing(world: World) -> Case:
    case = on_employer(world, "talk", {"text": "Werk met dieren, in de ochtend."})
    case.page = case.post = reverse("missing")
    case.own_id, case.others = "", ()
    case.strangers = world.strangers("tess", "petra", "bas")[:3]
    return case


def work_file(world: World) -> Case:
    address = reverse("work_imports")
    fill = {"file": csv([EMPLOYER_HEADERS, *EMPLOYERS], between="\t"), "brings": "employers"}
    case = Case(world.client("sam"), address, address, fill)
    case.strangers = world.strangers("anouk", "tess", "petra", "rachid")
    return case


def vacancies(world: World) -> Case:
    """Vacancies in the shape of VUM, with the system that they come from."""
    case = work_file(world)
    case.fill = {"file": file_of(), "brings": "workplaces", "source": "Banenbank"}
    return case


def work_columns(world: World) -> Case:
    upload = waiting(world.town["sam"])
    address = reverse("work_upload", args=[upload])
    keys = ("name", "kvk", "sector", "place_name", "pc4", "contact", "function", "phone", "email")
    fill = {key: str(at) for at, key in enumerate(keys)}
    case = Case(world.client("sam"), address, address, fill, own_id=str(upload))
    case.strangers = world.strangers("anouk", "tess", "wim", "bas")
    case.stale = lambda: take_down(by=world.town["sam"], upload_id=upload)
    return case


EMPLOYER_CASES: dict[str, Callable[[World], Case]] = {
    one.__name__: one
    for one in (
        *(employer, contact_person, employer_talk, employer_promise, promise_broken),
        *(workplace, change_workplace, condition, workplace_district, ask, missing),
        *(work_file, vacancies, work_columns),
    )
}
