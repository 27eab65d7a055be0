"""Who is away and who stands in: no reason is kept, so none can be shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.tracks.models import Deputy, Leave, NextMoment
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.states import NextMomentState


@dataclass(frozen=True, slots=True)
class StandInLine:
    """Who stands in, from the first day to the last."""

    id: UUID
    name: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A colleague who is or will be away; `may_change`: the actor may end it or name another."""

    id: UUID
    user_id: UUID
    name: str
    from_on: date
    until_on: date
    stand_ins: tuple[StandInLine, ...]
    may_change: bool
    coordinates: bool
    """The deputy of the coordinator stands in, so nobody is named for these days."""


@dataclass(frozen=True, slots=True)
class LeavesPage:
    """My own leave, for whom I stand in, and who else is away of whom I steer."""

    today: date
    mine: tuple[LeaveLine, ...]
    duties: tuple[LeaveLine, ...]
    team: tuple[LeaveLine, ...]
    steers: bool


@dataclass(frozen=True, slots=True)
class LeaveChoices:
    """For a new leave: of whom it may be entered, and who can stand in."""

    today: date
    colleagues: tuple[AskedCoach, ...]
    stand_ins: tuple[AskedCoach, ...]
    myself: UUID | None = None
    """A coordinator, who can also be away himself; the deputy stands in."""


@dataclass(frozen=True, slots=True)
class MomentWithin:
    """A moment that falls within a leave. `name` is a nickname for who steers."""

    track_id: UUID
    person_id: UUID
    name: str
    due: date


def leaves_page(by: Actor) -> LeavesPage:
    """What is planned from today on. Raises NotAllowed for who neither coaches nor steers."""
    with recorded(by, "tracks.leaves_viewed") as act:
        _check(by)
        found = _lines(Leave.objects.filter(ended_at=None, until_on__gte=act.today))
        me, steers = by.user_id, by.role in STEERING
        return LeavesPage(
            today=act.today,
            mine=tuple(one for one in found if one.user_id == me),
            duties=tuple(one for one in found if any(each.id == me for each in one.stand_ins)),
            team=tuple(one for one in found if steers and one.may_change and one.user_id != me),
            steers=steers,
        )


def leave_choices(by: Actor) -> LeaveChoices:
    """Who can be away and who can stand in, by name, each with how many he or she holds."""
    with recorded(by, "tracks.leave_choices_listed") as act:
        _check(by)
        found = asked_coaches()
        own = by.role in COACHES
        return LeaveChoices(
            today=act.today,
            colleagues=() if own else tuple(one for one in found if one.steered),
            stand_ins=tuple(one for one in found if one.id != by.user_id),
            myself=by.user_id if by.role == Role.PROCESS_COORDINATOR else None,
        )


def leave_to_change(by: Actor, leave_id: UUID) -> LeaveLine:
    """One leave that is not over, for who may change it. Raises NotFound, also for others."""
    with recorded(by, "tracks.leave_viewed", leave_id) as act:
        _check(by)
        running = Leave.objects.filter(pk=leave_id, ended_at=None, until_on__gte=act.today)
        found = _lines(running)
        if not found or not found[0].may_change:
            raise NotFound
        return found[0]


def moments_within(by: Actor, user_id: UUID, first: date, last: date) -> tuple[MomentWithin, ...]:
    """The planned moments that a colleague keeps in some days, of tracks that the actor sees."""
    with recorded(by, "tracks.moments_within_viewed", user_id) as act:
        _check(by)
        kept = NextMoment.objects.filter(
            held_by=user_id, state=NextMomentState.PLANNED.value, due__range=(first, last)
        )
        rows: Any = kept.values("track_id", "person_id", "due").annotate(**names())
        found = tuple(
            MomentWithin(row["track_id"], row["person_id"], name_of(row), row["due"])
            for row in rows.order_by("due", "pk")
        )
        act.concerns(*(one.person_id for one in found))
        return found


def _check(by: Actor) -> None:
    if by.role not in (*COACHES, *STEERING):
        raise NotAllowed("leave")


def _lines(leaves: QuerySet[Leave]) -> tuple[LeaveLine, ...]:
    who = JSONObject(id="user_id", name="user__name", from_on="from_on", until_on="until_on")
    named = Deputy.objects.filter(leave=OuterRef("pk"), until_on__gte=F("from_on"))
    rows: Any = leaves.values("pk", "user_id", "from_on", "until_on").annotate(
        name=F("user__name"),
        stand_ins=ArraySubquery(named.order_by("from_on").values(one=who)),
        may_change=_asked("tracks_answers_for"),
        coordinates=_asked("tracks_only_coordinates"),
    )
    return tuple(_line(row) for row in rows.order_by("from_on", "name", "pk"))


def _asked(function: str) -> Func:
    """What the database says of the colleague who is away."""
    return Func(F("user_id"), function=function, output_field=BooleanField())


def _line(row: dict[str, Any]) -> LeaveLine:
    return LeaveLine(
        id=row["pk"],
        user_id=row["user_id"],
        name=row["name"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        stand_ins=tuple(
            StandInLine(
                UUID(one["id"]),
                one["name"],
                date.fromisoformat(one["from_on"]),
                date.fromisoformat(one["until_on"]),
            )
            for one in row["stand_ins"]
        ),
        may_change=row["may_change"],
        coordinates=row["coordinates"],
    )
