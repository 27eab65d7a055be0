"""The Dutch names of occupations, from the official csv of ESCO (European Commission, CC BY 4.0).

Three files belong together: occupations, the groups of ISCO-08 above them, and groups of skills.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.reference.rules.editions import filled, once
from houvast.sheets import Limits, Recipe, Sheet, Wanted, as_text, check_chosen, propose
from houvast.sheets.sentences import TOO_LONG
from houvast.sheets.values import Row

OCCUPATION, ISCO_GROUP, SKILL_GROUP = "Occupation", "ISCOGroup", "SkillGroup"
FILES = {
    OCCUPATION: "occupations_nl.csv",
    ISCO_GROUP: "ISCOGroups_nl.csv",
    SKILL_GROUP: "skillGroups_nl.csv",
}
"""What the first column says of each row, and how the official download calls that file."""

TYPE = Wanted("type", gettext_noop("Soort"), ("conceptType",), required=True)
URI = Wanted("uri", gettext_noop("Adres"), ("conceptUri",), required=True)
NAME = Wanted("name", gettext_noop("Naam"), ("preferredLabel",), required=True)
STATUS = Wanted("status", gettext_noop("Status"), ("status",))
CODE = Wanted("code", gettext_noop("Code"), ("code",), required=True)
ISCO = Wanted("isco", gettext_noop("Beroepsgroep"), ("iscoGroup",), required=True)
ALSO = Wanted("also", gettext_noop("Andere namen"), ("altLabels",))
GROUPS = Recipe((TYPE, URI, NAME, STATUS, CODE))
OCCUPATIONS = Recipe((TYPE, URI, ISCO, NAME, ALSO, STATUS, CODE))
ONLY = tuple(name for one in OCCUPATIONS.columns for name in one.synonyms)

LIMITS = Limits(rows=20_000, text=100_000)
"""Names that nobody sees make a cell of 21,000 characters in the official file."""
LONGEST, LONGEST_CELL = 200, 20_000
RELEASED = "released"
CONCEPT = re.compile(r"http://data\.europa\.eu/esco/occupation/([0-9a-f-]{36})")
SCHEME = re.compile(r"http://data\.europa\.eu/esco/(isco|skill|isced-f)/\S+")
UNIT_GROUP = re.compile(r"[0-9]{4}")
ISCO_CODE = re.compile(r"[0-9]{1,4}")

NOT_ESCO = gettext_noop("Dit is geen Nederlands bestand van ESCO. Kies {files}.")
OTHER_KIND = gettext_noop(
    "Cel {cell}: hier staat iets anders dan {kind}. Kies het bestand van ESCO."
)
NO_ADDRESS = gettext_noop("Cel {cell}: dit is geen adres van ESCO. Kies het bestand van ESCO.")
NO_CODE = gettext_noop("Cel {cell}: dit is geen code van ISCO-08, zoals 7231.")
NO_GROUP = gettext_noop("Cel {cell}: groep {code} staat niet in het bestand met groepen.")
NOTHING = gettext_noop("In dit bestand staat niets wat nu geldt.")


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation as ESCO names it: `concept` stays, names and groups may change."""

    concept: UUID
    isco: str
    code: str
    name: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of occupations (isco, 1 to 4 digits), of skills (skill) or of studies (isced-f)."""

    scheme: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Occupations:
    """All three files together."""

    occupations: tuple[Occupation, ...]
    groups: tuple[Group, ...]


def kind_of(sheet: Sheet) -> str:
    """Which of the three files this is. Raises Refused for any other table."""
    at = propose(Recipe((TYPE,)), sheet.headers).get("type")
    kind = as_text(sheet.rows[0].values[at]) if at is not None else ""
    if kind not in FILES:
        raise Refused(NOT_ESCO, field="file", files=", ".join(FILES.values()))
    return kind


def read_groups(sheet: Sheet, kind: str) -> tuple[Group, ...]:
    """The groups of ISCO or of skills. Raises Refused with the first cell that cannot be right."""
    chosen = check_chosen(GROUPS, sheet.headers, propose(GROUPS, sheet.headers))
    seen: dict[str, str] = {}
    return tuple(_group(sheet, row, chosen, seen) for row in _released(sheet, chosen, kind))


def read_occupations(sheet: Sheet, groups: tuple[Group, ...]) -> tuple[Occupation, ...]:
    """The occupations, each in one of the groups. Raises Refused with the first wrong cell."""
    chosen = check_chosen(OCCUPATIONS, sheet.headers, propose(OCCUPATIONS, sheet.headers))
    known = {one.code for one in groups if one.scheme == "isco"}
    seen: dict[str, str] = {}
    return tuple(
        _occupation(sheet, row, chosen, known, seen) for row in _released(sheet, chosen, OCCUPATION)
    )


def _released(sheet: Sheet, chosen: dict[str, int], kind: str) -> Iterator[Row]:
    any_one = False
    for row in sheet.rows:
        if as_text(row.values[chosen["type"]]) != kind:
            cell = sheet.cell(row, chosen["type"]).name
            raise Refused(OTHER_KIND, field="file", cell=cell, kind=kind)
        if "status" not in chosen or as_text(row.values[chosen["status"]]) == RELEASED:
            any_one = True
            yield row
    if not any_one:
        raise Refused(NOTHING, field="file")


def _group(sheet: Sheet, row: Row, chosen: dict[str, int], seen: dict[str, str]) -> Group:
    scheme = SCHEME.fullmatch(filled(sheet, row, chosen["uri"], LONGEST))
    if not scheme:
        raise Refused(NO_ADDRESS, field="file", cell=sheet.cell(row, chosen["uri"]).name)
    code = filled(sheet, row, chosen["code"], LONGEST)
    cell = sheet.cell(row, chosen["code"]).name
    if scheme[1] == "isco" and not ISCO_CODE.fullmatch(code):
        raise Refused(NO_CODE, field="file", cell=cell)
    once(seen, f"{scheme[1]} {code}", cell)
    return Group(scheme[1], code, filled(sheet, row, chosen["name"], LONGEST))


def _occupation(
    sheet: Sheet, row: Row, chosen: dict[str, int], groups: set[str], seen: dict[str, str]
) -> Occupation:
    address = CONCEPT.fullmatch(filled(sheet, row, chosen["uri"], LONGEST))
    cell = sheet.cell(row, chosen["uri"]).name
    if not address:
        raise Refused(NO_ADDRESS, field="file", cell=cell)
    once(seen, address[1], cell)
    isco = filled(sheet, row, chosen["isco"], LONGEST).zfill(4)
    at = sheet.cell(row, chosen["isco"]).name
    if not UNIT_GROUP.fullmatch(isco):
        raise Refused(NO_CODE, field="file", cell=at)
    if isco not in groups:
        raise Refused(NO_GROUP, field="file", cell=at, code=isco)
    name = filled(sheet, row, chosen["name"], LONGEST)
    code = filled(sheet, row, chosen["code"], LONGEST)
    return Occupation(_uuid(address[1], cell), isco, code, name, _also(sheet, row, chosen, name))


def _uuid(text: str, cell: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(NO_ADDRESS, field="file", cell=cell) from None


def _also(sheet: Sheet, row: Row, chosen: dict[str, int], name: str) -> tuple[str, ...]:
    """The other names, one a line, each once and without the name itself."""
    if "also" not in chosen:
        return ()
    cell = sheet.cell(row, chosen["also"])
    text = as_text(cell.value)
    lines = {one.strip().casefold(): one.strip() for one in text.split("\n") if one.strip()}
    lines.pop(name.casefold(), None)
    if any(len(one) > LONGEST for one in lines.values()):
        raise Refused(TOO_LONG, field="file", cell=cell.name, most=LONGEST)
    return tuple(lines.values())
