"""Bring in employers: which columns, which rows, who is here already, and what would change.

An employer is known again by the number of its branch, else by its KvK-number and postcode, else by
name and postcode, else by name and place. Nothing that stands here is written over: what differs is
a proposal to look at.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from houvast.employers.rules import said
from houvast.employers.rules.employers import (
    ContactFacts,
    EmployerFacts,
    check_contact,
    check_employer,
)
from houvast.employers.rules.states import Sector
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Look, Recipe, Sheet, Wanted
from houvast.sheets.values import clean, plain

RECIPE = Recipe(
    (
        Wanted(
            "name",
            gettext_noop("Werkgever"),
            ("Naam werkgever", "Werkgever", "Bedrijf", "Bedrijfsnaam", "Organisatie", "Naam"),
            required=True,
        ),
        Wanted(
            "kvk", gettext_noop("KvK-nummer"), ("KvK-nummer", "KvK", "KvK nr", "Handelsregister")
        ),
        Wanted(
            "branch",
            gettext_noop("Vestigingsnummer"),
            ("Vestigingsnummer", "Vestigingsnr", "Vestigingsnummer KvK"),
        ),
        Wanted("sector", gettext_noop("Sector"), ("Sector", "Branche", "SBI", "Bedrijfstak")),
        Wanted(
            "place_name",
            gettext_noop("Plaats of wijk"),
            ("Plaats", "Plaats of wijk", "Vestigingsplaats", "Woonplaats", "Stad", "Wijk"),
        ),
        Wanted("pc4", gettext_noop("Postcode"), ("Postcode", "PC4", "PC", "Postcode bedrijf")),
        Wanted(
            "contact",
            gettext_noop("Contactpersoon"),
            ("Contactpersoon", "Contact", "Naam contactpersoon", "Aanspreekpunt", "Tav"),
        ),
        Wanted("function", gettext_noop("Functie"), ("Functie", "Rol", "Functie contactpersoon")),
        Wanted(
            "phone",
            gettext_noop("Telefoonnummer"),
            ("Telefoon", "Telefoonnummer", "Tel", "Tel.nr.", "Mobiel", "Telefoon overdag", "GSM"),
        ),
        Wanted(
            "evening_phone",
            gettext_noop("Nummer voor de avond"),
            ("Telefoon avond", "Nummer voor de avond", "Avondnummer"),
        ),
        Wanted(
            "email",
            gettext_noop("E-mail"),
            ("E-mail", "Email", "E-mailadres", "Mail", "Mailadres"),
        ),
    )
)
OF_EMPLOYER = ("name", "kvk", "branch", "sector", "place_name", "pc4")
OF_CONTACT = ("contact", "function", "phone", "evening_phone", "email")
COLUMN_OF = {"name": "contact"}
"""The column in which a field of a contact stands under another name."""

NO_NAME = gettext_noop("{cell}: zonder naam van de werkgever.")
NO_CONTACT = gettext_noop("{cell}: schrijf erbij wie dit is, of bij welke balie, zoals: Receptie.")
UNKNOWN_SECTOR = gettext_noop(
    "{cell}: deze sector kennen we niet. Schrijf hem als in Houvast, of laat hem leeg."
)
TWICE = gettext_noop("{cell}: dezelfde werkgever als in rij {row}. Laat er één staan.")
MORE_BRANCHES = gettext_noop(
    "{cell}: deze werkgever heeft hier meer vestigingen. Schrijf de postcode erbij."
)
MORE_NAMED = gettext_noop(
    "{cell}: er zijn hier meer werkgevers met deze naam. Schrijf KvK-nummer en postcode erbij."
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at an employer; without an id not here yet."""

    facts: ContactFacts
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """An employer as it stands here, or, without an id, in the file (`row`)."""

    facts: EmployerFacts
    id: UUID | None = None
    people: tuple[Person, ...] = ()
    row: int = 0


