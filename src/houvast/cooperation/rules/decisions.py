"""A decision to share: what has to be there, who looks along, and which conditions come with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.states import MOVES, PJ, REACHES, SC, SF, Receiver, ShareState, Told
from houvast.errors import Refused, gettext_noop
from houvast.people.rules import age_on
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.states import FactKind

SECOND_AFTER_MONTHS, LONGEST_MONTHS = 3, 12
ONE_ANSWER_DAYS = 14
"""A single answer is over after so many days (trust T-24)."""
PUSH_DAYS = 5
"""Working days in which a receiver says that he put it right (trust T-23)."""
TOLD_MONTHS = 12
GROWN_UP = 18
LEAST_WORDS = 10
LOOKS_ALONG = (SF, PJ, SC)
"""Kinds for which a second person always looks along."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What came with a fact from police or justice, and goes along with it (trust T-21)."""

    article: str = ""
    officer: str = ""
    """The function, never the name."""
    disclosed_on: date | None = None
    for_purpose: str = ""
    keep_until: date | None = None
    no_onward: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One row that may be shared, as it is now."""

    kind: InformationClass
    certainty: FactKind
    conditions: Conditions = Conditions()
    is_received: bool = False
    """Was shared with us: it goes on only when its source allows that."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided, beside the facts."""

    receiver: Receiver
    question: str
    ground: str
    necessity: str
    proportionality: str
    subsidiarity: str
    one_answer: bool
    until: date
    told: Told
    told_on: date | None = None
    withheld: str = ""
    review_on: date | None = None
    secrecy: str = ""
    """Why no professional secrecy has to be lifted, or who lifted it."""


def strictest(conditions: Iterable[Conditions]) -> Conditions:
    """What holds for a text made of several facts: the strictest wins, the shortest wins."""
    every = list(conditions)
    kept = [one.keep_until for one in every if one.keep_until]
    told = next((one for one in every if one.no_onward), None) or next(
        (one for one in every if one.article), Conditions()
    )
    return Conditions(
        told.article,
        told.officer,
        told.disclosed_on,
        told.for_purpose,
        min(kept) if kept else None,
        any(one.no_onward for one in every),
    )


def check_terms(new: Terms, today: date) -> None:
    """The reasons, the term and what the young person knows. Raises Refused beside the field."""
    for name in ("question", "necessity", "proportionality", "subsidiarity"):
        if len(getattr(new, name).strip()) < LEAST_WORDS:
            raise Refused(gettext_noop("Schrijf dit op in een hele zin."), field=name)
    if not new.ground:
        raise Refused(gettext_noop("Kies op welke grondslag."), field="ground")
    if new.until < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies een latere dag."), field="until")
    if new.until > last_day(new, today):
        raise Refused(
            gettext_noop("Dit is te lang. Kies hoogstens {last}."),
            field="until",
            last=f"{last_day(new, today):%d-%m-%Y}",
        )
    _check_told(new, today)


def last_day(new: Terms, today: date) -> date:
    """The latest last day of a decision that is taken today."""
    if new.one_answer:
        return date.fromordinal(today.toordinal() + ONE_ANSWER_DAYS)
    return add_months(today, LONGEST_MONTHS)


def _check_told(new: Terms, today: date) -> None:
    withheld = new.told is Told.WITHHELD
    if withheld and len(new.withheld.strip()) < LEAST_WORDS:
        raise Refused(
            gettext_noop("Schrijf op waarom de jongere het nu niet weet."), field="withheld"
        )
    if not withheld:
        _check_told_on(new, today)
    again = new.review_on
    fits = again is not None and today < again <= add_months(today, 3)
    if not fits and (withheld or again is not None):
        raise Refused(
            gettext_noop("Kies een dag binnen drie maanden om er opnieuw naar te kijken."),
            field="review_on",
        )


def _check_told_on(new: Terms, today: date) -> None:
    if new.told_on is None:
        raise Refused(gettext_noop("Kies een dag."), field="told_on")
    if (new.told is Told.TOLD) != (new.told_on <= today):
        raise Refused(gettext_noop("Deze dag past niet bij het antwoord."), field="told_on")
    if not add_months(today, -TOLD_MONTHS) <= new.told_on <= add_months(today, TOLD_MONTHS):
        raise Refused(gettext_noop("Kijk het jaar na."), field="told_on")


def check_facts(facts: Iterable[Fact], new: Terms) -> None:
    """Row by row: what may go to this receiver, and what came with it. Raises Refused."""
    every = list(facts)
    if not every:
        raise Refused(gettext_noop("Kies minstens één gegeven."), field="facts")
    for one in every:
        if one.kind not in REACHES[new.receiver]:
            raise Refused(
                gettext_noop("Dit gegeven kan niet naar deze ontvanger. Haal het weg."),
                field="facts",
            )
        if one.certainty is FactKind.HEARSAY:
            raise Refused(
                gettext_noop("Van horen zeggen gaat nergens heen. Haal het weg."), field="facts"
            )
        if one.is_received and one.conditions.no_onward:
            raise Refused(
                gettext_noop("Dit mag niet verder van wie het gaf. Vraag het daar eerst."),
                field="facts",
            )
    kept = strictest(one.conditions for one in every).keep_until
    if kept is not None and new.until > kept:
        raise Refused(
            gettext_noop("Een van de gegevens mag maar tot {kept}. Kies een eerdere dag."),
            field="until",
            kept=f"{kept:%d-%m-%Y}",
        )


def needs_second(facts: Iterable[Fact], new: Terms, born: date | None, today: date) -> bool:
    """Whether a second person looks along (trust T-19). An unknown birth date counts as young."""
    if any(one.kind in LOOKS_ALONG for one in facts):
        return True
    is_minor = born is None or age_on(born, today) < GROWN_UP
    return is_minor or new.until > add_months(today, SECOND_AFTER_MONTHS)


def check_move(now: ShareState, then: ShareState) -> None:
    """A decision goes on in one direction. Raises Refused."""
    if then not in MOVES.get(now, ()):
        raise Refused(gettext_noop("Dit is intussen veranderd. Ververs de pagina."))


def check_reason(text: str, field: str = "reason") -> str:
    """A reason is a sentence. Raises Refused."""
    if len(text.strip()) < LEAST_WORDS:
        raise Refused(gettext_noop("Schrijf op waarom, in een hele zin."), field=field)
    return text.strip()
