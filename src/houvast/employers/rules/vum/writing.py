"""A workplace as a vacancy in the shape of VUM, by the table of `fields`. Nobody is in it.

No contact person, no note, and nothing of who works there or would like to.
"""

from typing import Any

from houvast.employers.rules import said
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import ConditionCode
from houvast.employers.rules.vum.fields import (
    AREA,
    CODE_OF,
    DUTCH_LEVELS,
    LICENCES,
    MODES,
    OFFICE,
    OURS,
    VERSION,
    VISITED,
    WITHOUT_CODE,
    WORKED,
)
from houvast.employers.rules.work_known import WorkHere, our_reference
from houvast.employers.rules.workplaces import WorkplaceFacts

FIXED_TERM = "B"
LONGEST_TOWN = 80


def vacancy_of(employer: EmployerFacts, here: WorkHere) -> dict[str, Any]:
    """The vacancy; what is not known is not in it."""
    facts, asked = here.facts, {code for code, _, _ in here.conditions}
    contract = {
        "codeTypeArbeidscontract": FIXED_TERM if facts.end_on else None,
        "codeTypeOvereenkomst": CODE_OF[facts.kind],
    }
    vacancy: dict[str, Any] = _known(
        {
            "idVacature": our_reference(here.id),
            "naamVacature": facts.title,
            "omschrijvingVacature": facts.description,
            "sluitingsDatumVacature": _day(facts.closing_on),
            "werkgever": {
                "handelsnaamOrganisatie": employer.name,
                "adresHouding": _addresses(employer, facts),
            },
            "arbeidsVoorwaarden": _terms(facts),
            "contractvorm": [contract],
            "beroep": {"naamBeroepOngecodeerd": facts.occupation},
            "rijbewijs": _licences(asked),
            "werktijden": {
                "aantalWerkurenPerWeekMinimaal": facts.hours_min,
                "aantalWerkurenPerWeekMaximaal": facts.hours_max,
                "indicatieKantoortijden": 1 if facts.day_parts == OFFICE else None,
            },
            "taalbeheersing": _languages(asked),
            OURS: _beside(facts),
        }
    )
    return vacancy


def _known(part: Any) -> Any:
    """Without what is empty, at every level."""
    if isinstance(part, dict):
        full = {name: _known(one) for name, one in part.items()}
        return {name: one for name, one in full.items() if one not in (None, "", {}, [])}
    if isinstance(part, list):
        return [one for one in map(_known, part) if one not in (None, "", {}, [])]
    return part


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _addresses(employer: EmployerFacts, facts: WorkplaceFacts) -> list[dict[str, Any]]:
    """Four digits are no postcode by the pattern of VUM, so they stand in words."""
    town = employer.place_name[:LONGEST_TOWN]
    places = {VISITED: (employer.pc4, town), WORKED: (facts.pc4, "")}
    return [
        {"codeFunctieAdres": function, "adres": {"adresNederland": _address(*place)}}
        for function, place in places.items()
        if any(place)
    ]


def _address(pc4: str, town: str) -> dict[str, Any]:
    return {
        "locatieomschrijving": AREA.format(pc4=pc4) if pc4 else None,
        "woonplaatsnaam": town,
    }


def _terms(facts: WorkplaceFacts) -> dict[str, Any]:
    """Words are for people: nobody reads a wage or a kind of work out of them."""
    wage = None if facts.wage_cents is None else f"{said.as_euro(facts.wage_cents)} euro per uur"
    return {
        "datumAanvangWerkzaamheden": _day(facts.start_on),
        "datumEindeWerkzaamheden": _day(facts.end_on),
        "omschrijvingArbeidsvoorwaarden": (
            said.word_of(facts.kind) if facts.kind in WITHOUT_CODE else None
        ),
        "salarisIndicatie": wage,
    }


def _beside(facts: WorkplaceFacts) -> dict[str, str]:
    """By which table it was written, and the kind when VUM has no code for it."""
    kind = {"kind": facts.kind.value} if facts.kind in WITHOUT_CODE else {}
    return {"version": VERSION} | kind


def _licences(asked: set[ConditionCode]) -> list[dict[str, str]]:
    return [{"codeSoortRijbewijs": word} for word, code in LICENCES.items() if code in asked]


def _languages(asked: set[ConditionCode]) -> list[dict[str, Any]]:
    levels = [level for level, code in DUTCH_LEVELS.items() if code in asked]
    if not levels:
        return []
    told = {f"codeNiveauTaalbeheersing{mode}": max(levels) for mode in MODES}
    return [{"codeTaal": "nld", **told}]
