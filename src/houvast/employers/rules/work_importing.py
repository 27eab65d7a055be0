"""Bring in workplaces: whose each is, what each row says, who asked what, and why.

A workplace is known again by its employer and its own reference, else by its title. A condition
that must be met has its reason in the work, as on the form; a word about how somebody is is
refused (rules/proxies.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from houvast.employers.rules import said
from houvast.employers.rules.employers import FURTHEST_DAY, EmployerFacts
from houvast.employers.rules.importing import (
    NO_NAME,
    Checked,
    Difference,
    Here,
    Known,
    differing,
    key_of,
)
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PayKind,
    VogPayer,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.work_columns import (
    COMPARED,
    STRENGTHS,
    WORK_RECIPE,
    Condition,
    work_cells,
)
from houvast.employers.rules.work_known import OURS, Shelf, WorkHere, our_reference
from houvast.employers.rules.workplaces import (
    WorkplaceFacts,
    check_begins,
    check_condition,
    check_offer,
    check_workplace,
)
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Look, Sheet, read_dates

T = TypeVar("T")
LONGEST_REFERENCE = 40
LONGEST_SOURCE = 40
LONGEST_ID = 200
VUM = "VUM"
"""The source of a file of vacancies when nobody says which system it comes from."""
DAYS = ("start_on", "end_on", "closing_on", "confirmed_on")
LIE_NEAR = ("start_on", "end_on", "closing_on")
"""Days that may not be a year away when they are written; what stands here may have become old."""
AHEAD = timedelta(days=3 * 365)
COLUMN_OF = {"hours_min": "hours", "hours_max": "hours", "wage_cents": "wage"}
"""The column in which a field of a workplace stands under another name."""

NO_EMPLOYER = gettext_noop("{cell}: deze werkgever staat er niet. Lees eerst de werkgevers in.")
NO_TITLE = gettext_noop("{cell}: zonder naam van de werkplek, zoals hulp in de keuken.")
NO_KIND = gettext_noop("{cell}: schrijf bijbaan, stage, BBL, leerwerkplek, proefplaatsing of baan.")
NO_HOURS = gettext_noop("{cell}: schrijf de uren per week als 16 of 16-24.")
NO_NUMBER = gettext_noop("{cell}: schrijf een heel getal, zoals 2.")
NO_ANSWER = gettext_noop("{cell}: schrijf ja of nee.")
NO_MONEY = gettext_noop("{cell}: schrijf het loon per uur als 14,71.")
NO_DAY_PARTS = gettext_noop("{cell}: schrijf het zo: ma t/m vr ochtend middag; za ochtend.")
NO_WORD = gettext_noop(
    "{cell}: “{word}” kennen we niet. Schrijf het als op het scherm van een werkplek."
)
LONG_REFERENCE = gettext_noop("{cell}: een kenmerk heeft hoogstens {most} tekens.")
LONG_ID = gettext_noop("{cell}: dit is te lang. Een nummer bij de bron heeft hoogstens 200 tekens.")
LONG_SOURCE = gettext_noop("De naam van een bron heeft hoogstens {most} tekens.")
NO_SOURCE = gettext_noop("{cell}: schrijf bron én nummer bij de bron, of laat ze allebei leeg.")
ASKED_TWICE = gettext_noop("{cell}: “{word}” staat er twee keer. Laat er één staan.")
NOT_YET = gettext_noop("{cell}: deze dag kan niet. Kies een dag van het afgelopen jaar.")
TWICE = gettext_noop("{cell}: dezelfde werkplek als in rij {row}. Schrijf een kenmerk erbij.")


@dataclass(frozen=True, slots=True)
class NewWorkplace:
    """A workplace that is not here yet; with a day on which the employer confirmed it."""

    row: int
    employer_id: UUID
    employer: str
    reference: str
    facts: WorkplaceFacts
    conditions: tuple[Condition, ...]
    confirmed_on: date | None
    source: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class WorkChange:
    """What a row would change; `conditions` is None when the row asks nothing else."""

    row: int
    id: UUID
    name: str
    differences: tuple[Difference, ...]
    key: str
    facts: WorkplaceFacts | None
    conditions: tuple[Condition, ...] | None


Found = Checked[NewWorkplace, WorkChange]


def check_source(source: str) -> str:
    """The name of the system that a file comes from; nothing said is VUM. Raises Refused."""
    clean = " ".join(source.split())
    if len(clean) > LONGEST_SOURCE:
        raise Refused(LONG_SOURCE, field="source", most=LONGEST_SOURCE)
    return clean or VUM


def check_workplaces(
    sheet: Sheet,
    chosen: Mapping[str, int],
    employers: Sequence[Here],
    here: Sequence[WorkHere],
    today: date,
) -> Found:
    """Look at every row. Employers that the actor may not see are not here."""
    checked, shelf = Found(), Shelf(Known(employers), here)
    days = {
        key: read_dates(sheet.column(chosen[key]), latest=today + AHEAD)
        for key in DAYS
        if key in chosen
    }
    out = dict(sheet.faults)
    checked.refused += sheet.faults
    for at, row in enumerate(sheet.rows):
        if row.number in out:
            continue
        look = _Work(sheet, row, chosen, {key: days[key][at] for key in days}, today)
        try:
            _sort(look, checked, shelf)
        except Refused as refused:
            checked.refused.append((row.number, refused))
    checked.refused.sort(key=lambda one: one[0])
    return checked


def _sort(look: "_Work", checked: Found, shelf: Shelf) -> None:
    number = look.row.number
    employer = look.employer(shelf.employers)
    if employer.id is None:
        raise Refused(NO_EMPLOYER, cell=look.name("name"))
    reference, origin = look.reference(), look.origin()
    title = look.needed("title", NO_TITLE)
    with look.fields({}, "title"):
        one = shelf.find(employer.id, reference, title, origin)
    stands = one.facts if one else WorkplaceFacts(title, WorkKind.REGULAR_JOB, 1, 1)
    facts, conditions, confirmed = look.facts(stands), look.conditions(), look.confirmed()
    known_as = our_reference(one.id) if one else reference
    before = (
        shelf.once_of(origin, number)
        if any(origin) and not one
        else shelf.once(employer.id, known_as, title, number)
    )
    if before != number:
        raise Refused(TWICE, cell=look.name("title"), row=before)
    if one is None:
        if confirmed:
            with look.fields({}, "title"):
                check_offer(WorkplaceState.DRAFT, facts.closing_on, look.today)
        mine = reference if not reference.startswith(OURS) else ""
        name = employer.facts.name
        checked.new.append(
            NewWorkplace(number, employer.id, name, mine, facts, conditions, confirmed, *origin)
        )
        return
    checked.known.append(number)
    if one.state is not WorkplaceState.WITHDRAWN and (
        change := _change(look, one, facts, conditions)
    ):
        checked.changes.append(change)


def _change(
    look: "_Work", here: WorkHere, facts: WorkplaceFacts, conditions: tuple[Condition, ...]
) -> WorkChange | None:
    """What the row says otherwise. An empty cell says nothing."""
    if look.sheet.names:  # a vacancy bank says what is asked, and never how much it weighs
        asked = _asked_too(here.conditions, conditions)
    else:
        given = {key for key in STRENGTHS if look.text(key)}
        asked = _asked(here.conditions, conditions, given)
    stands, file = work_cells(here.facts, here.conditions), work_cells(facts, asked)
    found = differing(COMPARED, stands, file, WORK_RECIPE)
    if not found:
        return None
    labels = {WORK_RECIPE.wanted(key).label for key in STRENGTHS}
    return WorkChange(
        row=look.row.number,
        id=here.id,
        name=here.facts.title,
        differences=tuple(found),
        key=key_of(here.id, found),
        facts=facts if any(one.label not in labels for one in found) else None,
        conditions=asked if any(one.label in labels for one in found) else None,
    )


def _asked(
    here: tuple[Condition, ...], file: tuple[Condition, ...], given: set[str]
) -> tuple[Condition, ...]:
    """What is asked when the given columns are as the file says, and the others as here."""
    told = {STRENGTHS[key] for key in given}
    codes = {code for code, _, _ in file}
    kept = [one for one in here if one[1] not in told and one[0] not in codes]
    return (*kept, *file)


def _asked_too(here: tuple[Condition, ...], file: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What is asked here as it is, with what the file asks besides."""
    codes = {code for code, _, _ in here}
    return (*here, *(one for one in file if one[0] not in codes))


