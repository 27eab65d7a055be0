"""Case tables as screens show them: the list, one table, and one case at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, F, Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.models import Team
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.meetings.models import CaseTable, TableSeat
from houvast.meetings.permissions import require_leads
from houvast.meetings.reads.people import can_sit
from houvast.meetings.rules.tables import TableState
from houvast.meetings.rules.together import Sitter

MOST_TABLES = 50
KINDS: Any = ArrayField(CharField())


@dataclass(frozen=True, slots=True)
class TableLine:
    """One case table; `number` is how many people are asked, `mine` whether one leads it."""

    id: UUID
    team: str
    place: str
    day: date
    begins: time
    state: TableState
    chair: str
    deputy: str
    asked: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with who sits there; `me` is the own seat."""

    line: TableLine
    team_id: UUID
    chair_id: UUID
    deputy_id: UUID | None
    sitters: tuple[Sitter, ...]
    now: datetime
    me: Sitter | None

    @property
    def is_open(self) -> bool:
        """Whether people sit together."""
        return self.line.state is TableState.OPEN

    @property
    def is_over(self) -> bool:
        """Whether it was."""
        return self.line.state is TableState.CLOSED

    @property
    def present(self) -> tuple[Sitter, ...]:
        """Who is there now."""
        return tuple(one for one in self.sitters if one.present(self.now))


@dataclass(frozen=True, slots=True)
class TableChoices:
    """For the form that plans a table: teams, who can be asked, and who can stand in."""

    today: date
    teams: tuple[tuple[UUID, str], ...]
    people: tuple[tuple[UUID, str, Role, str], ...]
    coordinators: tuple[tuple[UUID, str], ...]


def table_choices(by: Actor) -> TableChoices:
    """Who can be asked to a table, by name. Raises NotAllowed for who leads none."""
    with recorded(by, "meetings.choices_listed") as act:
        require_leads(by)
        people = can_sit(by.municipality_id, act.now)
        teams = Team.objects.filter(municipality_id=by.municipality_id).order_by("name", "pk")
        others = {one.id: one for one in people if one.id != by.user_id}
        steer = {
            one.id: one.name
            for one in people
            if one.role is Role.PROCESS_COORDINATOR and one.id != by.user_id
        }
        return TableChoices(
            today=act.today,
            teams=tuple(teams.values_list("pk", "name")),
            people=tuple(
                (one.id, one.name, one.role, one.team)
                for one in others.values()
                if one.id not in steer
            ),
            coordinators=tuple(steer.items()),
        )


def lines_of(tables: "QuerySet[CaseTable]") -> tuple[TableLine, ...]:
    """Case tables, the last day first, inside the caller's act."""
    rows: Any = tables.order_by("-day", "-begins", "pk")[:MOST_TABLES].annotate(**_named())
    return tuple(_line(row) for row in rows.values(*COLUMNS, *_named()))


COLUMNS = ("pk", "place", "day", "begins", "state", "team_id", "chair_id", "deputy_id")


def _named() -> dict[str, Any]:
    seats = TableSeat.objects.filter(table=OuterRef("pk")).order_by("user__name", "pk")
    one = JSONObject(
        id="pk",
        user="user_id",
        name="user__name",
        role="role",
        came="came_at",
        left="left_at",
        counts=Func(F("pk"), function="meetings_seat_counts", output_field=BooleanField()),
        receives=Func(F("pk"), function="meetings_seat_receives", output_field=KINDS),
    )
    return {
        "team_name": F("team__name"),
        "chair_name": F("chair__name"),
        "deputy_name": F("deputy__name"),
        "sits": ArraySubquery(seats.values(one=one)),
    }


def _line(row: Mapping[str, Any]) -> TableLine:
    return TableLine(
        id=row["pk"],
        team=row["team_name"],
        place=row["place"],
        day=row["day"],
        begins=row["begins"],
        state=TableState(row["state"]),
        chair=row["chair_name"],
        deputy=row["deputy_name"] or "",
        asked=len(row["sits"]),
    )


def table_of(by: Actor, table_id: UUID, now: datetime) -> Table:
    """A table with who sits there, inside the caller's act. Raises NotFound. One query."""
    rows: Any = CaseTable.objects.filter(pk=table_id).annotate(**_named())
    row = rows.values(*COLUMNS, *_named()).first()
    if row is None:
        raise NotFound
    sitters = tuple(sitters_of(row["sits"], by.municipality_id))
    return Table(
        line=_line(row),
        team_id=row["team_id"],
        chair_id=row["chair_id"],
        deputy_id=row["deputy_id"],
        sitters=sitters,
        now=now,
        me=next((one for one in sitters if one.user_id == by.user_id), None),
    )


def sitters_of(rows: Iterable[Mapping[str, Any]], place: UUID) -> Iterable[Sitter]:
    """The seats of a row, by name."""
    for one in rows:
        yield Sitter(
            seat_id=UUID(one["id"]),
            user_id=UUID(one["user"]),
            name=one["name"],
            role=Role(one["role"]),
            municipality_id=place,
            counts=one["counts"],
            came_at=_moment(one["came"]),
            left_at=_moment(one["left"]),
            receives=frozenset(InformationClass(kind) for kind in one["receives"]),
        )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
