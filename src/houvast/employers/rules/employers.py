"""What may be written about an employer, his people and promises; and whether those are kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from houvast.employers.rules.states import PromiseState, Sector
from houvast.errors import Refused, gettext_noop

KEPT_FOR = timedelta(days=5 * 365)
"""How long a row is kept after its last change; each change moves the date of destruction on."""

LINKED_FOR = timedelta(days=365)
"""How long a broker sees an employer, unless the link is made again."""

LONGEST_TEXT = 500
SHORTEST_REASON = 5
"""Characters: fewer say nothing to who reads it later."""

FURTHEST_DAY = timedelta(days=366)
"""How far ahead a talk or a promise may lie: a later day is nearly always a slip of the pen."""

PC4 = re.compile(r"[1-9][0-9]{3}")
KVK = re.compile(r"[0-9]{8}")
BRANCH = re.compile(r"[0-9]{12}")
PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{7,18}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """What is written about an employer. Empty text is not known."""

    name: str
    kvk: str = ""
    """Number in the trade register (KvK), 8 digits."""
    sector: Sector | None = None
    place_name: str = ""
    pc4: str = ""
    branch: str = ""
    """Number of this branch in the trade register (vestigingsnummer), 12 digits."""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Who works at an employer and how to reach him or her, also in the evening."""

    name: str
    function: str = ""
    phone: str = ""
    evening_phone: str = ""
    email: str = ""
    is_fixed: bool = False
    """The one to ring first."""


def check_employer(facts: EmployerFacts) -> EmployerFacts:
    """The facts without spaces around and inside numbers. Raises Refused."""
    clean = replace(
        facts,
        name=check_named(facts.name),
        kvk=facts.kvk.replace(" ", ""),
        branch=facts.branch.replace(" ", ""),
        place_name=check_short(facts.place_name, 80, field="place_name"),
        pc4=check_pc4(facts.pc4),
    )
    if clean.kvk and not KVK.fullmatch(clean.kvk):
        raise Refused(
            gettext_noop("Een KvK-nummer heeft 8 cijfers. Kijk het na, of laat het leeg."),
            field="kvk",
        )
    if clean.branch and not BRANCH.fullmatch(clean.branch):
        raise Refused(
            gettext_noop("Een vestigingsnummer heeft 12 cijfers. Kijk het na, of laat het leeg."),
            field="branch",
        )
    return clean


def check_contact(facts: ContactFacts) -> ContactFacts:
    """The facts without spaces around. Raises Refused for a number or address nobody can use."""
    clean = replace(
        facts,
        name=check_named(facts.name),
        function=check_short(facts.function, 100, field="function"),
        phone=check_phone(facts.phone, field="phone"),
        evening_phone=check_phone(facts.evening_phone, field="evening_phone"),
        email=check_short(facts.email, 254, field="email"),
    )
    if clean.email and not EMAIL.fullmatch(clean.email):
        raise Refused(
            gettext_noop("Dit adres klopt niet. Schrijf het als naam@voorbeeld.nl."),
            field="email",
        )
    if not (clean.phone or clean.evening_phone or clean.email):
        raise Refused(
            gettext_noop(
                "Vul een telefoonnummer of een e-mailadres in. Anders bereiken we niemand."
            ),
            field="phone",
        )
    return clean


def check_named(name: str) -> str:
    """A name is there and fits."""
    if not name.strip():
        raise Refused(gettext_noop("Vul een naam in."), field="name")
    return check_short(name, 120, field="name")


def check_short(text: str, longest: int, *, field: str) -> str:
    """A text fits; nothing is cut off silently."""
    clean = text.strip()
    if len(clean) > longest:
        raise Refused(
            gettext_noop("Deze tekst is {over} tekens te lang. Maak hem korter."),
            field=field,
            over=len(clean) - longest,
        )
    return clean


