"""The columns of a table of workplaces, and a workplace as the cells of its row."""

from collections.abc import Iterable
from datetime import date

from houvast.employers.rules import said
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PayKind,
    Strength,
    VogPayer,
)
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import gettext_noop
from houvast.sheets import Recipe, Wanted, as_text

Condition = tuple[ConditionCode, Strength, str]
"""What the work asks, how much that weighs, and why."""


def _wanted(key: str, label: str, *more: str, required: bool = False) -> Wanted:
    """A column whose label is also its header."""
    return Wanted(key, label, (label, *more), required)


WORK_RECIPE = Recipe(
    (
        _wanted(
            "name", gettext_noop("Werkgever"), "Bedrijf", "Bedrijfsnaam", "Naam werkgever",
            required=True,
        ),
        _wanted("kvk", gettext_noop("KvK-nummer"), "KvK", "KvK nr"),
        _wanted("employer_pc4", gettext_noop("Postcode werkgever"), "Postcode bedrijf"),
        _wanted("reference", gettext_noop("Kenmerk"), "Referentie", "Vacaturenummer", "Nummer"),
        _wanted("source", gettext_noop("Bron"), "Bronsysteem"),
        _wanted("external_id", gettext_noop("Nummer bij de bron"), "Id bij de bron", "Bron-id"),
        _wanted(
            "title", gettext_noop("Werkplek"), "Titel", "Functie", "Naam werkplek", "Vacature",
            "Wat voor werk is het?", required=True,
        ),
        _wanted(
            "description", gettext_noop("Omschrijving"), "Vacaturetekst", "Functieomschrijving"
        ),
        _wanted(
            "kind", gettext_noop("Soort werk"), "Soort", "Type", "Contractvorm", required=True
        ),
        _wanted(
            "hours", gettext_noop("Uren per week"), "Uren", "Aantal uren", "Uren p/w", required=True
        ),
        _wanted("places", gettext_noop("Aantal plekken"), "Plekken", "Plaatsen", "Aantal"),
        _wanted("pc4", gettext_noop("Postcode van de werkplek"), "Postcode werkplek", "Postcode"),
        _wanted("is_mobile", gettext_noop("Steeds op een ander adres"), "Wisselend adres"),
        _wanted("day_parts", gettext_noop("Dagdelen"), "Dagen", "Werktijden", "Wanneer"),
        _wanted("day_parts_min", gettext_noop("Dagdelen minstens"), "Minstens dagdelen"),
        _wanted("start_on", gettext_noop("Kan beginnen vanaf"), "Start", "Startdatum", "Vanaf"),
        _wanted("end_on", gettext_noop("Duurt tot"), "Einddatum", "Tot"),
        _wanted("closing_on", gettext_noop("Aanmelden kan tot"), "Sluitingsdatum", "Reageren voor"),
        _wanted("wage", gettext_noop("Loon per uur"), "Uurloon", "Bruto uurloon", "Loon"),
        _wanted("pay_kind", gettext_noop("Wat krijgt iemand?"), "Vergoeding", "Betaling"),
        _wanted("minimum_age", gettext_noop("Minimumleeftijd"), "Leeftijd", "Vanaf leeftijd"),
        _wanted("minimum_age_reason", gettext_noop("Waarom die leeftijd"), "Reden leeftijd"),
        _wanted("asks_vog", gettext_noop("VOG nodig"), "VOG", "Vraagt een VOG"),
        _wanted("vog_codes", gettext_noop("VOG-codes"), "VOG codes"),
        _wanted("vog_paid_by", gettext_noop("Wie betaalt de VOG?"), "VOG betaald door"),
        _wanted("asks", gettext_noop("Eisen met reden"), "Eisen", "Vereist"),
        _wanted("wishes", gettext_noop("Wensen van de werkgever"), "Wensen", "Gewenst"),
        _wanted("open_asks", gettext_noop("Eisen om na te vragen"), "Na te vragen"),
        _wanted("skills_asked", gettext_noop("Wat komt van pas?"), "Vaardigheden"),
        _wanted("teaches", gettext_noop("Wat leer je hier?"), "Leert", "Leerdoelen"),
        _wanted("offers", gettext_noop("Wat de plek biedt"), "Biedt", "Aanbod"),
        _wanted("offers_no", gettext_noop("Wat de plek niet biedt"), "Biedt niet"),
        _wanted("occupation", gettext_noop("Beroep"), "Beroepsnaam"),
        _wanted("isco", gettext_noop("Beroepscode"), "ISCO", "ISCO-08"),
        _wanted("buddy", gettext_noop("Wie helpt op de werkplek?"), "Begeleider", "Buddy"),
        _wanted("jobcoach_days", gettext_noop("Dagen per maand met een jobcoach"), "Jobcoach"),
        _wanted("crebo", gettext_noop("Crebo-code van de opleiding"), "Crebo", "Crebonummer"),
        _wanted("sbb_recognised", gettext_noop("Erkend leerbedrijf (SBB)?"), "Erkend leerbedrijf"),
        _wanted("confirmed_on", gettext_noop("Bevestigd op"), "Laatst bevestigd", "Gebeld op"),
    )
)  # fmt: skip

