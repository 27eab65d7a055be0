"""Signals of Veiligheid: in a compartment of their own, and an offer of help that says no why.

The mayor answers for them, the college never sees one (trust T-13). What leaves is how to reach
somebody; the college treats that as an entry of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.people.rules import age_on
from houvast.tracks.rules.promise import Terms, add_months
from houvast.tracks.rules.signals import OLDEST, SHORTEST_TEXT
from houvast.tracks.rules.states import FactKind, SignalState

ORDER, POLICE = "G03", "G08"
"""The grounds: public order, and what police gave (that one comes switched off)."""
WORDS = "VH1"
"""Which words somebody hears (trust T-36): those on the screen; other words get another name."""
KEPT_AFTER_OFFER = 6
"""Months: how long the signal stays after the offer."""
OFFER_KEPT = timedelta(days=366)
"""How long the record stays that something was given."""
GROWN_UP = 18
LONGEST, SHORT = 2000, 120
LONGEST_KEPT = 120
"""Months: a day beyond ten years is a slip of the pen, and no term that the police set."""
SHORTEST_FUNCTION = 3


class SafetySource(StrEnum):
    """Who told Veiligheid."""

    COLLEAGUE = "colleague"
    ENFORCEMENT = "enforcement"
    SCHOOL = "school"
    RESIDENT = "resident"
    POLICE = "police"
    OTHER = "other"


class PoliceArticle(StrEnum):
    """On which article of the Wet politiegegevens police gave it."""

    WPG_16 = "wpg_16"
    WPG_17 = "wpg_17"
    WPG_18 = "wpg_18"
    WPG_19 = "wpg_19"
    WPG_20 = "wpg_20"


class Reach(StrEnum):
    """What the college gets to reach somebody. There is nothing else to choose."""

    NICKNAME = "nickname"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    PHONE = "phone"


NAMES = (Reach.NICKNAME, Reach.GIVEN_NAME, Reach.FAMILY_NAME)


class OfferState(StrEnum):
    """How far an offer of help is."""

    DECIDED = "decided"
    """Waits for a second person."""
    SENT = "sent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken back before anybody answered it: the college reads nothing of it any more."""


class Mend(StrEnum):
    """Why an offer is taken back or put right: one of these, so that no word of the reason goes."""

    MISTAKEN = "mistaken"
    LAPSED = "lapsed"
    """Help from here is not needed any more."""
    WRONG = "wrong"
    """What was given to reach somebody is not right."""


class SafetyView(StrEnum):
    """The lists of the triage of Veiligheid."""

    WAITING = "waiting"
    SECOND = "second"
    TO_TELL = "to_tell"
    ANSWERED = "answered"


MOVES: dict[SignalState, tuple[SignalState, ...]] = {
    SignalState.RECEIVED: (SignalState.IN_TRIAGE,),
    SignalState.IN_TRIAGE: (SignalState.TAKEN_UP, SignalState.TURNED_DOWN),
}
"""Veiligheid offers help or does nothing; it passes nothing on to anybody else."""
KINDS = (FactKind.SEEN, FactKind.TOLD, FactKind.HEARSAY, FactKind.DECISION)

