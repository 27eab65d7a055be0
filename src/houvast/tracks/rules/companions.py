"""The experience expert (ervaringsdeskundige) beside the coach: one agreement, with an end (S6).

He or she gives recognition and hope, is never the only contact, has a coach too, and is looked at
by the municipality once a year (product 2, item 7).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

LONGEST = timedelta(days=182)
"""An agreement ends within half a year, as all access does (trust T-05); then one makes another."""
USUAL = timedelta(days=84)
"""Twelve weeks: what the form begins with."""
CHECK_HOLDS = timedelta(days=365)
"""How long the look of the municipality holds: a year (product 2, item 7)."""
LONGEST_WORDS = 160
LONGEST_SESSION_NOTE = 300
UNDO_WITHIN = timedelta(minutes=15)
STALE = gettext_noop("Deze afspraak is er niet meer. Ververs de pagina.")


class CompanionState(StrEnum):
    """An agreement opens a file to nobody before the introduction, and to nobody after its end."""

    PROPOSED = "proposed"
    INTRODUCED = "introduced"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    """It never came to an introduction."""


MOVES: dict[CompanionState, tuple[CompanionState, ...]] = {
    CompanionState.PROPOSED: (CompanionState.INTRODUCED, CompanionState.WITHDRAWN),
    CompanionState.INTRODUCED: (CompanionState.ENDED,),
    CompanionState.ENDED: (),
    CompanionState.WITHDRAWN: (),
}
LIVING = (CompanionState.PROPOSED, CompanionState.INTRODUCED)
ENDS = (CompanionState.ENDED, CompanionState.WITHDRAWN)
CHECK_SOON = timedelta(days=60)
"""How long before the yearly look is over it is said that it is time again."""


class Aim(StrEnum):
    """What it is for. Words about what comes, never about what somebody did."""

    RECOGNITION = "recognition"
    HOPE = "hope"
    COME_ALONG = "come_along"
    OTHER_PLACES = "other_places"
    WORK = "work"


class Safeguard(StrEnum):
    """What keeps it safe for both, beside the two rules that always hold (see the screen)."""

    COACH_JOINS_FIRST = "coach_joins_first"
    COACH_IN_REACH = "coach_in_reach"
    OPEN_PLACE = "open_place"
    BY_DAY = "by_day"
    NO_MONEY = "no_money"


class CompanionOutcome(StrEnum):
    """How an agreement ended."""

    REACHED = "reached"
    PARTLY = "partly"
    NO_CLICK = "no_click"
    STOPPED = "stopped"
    """The young person does not want it any more: at any time, without a reason."""
    OTHER_WAY = "other_way"
    TRACK_CLOSED = "track_closed"
    """Written by the database, when the track closes."""


CHOSEN_AT_THE_END = tuple(
    one for one in CompanionOutcome if one is not CompanionOutcome.TRACK_CLOSED
)


class SessionState(StrEnum):
    """One meeting of the two."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    UNDONE = "undone"


class SessionOutcome(StrEnum):
    """How a meeting went, in the words of who was there."""

    TALKED = "talked"
    DID_TOGETHER = "did_together"
    CAME_ALONG = "came_along"
    CALLED_OFF = "called_off"
    NOT_SEEN = "not_seen"


NOT_HELD = (SessionOutcome.CALLED_OFF, SessionOutcome.NOT_SEEN)


def state_of(outcome: SessionOutcome) -> SessionState:
    """Whether a meeting with this outcome took place."""
    return SessionState.NOT_HELD if outcome in NOT_HELD else SessionState.HELD


