"""The cases of a table: the agenda of who leads it, and one case as those present see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import JSONObject

from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation.reads.at_table import TableFact, facts_at_table, table_facts
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.meetings.models import Agreement, TableItem
from houvast.meetings.permissions import common, opens_to_all, require_leads
from houvast.meetings.reads.agreements import AGREED, AgreementLine, agreement_of
from houvast.meetings.reads.tables import Table, table_of
from houvast.meetings.rules.agenda import DECIDES, AgendaCause, in_turn
from houvast.meetings.rules.agreements import COMES_BACK
from houvast.meetings.rules.together import Part, Sitter
from houvast.people.models import Nickname
from houvast.tracks.models import Contact, NextMoment
from houvast.tracks.rules.states import NextMomentState, TrackState

UUIDS: Any = ArrayField(UUIDField())


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list; what the reader may not see is empty."""

    id: UUID
    track_id: UUID
    person_id: UUID
    name: str
    cause: AgendaCause
    also: tuple[AgendaCause, ...]
    since: date
    state: TrackState
    lead: str
    due: date | None
    last_real_at: datetime | None
    sees_contact: bool
    joined: tuple[UUID, ...]
    """The seats that take part in it."""
    agreements: tuple[AgreementLine, ...]

    @property
    def decides(self) -> Role:
        """Who may decide when it is stuck."""
        return DECIDES[self.cause]


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with its agenda; `leads`: the reader plans and opens it."""

    today: date
    table: Table
    cases: tuple[CaseLine, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case at an open table. `parts` is what may be shown; without a name nothing is.

    `missing` are the people present who do not belong to this case: as long as they sit there, the
    shared screen shows nothing of it.
    """

    today: date
    table: Table
    case: CaseLine | None
    item_id: UUID
    number: int
    total: int
    before: UUID | None
    after: UUID | None
    parts: frozenset[Part]
    shared: bool
    missing: tuple[Sitter, ...]
    joined: tuple[Sitter, ...]
    facts: tuple[TableFact, ...] = ()
    """What was shared with the table, as far as all whose eyes these are may see it."""


def table_page(by: Actor, table_id: UUID) -> TablePage:
    """The table with the cases that the reader may see, in the order of the agenda."""
    with recorded(by, "meetings.table_viewed", table_id) as act:
        table = table_of(by, table_id, act.now)
        cases = _cases(table_id, by, table, act)
        act.concerns(*dict.fromkeys(one.person_id for one in cases))
        return TablePage(act.today, table, cases, leads=by.purpose == Purpose.PROCESS_STEERING)


def case_page(by: Actor, table_id: UUID, item_id: UUID, *, shared: bool) -> CasePage:
    """One case, for the reader alone or as everybody present may see it (T-110).

    Raises NotFound for who is not there now, or does not take part in it.
    """
    with recorded(by, "meetings.case_viewed", item_id) as act:
        table = table_of(by, table_id, act.now)
        if table.me is None or not table.me.present(act.now):
            raise NotFound
        turns = _turns(table_id)
        if item_id not in turns:
            raise NotFound
        at = turns.index(item_id)
        rows = _rows(TableItem.objects.filter(pk=item_id))
        [row] = rows.annotate(shared=facts_at_table(OuterRef("track_id")))
        joined = tuple(row["seats"])
        eyes = table.present if shared else (table.me,)
        parts = common(eyes, joined, act.now)
        case = _line(row, parts) if Part.NAME in parts else None
        if case:
            act.concerns(case.person_id)
            if shared:
                _told(item_id)
        return CasePage(
            today=act.today,
            table=table,
            case=case,
            item_id=item_id,
            number=at + 1,
            total=len(turns),
            before=turns[at - 1] if at else None,
            after=turns[at + 1] if at + 1 < len(turns) else None,
            parts=parts,
            shared=shared,
            missing=tuple(one for one in eyes if one.seat_id not in joined),
            joined=tuple(one for one in table.sitters if one.seat_id in joined),
            facts=_facts(row, eyes, act.now) if case else (),
        )


