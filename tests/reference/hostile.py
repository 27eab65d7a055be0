"""The forms about occupations that `test_hostile_forms` attacks: with a list they are there."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from houvast.employers import actions
from houvast.employers.actions.importing import put_up, take_down
from houvast.employers.rules.coding import key_of_text
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import Brings
from houvast.uploads.waiting import File
from tests.employers.conftest import facts
from tests.hostile_cases import Case, World
from tests.sheets.made import csv

BAKER, PACKER = (UUID(int=one) for one in (1, 4))
LIST = ((BAKER, "7512", "bakker", ["bakkersgezel"]), (PACKER, "9321", "handinpakker", ["inpakker"]))
HEADERS = ("Bedrijf", "Vacature", "Soort", "Uren", "Beroep")
ROW = ("Bakkerij Voorbeeld", "Hulp bij de oven", "bijbaan", "8", "Bakker")


def firm_of(world: World) -> UUID:
    return actions.add_employer(by=world.town["sam"], facts=EmployerFacts("Bakkerij Voorbeeld"))


def to_code(world: World) -> Case:
    """A workplace without an occupation; coded by another, the page is too old."""
    by, firm = world.town["sam"], firm_of(world)
    place = actions.add_workplace(by=by, employer_id=firm, facts=facts(title="Inpakker"))
    address = reverse("to_code")
    case = Case(world.client("sam"), address, address, {f"work_{place.hex}": str(PACKER)})
    case.strangers = world.strangers("anouk", "tess", "petra", "rachid")
    case.stale = lambda: actions.withdraw_workplace(by=by, workplace_id=place)
    case.once = True
    return case


def code_upload(world: World) -> Case:
    """The texts of a table that waits."""
    by = world.town["sam"]
    firm_of(world)
    file = File(csv([HEADERS, ROW], between="\t"))
    upload = put_up(by=by, file=file, brings=Brings.WORKPLACES, file_name="lijst.csv")
    page, post = (reverse(name, args=[upload]) for name in ("work_upload", "code_upload"))
    fill = {f"work_{key_of_text('Bakker')}": str(BAKER)}
    case = Case(world.client("sam"), page, post, fill, own_id=str(upload))
    case.strangers = world.strangers("anouk", "tess", "wim", "bas")
    case.stale = lambda: take_down(by=by, upload_id=upload)
    return case


CODING: dict[str, Callable[[World], Case]] = {one.__name__: one for one in (to_code, code_upload)}