@dataclass(frozen=True, slots=True)
class CompanionPlan:
    """What a coach and a young person agree on; `words` are what he wants of it himself."""

    aim: Aim
    safeguards: tuple[Safeguard, ...]
    ends_on: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting as it is told; `again_on` is the next one, `call_me` asks the coach to ring."""

    on: date
    outcome: SessionOutcome
    again_on: date | None = None
    call_me: bool = False
    note: str = ""


def check_holds_until(checked_on: date) -> date:
    """The last day on which the yearly look of the municipality counts."""
    return checked_on + CHECK_HOLDS


def check_the_check(checked_on: date | None, today: date, ends_on: date | None = None) -> date:
    """Until when the expert may be asked. Raises Refused when the check is missing or over, or
    does not reach the last day of an agreement that was made under an earlier one.
    """
    if checked_on is None:
        raise Refused(
            gettext_noop("De gemeente sprak hem of haar nog niet. Vraag de procesregisseur."),
            field="who",
        )
    until = check_holds_until(checked_on)
    if until < today:
        raise Refused(
            gettext_noop(
                "Het gesprek met de gemeente is langer dan een jaar geleden."
                " Vraag de procesregisseur."
            ),
            field="who",
        )
    if ends_on is not None and until < ends_on:
        raise Refused(
            gettext_noop(
                "Het gesprek met de gemeente geldt tot {until}, korter dan deze afspraak."
                " Maak een nieuwe afspraak."
            ),
            until=f"{until:%d-%m-%Y}",
        )
    return until


def check_plan(plan: CompanionPlan, checked_on: date | None, today: date) -> date:
    """An agreement has safeguards, and an end within the yearly check, which this gives."""
    until = check_the_check(checked_on, today)
    if not plan.safeguards:
        raise Refused(
            gettext_noop("Kies minstens één afspraak voor de veiligheid."), field="safeguards"
        )
    if len(plan.words.strip()) > LONGEST_WORDS:
        raise Refused(gettext_noop("Maak dit korter. Eén zin is genoeg."), field="words")
    return check_end(plan.ends_on, until, today)


def check_end(ends_on: date | None, until: date, today: date) -> date:
    """The last day lies ahead, within half a year, and not after the yearly check."""
    if ends_on is None or ends_on <= today:
        raise Refused(gettext_noop("Kies een einddatum na vandaag."), field="ends_on")
    if ends_on > today + LONGEST:
        raise Refused(
            gettext_noop("Kies een einddatum binnen een half jaar. Daarna kan het opnieuw."),
            field="ends_on",
        )
    if ends_on > until:
        raise Refused(
            gettext_noop(
                "Het gesprek met de gemeente geldt tot {until}. Kies een eerdere einddatum."
            ),
            field="ends_on",
            until=f"{until:%d-%m-%Y}",
        )
    return ends_on


def check_move(now: CompanionState, then: CompanionState) -> None:
    """Refuse a step out of order."""
    if then not in MOVES[now]:
        raise Refused(STALE)


def check_introduction(
    on: date, *, asked_on: date, ends_on: date, today: date, coach_spoke: bool
) -> None:
    """They met with the coach there, who was in touch before: never the only contact (S6)."""
    if not coach_spoke:
        raise Refused(
            gettext_noop("Spreek de jongere eerst zelf. Een ervaringsdeskundige komt erbij.")
        )
    if on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer jullie elkaar zagen."),
            field="introduced_on",
        )
    if on < asked_on:
        raise Refused(
            gettext_noop("Dat is voor deze afspraak. Vul in wanneer jullie elkaar zagen."),
            field="introduced_on",
        )
    if ends_on < today:
        raise Refused(gettext_noop("De einddatum is voorbij. Maak een nieuwe afspraak."))


def check_session(session: Session, *, introduced_on: date, ends_on: date, today: date) -> str:
    """A meeting lies within the agreement; gives the note as it is kept."""
    if session.on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Kies wanneer het was."), field="on"
        )
    if session.on < introduced_on:
        raise Refused(gettext_noop("Dat is voor de kennismaking. Kies een latere dag."), field="on")
    if len(session.note) > LONGEST_SESSION_NOTE:
        raise Refused(
            gettext_noop("Deze notitie is {over} tekens te lang. Maak hem korter."),
            field="note",
            over=len(session.note) - LONGEST_SESSION_NOTE,
        )
    if session.again_on is not None:
        check_again(session.again_on, ends_on, today)
    return session.note.strip()


def check_again(again_on: date, ends_on: date, today: date) -> None:
    """The next meeting lies ahead and before the end."""
    if again_on < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies vandaag of later."), field="again_on")
    if again_on > ends_on:
        raise Refused(
            gettext_noop("De afspraak loopt tot en met {until}. Kies die dag of eerder."),
            field="again_on",
            until=f"{ends_on:%d-%m-%Y}",
        )


def check_year(checked_on: date, today: date) -> None:
    """The municipality looked today or within the last year: older says nothing about now."""
    if checked_on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Kies wanneer jullie spraken."),
            field="checked_on",
        )
    if check_holds_until(checked_on) < today:
        raise Refused(
            gettext_noop("Dit is langer dan een jaar geleden. Spreek elkaar eerst weer."),
            field="checked_on",
        )


def in_order(values: Collection[str]) -> tuple[Safeguard, ...]:
    """Stored safeguards in the order in which they are read."""
    return tuple(one for one in Safeguard if one.value in values)