class Known:
    """The employers to know a row by. A number says more than a name, a postcode than a place."""

    def __init__(self, employers: Iterable[Here] = ()) -> None:
        self._by_kvk: dict[str, list[Here]] = {}
        self._by_branch: dict[str, Here] = {}
        self._by_name: dict[str, list[Here]] = {}
        for one in employers:
            self.add(one)

    def add(self, one: Here) -> None:
        """Know this one too."""
        if one.facts.kvk:
            self._by_kvk.setdefault(one.facts.kvk, []).append(one)
        if one.facts.branch:
            self._by_branch[one.facts.branch] = one
        self._by_name.setdefault(plain(one.facts.name), []).append(one)

    def find(self, facts: EmployerFacts) -> Here | None:
        """The employer that is meant. Raises Refused at `pc4` or `name` when it may be more."""
        if one := self._by_branch.get(facts.branch):
            return one
        said = self._by_kvk.get(facts.kvk, []) if facts.kvk else []
        branches = [one for one in said if not _other_branch(one, facts)]
        if branches:
            near = [one for one in branches if one.facts.pc4 == facts.pc4]
            near = near or [one for one in branches if not (facts.pc4 and one.facts.pc4)]
            return _only(near, MORE_BRANCHES, "pc4")
        named = self._by_name.get(plain(facts.name), [])
        named = [one for one in named if not _other_branch(one, facts)]
        same = [one for one in named if not (facts.kvk and one.facts.kvk) and _near(one, facts)]
        return _only(same, MORE_NAMED, "name")


def _other_branch(one: Here, facts: EmployerFacts) -> bool:
    return bool(facts.branch and one.facts.branch and facts.branch != one.facts.branch)


def _near(one: Here, facts: EmployerFacts) -> bool:
    if facts.pc4 and one.facts.pc4:
        return facts.pc4 == one.facts.pc4
    if facts.place_name and one.facts.place_name:
        return plain(facts.place_name) == plain(one.facts.place_name)
    return True


