"""Te laat: the ladder as rows. What is overdue, who was told when, and who is asked now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from houvast.accounts.reads import working_days
from houvast.accounts.rules import Role, WorkingDays
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.people.models import Nickname
from houvast.sharing.models import Assignment
from houvast.tracks.models import NextMoment, Rung
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.promise import LADDER
from houvast.tracks.rules.states import NextMomentState, RungCause, RungState


@dataclass(frozen=True, slots=True)
class Told:
    """Who was asked at a rung, and when."""

    level: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring or mail: who keeps the moment, and that is the stand-in of who is away."""

    id: UUID
    who: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One thing that asks somebody to act. `late` is in working days, 0 when it only asks ahead.

    `name` is a nickname, empty for a signal; `find_id` is an own find that waits for a yes.
    """

    cause: RungCause
    level: int
    since: date
    late: int
    name: str
    person_id: UUID | None
    track_id: UUID | None
    signal_id: UUID | None
    find_id: UUID | None
    coach: str
    coach_id: UUID | None
    ring: Ring | None
    holder: str
    holder_id: UUID
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How many rungs stand at one step of the ladder; the first step is the coach's."""

    level: int
    role: Role | None
    number: int


@dataclass(frozen=True, slots=True)
class OverduePage:
    """Everything that asks for an act among the tracks that the actor steers."""

    today: date
    lines: tuple[OverdueLine, ...]
    steps: tuple[Step, ...]

    @property
    def most(self) -> int:
        """The number at the fullest step, at least 1: what the picture is drawn to."""
        return max(1, *(one.number for one in self.steps))


def overdue_page(by: Actor) -> OverduePage:
    """The ladder of whom the actor steers, what waits longest first. Raises NotAllowed."""
    with recorded(by, "tracks.overdue_viewed") as act:
        if by.role not in STEERING:
            raise NotAllowed("steering")
        days = working_days(by.municipality_id, act.today)
        asking = Rung.objects.filter(state=RungState.RAISED.value)
        lines = tuple(_line(row, act.today, days) for row in _rows(asking, act.now))
        act.concerns(*dict.fromkeys(one.person_id for one in lines if one.person_id))
        return OverduePage(act.today, lines, steps_of([one.level for one in lines]))


def steps_of(levels: list[int]) -> tuple[Step, ...]:
    """How many stand at each step, from the lowest."""
    return tuple(Step(at, role, levels.count(at)) for at, role in enumerate(LADDER, start=1))


def _rows(asking: QuerySet[Rung], now: datetime) -> Any:
    nickname = Nickname.objects.filter(person=OuterRef("track__person_id"))
    same = Rung.objects.filter(cause=OuterRef("cause"), overdue_since=OuterRef("overdue_since"))
    told = JSONObject(level="level", who="held_by__name", at="raised_at")
    finds = Assignment.objects.filter(
        person=OuterRef("track__person_id"),
        granted_by=None,
        confirm_by__isnull=False,
        until__gt=now,
    )
    kept = NextMoment.objects.filter(
        track=OuterRef("track_id"), state=NextMomentState.PLANNED.value
    )
    columns = asking.values("cause", "level", "overdue_since", "held_by_id", "track_id")
    return columns.annotate(
        about=F("signal_id"),
        person_id=F("track__person_id"),
        nickname=Subquery(nickname.values("text")[:1]),
        find=Subquery(finds.values("pk")[:1]),
        coach=F("track__lead_coach__name"),
        coach_id=F("track__lead_coach_id"),
        keeps=Subquery(kept.values(one=_reach("held_by"))[:1]),
        leads=_reach("track__lead_coach"),
        holder=F("held_by__name"),
        of_track=ArraySubquery(
            same.filter(track=OuterRef("track_id")).order_by("level").values(one=told)
        ),
        of_signal=ArraySubquery(
            same.filter(signal=OuterRef("signal_id")).order_by("level").values(one=told)
        ),
    ).order_by("overdue_since", "pk")


def _reach(who: str) -> JSONObject:
    return JSONObject(
        id=f"{who}_id", who=f"{who}__name", phone=f"{who}__phone", email=f"{who}__email"
    )


def _ring(found: dict[str, Any]) -> Ring | None:
    if not found["id"]:
        return None
    return Ring(UUID(found["id"]), found["who"], found["phone"] or "", found["email"] or "")


def _line(row: dict[str, Any], today: date, days: WorkingDays) -> OverdueLine:
    told = row["of_track"] or row["of_signal"]
    return OverdueLine(
        cause=RungCause(row["cause"]),
        level=row["level"],
        since=row["overdue_since"],
        late=days.between(row["overdue_since"], today),
        name=row["nickname"] or "",
        person_id=row["person_id"],
        track_id=row["track_id"],
        signal_id=row["about"],
        find_id=row["find"],
        coach=row["coach"] or "",
        coach_id=row["coach_id"],
        ring=_ring(row["keeps"] or row["leads"]),
        holder=row["holder"],
        holder_id=row["held_by_id"],
        told=tuple(
            Told(one["level"], one["who"], datetime.fromisoformat(one["at"])) for one in told
        ),
    )
