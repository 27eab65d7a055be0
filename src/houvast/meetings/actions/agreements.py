"""Make an agreement at an open table, and say what became of it."""

from datetime import date
from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.meetings.models import Agreement, TableItem, TableSeat
from houvast.meetings.permissions import require_leads
from houvast.meetings.rules.agreements import (
    STANDS,
    AgreementState,
    AgreementStep,
    AgreementVerb,
    after,
    check_due,
)
from houvast.meetings.rules.tables import NOT_OPEN, TableState


def make_agreement(
    *, by: Actor, item_id: UUID, verb: AgreementVerb, owner_id: UUID | None, due: date
) -> UUID:
    """Agree on something about a case: who is there has it at once, who is not is asked."""
    with recorded(by, "meetings.agreed", item_id) as act:
        require_leads(by)
        item = TableItem.objects.one(item_id)
        act.concerns(item.person_id)
        if item.table.state != TableState.OPEN or item.table.day != act.today:
            raise Refused(NOT_OPEN)
        check_due(due, act.today)
        seat = TableSeat.objects.filter(table=item.table_id, user=owner_id).first()
        if owner_id is None or seat is None:
            raise Refused(gettext_noop("Kies iemand van dit overleg."), field="owner")
        is_there = seat.came_at is not None and seat.left_at is None
        state = AgreementState.OPEN if is_there else AgreementState.ASKED
        return Agreement.objects.create(
            municipality_id=item.municipality_id,
            controller=item.controller,
            destroy_on=item.destroy_on,
            person_id=item.person_id,
            track_id=item.track_id,
            item=item,
            owner_id=owner_id,
            verb=verb.value,
            due=due,
            state=state.value,
            made_by_id=by.user_id,
            made_at=act.now,
        ).pk


def answer_agreement(*, by: Actor, agreement_id: UUID, step: AgreementStep) -> None:
    """Say yes or no to what was agreed in one's absence, that it is done, or that it is not yet."""
    with recorded(by, "meetings.agreement_answered", agreement_id) as act:
        if step is AgreementStep.DROP:
            raise NotAllowed("drop")
        agreement = _locked(agreement_id, act)
        if agreement.owner_id != by.user_id:
            raise NotAllowed("owner")
        _move(agreement, step, by, act)


def drop_agreement(*, by: Actor, agreement_id: UUID) -> None:
    """Let go of an agreement that nobody takes any more, by who leads case tables."""
    with recorded(by, "meetings.agreement_dropped", agreement_id) as act:
        require_leads(by)
        _move(_locked(agreement_id, act), AgreementStep.DROP, by, act)


def _locked(agreement_id: UUID, act: Operation) -> Agreement:
    Agreement.objects.one(agreement_id)
    rows = Agreement.objects.select_for_update(no_key=True)
    found = rows.filter(pk=agreement_id).first()
    if found is None:
        raise NotAllowed("owner")
    act.concerns(found.person_id)
    return found


def _move(agreement: Agreement, step: AgreementStep, by: Actor, act: Operation) -> None:
    state = after(AgreementState(agreement.state), step)
    stands = state in STANDS
    agreement.state = state.value
    agreement.left_at = None if stands else act.now
    agreement.left_by_id = None if stands else by.user_id
    agreement.save(update_fields=["state", "left_at", "left_by"])