WHO = ("name", "kvk", "employer_pc4", "reference", "source", "external_id")
STRENGTHS = {"asks": Strength.REQUIRED, "wishes": Strength.PREFERRED, "open_asks": Strength.UNKNOWN}
COMPARED = tuple(one.key for one in WORK_RECIPE.columns if one.key not in (*WHO, "confirmed_on"))
"""What a row can say otherwise. By the others it is known, or they move only by hand."""


def work_cells(facts: WorkplaceFacts, conditions: Iterable[Condition]) -> dict[str, str]:
    """A workplace as the cells of its row, without whose it is."""
    asked = tuple(conditions)
    least, most = facts.hours_min, facts.hours_max
    return {
        "title": facts.title,
        "description": facts.description,
        "kind": said.word_of(facts.kind),
        "hours": f"{least}" if least == most else f"{least}-{most}",
        "places": f"{facts.places}",
        "pc4": facts.pc4,
        "is_mobile": _yes(facts.is_mobile),
        "day_parts": said.as_day_parts(facts.day_parts),
        "day_parts_min": f"{facts.day_parts_min}",
        **{key: _day(getattr(facts, key)) for key in ("start_on", "end_on", "closing_on")},
        "wage": "" if facts.wage_cents is None else said.as_euro(facts.wage_cents),
        "pay_kind": _known(facts.pay_kind),
        "minimum_age": _number(facts.minimum_age),
        "minimum_age_reason": facts.minimum_age_reason,
        "asks_vog": _yes(facts.asks_vog),
        "vog_codes": said.joined(facts.vog_codes),
        "vog_paid_by": _known(facts.vog_paid_by),
        **{key: _conditions(asked, strength) for key, strength in STRENGTHS.items()},
        "skills_asked": _skills(facts.skills_asked),
        "teaches": _skills(facts.teaches),
        "offers": _offers(facts, Answer.YES),
        "offers_no": _offers(facts, Answer.NO),
        "occupation": facts.occupation,
        "isco": facts.isco,
        "buddy": facts.buddy,
        "jobcoach_days": _number(facts.jobcoach_days),
        "crebo": facts.crebo,
        "sbb_recognised": _known(facts.sbb_recognised),
    }


def _known(code: PayKind | VogPayer | Answer) -> str:
    """What is not known is an empty cell, and an empty cell says nothing."""
    return "" if code == "unknown" else said.word_of(code)


def _yes(answer: bool) -> str:
    return said.word_of(Answer.YES if answer else Answer.NO)


def _number(number: int | None) -> str:
    return "" if number is None else f"{number}"


def _day(day: date | None) -> str:
    return as_text(day)


def _conditions(conditions: Iterable[Condition], strength: Strength) -> str:
    rows = [
        f"{said.word_of(code)}: {said.flat(why)}" if why else said.word_of(code)
        for code, how, why in conditions
        if how is strength
    ]
    return said.joined(sorted(rows))


def _skills(codes: Iterable[str]) -> str:
    return said.joined(said.word_of(Skill(code)) for code in codes)


def _offers(facts: WorkplaceFacts, answer: Answer) -> str:
    return said.joined(said.word_of(code) for code in OfferCode if facts.offers.get(code) is answer)
