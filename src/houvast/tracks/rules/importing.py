"""Bring in a caseload that runs already: what each row needs, and which rows are refused and why.

A list of names to choose from is never imported (trust T-12): each row has a reason, a criterion, a
day, a source and a coach of its own.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from houvast.accounts.rules import WorkingDays
from houvast.errors import Refused, gettext_noop
from houvast.people.rules import check_age, phone_number
from houvast.sheets import Look, Recipe, Sheet, Wanted, as_text, read_dates
from houvast.sheets.values import plain
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.signals import SHORTEST_TEXT
from houvast.tracks.rules.states import Source

ELSEWHERE = gettext_noop(
    "Meer dan {most} jongeren in dit bestand zijn al bekend bij een ander team."
    " Vraag de procesregisseur om het in te lezen."
)
"""A team lead hears of no more of them in a day than anybody may ask for (rules/known.py)."""

RECIPE = Recipe(
    (
        Wanted(
            "nickname",
            gettext_noop("Roepnaam"),
            ("Roepnaam", "Naam", "Jongere", "Voornaam", "Noemt zich"),
            required=True,
        ),
        Wanted("given_name", gettext_noop("Voornaam"), ("Voornaam", "Voornamen", "Doopnaam")),
        Wanted(
            "family_name",
            gettext_noop("Achternaam"),
            ("Achternaam", "Geslachtsnaam", "Familie"),
        ),
        Wanted(
            "birth_date",
            gettext_noop("Geboortedatum"),
            ("Geboortedatum", "Geb.datum", "Geboren", "Geboren op", "Geb. dat."),
        ),
        Wanted(
            "phone",
            gettext_noop("Telefoon"),
            (
                "Telefoon",
                "Telefoonnummer",
                "Mobiel",
                "06",
                "Tel",
                "Tel.nr.",
                "Mobiel nummer",
                "GSM",
            ),
        ),
        Wanted(
            "coach",
            gettext_noop("Vaste coach"),
            ("Coach", "Vaste coach", "Begeleider", "Jongerencoach", "Jongerenwerker", "Naam coach"),
            required=True,
        ),
        Wanted(
            "reason",
            gettext_noop("Reden van aanmelding"),
            ("Reden", "Reden aanmelding", "Aanleiding", "Waarom", "Reden instroom", "Toelichting"),
            required=True,
        ),
        Wanted(
            "criterion",
            gettext_noop("Grond uit de Afspraken"),
            ("Criterium", "Grond", "Toegangscriterium", "Criterium instroom", "Grond aanmelding"),
            required=True,
        ),
        Wanted(
            "entered_on",
            gettext_noop("Datum van aanmelding"),
            ("Datum", "Datum aanmelding", "Aanmelddatum", "Startdatum", "Begonnen op", "Start"),
            required=True,
        ),
        Wanted(
            "source",
            gettext_noop("Wie meldde aan"),
            ("Bron", "Aangemeld door", "Melder", "Verwijzer", "Via", "Aanmelder"),
            required=True,
        ),
    )
)

SOURCES = {
    Source.YOUNG_PERSON: "jongere hijzelf zijzelf",
    Source.PARENT: "ouder ouders moeder vader familie verzorger opvoeder",
    Source.SCHOOL: "school mentor docent roc mbo vo stage",
    Source.COLLEAGUE: "collega wijkteam gemeente werkplein leerplicht doorstroompunt rmc loket",
    Source.RESIDENT: "bewoner buurt buurtbewoner buur omwonende",
    Source.MYSELF: "ikzelf gezien coach jongerenwerker jongerenwerk outreach straat",
    Source.OTHER: "anders overig ander",
}
"""What people write for who noticed it; a word of one of these decides, in this order."""

SAME_REASON, FROM_ROWS = 0.8, 3
"""From so many rows on, this share of one and the same reason is a list of names."""
EARLIEST = date(2000, 1, 1)
LONGEST = {"nickname": 60, "given_name": 60, "family_name": 80}

LIST_OF_NAMES = gettext_noop(
    "Bijna elke rij heeft dezelfde reden: een lijst met namen. Schrijf per jongere op waarom."
)
NO_NAME = gettext_noop("{cell}: zonder roepnaam.")
NO_COACH = gettext_noop("{cell}: zonder coach.")
UNKNOWN_COACH = gettext_noop("{cell}: deze coach werkt hier niet. Schrijf de naam als in Houvast.")
TWO_COACHES = gettext_noop("{cell}: er zijn meer coaches met deze naam. Schrijf het e-mailadres.")
ENDING_COACH = gettext_noop("{cell}: het contract van deze coach is voorbij of loopt bijna af.")
OTHER_TEAM = gettext_noop("{cell}: deze coach zit niet in jouw team. Vraag de procesregisseur.")
MYSELF = gettext_noop("{cell}: dit ben je zelf. Laat een collega deze rij inlezen.")
NO_REASON = gettext_noop("{cell}: zonder reden. Schrijf in een paar woorden waarom.")
NO_CRITERION = gettext_noop("{cell}: zonder grond. Neem een grond over uit de Afspraken.")
UNKNOWN_CRITERION = gettext_noop("{cell}: deze grond staat niet in de Afspraken.")
NO_DAY = gettext_noop("{cell}: zonder datum van aanmelding.")
WRONG_DAY = gettext_noop("{cell}: deze dag kan niet. Kies een dag tot en met vandaag.")
NO_SOURCE = gettext_noop("{cell}: zonder wie aanmeldde.")
UNKNOWN_SOURCE = gettext_noop("{cell}: schrijf school, ouder, collega, jongere, buurt of anders.")
TOO_LONG = gettext_noop("{cell}: hoogstens {most} tekens.")
TWICE = gettext_noop("{cell}: dezelfde jongere als in rij {row}. Laat er één staan.")


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach who can be named in a row: how people write him or her, and what holds."""

    id: UUID
    names: tuple[str, ...]
    team_id: UUID
    takes_new: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows are held against: the programme, who works here, who imports.

    `teams` are the teams of a team lead; None is every team. `criteria` by the plain text.
    """

    today: date
    terms: Terms
    coaches: tuple[Coach, ...]
    criteria: Mapping[str, UUID]
    me: UUID
    teams: frozenset[UUID] | None
    municipality_id: UUID


@dataclass(frozen=True, slots=True)
class Brought:
    """One track that can be brought in: who, with whom, why, since when, by whom noticed."""

    row: int
    key: bytes
    nickname: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str
    coach: Coach
    reason: str
    criterion_id: UUID
    entered_on: date
    source: Source


@dataclass(slots=True)
class Checked:
    """The rows that can be brought in, and for each other row the first thing that is wrong."""

    good: list[Brought] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)


def check_rows(sheet: Sheet, chosen: Mapping[str, int], around: Around) -> Checked:
    """Look at every row. Raises Refused (field "file") when this is a list of names."""
    _check_reasons(sheet, chosen)
    days = {
        key: read_dates(sheet.column(chosen[key]), latest=around.today)
        for key in ("birth_date", "entered_on")
        if key in chosen
    }
    named = _by_name(around.coaches)
    checked, first = Checked(), dict[bytes, int]()
    for at, row in enumerate(sheet.rows):
        look = _Look(sheet, row, chosen, around, named, {one: days[one][at] for one in days})
        try:
            brought = look.brought()
            if (before := first.setdefault(brought.key, row.number)) != row.number:
                raise Refused(TWICE, cell=look.name("nickname"), row=before)
        except Refused as refused:
            checked.refused.append((row.number, refused))
        else:
            checked.good.append(brought)
    return checked


def _check_reasons(sheet: Sheet, chosen: Mapping[str, int]) -> None:
    cells = sheet.column(chosen["reason"])
    said = Counter(plain(as_text(one.value)) for one in cells if one.value is not None)
    most = max(said.values(), default=0)
    if most >= FROM_ROWS and most >= SAME_REASON * said.total():
        raise Refused(LIST_OF_NAMES, field="file")


def _by_name(coaches: Sequence[Coach]) -> dict[str, list[Coach]]:
    named: dict[str, list[Coach]] = {}
    for coach in coaches:
        for name in dict.fromkeys(plain(one) for one in coach.names if one):
            named.setdefault(name, []).append(coach)
    return named


@dataclass(slots=True)
class _Look(Look):
    """One row under the rules; the first thing that is wrong is raised, with its cell."""

    around: Around
    named: Mapping[str, list[Coach]]
    days: Mapping[str, date | Refused | None]

    def brought(self) -> Brought:
        coach = self.coach()
        nickname = self.needed("nickname", NO_NAME)
        born = self.born()
        given, family = self.text("given_name"), self.text("family_name")
        return Brought(
            row=self.row.number,
            key=_key(self.around.municipality_id, nickname, given, family, born, coach),
            nickname=nickname,
            given_name=given,
            family_name=family,
            birth_date=born,
            phone=self.phone(),
            coach=coach,
            reason=self.reason(),
            criterion_id=self.criterion(),
            entered_on=self.entered(),
            source=self.source(),
        )

    def text(self, key: str) -> str:
        value = Look.text(self, key)
        most = LONGEST.get(key)
        if most and len(value) > most:
            raise Refused(TOO_LONG, cell=self.name(key), most=most)
        return value

    def coach(self) -> Coach:
        cell, around = self.name("coach"), self.around
        found = self.named.get(plain(self.needed("coach", NO_COACH)), [])
        if not found:
            raise Refused(UNKNOWN_COACH, cell=cell)
        if len({one.id for one in found}) > 1:
            raise Refused(TWO_COACHES, cell=cell)
        mine = [one for one in found if around.teams is None or one.team_id in around.teams]
        if not mine:
            raise Refused(OTHER_TEAM, cell=cell)
        if mine[0].id == around.me:
            raise Refused(MYSELF, cell=cell)
        if not mine[0].takes_new:
            raise Refused(ENDING_COACH, cell=cell)
        return mine[0]

    def born(self) -> date | None:
        day, terms = self.day("birth_date"), self.around.terms
        with self.at("birth_date"):
            check_age(day, self.around.today, age_from=terms.age_from, age_below=terms.age_below)
        return day

    def phone(self) -> str:
        text = self.text("phone")
        if len(text) == 9 and text.isdigit() and text.startswith("6"):
            text = f"0{text}"  # a spreadsheet took it for a number
        with self.at("phone"):
            return phone_number(text)

    def reason(self) -> str:
        reason = self.needed("reason", NO_REASON)
        if len(reason) < SHORTEST_TEXT:
            raise Refused(NO_REASON, cell=self.name("reason"))
        return reason

    def criterion(self) -> UUID:
        found = self.around.criteria.get(plain(self.needed("criterion", NO_CRITERION)))
        if found is None:
            raise Refused(UNKNOWN_CRITERION, cell=self.name("criterion"))
        return found

    def entered(self) -> date:
        day = self.day("entered_on")
        if day is None:
            raise Refused(NO_DAY, cell=self.name("entered_on"))
        if not EARLIEST <= day <= self.around.today:
            raise Refused(WRONG_DAY, cell=self.name("entered_on"))
        return day

    def source(self) -> Source:
        words = set(plain(self.needed("source", NO_SOURCE)).split())
        for source, known in SOURCES.items():
            if words & set(known.split()):
                return source
        raise Refused(UNKNOWN_SOURCE, cell=self.name("source"))

    def day(self, key: str) -> date | None:
        day = self.days.get(key)
        if isinstance(day, Refused):
            raise day
        return day


def _key(
    place: UUID, nickname: str, given: str, family: str, born: date | None, coach: Coach
) -> bytes:
    """The same young person of the same town gives the same key, however the file is laid out.

    Who has no surname and no birth date is told apart by the coach too.
    """
    parts = [str(place), given or nickname, family, str(born or "")]
    if not family and born is None:
        parts = [str(place), nickname, given, str(coach.id)]
    return hashlib.sha256("|".join([parts[0], *map(plain, parts[1:])]).encode()).digest()


def spread(many: int, today: date, days: WorkingDays, terms: Terms) -> list[date]:
    """First days for so many tracks of one coach: even over the working days that were agreed.

    They begin tomorrow and lie within the days in which a first real contact was promised.
    """
    latest = min(terms.first_real_contact, terms.furthest_moment)
    room = max(1, days.between(today, date.fromordinal(today.toordinal() + latest)))
    return [days.after(today, 1 + at * room // many) for at in range(many)]
