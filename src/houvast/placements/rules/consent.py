"""The yes (toestemming) of a young person to one workplace: what is told, until when, and how.

No bundle, no tick set beforehand, and a no changes nothing (trust T-25 to T-31).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from houvast.errors import Refused, gettext_noop
from houvast.people.rules import age_on
from houvast.placements.rules.states import (
    ACTIVE,
    FACTS,
    OWN_WORDS,
    Answered,
    CallsAnswer,
    ConsentState,
    PlacementState,
    Told,
)
from houvast.tracks.rules.promise import add_months

HOLDS_MONTHS = 6
"""How long a yes holds; never longer than 12 months (T-28)."""
BIRTHDAYS = (12, 16, 18)
"""On these birthdays a yes ends: it is asked anew, not prolonged by silence (T-28)."""
ALONE_FROM = 16
"""From this age the young person decides alone; below it a parent says yes as well (T-31)."""
WORDS_SHOWN = "2026-11"
"""The version of the sentences that the page of the question shows (T-26)."""
LONGEST_LINE = 200

NOT_FOR_WORK = re.compile(
    r"(?<!\w)(politie\w*|justitie\w*|rechter|rechtbank|boetes?|straf\w*|taakstraf\w*|detentie"
    r"|gevangenis\w*|vastgezeten|reclassering\w*|halt|veroordeeld|verdachte?|delict\w*|schuld"
    r"|schulden|schuldhulp\w*|bewind\w*|deurwaarder|uitkering\w*|bijstand\w*|diagnoses?|adhd|add"
    r"|zat vast|vast\s?zat|enkelband\w*|wiet|blowen|blowt"
    r"|autis\w*|depress\w*|verslav\w*|verslaafd|drugs\w*|psych\w*|ziek|ziekte\w*|medicijn\w*"
    r"|therapie\w*|trauma\w*|lvb|jeugdzorg\w*|jeugdhulp\w*|jongerenwerk\w*|gemeente\w*"
    r"|veiligheidshuis|pga|top\s?\d{2,4}|traject\w*|geloof|moslim|christen|joods"
    r"|zwanger\w*|nationaliteit\w*|status(houder)?|asiel\w*|bsn|\d{9})(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of someone that an employer might be told; empty is not known."""

    first_name: str
    family_name: str
    birth_date: date | None
    phone: str

    def lines(self, today: date) -> dict[Told, str]:
        """The same as an employer would read it: an age, and never a birth date."""
        age = str(age_on(self.birth_date, today)) if self.birth_date else ""
        return {
            Told.FIRST_NAME: self.first_name,
            Told.FAMILY_NAME: self.family_name,
            Told.AGE: age,
            Told.PHONE: self.phone,
        }


@dataclass(frozen=True, slots=True)
class Given:
    """How the yes was given: in which way, with whose help, and how a parent said it too."""

    how: Answered
    helped_by: str = ""
    parent: Answered | None = None
    calls: bool = False
    """Whether the coach may ring the employer after the start, to ask how the work goes."""


def lines_to_tell(
    known: Mapping[Told, str], tell: Iterable[Told], own: Mapping[Told, str]
) -> dict[Told, str]:
    """The lines an employer gets, in one order. Raises Refused for what is unknown or not for work.

    `known` are the facts that we hold; `tell` which of them may be told; `own` the other lines.
    """
    wanted = set(tell)
    if Told.FIRST_NAME not in wanted:
        raise Refused(
            gettext_noop("Zonder voornaam kan niemand kennismaken. Mag de voornaam?"), field="tell"
        )
    lines = {}
    for one in FACTS:
        if one in wanted:
            lines[one] = _known(known.get(one, ""))
    for one in OWN_WORDS:
        if text := " ".join(own.get(one, "").split()):
            lines[one] = _for_work(text, one)
    return lines


def _known(text: str) -> str:
    if not text:
        raise Refused(
            gettext_noop("Dit weten we nog niet. Vul het eerst in bij de gegevens."), field="tell"
        )
    return text


def _for_work(text: str, line: Told) -> str:
    """Nothing about police, money, health, belief or help reaches an employer (T-07, T-08)."""
    if len(text) > LONGEST_LINE:
        over = len(text) - LONGEST_LINE
        raise Refused(
            gettext_noop("Deze tekst is {over} tekens te lang. Maak hem korter."),
            field=line.value,
            over=over,
        )
    if found := NOT_FOR_WORK.search(text):
        raise Refused(
            gettext_noop(
                "“{word}” hoort niet bij een werkgever. Schrijf op wat helpt op het werk,"
                " niet waarom."
            ),
            field=line.value,
            word=found[0],
        )
    return text


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone becomes this old; born on 29 February: 1 March."""
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def holds_until(on: date, birth_date: date) -> date:
    """From which day a yes of a day no longer holds: half a year, or a birthday that changes it."""
    days = [birthday(birth_date, age) for age in BIRTHDAYS]
    return min([add_months(on, HOLDS_MONTHS), *(day for day in days if day > on)])


def needs_parent(birth_date: date, on: date) -> bool:
    """Whether a parent or guardian says yes too."""
    return age_on(birth_date, on) < ALONE_FROM


def check_askable(state: PlacementState) -> None:
    """A yes is asked as long as the placement is not over."""
    if state not in ACTIVE:
        raise Refused(gettext_noop("Deze plaatsing is al afgerond. Ververs de pagina."))


def check_answerable(state: ConsentState) -> None:
    """A question is answered once; another one took its place when it is gone."""
    if state is not ConsentState.ASKED:
        raise Refused(
            gettext_noop("Deze vraag is al beantwoord. Vraag het opnieuw als er iets verandert.")
        )


def check_back(state: ConsentState) -> None:
    """Only what was given can be taken back."""
    if state is not ConsentState.GIVEN:
        raise Refused(gettext_noop("Dit ja geldt al niet meer. Je hoeft niets te doen."))


def check_calls_stop(state: ConsentState, calls: str) -> None:
    """Only what is allowed can be stopped."""
    if state is not ConsentState.GIVEN or calls != CallsAnswer.GIVEN:
        raise Refused(gettext_noop("Dit is al gestopt. Je hoeft niets te doen."))


def check_yes(given: Given, birth_date: date | None, on: date) -> date:
    """Until when this yes holds. Unknown age is not met; below 16 a parent agrees too (T-31, T-33).

    Raises Refused in words that say what to ask first.
    """
    if birth_date is None:
        raise Refused(gettext_noop("Vraag eerst de geboortedatum. Dan kun je kennismaken."))
    if needs_parent(birth_date, on) and given.parent is None:
        raise Refused(
            gettext_noop("Onder de 16 zegt ook een ouder of verzorger ja. Vraag dat eerst."),
            field="parent",
        )
    return holds_until(on, birth_date)


def check_holds(until: date | None, today: date) -> None:
    """There is a yes, and it has not run out. Raises Refused."""
    if until is None:
        raise Refused(gettext_noop("Er is geen ja van de jongere. Vraag het eerst samen."))
    if until <= today:
        raise Refused(gettext_noop("Het ja van de jongere is verlopen. Vraag het opnieuw."))
