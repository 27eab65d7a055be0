"""The young people with whose work one helps beside the lead coach (werkcoach)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.placements.models import AftercareMoment, Placement
from houvast.placements.reads.aftercare import may_be_asked
from houvast.placements.rules.states import ACTIVE, AftercareState, PlacementState
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.rules.states import PROMISED


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One young person: who leads, until when one helps, and where the work stands."""

    track_id: UUID
    name: str
    lead: str
    last_day: date
    title: str
    state: PlacementState | None
    waiting: int
    """How many check-ins are due."""


@dataclass(frozen=True, slots=True)
class BesidePage:
    """All of them, by name."""

    today: date
    lines: tuple[BesideLine, ...]


def works_beside(by: Actor, thing: UUID) -> bool:
    """Whether somebody helps with the work that this is about, and holds on in no other way.

    `thing` is a track, or anything about work that hangs on one. Asked before the transaction of
    the page, because the purpose of the page follows from it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select placements_works_beside(%s, %s)", [by.user_id, thing])
        return bool(cursor.fetchone()[0])


def beside_page(by: Actor) -> BesidePage:
    """The young people beside whose lead one works now. Raises NotAllowed for other roles."""
    with recorded(by, "placements.beside_viewed") as act:
        if by.role != Role.WORK_COACH:
            raise NotAllowed("beside")
        mine = Assignment.objects.filter(
            person=OuterRef("person_id"),
            user=by.user_id,
            capacity=Capacity.WORK.value,
            since__lte=act.now,
            until__gt=act.now,
        )
        latest = Placement.objects.filter(
            track=OuterRef("pk"), state__in=[one.value for one in ACTIVE]
        ).order_by("-proposed_at", "pk")
        due = AftercareMoment.objects.filter(
            may_be_asked(act.today),
            track=OuterRef("pk"),
            state=AftercareState.PLANNED.value,
            due__lte=act.today,
            placement__state=PlacementState.STARTED.value,
        )
        rows: Any = Track.objects.filter(state__in=[one.value for one in PROMISED]).values(
            "pk", "person_id", "lead_coach__name"
        )
        rows = rows.annotate(
            until=Subquery(mine.order_by("-until").values("until")[:1]),
            title=Subquery(latest.values("workplace__title")[:1]),
            work=Subquery(latest.values("state")[:1]),
            waiting=Subquery(due.order_by().values("track").annotate(n=Count("pk")).values("n")),
            **names(),
        )
        found = sorted(rows.exclude(Q(until=None)), key=name_of)
        act.concerns(*dict.fromkeys(row["person_id"] for row in found))
        return BesidePage(act.today, tuple(_line(row) for row in found))


def _line(row: Any) -> BesideLine:
    return BesideLine(
        track_id=row["pk"],
        name=name_of(row),
        lead=row["lead_coach__name"],
        last_day=timezone.localdate(row["until"] - timedelta(microseconds=1)),
        title=row["title"] or "",
        state=PlacementState(row["work"]) if row["work"] else None,
        waiting=row["waiting"] or 0,
    )
