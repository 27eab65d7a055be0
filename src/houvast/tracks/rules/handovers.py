"""A warm handover (P7): the old coach stays until the new one says yes."""

from datetime import date
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.states import HandoverState

MOVES: dict[HandoverState, tuple[HandoverState, ...]] = {
    HandoverState.OFFERED: (
        HandoverState.ACCEPTED,
        HandoverState.DECLINED,
        HandoverState.RETURNED,
        HandoverState.WITHDRAWN,
    ),
    HandoverState.ACCEPTED: (HandoverState.INTRODUCED,),
    HandoverState.INTRODUCED: (),
    HandoverState.DECLINED: (),
    HandoverState.RETURNED: (),
    HandoverState.WITHDRAWN: (),
}


def check_offer(*, stated: UUID, lead: UUID, to: UUID, running: bool) -> None:
    """Refuse an offer whose "from" is stale, to the coach himself, or beside a running one."""
    if stated != lead:
        raise Refused(gettext_noop("Intussen is iemand anders de vaste coach. Ververs de pagina."))
    if to == lead:
        raise Refused(gettext_noop("Deze coach is het al. Kies een andere coach."), field="to")
    if running:
        raise Refused(gettext_noop("Er loopt al een overdracht. Rond die eerst af."))


def check_move(now: HandoverState, then: HandoverState, accept_by: date, today: date) -> None:
    """Refuse a step out of order, or a yes after the deadline: then it has gone back."""
    late = then is HandoverState.ACCEPTED and today > accept_by
    if then in MOVES[now] and not late:
        return
    raise Refused(gettext_noop("Deze vraag is er niet meer. De vaste coach houdt de jongere vast."))


def check_introduced(on: date, accepted_on: date, today: date) -> None:
    """The meeting of three was after the yes, and not in the future."""
    if on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer jullie elkaar zagen."),
            field="introduced_on",
        )
    if on < accepted_on:
        raise Refused(
            gettext_noop("Dat is voor de overdracht. Vul in wanneer jullie elkaar zagen."),
            field="introduced_on",
        )