def _only(found: list[Here], sentence: str, field: str) -> Here | None:
    if len(found) > 1:
        raise Refused(sentence, field=field)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else than what stands here; `label` is a message id."""

    label: str
    here: str
    file: str


@dataclass(frozen=True, slots=True)
class NewEmployer:
    """An employer that is not here yet, with the one to ring first."""

    row: int
    facts: EmployerFacts
    contact: ContactFacts | None


@dataclass(frozen=True, slots=True)
class EmployerChange:
    """What a row would change: the employer written anew, and somebody who works there.

    `key` is made of what stands here and what the file says: a yes to one is no yes to another.
    """

    row: int
    id: UUID
    name: str
    differences: tuple[Difference, ...]
    key: str
    facts: EmployerFacts | None
    contact: Person | None


N = TypeVar("N")
C = TypeVar("C")


@dataclass(slots=True)
class Checked(Generic[N, C]):
    """The rows that are new, that are here, that would change something, and that are refused.

    A row that would change something counts as here; each refusal is the first thing wrong.
    """

    new: list[N] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    changes: list[C] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)
    uncoded: list[N] = field(default_factory=list)
    """The new ones of which the file says no occupation by its code."""


def check_employers(
    sheet: Sheet, chosen: Mapping[str, int], here: Sequence[Here]
) -> Checked[NewEmployer, EmployerChange]:
    """Look at every row."""
    checked = Checked[NewEmployer, EmployerChange]()
    known, file, met = Known(here), Known(), dict[UUID, int]()
    out = dict(sheet.faults)
    checked.refused += sheet.faults
    for row in sheet.rows:
        if row.number in out:
            continue
        look = Look(sheet, row, chosen)
        try:
            _sort(look, checked, known, file, met)
        except Refused as refused:
            checked.refused.append((row.number, refused))
    checked.refused.sort(key=lambda one: one[0])
    return checked


def _sort(
    look: Look,
    checked: Checked[NewEmployer, EmployerChange],
    known: Known,
    file: Known,
    met: dict[UUID, int],
) -> None:
    number = look.row.number
    facts, contact = employer_in(look), _contact(look)
    with look.fields({}, "name"):
        one, before = known.find(facts), file.find(facts)
    if one is None or one.id is None:
        if before:
            raise Refused(TWICE, cell=look.name("name"), row=before.row)
        file.add(Here(facts, row=number))
        checked.new.append(NewEmployer(number, facts, contact))
        return
    if met.setdefault(one.id, number) != number:
        raise Refused(TWICE, cell=look.name("name"), row=met[one.id])
    checked.known.append(number)
    if change := _change(number, one.id, one, facts, contact):
        checked.changes.append(change)


def employer_in(look: Look) -> EmployerFacts:
    """The employer of a row. Raises Refused with the cell."""
    name, kvk = look.needed("name", NO_NAME), look.text("kvk").replace(".", "")
    branch, sector = look.text("branch").replace(".", ""), look.text("sector")
    found = said.one_of(Sector, sector.partition(" ")[0] if sector[1:3] == " -" else sector)
    if sector and found is None:
        raise Refused(UNKNOWN_SECTOR, cell=look.name("sector"))
    with look.fields({}, "name"):
        return check_employer(
            EmployerFacts(
                name=name,
                kvk=f"0{kvk}" if len(kvk) == 7 and kvk.isdigit() else kvk,
                branch=branch.zfill(12) if branch.isdigit() and len(branch) > 7 else branch,
                sector=found,
                place_name=look.text("place_name"),
                pc4=said.pc4(look.text("pc4")),
            )
        )


def _contact(look: Look) -> ContactFacts | None:
    """Who works there. A number without a name belongs to nobody."""
    given: dict[str, Any] = {key: look.text(key) for key in OF_CONTACT}
    if not any(given.values()):
        return None
    name = given.pop("contact")
    if not name:
        told = next(key for key in OF_CONTACT if given.get(key))
        raise Refused(NO_CONTACT, cell=look.name("contact" if "contact" in look.chosen else told))
    for key in ("phone", "evening_phone"):
        if len(given[key]) == 9 and given[key].isdigit():
            given[key] = f"0{given[key]}"  # a spreadsheet took it for a number
    with look.fields(COLUMN_OF, "contact"):
        return check_contact(ContactFacts(name=name, **given))


def _change(
    row: int, id: UUID, here: Here, facts: EmployerFacts, contact: ContactFacts | None
) -> EmployerChange | None:
    """What the row says otherwise. An empty cell says nothing."""
    differ = differing(OF_EMPLOYER, employer_cells(here.facts), employer_cells(facts))
    person = _person(here, contact)
    more: list[Difference] = []
    if contact and person:
        stands = contact_cells(person.facts if person.id else None)
        more = differing(OF_CONTACT, stands, contact_cells(contact))
    if not differ and not more:
        return None
    changed = {one: getattr(facts, one) for one in OF_EMPLOYER if getattr(facts, one)}
    return EmployerChange(
        row=row,
        id=id,
        name=here.facts.name,
        differences=(*differ, *more),
        key=key_of(id, [*differ, *more]),
        facts=replace(here.facts, **changed) if differ else None,
        contact=Person(_together(person, contact), person.id)
        if contact and person and more
        else None,
    )


def _person(here: Here, contact: ContactFacts | None) -> Person | None:
    """Somebody with this name who works there, or a new one who is rung first if nobody is."""
    if contact is None:
        return None
    same = [one for one in here.people if plain(one.facts.name) == plain(contact.name)]
    fixed = any(one.facts.is_fixed for one in here.people)
    return same[0] if same else Person(replace(contact, is_fixed=not fixed))


def _together(person: Person, contact: ContactFacts) -> ContactFacts:
    said_here = ("name", "function", "phone", "evening_phone", "email")
    return replace(
        person.facts, **{one: text for one in said_here if (text := getattr(contact, one))}
    )


def differing(
    keys: Iterable[str], here: Mapping[str, str], file: Mapping[str, str], recipe: Recipe = RECIPE
) -> list[Difference]:
    """Which cells say something else than what stands here; an empty cell says nothing."""
    return [
        Difference(recipe.wanted(key).label, here[key], file[key])
        for key in keys
        if file[key] and clean(file[key]) != clean(here[key])
    ]


def key_of(id: UUID, differences: Iterable[Difference]) -> str:
    """The same differences of the same row here give the same key."""
    said_so = [f"{one.label}|{one.here}|{one.file}" for one in differences]
    return hashlib.sha256("\n".join([str(id), *said_so]).encode()).hexdigest()[:32]


def employer_cells(facts: EmployerFacts) -> dict[str, str]:
    """An employer as its row in a table."""
    return {
        "name": facts.name,
        "kvk": facts.kvk,
        "branch": facts.branch,
        "sector": said.word_of(facts.sector) if facts.sector else "",
        "place_name": facts.place_name,
        "pc4": facts.pc4,
    }


def contact_cells(facts: ContactFacts | None) -> dict[str, str]:
    """Somebody who works there as the rest of that row."""
    if facts is None:
        return dict.fromkeys(OF_CONTACT, "")
    return {
        "contact": facts.name,
        "function": facts.function,
        "phone": facts.phone,
        "evening_phone": facts.evening_phone,
        "email": facts.email,
    }
