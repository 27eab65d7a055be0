"""What of a vacancy is only there to read: one description, of which no rule reads a word.

A wish for a diploma, experience or a course has no code here, so it can never shut anybody out. It
stands below the text, for who rings the employer and asks what the work needs.
"""

import re
from collections.abc import Iterable, Iterator

from houvast.employers.rules.descriptions import LONGEST_DESCRIPTION, reaches_somebody
from houvast.employers.rules.proxies import check_job_related
from houvast.employers.rules.vum.fields import LEVELS, OURS, STUDIES, VEHICLES
from houvast.employers.rules.vum.values import Part
from houvast.errors import Refused, gettext_noop

SENTENCES = re.compile(r"(?<=[.!?])[ ]+|(\n)")
LEFT_OUT = gettext_noop("{cell}: een zin met “{word}” is weggelaten. Dat gaat niet over het werk.")
REACHED = gettext_noop(
    "{cell}: een zin met een telefoonnummer of mailadres is weggelaten."
    " Zet die bij de contactpersoon."
)
CUT = gettext_noop("{cell}: de tekst is te lang. Het eind is weggelaten.")
YES = 1


def description_of(vacancy: Part, notes: list[Refused]) -> str:
    """The text of a vacancy with what else the employer would like; what is left out is noted."""
    text = _kept(vacancy, "omschrijvingVacature", vacancy.text("omschrijvingVacature"), notes)
    wishes = list(_wishes(vacancy, notes))
    room = LONGEST_DESCRIPTION - sum(len(one) + 1 for one in wishes) - 1
    if len(text) > max(room, 0):
        notes.append(vacancy.refuse(CUT, "omschrijvingVacature"))
        text = text[: max(room - 2, 0)].rsplit(" ", 1)[0] + " …" if room > 2 else ""
    whole = "\n".join([text, *wishes]).strip()
    return whole[:LONGEST_DESCRIPTION].strip()


def _kept(at: Part, name: str, text: str, notes: list[Refused]) -> str:
    """The text without sentences that lead to a person, or say how somebody is."""
    kept = []
    for one in SENTENCES.split(text):
        if one is None:
            continue
        if reaches_somebody(one):
            notes.append(at.refuse(REACHED, name))
            continue
        try:
            kept.append(check_job_related(one, field=name))
        except Refused as refused:
            notes.append(at.refuse(LEFT_OUT, name, word=refused.values["word"]))
    joined = " ".join(kept)
    return re.sub(r" *\n *", "\n", joined).strip()


def _wishes(vacancy: Part, notes: list[Refused]) -> Iterator[str]:
    for name, words, told in _told(vacancy):
        text = "; ".join(dict.fromkeys(one for one in told if one))
        if text and (clean := _kept(vacancy, name, f"{words}: {text}", notes)):
            yield clean.replace("\n", " ")


def _told(vacancy: Part) -> Iterator[tuple[str, str, Iterable[str]]]:
    """A field, how its line begins, and what stands in it. Stored in Dutch, as what came in is."""
    terms = vacancy.part("arbeidsVoorwaarden")
    if not vacancy.part(OURS).raw:  # we wrote those words ourselves, of what comes along anyway
        yield "arbeidsVoorwaarden", "Salaris", [terms.line("salarisIndicatie")]
        yield (
            *("arbeidsVoorwaarden", "Arbeidsvoorwaarden"),
            [terms.line("omschrijvingArbeidsvoorwaarden")],
        )
    level = vacancy.code("codeWerkEnDenkniveauMinimaal")
    yield "codeWerkEnDenkniveauMinimaal", "Gewenst niveau", [LEVELS.get(level, "")]
    yield "opleiding", "Gewenste opleiding", [_study(one) for one in vacancy.parts("opleiding")]
    years = [one.number_of("aantalJarenWerkzaamInBeroep") for one in vacancy.parts("werkervaring")]
    yield "werkervaring", "Gewenste ervaring", [f"{one} jaar" for one in years if one]
    yield "cursus", "Gewenste cursus", [one.line("naamCursus") for one in vacancy.parts("cursus")]
    skills = [one.line("omschrijving") for one in vacancy.parts("vakvaardigheid")]
    yield "vakvaardigheid", "Komt van pas", skills
    ways = vacancy.parts("gedragscompetentie")
    yield (
        *("gedragscompetentie", "Past bij dit werk"),
        [one.line("omschrijvingGedragscompetentie") for one in ways],
    )
    used = [
        VEHICLES.get(one.number_of("codeVervoermiddel") or 0, "")
        for one in vacancy.parts("vervoermiddel")
        if one.number_of("indicatieBeschikbaarVoorUitvoeringWerk") == YES
    ]
    yield "vervoermiddel", "Vervoer voor het werk", used
    shifts = vacancy.part("flexibiliteit").number_of("indicatieOnregelmatigWerkOfPloegendienst")
    yield (
        *("flexibiliteit", "Werktijden"),
        ["onregelmatig of in ploegen"] if shifts == YES else [],
    )


def _study(one: Part) -> str:
    name = one.part("opleidingsnaam")
    said = name.line("omschrijvingOpleidingsnaam") or name.line("naamOpleidingOngecodeerd")
    level = STUDIES.get(one.code("codeNiveauOpleiding"), "")
    return f"{said} ({level})" if said and level else said or level