@dataclass(slots=True)
class _Work(Look):
    """One row under the rules; the first thing that is wrong is raised, with its cell."""

    days: Mapping[str, date | Refused | None]
    today: date

    def employer(self, known: Known) -> Here:
        name = self.needed("name", NO_NAME)
        kvk = self.text("kvk").replace(".", "").replace(" ", "")
        kvk = f"0{kvk}" if len(kvk) == 7 and kvk.isdigit() else kvk
        asked = EmployerFacts(name=name, kvk=kvk, pc4=said.pc4(self.text("employer_pc4")))
        with self.fields({"pc4": "employer_pc4"}, "name"):
            found = known.find(asked)
        if found is None:
            raise Refused(NO_EMPLOYER, cell=self.name("name"))
        return found

    def reference(self) -> str:
        text = self.text("reference")
        if len(text) > LONGEST_REFERENCE:
            raise Refused(LONG_REFERENCE, cell=self.name("reference"), most=LONGEST_REFERENCE)
        return text

    def origin(self) -> tuple[str, str]:
        """The source and the number there, or neither."""
        source, number = self.text("source"), self.text("external_id")
        if bool(source) != bool(number):
            raise Refused(NO_SOURCE, cell=self.name("external_id" if source else "source"))
        if len(number) > LONGEST_ID:
            raise Refused(LONG_ID, cell=self.name("external_id"))
        with self.at("source"):
            check_source(source)
        return source, number

    def facts(self, stands: WorkplaceFacts) -> WorkplaceFacts:
        """What stands with what the row gives, under the rules of a workplace. Names the cell."""
        for key, sentence in (("kind", NO_KIND), ("hours", NO_HOURS)):
            self.needed(key, sentence)
        given = {key for key in COMPARED if self.text(key)}
        new: dict[str, Any] = {}
        for key in given - STRENGTHS.keys() - {"offers", "offers_no"}:
            new |= self._read(key)
        whole = replace(stands, **new, offers=self._offers(stands, given))
        if (whole.isco, whole.occupation) != (stands.isco, stands.occupation):
            whole = replace(whole, concept=None)
        with self.fields(COLUMN_OF, "title"):
            clean = check_workplace(whole)
            if any(getattr(clean, key) != getattr(stands, key) for key in LIE_NEAR):
                check_begins(clean, self.today)
            return clean

    def _read(self, key: str) -> dict[str, Any]:
        """The fields that a cell fills."""
        if key == "hours":
            least, most = self._value(key, said.hours, NO_HOURS, (0, 0))
            return {"hours_min": least, "hours_max": most}
        if key in DAYS:
            return {key: self._day(key)}
        if key in ("skills_asked", "teaches"):
            return {key: tuple(one.value for one in self._several(Skill, key))}
        if key == "wage":
            return {"wage_cents": self._value(key, said.cents, NO_MONEY, 0)}
        if key == "vog_codes":
            return {key: tuple(self.text(key).replace(",", " ").replace(";", " ").split())}
        if key in READ:
            reading, sentence = READ[key]
            return {key: self._value(key, reading, sentence, None)}
        return {key: said.pc4(self.text(key)) if key == "pc4" else self.text(key)}

    def _value(self, key: str, reading: Callable[[str], T | None], sentence: str, none: T) -> T:
        """What a cell says; nothing is `none`. Raises Refused for what is not understood."""
        text = self.text(key)
        if not text:
            return none
        value = reading(text)
        if value is None:
            raise Refused(sentence, cell=self.name(key), word=text[:60])
        return value

    def _several(self, kind: Any, key: str) -> tuple[Any, ...]:
        for one in said.pieces(self.text(key)):
            if said.one_of(kind, one) is None:
                raise Refused(NO_WORD, cell=self.name(key), word=one[:60])
        return said.several_of(kind, self.text(key)) or ()

    def _offers(self, facts: WorkplaceFacts, given: set[str]) -> dict[OfferCode, Answer]:
        offers = dict(facts.offers)
        for key, answer in (("offers", Answer.YES), ("offers_no", Answer.NO)):
            if key in given:
                offers = {code: one for code, one in offers.items() if one is not answer}
                offers |= dict.fromkeys(self._several(OfferCode, key), answer)
        return offers

    def _day(self, key: str) -> date | None:
        day = self.days.get(key)
        if isinstance(day, Refused):
            raise day
        return day

    def confirmed(self) -> date | None:
        """When the employer last said that the place is there."""
        day = self._day("confirmed_on")
        if day and not self.today - FURTHEST_DAY <= day <= self.today:
            raise Refused(NOT_YET, cell=self.name("confirmed_on"))
        return day

    def conditions(self) -> tuple[Condition, ...]:
        """What the work asks, each with its reason: "Autorijbewijs (B): de bus komt er niet"."""
        found: dict[ConditionCode, Condition] = {}
        for key, strength in STRENGTHS.items():
            for piece in said.pieces(self.text(key)):
                word, _, why = (one.strip() for one in piece.partition(":"))
                code = said.one_of(ConditionCode, word)
                if code is None:
                    raise Refused(NO_WORD, cell=self.name(key), word=word[:60])
                if code in found:
                    raise Refused(ASKED_TWICE, cell=self.name(key), word=word)
                with self.at(key):
                    found[code] = (code, strength, check_condition(strength, why))
        return tuple(found.values())


READ: dict[str, tuple[Callable[[str], Any], str]] = {
    "kind": (lambda text: said.one_of(WorkKind, text), NO_KIND),
    "places": (said.whole, NO_NUMBER),
    "is_mobile": (said.yes_or_no, NO_ANSWER),
    "day_parts": (said.day_parts, NO_DAY_PARTS),
    "day_parts_min": (said.whole, NO_NUMBER),
    "pay_kind": (lambda text: said.one_of(PayKind, text), NO_WORD),
    "minimum_age": (said.whole, NO_NUMBER),
    "asks_vog": (said.yes_or_no, NO_ANSWER),
    "vog_paid_by": (lambda text: said.one_of(VogPayer, text), NO_WORD),
    "jobcoach_days": (said.whole, NO_NUMBER),
    "sbb_recognised": (lambda text: said.one_of(Answer, text), NO_WORD),
}
"""How a cell is read, and what is said when it cannot be."""
