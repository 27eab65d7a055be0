"""Use of what is restricted (AVG 18, second paragraph): only storage, unless one of four holds.

Each use is of one fact, by one colleague, for one purpose, until a day, and two people say yes.
"""

from datetime import date, timedelta
from enum import StrEnum

from houvast.cooperation.rules.states import Receiver
from houvast.errors import Refused, gettext_noop

LONGEST_USE = timedelta(days=31)
SHORTEST_REASON = 10
REACHES = (Receiver.COLLEAGUE, Receiver.COACHES)
"""To whom it opens: somebody with a name, who got it already. Never a partner or a table."""


class UseGround(StrEnum):
    """Why it may be used although it is restricted: the four of the law, and no other."""

    CONSENT = "consent"
    CLAIM = "claim"
    OTHERS = "others"
    """The rights of somebody else."""
    PUBLIC = "public"
    """A weighty reason of public interest."""


class UseState(StrEnum):
    """How far a use is."""

    ASKED = "asked"
    """Waits for the privacy officer."""
    OPEN = "open"
    REFUSED = "refused"
    ENDED = "ended"


MOVES: dict[UseState, tuple[UseState, ...]] = {
    UseState.ASKED: (UseState.OPEN, UseState.REFUSED, UseState.ENDED),
    UseState.OPEN: (UseState.ENDED,),
}


def check_use(receiver: Receiver, reason: str, until: date, today: date) -> str:
    """The reason, when it may be asked. Raises Refused beside the field."""
    if receiver not in REACHES:
        raise Refused(
            gettext_noop("Dit kan alleen voor een collega. Een partner krijgt het nu niet.")
        )
    if len(said := reason.strip()) < SHORTEST_REASON:
        raise Refused(
            gettext_noop("Schrijf in een paar woorden op waarom het nodig is."), field="reason"
        )
    if until < today:
        raise Refused(gettext_noop("Kies vandaag of een latere dag."), field="until")
    if until > today + LONGEST_USE:
        raise Refused(gettext_noop("Kies een dag binnen een maand."), field="until")
    return said


def check_use_moves(now: UseState, then: UseState) -> None:
    """Somebody was first, perhaps. Raises Refused."""
    if then not in MOVES.get(now, ()):
        raise Refused(gettext_noop("Dit is intussen veranderd. Ververs de pagina."))
