"""Case tables for tests, made through the real actions."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from uuid import UUID

from django.db import connection

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.meetings.actions.agenda import choose_people
from houvast.meetings.actions.agreements import make_agreement
from houvast.meetings.actions.tables import TablePlan, come, open_table, plan_table
from houvast.meetings.models import TableItem, TableSeat
from houvast.meetings.rules.agreements import AgreementVerb
from tests.cast import Town


def today() -> date:
    """The day of the one clock, which a test has moved."""
    with connection.cursor() as cursor:
        cursor.execute("select houvast_today()")
        (day,) = cursor.fetchone()
        return day


def at_table(town: Town, name: str) -> Actor:
    return town.as_(name, Purpose.CASE_TABLE)


def planned(town: Town, *names: str, days: int = 0) -> UUID:
    """A table of the first team, led by rachid, with these colleagues asked."""
    plan = TablePlan(
        team_id=next(iter(town.teams.values())),
        place="Stadhuis, kamer 2",
        day=today() + timedelta(days=days),
        begins=time(10),
        deputy_id=None,
        asked=[town[one].user_id for one in names],
    )
    return plan_table(by=town["rachid"], plan=plan)


def opened(town: Town, *names: str, away: Iterable[str] = ()) -> UUID:
    """The same, open now, with all of them there but for who is away."""
    table = planned(town, *names)
    open_table(by=town["rachid"], table_id=table)
    for one in names:
        if one not in away:
            come(by=at_table(town, one), table_id=table)
    return table


def items(town: Town, table: UUID) -> dict[UUID, UUID]:
    """The cases of a table, by track."""
    with acting(town["rachid"]):
        found = TableItem.objects.filter(table=table, dropped_at=None)
        return dict(found.values_list("track_id", "pk"))


def seat(town: Town, table: UUID, name: str) -> UUID:
    with acting(town["rachid"]):
        return TableSeat.objects.get(table=table, user=town[name].user_id).pk


def joined(town: Town, item: UUID, table: UUID, *names: str) -> None:
    """Let these, and who leads, take part in a case."""
    seats = [seat(town, table, one) for one in ("rachid", *names)]
    choose_people(by=town["rachid"], item_id=item, seats=seats)


def agree(
    town: Town,
    table: UUID,
    track: UUID,
    owner: str,
    *,
    days: int = 7,
    verb: AgreementVerb = AgreementVerb.CALL,
    by: str = "rachid",
) -> UUID:
    """An agreement about a track, kept by who leads."""
    return make_agreement(
        by=at_table(town, by),
        item_id=items(town, table)[track],
        verb=verb,
        owner_id=town[owner].user_id,
        due=today() + timedelta(days=days),
    )


def keys_at_table(town: Town, owner: str, track: UUID) -> dict[str, UUID]:
    """The keys of an open table, with the owner there and something agreed about this track."""
    table = opened(town, owner)
    keys = {"meeting_id": table, "item_id": items(town, table)[track]}
    return keys | {"agreement_id": agree(town, table, track, owner)}
