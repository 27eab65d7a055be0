"""A file of vacancies becomes a table as people bring it, each row under the rules of any table.

A vacancy of which a field has another type stays out with the name of that field. What has no place
here, or may not stand here, is left out and noted. No requirement becomes hard: what VUM asks comes
in as a question to the employer, without a reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from houvast.employers.rules import said
from houvast.employers.rules.importing import RECIPE
from houvast.employers.rules.states import Brings, ConditionCode, Sector, WorkKind
from houvast.employers.rules.vum.fields import (
    DUTCH,
    DUTCH_LEVELS,
    KINDS,
    LICENCES,
    MODES,
    NO_LEVEL,
    OFFICE,
    OURS,
    VERSION,
    VISITED,
    VOLUNTARY,
    WITHOUT_CODE,
    WORKED,
    field_of,
    section_of,
)
from houvast.employers.rules.vum.persons import check_no_persons
from houvast.employers.rules.vum.places import place_of
from houvast.employers.rules.vum.texts import description_of
from houvast.employers.rules.vum.values import Part
from houvast.employers.rules.work_columns import WORK_RECIPE
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Limits, Recipe, Row, Sheet, Value, objects_in, read_json
from houvast.sheets.sentences import CITIZEN_NUMBER, TOO_MANY_ROWS
from houvast.sheets.values import plain
from houvast.sheets.withheld import citizen_numbers

NO_VACANCIES = gettext_noop("Hier staan geen vacatures in. Kies een VUM-bestand met vacatures.")
TWO_KINDS = gettext_noop("{cell}: deze vacature is voor meer soorten werk. Maak er twee van.")
NOT_PAID = gettext_noop("{cell}: vrijwilligerswerk is geen werkplek en komt er niet in.")
OTHER_LICENCE = gettext_noop("{cell}: rijbewijs {word} is hier geen eis. Het is weggelaten.")
OTHER_LANGUAGE = gettext_noop("{cell}: een andere taal dan Nederlands is hier geen eis.")
UNKNOWN_LEVEL = gettext_noop("{cell}: dit taalniveau kennen we niet. Het is weggelaten.")
NO_SECTION = gettext_noop("{cell}: uit deze SBI-code volgt geen sector. Vul hem hier zelf in.")
NOBODY = gettext_noop("{cell}: een contactpersoon zonder naam is weggelaten.")
LISTS = ("matches", "vacatures")
"""Under these names a file may hold its vacancies."""
SIGNS = frozenset({"idVacature", "nummerVacature", "naamVacature", "werkgever", "beroep", "vumID"})
"""One of these fields stands in every vacancy."""

WORK = (
    *("name", "employer_pc4", "source", "external_id", "title", "description", "kind", "hours"),
    *("pc4", "day_parts", "start_on", "end_on", "closing_on", "open_asks", "occupation"),
)
EMPLOYER = ("name", "sector", "place_name", "pc4", "contact", "phone", "email")
Cells = dict[str, Value]


def sheet_of(content: bytes, brings: Brings, source: str, limits: Limits) -> Sheet:
    """The table that a file of vacancies gives. Raises Refused (field "file") for all of it."""
    found = read_json(content, limits)
    check_no_persons(found)
    vacancies = _vacancies(found)
    if len(vacancies) > limits.rows:
        raise Refused(TOO_MANY_ROWS, field="file", most=limits.rows)
    if brings is Brings.EMPLOYERS:
        return _sheet(vacancies, RECIPE, EMPLOYER, employer_cells, once=True)
    return _sheet(vacancies, WORK_RECIPE, WORK, lambda one, notes: work_cells(one, notes, source))


def _vacancies(found: Any) -> list[Part]:
    if isinstance(found, dict):
        found = next((found[name] for name in LISTS if name in found), found)
    rows = objects_in(found)
    if not any(SIGNS & one.keys() for one in rows):
        raise Refused(NO_VACANCIES, field="file")
    return [Part(one, number) for number, one in enumerate(rows, start=1)]


def _sheet(
    vacancies: Sequence[Part],
    recipe: Recipe,
    keys: tuple[str, ...],
    read: Callable[[Part, list[Refused]], Cells],
    *,
    once: bool = False,
) -> Sheet:
    rows, faults, notes = [], [], []
    met = set[tuple[str, str]]()
    for one in vacancies:
        noted: list[Refused] = []
        cells: Cells = {}
        try:
            cells = read(one, noted)
        except Refused as refused:
            faults.append((one.number, refused))
        who = (plain(str(cells.get("name"))), str(cells.get("pc4")))
        if once and cells and who in met:
            continue
        met.add(who)
        notes += [(one.number, each) for each in noted]
        rows.append(Row(one.number, tuple(cells.get(key) or None for key in keys)))
    made = Sheet(
        headers=tuple(recipe.wanted(key).synonyms[0] for key in keys),
        rows=tuple(rows),
        columns=tuple(range(len(keys))),
        names=tuple(field_of(key) if key != "source" else key for key in keys),
        faults=tuple(faults),
        notes=tuple(notes),
    )
    return _without_citizen_numbers(made)


def _without_citizen_numbers(made: Sheet) -> Sheet:
    """Nothing is kept of a vacancy with a burgerservicenummer."""
    wrong = {row.number: cell for row, cell in citizen_numbers(made)}
    if not wrong:
        return made
    empty = (None,) * len(made.headers)
    refused = [(row, Refused(CITIZEN_NUMBER, cell=cell)) for row, cell in wrong.items()]
    return replace(
        made,
        rows=tuple(Row(one.number, empty) if one.number in wrong else one for one in made.rows),
        faults=tuple(sorted((*made.faults, *refused), key=lambda one: one[0])),
    )


def employer_cells(vacancy: Part, notes: list[Refused]) -> Cells:
    """The employer of a vacancy as the row of a table of employers."""
    employer = vacancy.part("werkgever")
    place = place_of(employer, VISITED, only=bool(vacancy.part(OURS).raw))
    cells: Cells = {
        "name": employer.line("handelsnaamOrganisatie"),
        "sector": _sector(vacancy, employer, notes),
        "place_name": place.town,
        "pc4": place.pc4,
    }
    for one in employer.parts("contactpersoon")[:1]:
        if name := one.line("naamContactpersoonAfdeling"):
            reach = {"phone": "telefoonnummer", "email": "emailadres"}
            cells |= {"contact": name} | {to: one.first_text(at) for to, at in reach.items()}
        elif one.raw:
            notes.append(employer.refuse(NOBODY, "contactpersoon"))
    return cells


def _sector(vacancy: Part, employer: Part, notes: list[Refused]) -> str:
    told = [one.number_of("codeSbi") for one in employer.parts("sector")]
    told.append(vacancy.part("sector").number_of("codeSbi"))
    codes = [one for one in told if one is not None]
    found: Sector | None = next((one for one in map(section_of, codes) if one), None)
    if codes and found is None:
        notes.append(vacancy.refuse(NO_SECTION, "sector"))
    return said.word_of(found) if found else ""


def work_cells(vacancy: Part, notes: list[Refused], source: str) -> Cells:
    """A vacancy as the row of a table of workplaces."""
    employer, terms = vacancy.part("werkgever"), vacancy.part("arbeidsVoorwaarden")
    known_as = vacancy.code("idVacature") or vacancy.code("vumID") or vacancy.code("nummerVacature")
    occupation = vacancy.part("beroep")
    ours = bool(vacancy.part(OURS).raw)  # what we do not know of a place, we did not write
    return {
        "name": employer.line("handelsnaamOrganisatie"),
        "employer_pc4": place_of(employer, VISITED, only=ours).pc4,
        "source": source if known_as else "",
        "external_id": known_as,
        "title": vacancy.line("naamVacature"),
        "description": description_of(vacancy, notes),
        "kind": _kind(vacancy),
        "hours": _hours(vacancy.part("werktijden")),
        "pc4": place_of(employer, WORKED, only=ours).pc4,
        "day_parts": _day_parts(vacancy.part("werktijden")),
        "start_on": terms.day("datumAanvangWerkzaamheden"),
        "end_on": terms.day("datumEindeWerkzaamheden"),
        "closing_on": vacancy.day("sluitingsDatumVacature"),
        "open_asks": said.joined(said.word_of(one) for one in _asks(vacancy, notes)),
        "occupation": occupation.line("omschrijvingBeroepsnaam")
        or occupation.line("naamBeroepOngecodeerd"),
    }


def _kind(vacancy: Part) -> str:
    """The word for the kind of work; of a code that is none the code, for the rule that refuses."""
    told = {one.code("codeTypeOvereenkomst") for one in vacancy.parts("contractvorm")} - {""}
    if len(told) > 1:
        raise vacancy.refuse(TWO_KINDS, "contractvorm.codeTypeOvereenkomst")
    code = next(iter(told), "")
    if code == VOLUNTARY:
        raise vacancy.refuse(NOT_PAID, "contractvorm.codeTypeOvereenkomst")
    ours = vacancy.part(OURS)
    flag = ours.text("kind") if ours.text("version") == VERSION else ""
    if flag in WITHOUT_CODE:
        return said.word_of(WorkKind(flag))
    return said.word_of(KINDS[code]) if code in KINDS else code


def _hours(times: Part) -> str:
    least = times.number_of("aantalWerkurenPerWeekMinimaal")
    most = times.number_of("aantalWerkurenPerWeekMaximaal")
    if least is None and most is None:
        return ""
    if least is None or most is None:
        return str(most if least is None else least)
    return f"{max(least, 1)}-{most}" if least == 0 < most else f"{least}-{most}"


def _day_parts(times: Part) -> str:
    return said.as_day_parts(OFFICE) if times.number_of("indicatieKantoortijden") == 1 else ""


def _asks(vacancy: Part, notes: list[Refused]) -> Iterator[ConditionCode]:
    asked: list[ConditionCode] = []
    for one in vacancy.parts("rijbewijs"):
        word = one.line("codeSoortRijbewijs")
        if word in LICENCES:
            asked.append(LICENCES[word])
        elif word:
            notes.append(vacancy.refuse(OTHER_LICENCE, "rijbewijs", word=word[:20]))
    for one in vacancy.parts("taalbeheersing"):
        asked += _language(vacancy, one, notes)
    yield from dict.fromkeys(asked)


def _language(vacancy: Part, one: Part, notes: list[Refused]) -> list[ConditionCode]:
    levels = [one.number_of(f"codeNiveauTaalbeheersing{mode}") for mode in MODES]
    told = {level for level in levels if level is not None} - {*NO_LEVEL}
    if not told:
        return []
    if one.line("codeTaal") not in DUTCH:
        notes.append(vacancy.refuse(OTHER_LANGUAGE, "taalbeheersing"))
        return []
    if unknown := told - DUTCH_LEVELS.keys():
        notes.append(vacancy.refuse(UNKNOWN_LEVEL, "taalbeheersing"))
        told -= unknown
    return [DUTCH_LEVELS[max(told)]] if told else []
