"""The agenda as rows: what our service owes now, and who takes part in each case."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.meetings.models import CaseTable, ItemSeat, TableItem, TableSeat
from houvast.meetings.permissions import require_leads
from houvast.meetings.reads.facts import service_facts
from houvast.meetings.rules.agenda import Case, agenda
from houvast.meetings.rules.tables import NOT_OPEN, TableState
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.models import Track

TAKES_PART = (Capacity.LEAD, Capacity.SECOND, Capacity.WORK)
"""Who holds somebody in one of these ways takes part in the case when asked to the table."""


def keep_agenda(table: CaseTable, act: Operation) -> int:
    """Let the rows be what the facts say now; how many cases did not fit."""
    wanted = agenda(service_facts([table.team_id], act))
    known = {one.track_id: one for one in TableItem.objects.filter(table=table)}
    cases = {one.track_id: one for one in wanted.cases}
    for track_id, item in known.items():
        _keep(item, cases.get(track_id), act)
    fresh = [one for one in wanted.cases if one.track_id not in known]
    tracks = Track.objects.in_bulk([one.track_id for one in fresh])
    made = [_item(table, tracks[one.track_id], one) for one in fresh]
    TableItem.objects.bulk_create(made)
    _seat_at(made, table, act)
    act.concerns(*{one.person_id for one in wanted.cases})
    return wanted.left_out


def _item(table: CaseTable, track: Track, case: Case) -> TableItem:
    also = [one.value for one in case.also]
    return TableItem(
        table=table, cause=case.cause.value, also=also, since=case.since, **track.row()
    )


def _keep(item: TableItem, case: Case | None, act: Operation) -> None:
    """A case that is there already: for the reasons of now, or no longer on the agenda."""
    before = (item.cause, item.also, item.since, item.dropped_at is None)
    if case is None:
        item.dropped_at = item.dropped_at or act.now
    else:
        item.cause, item.also = case.cause.value, [one.value for one in case.also]
        item.since, item.dropped_at = case.since, None
    if before != (item.cause, item.also, item.since, item.dropped_at is None):
        item.save(update_fields=["cause", "also", "since", "dropped_at"])


def _seat_at(items: Iterable[TableItem], table: CaseTable, act: Operation) -> None:
    """Who leads takes part in every case; a coach in those whom he holds; others when asked."""
    items = list(items)
    seats = list(TableSeat.objects.filter(table=table))
    held = _held([one.person_id for one in items], act)
    led = _team_leads(table, seats, act)
    ItemSeat.objects.bulk_create(
        _join(item, seat)
        for item in items
        for seat in seats
        if seat.role == Role.PROCESS_COORDINATOR
        or seat.user_id in led
        or (seat.role in COACHES and (item.person_id, seat.user_id) in held)
    )


def _join(item: TableItem, seat: TableSeat) -> ItemSeat:
    return ItemSeat(
        municipality_id=item.municipality_id,
        controller=item.controller,
        destroy_on=item.destroy_on,
        person_id=item.person_id,
        track_id=item.track_id,
        item=item,
        seat=seat,
    )


def _held(persons: list[UUID], act: Operation) -> set[tuple[UUID, UUID]]:
    live = Assignment.objects.filter(
        Q(since__lte=act.now, until__gt=act.now),
        person__in=persons,
        capacity__in=[one.value for one in TAKES_PART],
    )
    return set(live.values_list("person_id", "user_id"))


def _team_leads(table: CaseTable, seats: Iterable[TableSeat], act: Operation) -> set[UUID]:
    """Those of the seats who lead the team of this table."""
    leads = table.team.memberships.filter(
        role=Role.TEAM_LEAD.value, since__lte=act.now, until__gt=act.now
    )
    mine = set(leads.values_list("user_id", flat=True))
    return {one.user_id for one in seats if one.role == Role.TEAM_LEAD and one.user_id in mine}


def choose_people(*, by: Actor, item_id: UUID, seats: Collection[UUID]) -> UUID:
    """Say who of the table takes part in a case; who is left out sees it no longer.

    Gives the table.
    """
    with recorded(by, "meetings.case_people_chosen", item_id) as act:
        require_leads(by)
        item = TableItem.objects.one(item_id)
        act.concerns(item.person_id)
        if item.table.state == TableState.CLOSED:
            raise Refused(NOT_OPEN)
        here = {one.pk: one for one in TableSeat.objects.filter(table=item.table_id)}
        if not seats or not set(seats) <= set(here):
            raise Refused(gettext_noop("Kies iemand van dit overleg."), field="seats")
        joins = ItemSeat.objects.filter(item=item)
        known = {one.seat_id for one in joins}
        joins.filter(left_at=None).exclude(seat__in=seats).update(left_at=act.now)
        joins.filter(seat__in=seats).exclude(left_at=None).update(left_at=None)
        fresh = [_join(item, here[one]) for one in seats if one not in known]
        ItemSeat.objects.bulk_create(fresh)
        return item.table_id