def check_text(text: str, *, field: str) -> str:
    """A text is there and fits."""
    if not text.strip():
        raise Refused(gettext_noop("Schrijf kort op waar het over gaat."), field=field)
    return check_short(text, LONGEST_TEXT, field=field)


def check_pc4(pc4: str) -> str:
    """Four digits of a Dutch postcode, or nothing."""
    clean = pc4.strip()
    if clean and not PC4.fullmatch(clean):
        raise Refused(
            gettext_noop("Vul de vier cijfers van de postcode in, zoals 1234."), field="pc4"
        )
    return clean


def check_phone(phone: str, *, field: str) -> str:
    """A number that can be rung, or nothing."""
    clean = phone.strip()
    if clean and not PHONE.fullmatch(clean):
        raise Refused(
            gettext_noop("Dit nummer klopt niet. Schrijf het als 06 12345678."), field=field
        )
    return clean


def check_conversation(on: date, next_on: date | None, today: date) -> None:
    """A talk was today or earlier; the next one lies ahead."""
    if on > today:
        raise Refused(
            gettext_noop("Dit gesprek ligt in de toekomst. Kies wanneer het was."), field="on"
        )
    if on < today - FURTHEST_DAY:
        raise Refused(
            gettext_noop("Dit is langer dan een jaar geleden. Kijk de dag na."), field="on"
        )
    if next_on is not None:
        check_ahead(next_on, today, field="next_on")


def check_since(day: date, today: date, *, field: str) -> date:
    """A day that has come."""
    if day > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Kies vandaag of eerder."), field=field
        )
    return day


def check_ahead(day: date, today: date, *, field: str) -> date:
    """A day from today until a year from now."""
    if day < today:
        raise Refused(
            gettext_noop("Deze dag ligt in het verleden. Kies vandaag of later."), field=field
        )
    if day > today + FURTHEST_DAY:
        raise Refused(
            gettext_noop("Deze dag ligt te ver weg. Kies een dag binnen een jaar."), field=field
        )
    return day


def check_answer(state: PromiseState, kept: bool, reason: str) -> str:
    """A promise is answered once; one that was not kept says what came in between."""
    if state is not PromiseState.OPEN:
        raise Refused(
            gettext_noop("Deze afspraak is al beantwoord. Maak een nieuwe als er iets bijkomt.")
        )
    if kept:
        return ""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            gettext_noop("Schrijf kort op wat ertussen kwam. Dan leren we ervan."), field="reason"
        )
    return check_short(reason, 300, field="reason")


def check_correction(made_by: UUID, by: UUID, replaced: bool, reason: str) -> str:
    """Who wrote a talk corrects it, once, and says why; a later slip corrects the correction."""
    if made_by != by:
        raise Refused(gettext_noop("Alleen wie het gesprek opschreef, verbetert het."))
    if replaced:
        raise Refused(gettext_noop("Dit gesprek is al verbeterd. Ververs de pagina."))
    if not reason.strip():
        raise Refused(gettext_noop("Schrijf kort op wat er niet klopte."), field="correction")
    return check_short(reason, 200, field="correction")


def check_same_day(on: date | None, today: date) -> None:
    """What was done today can be taken back today; later others may have acted on it."""
    if on != today:
        raise Refused(
            gettext_noop("Dit is niet van vandaag. Terugdraaien kan alleen op dezelfde dag.")
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises were kept of those whose day has come: "5 van 5 afspraken"."""

    kept: int = 0
    of: int = 0


def tally(promises: Iterable[tuple[PromiseState, date]], today: date) -> Tally:
    """Count by state and due day. An open promise counts as not kept once its day has passed."""
    due = [state for state, on in promises if state is not PromiseState.OPEN or on < today]
    return Tally(due.count(PromiseState.KEPT), len(due))


ALREADY = gettext_noop("Dit staat er al. Ververs de pagina.")
NOT_HERE = gettext_noop("Deze collega werkt hier niet in die rol. Kies iemand uit de lijst.")