def _facts(
    row: Mapping[str, Any], eyes: tuple[Sitter, ...], now: datetime
) -> tuple[TableFact, ...]:
    """What was shared with the table, as far as it may reach everybody whose eyes these are."""
    every, joined = table_facts(row["shared"]), tuple(row["seats"])
    return tuple(one for one in every if opens_to_all(eyes, joined, one.kind, one.until, now))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One case, for who says who takes part in it."""

    table: Table
    name: str
    item_id: UUID
    joined: tuple[UUID, ...]


def people_page(by: Actor, item_id: UUID) -> PeoplePage:
    """Who takes part in a case. Raises NotFound, and NotAllowed for who leads no table."""
    with recorded(by, "meetings.case_people_viewed", item_id) as act:
        require_leads(by)
        item = TableItem.objects.one(item_id)
        table = table_of(by, item.table_id, act.now)
        [row] = _rows(TableItem.objects.filter(pk=item_id))
        act.concerns(item.person_id)
        return PeoplePage(table, row["nickname"] or "", item_id, tuple(row["seats"]))


def _told(item_id: UUID) -> None:
    """Leave an entry in the trail for everybody who looks along."""
    with connection.cursor() as cursor:
        cursor.execute("select meetings_seen_together(%s)", [item_id])


def _turns(table_id: UUID) -> list[UUID]:
    """The cases that the reader sees, in the order of the agenda."""
    rows = TableItem.objects.filter(table=table_id, dropped_at=None)
    found = rows.values_list("pk", "cause", "since", "track_id")
    return [pk for pk, *_ in sorted(found, key=lambda one: in_turn(AgendaCause(one[1]), *one[2:]))]


def _cases(table_id: UUID, by: Actor, table: Table, act: Operation) -> tuple[CaseLine, ...]:
    items = TableItem.objects.filter(table=table_id, dropped_at=None)
    rows = sorted(_rows(items), key=_turn)
    if by.purpose == Purpose.PROCESS_STEERING:
        return tuple(_line(row, frozenset(Part)) for row in rows)
    me = table.me
    if me is None:
        return ()
    seen = ((row, common((me,), tuple(row["seats"]), act.now)) for row in rows)
    return tuple(_line(row, parts) for row, parts in seen if Part.NAME in parts)


def cases_of_seat(table_id: UUID, seat_id: UUID) -> tuple[CaseLine, ...]:
    """The cases in which somebody takes part, in the order of the agenda, without contacts."""
    items = TableItem.objects.filter(table=table_id, dropped_at=None)
    mine = [row for row in _rows(items) if seat_id in row["seats"]]
    parts = frozenset({Part.NAME, Part.PROCESS})
    return tuple(_line(row, parts) for row in sorted(mine, key=_turn))


def _turn(row: Mapping[str, Any]) -> tuple[int, date, UUID]:
    return in_turn(AgendaCause(row["cause"]), row["since"], row["track_id"])


def _rows(items: "QuerySet[TableItem]") -> Any:
    nickname = Nickname.objects.filter(person=OuterRef("person_id"))
    planned = NextMoment.objects.filter(
        track=OuterRef("track_id"), state=NextMomentState.PLANNED.value
    )
    real = Contact.objects.standing().filter(track=OuterRef("track_id"), is_real=True)
    agreed = Agreement.objects.filter(
        track=OuterRef("track_id"), state__in=[one.value for one in COMES_BACK]
    )
    rows: Any = items.values("pk", "track_id", "person_id", "cause", "also", "since")
    return rows.annotate(
        nickname=Subquery(nickname.values("text")[:1]),
        state=F("track__state"),
        lead=F("track__lead_coach__name"),
        due=Subquery(planned.values("due")[:1]),
        last_real_at=Subquery(real.order_by("-at").values("at")[:1]),
        seats=Func(F("pk"), function="meetings_joined", output_field=UUIDS),
        agreed=ArraySubquery(agreed.order_by("due", "pk").values(one=JSONObject(**AGREED))),
    )


def _line(row: Mapping[str, Any], parts: Collection[Part]) -> CaseLine:
    contact = Part.CONTACT in parts
    return CaseLine(
        id=row["pk"],
        track_id=row["track_id"],
        person_id=row["person_id"],
        name=row["nickname"] or "",
        cause=AgendaCause(row["cause"]),
        also=tuple(AgendaCause(one) for one in row["also"]),
        since=row["since"],
        state=TrackState(row["state"]),
        lead=row["lead"],
        due=row["due"],
        last_real_at=row["last_real_at"] if contact else None,
        sees_contact=contact,
        joined=tuple(row["seats"]),
        agreements=tuple(agreement_of(one) for one in row["agreed"]),
    )
