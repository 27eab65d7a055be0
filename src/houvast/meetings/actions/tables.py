"""Plan a case table, make its agenda, open and close it, and note who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from houvast.accounts.models import Team
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.meetings.actions.agenda import keep_agenda
from houvast.meetings.models import CaseTable, TableSeat
from houvast.meetings.permissions import require_leads
from houvast.meetings.reads.people import can_sit
from houvast.meetings.rules.tables import (
    NOT_OPEN,
    TableState,
    TableStep,
    after,
    check_deputy,
    check_open_day,
    check_plan,
)

KEPT_FOR = timedelta(days=2 * 365)
"""How long it is kept that there was a meeting, and who was asked; cases go with their track."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """When and where, of which team, who stands in for the chair, and who is asked."""

    team_id: UUID | None
    place: str
    day: date
    begins: time
    deputy_id: UUID | None
    asked: Sequence[UUID]


def plan_table(*, by: Actor, plan: TablePlan) -> UUID:
    """Plan a case table with its first agenda; who plans it leads it."""
    with recorded(by, "meetings.table_planned") as act:
        require_leads(by)
        table = CaseTable(
            municipality_id=by.municipality_id,
            team_id=_team(by, plan),
            place=plan.place.strip(),
            day=plan.day,
            begins=plan.begins,
            chair_id=by.user_id,
            deputy_id=plan.deputy_id,
            state=TableState.PLANNED.value,
            made_at=act.now,
        )
        asked = {by.user_id, *plan.asked} | ({plan.deputy_id} if plan.deputy_id else set())
        roles = _roles(by, act)
        check_plan(plan.place, plan.day, act.today, asked - {by.user_id}, set(roles))
        steer = {one for one, role in roles.items() if role is Role.PROCESS_COORDINATOR}
        check_deputy(plan.deputy_id, by.user_id, steer)
        table.destroy_on = plan.day + KEPT_FOR
        table.save(force_insert=True)
        TableSeat.objects.bulk_create(_seat(table, one, roles[one]) for one in sorted(asked))
        keep_agenda(table, act)
        act.about = table.pk
        return table.pk


def _team(by: Actor, plan: TablePlan) -> UUID:
    team = plan.team_id
    if team is None or not Team.objects.filter(pk=team, municipality=by.municipality_id).exists():
        raise Refused(gettext_noop("Kies een team."), field="team")
    return team


def _roles(by: Actor, act: Operation) -> dict[UUID, Role]:
    """Who can sit at a table, each in the first role that goes with it; who leads comes as that."""
    found: dict[UUID, Role] = {}
    for one in can_sit(by.municipality_id, act.now):
        if one.id not in found or one.role is Role.PROCESS_COORDINATOR:
            found[one.id] = one.role
    return found


def _seat(table: CaseTable, user_id: UUID, role: Role) -> TableSeat:
    return TableSeat(
        municipality_id=table.municipality_id,
        controller=table.controller,
        destroy_on=table.destroy_on,
        table=table,
        user_id=user_id,
        role=role.value,
    )


def make_agenda(*, by: Actor, table_id: UUID) -> int:
    """Make the agenda anew, while the table is planned; how many cases did not fit."""
    with recorded(by, "meetings.agenda_made", table_id) as act:
        table = _led(by, table_id, TableStep.AGENDA)
        return keep_agenda(table, act)


def open_table(*, by: Actor, table_id: UUID) -> None:
    """Open the table with the agenda of now. From here on who comes sees what he may see."""
    with recorded(by, "meetings.table_opened", table_id) as act:
        table = _led(by, table_id, TableStep.OPEN)
        check_open_day(table.day, act.today)
        keep_agenda(table, act)
        table.state, table.opened_at = TableState.OPEN.value, act.now
        table.save(update_fields=["state", "opened_at"])
        seat = TableSeat.objects.get(table=table, user=by.user_id)
        seat.came_at, seat.left_at = act.now, None
        seat.save(update_fields=["came_at", "left_at"])


def close_table(*, by: Actor, table_id: UUID) -> None:
    """Close the table: everybody has left, in the same transaction, and nothing is shown."""
    with recorded(by, "meetings.table_closed", table_id) as act:
        table = _led(by, table_id, TableStep.CLOSE)
        table.state, table.closed_at = TableState.CLOSED.value, act.now
        table.save(update_fields=["state", "closed_at"])


def _led(by: Actor, table_id: UUID, step: TableStep) -> CaseTable:
    """The table, locked, of who leads it, when this step can be taken."""
    require_leads(by)
    found = CaseTable.objects.select_for_update(no_key=True)
    table = CaseTable.objects.one(table_id) and found.get(pk=table_id)
    after(TableState(table.state), step)
    return table


def come(*, by: Actor, table_id: UUID, user_id: UUID | None = None) -> None:
    """Somebody comes in: oneself, or whom the one who leads sees coming."""
    with recorded(by, "meetings.came_in", table_id) as act:
        seat = _own_or_led(by, table_id, user_id, act)
        seat.came_at, seat.left_at = act.now, None
        seat.save(update_fields=["came_at", "left_at"])


def leave(*, by: Actor, table_id: UUID, user_id: UUID | None = None) -> None:
    """Somebody leaves: from the next row on the screen is that of who stays."""
    with recorded(by, "meetings.left", table_id) as act:
        seat = _own_or_led(by, table_id, user_id, act)
        if seat.came_at is None or seat.left_at is not None:
            raise Refused(gettext_noop("Deze collega is er nu niet. Ververs de pagina."))
        seat.left_at = act.now
        seat.save(update_fields=["left_at"])


def _own_or_led(by: Actor, table_id: UUID, user_id: UUID | None, act: Operation) -> TableSeat:
    if by.purpose != Purpose.CASE_TABLE:
        require_leads(by)
    elif user_id not in (None, by.user_id):
        raise NotAllowed("own_seat")
    table = CaseTable.objects.one(table_id)
    if table.state != TableState.OPEN or table.day != act.today:
        raise Refused(NOT_OPEN)
    seats = TableSeat.objects.select_for_update(no_key=True).filter(table=table)
    seat = seats.filter(user=user_id or by.user_id).first()
    if seat is None:
        raise NotAllowed("seat")
    return seat


def add_seat(*, by: Actor, table_id: UUID, user_id: UUID | None) -> None:
    """Ask one more colleague, also when the table is open."""
    with recorded(by, "meetings.asked_along", user_id) as act:
        require_leads(by)
        table = CaseTable.objects.one(table_id)
        if table.state == TableState.CLOSED:
            raise Refused(NOT_OPEN)
        role = _roles(by, act).get(user_id) if user_id else None
        if user_id is None or role is None:
            raise Refused(gettext_noop("Kies een collega die kan meedoen."), field="who")
        if TableSeat.objects.filter(table=table, user=user_id).exists():
            raise Refused(gettext_noop("Deze collega is al gevraagd."), field="who")
        _seat(table, user_id, role).save(force_insert=True)
