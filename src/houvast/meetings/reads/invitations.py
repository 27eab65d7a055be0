"""What is printed for one participant of a case table: the own cases and the own agreements."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.meetings.permissions import require_leads
from houvast.meetings.reads.agreements import OwnAgreement, agreements_of
from houvast.meetings.reads.cases import CaseLine, cases_of_seat
from houvast.meetings.reads.tables import Table, table_of
from houvast.meetings.rules.together import Sitter


@dataclass(frozen=True, slots=True)
class Invitation:
    """Invitation and agenda; after the table, what was agreed with this participant (T-110).

    `operation` is the key of the entry in the trail: it stands on the paper (T-102).
    """

    today: date
    table: Table
    to: Sitter
    cases: tuple[CaseLine, ...]
    agreed: tuple[OwnAgreement, ...]
    operation: UUID
    at: datetime


def invitation(by: Actor, table_id: UUID, user_id: UUID) -> Invitation:
    """For who leads to print. Raises NotFound for who is not asked, or may not come any more."""
    with recorded(by, "meetings.invitation_printed", table_id) as act:
        require_leads(by)
        table = table_of(by, table_id, act.now)
        to = next((one for one in table.sitters if one.user_id == user_id and one.counts), None)
        if to is None:
            raise NotFound
        cases, agreed = cases_of_seat(table_id, to.seat_id), agreements_of(user_id)
        persons = [one.person_id for one in cases]
        persons += [one.person_id for one in agreed]
        act.concerns(*dict.fromkeys(persons))
        return Invitation(act.today, table, to, cases, agreed, act.key, act.now)
