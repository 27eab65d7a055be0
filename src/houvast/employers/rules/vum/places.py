"""Where an employer is and where the work is, of the addresses of a vacancy."""

import re
from dataclasses import dataclass

from houvast.employers.rules import said
from houvast.employers.rules.vum.fields import AREA
from houvast.employers.rules.vum.values import Part

AS_AREA = re.compile(re.escape(AREA).replace(r"\{pc4\}", "([1-9][0-9]{3})"))


@dataclass(frozen=True, slots=True)
class At:
    """A place; empty text is not known."""

    pc4: str = ""
    town: str = ""


def place_of(employer: Part, wanted: str, *, only: bool = False) -> At:
    """The address with this function, else the first that there is in the country unless `only`.

    Abroad there is no Dutch postcode, so the place is not known.
    """
    found: dict[str, At] = {}
    for one in employer.parts("adresHouding"):
        place = _dutch(one.part("adres", "adresNederland"))
        if place != At():
            found.setdefault(one.code("codeFunctieAdres"), place)
    if only:
        return found.get(wanted, At())
    return found.get(wanted) or next(iter(found.values()), At())


def _dutch(address: Part) -> At:
    area = AS_AREA.fullmatch(address.line("locatieomschrijving"))
    pc4 = said.pc4(address.line("postcode")) or (area[1] if area else "")
    return At(pc4, address.line("woonplaatsnaam"))
