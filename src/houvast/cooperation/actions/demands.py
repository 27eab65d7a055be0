"""A demand for a file from its coming in to its answer: every step a decision of somebody."""

from datetime import date
from uuid import UUID, uuid4

from django.db import connection

from houvast.accounts.rules import Controller
from houvast.audit.actions import recorded
from houvast.cooperation.models import DemandPiece, FileDemand
from houvast.cooperation.permissions import require_pieces
from houvast.cooperation.rules.demands import (
    DECIDES,
    KEPT_FOR,
    NOT_NOW,
    PREPARES,
    TRIES,
    Answer,
    Asked,
    DemandKind,
    DemandState,
    Told,
    check_asked,
    check_decision,
    check_handed,
    check_preparing,
    check_proposal,
    check_reason,
    decided,
)
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused
from houvast.sharing.rules import Verb


def register_demand(*, by: Actor, asked: Asked, key: UUID | None = None) -> UUID:
    """Write down what came in. The same form sent twice is one demand."""
    with recorded(by, "cooperation.demand_registered") as act:
        _check_prepares(by)
        if key and FileDemand.objects.filter(pk=key).exists():
            return key
        check_asked(asked, act.today)
        return FileDemand.objects.create(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            destroy_on=act.today + KEPT_FOR,
            kind=asked.kind.value,
            body=asked.body.strip(),
            reference=asked.reference.strip(),
            article=asked.article.strip(),
            asked=asked.asked.strip(),
            kinds=[one.value for one in asked.kinds],
            received_on=asked.received_on,
            answer_by=asked.answer_by,
            state=DemandState.RECEIVED.value,
            made_by_id=by.user_id,
            made_at=act.now,
        ).pk


def gather_pieces(*, by: Actor, demand_id: UUID, family_name: str, birth_date: date) -> int:
    """Copy the rows that were asked for, of one exact name and birth date; how many there are.

    Three times at most for one demand, and once when it found somebody: it is no search.
    """
    with recorded(by, "cooperation.demand_gathered", demand_id) as act:
        _check_prepares(by)
        one = _locked(demand_id)
        check_preparing(DemandState(one.state))
        if one.is_found or one.tries >= TRIES:
            raise Refused(NOT_NOW)
        with connection.cursor() as cursor:
            cursor.execute(
                "select * from cooperation_gather(%s, %s, %s)",
                [demand_id, family_name.strip(), birth_date],
            )
            person, many = cursor.fetchone()
        if person is not None:
            act.concerns(person)
        return int(many)


def leave_out(*, by: Actor, piece_id: UUID, reason: str) -> UUID:
    """Do not give this row, with the reason; without a reason it is given after all."""
    with recorded(by, "cooperation.demand_piece_left_out", piece_id) as act:
        require_pieces(by, Verb.WRITE, act.now)
        piece = DemandPiece.objects.select_for_update(no_key=True).one(piece_id)
        act.concerns(piece.person_id)
        check_preparing(DemandState(_locked(piece.demand_id).state))
        piece.left_out = check_reason(reason, "reason") if reason.strip() else ""
        piece.left_out_by_id = by.user_id if piece.left_out else None
        piece.save(update_fields=["left_out", "left_out_by"])
        return piece.demand_id


def propose_answer(*, by: Actor, demand_id: UUID, answer: Answer, reasons: str) -> None:
    """Propose to give what is left, or to refuse; a second person decides."""
    with recorded(by, "cooperation.demand_prepared", demand_id) as act:
        _check_prepares(by)
        one = _locked(demand_id)
        left = one.pieces.filter(left_out="").count()
        check_proposal(DemandState(one.state), DemandKind(one.kind), answer, left)
        one.answer, one.reasons = answer.value, check_reason(reasons, "reasons")
        one.state, one.sent_back = DemandState.PREPARED.value, ""
        one.gives = left if answer is Answer.GIVE else 0
        one.leaves_out = one.pieces.count() - one.gives
        one.prepared_by_id, one.prepared_at = by.user_id, act.now
        one.save()


def decide_demand(*, by: Actor, demand_id: UUID, for_whom: Controller) -> None:
    """Agree as the second person, in the name of the controller."""
    with recorded(by, "cooperation.demand_decided", demand_id) as act:
        one = _to_decide(by, demand_id)
        one.state = decided(Answer(one.answer)).value
        one.decided_by_id, one.decided_at = by.user_id, act.now
        one.decided_for = for_whom.value
        one.save()


def send_demand_back(*, by: Actor, demand_id: UUID, reason: str) -> None:
    """Another proposal is wanted: the second person says why."""
    with recorded(by, "cooperation.demand_sent_back", demand_id):
        one = _to_decide(by, demand_id)
        one.state, one.sent_back = DemandState.RECEIVED.value, check_reason(reason, "reason")
        one.answer, one.reasons, one.gives, one.leaves_out = "", "", 0, 0
        one.prepared_by_id, one.prepared_at = None, None
        one.save()


def hand_over_pieces(
    *,
    by: Actor,
    demand_id: UUID,
    on: date,
    how: str,
    told: Told,
    withheld: str = "",
    review_on: date | None = None,
) -> None:
    """It was handed over: when, how, and whether the young person heard it."""
    with recorded(by, "cooperation.demand_given", demand_id) as act:
        require_pieces(by, Verb.WRITE, act.now)
        one = _locked(demand_id)
        check_handed(DemandState(one.state), on, told, withheld, review_on, act.today)
        piece = one.pieces.first()
        if piece is None:
            raise Refused(NOT_NOW)
        act.concerns(piece.person_id)
        later = told is Told.LATER
        one.state, one.given_on, one.given_how = DemandState.GIVEN.value, on, how.strip()
        one.given_by_id, one.told = by.user_id, told.value
        one.withheld, one.review_on = (withheld.strip(), review_on) if later else ("", None)
        one.save()


def _locked(demand_id: UUID) -> FileDemand:
    return FileDemand.objects.select_for_update(no_key=True).one(demand_id)


def _to_decide(by: Actor, demand_id: UUID) -> FileDemand:
    if by.role not in DECIDES:
        raise NotAllowed("role")
    one = _locked(demand_id)
    check_decision(DemandState(one.state), one.prepared_by_id, by.user_id)
    return one


def _check_prepares(by: Actor) -> None:
    if by.role != PREPARES:
        raise NotAllowed("role")