ANSWERED = gettext_noop("Dit signaal is al beantwoord. Ververs de pagina.")
ALONE = gettext_noop("Een tweede persoon beslist hierover. Vraag een collega.")
WAITS_FOR_SECOND = gettext_noop("Dit wacht al op een tweede persoon.")
ALREADY_MENDED = gettext_noop("Dit is al ingetrokken of rechtgezet. Ververs de pagina.")
PUT_RIGHT_WITHIN = 5
"""Working days in which who got it puts it right (trust T-23)."""
NO_GROUND = gettext_noop("De grondslag hiervoor staat uit. Vraag de privacy officer.")
NO_POLICE = gettext_noop(
    "Gegevens van de politie mogen hier nog niet in. Grondslag G08 staat uit. Vraag de privacy"
    " officer."
)
NOT_ONWARD = gettext_noop(
    "De politie gaf dit om niet door te geven. Leg eerst vast dat de politie het goed vindt."
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What Veiligheid was told: observed behaviour, with a source, a day and a criterion."""

    behaviour: str
    kind: FactKind
    source: SafetySource
    observed_on: date
    criterion_id: UUID


@dataclass(frozen=True, slots=True)
class Given:
    """What came along with something of the police (trust T-21)."""

    article: PoliceArticle
    officer: str
    """The function, never the name."""
    keep_until: date
    no_onward: bool = True


def check_noticed(one: Noticed, given: Given | None, today: date) -> None:
    """An observation with words and a day; of the police also on which article. Raises Refused."""
    if len(one.behaviour.strip()) < SHORTEST_TEXT:
        raise Refused(
            gettext_noop("Schrijf in een paar woorden op wat er te zien was."), field="behaviour"
        )
    if not today - OLDEST <= one.observed_on <= today:
        raise Refused(gettext_noop("Kies een dag in de laatste drie maanden."), field="observed_on")
    if one.kind not in KINDS:
        raise Refused(gettext_noop("Een mening is geen signaal."), field="kind")
    if one.source is SafetySource.POLICE:
        _check_given(given, today)


def _check_given(given: Given | None, today: date) -> None:
    if given is None:
        raise Refused(gettext_noop("Kies op welk artikel de politie dit gaf."), field="article")
    check_officer(given.officer)
    if given.keep_until <= today:
        raise Refused(
            gettext_noop("Kies een dag na vandaag: zo lang mag je dit bewaren."), field="keep_until"
        )
    if given.keep_until > add_months(today, LONGEST_KEPT):
        raise Refused(gettext_noop("Kijk het jaar na."), field="keep_until")


def check_officer(function: str) -> str:
    """Who of the police it was, by function. Raises Refused."""
    if len(said := function.strip()) < SHORTEST_FUNCTION:
        raise Refused(gettext_noop("Vul de functie in. Geen naam."), field="officer")
    return said


def kept_until(terms: Terms, given: Given | None, today: date) -> date:
    """Until when a signal that nobody takes up stays: the shortest term wins (trust T-21)."""
    ours = today + timedelta(days=terms.signal_keep)
    return min(ours, given.keep_until) if given else ours


def kept_after(months: int, keep_until: date | None, today: date) -> date:
    """Until when an answered signal stays, never longer than its source allows."""
    ours = add_months(today, months)
    return min(ours, keep_until) if keep_until else ours


def check_move(now: SignalState, then: SignalState) -> None:
    """Refuse a step that the table does not have."""
    if then in MOVES.get(now, ()):
        return
    if now is SignalState.RECEIVED:
        raise Refused(gettext_noop("Begin eerst met de triage van dit signaal."))
    raise Refused(ANSWERED)


def check_reach(chosen: Collection[Reach], known: Collection[Reach]) -> None:
    """At least a name, and only what is known. Raises Refused."""
    if not set(chosen) & set(NAMES):
        raise Refused(gettext_noop("Kies minstens een naam om naar te vragen."), field="what")
    if set(chosen) - set(known):
        raise Refused(gettext_noop("Dit weten we niet. Kies iets anders."), field="what")


def needs_second(birth_date: date | None, source: SafetySource, today: date) -> bool:
    """A second person: for who is not of age, or may not be, and for what police gave (T-19)."""
    grown = birth_date is not None and age_on(birth_date, today) >= GROWN_UP
    return not grown or source is SafetySource.POLICE


def check_onward(no_onward: bool, allowed_on: date | None) -> None:
    """What police gave goes no further without their yes (trust T-22). Raises Refused."""
    if no_onward and allowed_on is None:
        raise Refused(NOT_ONWARD)


def check_mend(
    why: Mend, wrong: Collection[Reach], given: Collection[Reach], *, is_sent: bool
) -> None:
    """Something that was given is wrong, or the offer as a whole. Raises Refused."""
    if why is not Mend.WRONG:
        return
    if not is_sent:
        raise Refused(
            gettext_noop("Er is nog niets gegeven. Trek het in en bied het opnieuw aan."),
            field="why",
        )
    if not wrong:
        raise Refused(gettext_noop("Kies wat niet klopt."), field="wrong")
    if set(wrong) - set(given):
        raise Refused(gettext_noop("Dit gaf je niet. Kies iets anders."), field="wrong")


def check_past(on: date, since: date, today: date, field: str) -> None:
    """A day between two others. Raises Refused beside the field."""
    if on > today:
        raise Refused(gettext_noop("Deze dag moet nog komen."), field=field)
    if on < since:
        raise Refused(gettext_noop("Toen was dit er nog niet. Kies een latere dag."), field=field)
