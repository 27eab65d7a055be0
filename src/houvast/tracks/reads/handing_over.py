"""Everything somebody has in hand, track by track: what was asked, what was said, what is left."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject, Least

from houvast.accounts.models import HiringContract, User
from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.tracks.models import Door, Handover, Track
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.lines import Line, line_annotations, line_of, name_of, names
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.states import PROMISED, RUNNING_HANDOVER, HandoverState

LATEST = 100
"""How many handovers that were answered with yes the page shows, the first meeting first."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a colleague still has in hand, as numbers."""

    name: str
    leads: int
    held_by_name: int
    moments: int
    doors: int
    stands_in: int

    @property
    def nothing(self) -> bool:
        """Whether the account can be closed."""
        return not (self.leads or self.held_by_name or self.moments or self.doors or self.stands_in)


@dataclass(frozen=True, slots=True)
class HandedLine:
    """A track that is still led; `to` and `answer_by` when a coach was asked."""

    line: Line
    to: str
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A track to which another coach said yes; `meet_by` until they have met."""

    track_id: UUID
    person_id: UUID
    name: str
    to: str
    state: HandoverState
    meet_by: date | None


@dataclass(frozen=True, slots=True)
class KeptDoor:
    """A closed track of which somebody keeps the door, and when he rings."""

    track_id: UUID
    person_id: UUID
    name: str
    come_back_on: date


@dataclass(frozen=True, slots=True)
class HandingOver:
    """All of somebody, on one page. `may_ask`: the actor is that coach, or the coordinator."""

    today: date
    user_id: UUID
    left: Left
    lines: tuple[HandedLine, ...]
    given: tuple[GivenLine, ...]
    coaches: tuple[AskedCoach, ...]
    may_ask: bool
    doors: tuple[KeptDoor, ...]
    hired_until: date | None
    """The last day of the contract, of who is hired."""

    @property
    def to_ask(self) -> tuple[HandedLine, ...]:
        """For whom nobody was asked yet."""
        return tuple(one for one in self.lines if not one.to)

    @property
    def waiting(self) -> tuple[HandedLine, ...]:
        """For whom a coach was asked and has not answered."""
        return tuple(one for one in self.lines if one.to)


def handing_over(by: Actor, user_id: UUID) -> HandingOver:
    """What a colleague has in hand: for oneself, and for who steers. Raises NotAllowed."""
    with recorded(by, "tracks.handing_over_viewed", user_id) as act:
        own = by.role in COACHES and user_id == by.user_id
        if not own and by.role not in STEERING:
            raise NotAllowed("handing_over")
        left, lines, beside = left_with(user_id), _lines(user_id, act.today), _beside(user_id)
        given = tuple(_handed(one) for one in beside["given"])
        doors = tuple(_door(one) for one in beside["doors"])
        persons = [one.line.person_id for one in lines] + [one.person_id for one in given]
        act.concerns(*dict.fromkeys((*persons, *(one.person_id for one in doors))))
        return HandingOver(
            today=act.today,
            user_id=user_id,
            left=left,
            lines=lines,
            given=given,
            doors=doors,
            coaches=tuple(one for one in asked_coaches() if one.id not in (user_id, by.user_id)),
            hired_until=beside["hired_until"],
            may_ask=own or by.role == Role.PROCESS_COORDINATOR,
        )


def left_with(user_id: UUID) -> Left:
    """What somebody still has in hand, inside the caller's act. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("select * from tracks_left(%s)", [user_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Left(*row)


def _lines(user_id: UUID, today: date) -> tuple[HandedLine, ...]:
    asked = Handover.objects.filter(
        track=OuterRef("pk"), state__in=[one.value for one in RUNNING_HANDOVER]
    )
    running = JSONObject(to="to_user__name", on=Coalesce("introduce_by", "accept_by"))
    led = Track.objects.filter(lead_coach=user_id, state__in=[one.value for one in PROMISED])
    columns = led.values("pk", "person_id", "state", "accept_by", "work_started_on")
    rows: Any = columns.annotate(
        **line_annotations(), asked=Subquery(asked.values(one=running)[:1])
    )
    return tuple(_line(row, today) for row in rows.order_by("due", "pk"))


def _line(row: dict[str, Any], today: date) -> HandedLine:
    asked = row["asked"] or {}
    on = date.fromisoformat(asked["on"]) if asked else None
    return HandedLine(line_of(row, today), asked.get("to", ""), on)


def _beside(user_id: UUID) -> dict[str, Any]:
    """What was said yes to, which doors are kept, and until when somebody is hired: in one row."""
    newest = HiringContract.objects.filter(user=user_id).order_by("-set_at", "-pk")
    row: Any = (
        User.objects.filter(pk=user_id)
        .values("pk")
        .annotate(
            given=ArraySubquery(_given(user_id)),
            doors=ArraySubquery(_doors(user_id)),
            hired_until=Subquery(newest.values(last=Least("ends_on", "processing_until"))[:1]),
        )
        .get()
    )
    found: dict[str, Any] = row
    return found


def _given(user_id: UUID) -> QuerySet[Any, Any]:
    yes = (HandoverState.ACCEPTED.value, HandoverState.INTRODUCED.value)
    found: Any = Handover.objects.filter(from_user=user_id, state__in=yes).annotate(**names())
    columns = {"to": "to_user__name", "state": "state", "on": "introduce_by"}
    return _named(found.order_by("introduce_by", "pk"), columns)


def _doors(user_id: UUID) -> QuerySet[Any, Any]:
    kept: Any = Door.objects.filter(contact=user_id, until=None).annotate(**names())
    return _named(kept.order_by("come_back_on", "pk"), {"on": "come_back_on"})


def _named(found: Any, columns: dict[str, str]) -> QuerySet[Any, Any]:
    keys = {"track": "track_id", "person": "person_id", **{one: one for one in names()}}
    rows: QuerySet[Any, Any] = found.values(one=JSONObject(**columns, **keys))[:LATEST]
    return rows


def _handed(one: dict[str, Any]) -> GivenLine:
    met = one["state"] == HandoverState.INTRODUCED.value
    return GivenLine(
        track_id=UUID(one["track"]),
        person_id=UUID(one["person"]),
        name=name_of(one),
        to=one["to"],
        state=HandoverState(one["state"]),
        meet_by=date.fromisoformat(one["on"]) if one["on"] and not met else None,
    )


def _door(one: dict[str, Any]) -> KeptDoor:
    on = date.fromisoformat(one["on"])
    return KeptDoor(UUID(one["track"]), UUID(one["person"]), name_of(one), on)
