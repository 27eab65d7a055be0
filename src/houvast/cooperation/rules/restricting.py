"""Restriction (beperking, AVG 18): what was shared is kept, and for now nobody is given it.

It begins at once, when the young person asks. The privacy officer decides about it afterwards, and
before it is lifted the young person gets a letter, and can object (trust T-45).
"""

from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.informing import BY_LETTER, TellChannel
from houvast.tracks.rules.promise import add_months

LATEST = timedelta(days=92)
"""How far ahead of the lifting it can be told."""
SHORTEST_REASON = 10
CHANGED = gettext_noop("Dit is intussen veranderd. Ververs de pagina.")


class RestrictedFor(StrEnum):
    """Why it is restricted: the four grounds of article 18, and no other."""

    CONTESTED = "contested"
    UNLAWFUL = "unlawful"
    CLAIM = "claim"
    OBJECTED = "objected"


class Limit(StrEnum):
    """How a fact that was shared stands now."""

    FREE = "free"
    RESTRICTED = "restricted"
    ANNOUNCED = "announced"
    """Still restricted; a letter says from which day it no longer is."""


class RestrictionState(StrEnum):
    """How far a restriction is."""

    ASKED = "asked"
    """It is restricted, and waits for a decision of the privacy officer."""
    STAYS = "stays"
    LIFTING = "lifting"
    """It will be lifted, after a letter and from a day."""
    LIFTED = "lifted"
    OVER = "over"
    """It was asked anew; a newer row of the same fact took its place."""


OPEN = (RestrictionState.ASKED, RestrictionState.STAYS, RestrictionState.LIFTING)
DECISIONS = (RestrictionState.STAYS, RestrictionState.LIFTING)
"""What the privacy officer can decide."""
MOVES: dict[RestrictionState, tuple[RestrictionState, ...]] = {
    RestrictionState.ASKED: DECISIONS,
    RestrictionState.STAYS: (RestrictionState.OVER,),
    RestrictionState.LIFTING: (RestrictionState.LIFTED, RestrictionState.OVER),
}
"""Every other move is refused, by the database as well."""


def limit_of(*, is_restricted: bool, lift_on: date | None) -> Limit:
    """How it stands, of what is kept about it."""
    if not is_restricted:
        return Limit.FREE
    return Limit.RESTRICTED if lift_on is None else Limit.ANNOUNCED


def check_free(now: Limit) -> None:
    """What is restricted already, is not restricted twice. Raises Refused."""
    if now is not Limit.FREE:
        raise Refused(CHANGED)


def decide_by(asked_on: date) -> date:
    """The last day of a decision: a month, as for each right (AVG 12, third paragraph)."""
    return add_months(asked_on, 1)


def check_restriction_moves(now: RestrictionState, then: RestrictionState) -> None:
    """Somebody was first, perhaps. Raises Refused."""
    if then not in MOVES.get(now, ()):
        raise Refused(CHANGED)


def check_decision(
    decision: RestrictionState, reason: str, lift_on: date | None, today: date
) -> tuple[str, date | None]:
    """The reason, and from which day it is lifted, if it is. Raises Refused beside the field."""
    if decision not in DECISIONS:
        raise Refused(CHANGED)
    if len(said := reason.strip()) < SHORTEST_REASON:
        raise Refused(gettext_noop("Schrijf in een paar woorden op waarom."), field="reason")
    if decision is RestrictionState.STAYS:
        return said, None
    return said, check_lift_on(lift_on, today)


def check_lift_on(lift_on: date | None, today: date) -> date:
    """The young person hears it before the day itself. Raises Refused."""
    if lift_on is None or lift_on <= today:
        raise Refused(
            gettext_noop("Kies een dag na vandaag. De jongere moet het eerst weten."),
            field="lift_on",
        )
    if lift_on > today + LATEST:
        raise Refused(gettext_noop("Kies een dag binnen drie maanden."), field="lift_on")
    return lift_on


def check_letter(
    way: TellChannel, sent_on: date, decided_on: date, lift_on: date, today: date
) -> None:
    """The letter left after the decision and before the day that it names. Raises Refused."""
    if way not in BY_LETTER:
        raise Refused(gettext_noop("Kies hoe de brief ging."), field="way")
    if not decided_on <= sent_on <= today:
        raise Refused(
            gettext_noop(
                "Kies de dag waarop de brief weg ging: na het besluit, tot en met vandaag."
            ),
            field="sent_on",
        )
    if lift_on <= today:
        raise Refused(
            gettext_noop("De dag in de brief is voorbij. Vraag eerst een nieuw besluit."),
            field="sent_on",
        )


def may_lift(*, letter_on: date | None, lift_on: date | None, today: date) -> bool:
    """Whether the letter left, and the day has come that it names."""
    return letter_on is not None and lift_on is not None and lift_on <= today


def check_lift(*, letter_on: date | None, lift_on: date | None, today: date) -> None:
    """The letter goes first, and then the day has to come (AVG 18.3). Raises Refused."""
    if letter_on is None:
        raise Refused(gettext_noop("Eerst moet de brief aan de jongere weg zijn."))
    if not may_lift(letter_on=letter_on, lift_on=lift_on, today=today):
        raise Refused(gettext_noop("Dit kan vanaf de dag die in de brief staat."))
