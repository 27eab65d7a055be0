"""An agreement of the case table: a verb from a closed list, one owner, a date (T-109).

There is no field for words and none for a fact. What is not in the list is no agreement.
"""

from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

FURTHEST = timedelta(days=183)


class AgreementVerb(StrEnum):
    """What somebody will do. None of these says anything about the young person."""

    CALL = "call"
    VISIT = "visit"
    PLAN_MOMENT = "plan_moment"
    MOVE_STEP = "move_step"
    FIND_COACH = "find_coach"
    ASK_SHARING = "ask_sharing"
    INFORM = "inform"
    DECIDE = "decide"
    FIND_OUT = "find_out"


class AgreementState(StrEnum):
    """Who was not there is asked first. One that is not done comes back on the next agenda."""

    ASKED = "asked"
    OPEN = "open"
    DECLINED = "declined"
    DONE = "done"
    DROPPED = "dropped"


class AgreementStep(StrEnum):
    """What can become of an agreement, each said with one word of this list."""

    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH = "finish"
    PUT_BACK = "put_back"
    DROP = "drop"


MOVES: dict[AgreementStep, tuple[tuple[AgreementState, ...], AgreementState]] = {
    AgreementStep.ACCEPT: ((AgreementState.ASKED,), AgreementState.OPEN),
    AgreementStep.DECLINE: ((AgreementState.ASKED,), AgreementState.DECLINED),
    AgreementStep.FINISH: ((AgreementState.OPEN,), AgreementState.DONE),
    AgreementStep.PUT_BACK: ((AgreementState.DONE,), AgreementState.OPEN),
    AgreementStep.DROP: (
        (AgreementState.ASKED, AgreementState.OPEN, AgreementState.DECLINED),
        AgreementState.DROPPED,
    ),
}
STANDS = (AgreementState.ASKED, AgreementState.OPEN)
"""With its owner."""
COMES_BACK = (*STANDS, AgreementState.DECLINED)
"""On the next agenda."""
NO_MOVE = gettext_noop("Deze afspraak is al veranderd. Ververs de pagina.")


def after(state: AgreementState, step: AgreementStep) -> AgreementState:
    """The state after a step."""
    before, then = MOVES[step]
    if state not in before:
        raise Refused(NO_MOVE)
    return then


def check_due(due: date, today: date) -> None:
    """A day from today on, within half a year."""
    if due < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies een latere."), field="due")
    if due > today + FURTHEST:
        raise Refused(gettext_noop("Kies een dag binnen een half jaar."), field="due")
