"""What waits for a second person: closings, own finds and own doors, all in one question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from houvast.accounts.models import Municipality
from houvast.database.actor import Actor
from houvast.database.written import Given, ask
from houvast.sharing.models import Assignment
from houvast.tracks.models import Closing, ClosingAnswer, Track
from houvast.tracks.reads.hiring import ENDING, EndingContract, ending_of
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.steered import Whose, is_everywhere, whose_of
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.states import CloseReason, ClosingState

NAMED = {"nickname": "nickname", "given_name": "given_name", "family_name": "family_name"}


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A proposal to close that waits for a second person, with the answer to each open point."""

    id: UUID
    track_id: UUID
    person_id: UUID
    name: str
    reason: CloseReason
    proposed_by: str
    door: str
    come_back_on: date
    told_on: date | None
    answers: tuple[tuple[OpenPoint, str], ...]


@dataclass(frozen=True, slots=True)
class FindLine:
    """An own find, or an own door, that waits for a second person. `late` is in calendar days."""

    assignment_id: UUID
    person_id: UUID
    name: str
    coach: str
    coach_id: UUID
    confirm_by: date
    late: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for the second person."""

    closings: tuple[ClosingLine, ...]
    finds: tuple[FindLine, ...]
    contracts: tuple[EndingContract, ...]
    """Hired coaches who leave soon, or have left, with young people to hand over."""

    @property
    def persons(self) -> frozenset[UUID]:
        """About whom it is."""
        closing = {one.person_id for one in self.closings}
        return frozenset(closing | {one.person_id for one in self.finds})


def desk_of(by: Actor, now: datetime, today: date) -> Desk:
    """The desk of who steers, inside the caller's act."""
    given = {"municipality_id": by.municipality_id, "user_id": by.user_id, "now": now}
    [row] = ask(_desk, whose_of(by), **given)
    return Desk(
        closings=tuple(_closing(one) for one in row["closings"]),
        finds=tuple(_find(one, today) for one in _in_turn(row["finds"])),
        contracts=ending_of(row["ending"]),
    )


def _in_turn(finds: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the day before which they are confirmed; who has two tracks in the teams comes once."""
    once = {one["id"]: one for one in finds}
    return sorted(once.values(), key=lambda one: (one["confirm_by"], one["id"]))


def _desk(
    whose: Whose, *, municipality_id: Given, user_id: Given, now: Given
) -> QuerySet[Any, Any]:
    place = Municipality.objects.filter(pk=municipality_id)
    steered = Track.objects.filter(whose(user_id))
    finds = _finds(now) if is_everywhere(whose) else _finds_among(steered, now)
    rows: Any = place.values(closings=_closings(steered), finds=finds, ending=ENDING)
    desk: QuerySet[Any, Any] = rows
    return desk


def _closings(steered: QuerySet[Track]) -> ArraySubquery:
    answers = ClosingAnswer.objects.filter(closing=OuterRef("pk")).order_by("pk")
    proposed = Closing.objects.filter(state=ClosingState.PROPOSED.value, track__in=steered)
    waiting = proposed.annotate(
        **names(), answered=ArraySubquery(answers.values(one=JSONObject(p="point", r="reason")))
    )
    columns = {
        "id": "pk",
        "track_id": "track_id",
        "person_id": "person_id",
        "reason": "reason",
        "by": "proposed_by__name",
        "door": "door_contact__name",
        "come_back_on": "come_back_on",
        "told_on": "told_young_person_on",
        "answered": "answered",
    }
    rows = waiting.order_by("proposed_at", "pk")
    return ArraySubquery(rows.values(row=JSONObject(**columns, **NAMED)).values("row"))


def _finds(now: Given) -> ArraySubquery:
    """SQL: the finds that wait in the municipality, from the few that wait there."""
    seen = Track.objects.filter(person=OuterRef("person_id"))
    waiting = _waiting(now).filter(Exists(seen)).order_by("confirm_by", "pk")
    return ArraySubquery(waiting.values(row=_FIND).values("row"))


def _finds_among(steered: QuerySet[Track], now: Given) -> ArraySubquery:
    """SQL: the same in no order, from the tracks of some teams: fewer in a big municipality."""
    waiting = _waiting(now).filter(person=OuterRef("person_id"))
    found: Any = steered.annotate(find=Subquery(waiting.values(row=_FIND)[:1]))
    return ArraySubquery(found.exclude(find=None).order_by().values("find"))


_FIND = JSONObject(
    id="pk",
    person_id="person_id",
    coach="user__name",
    coach_id="user_id",
    confirm_by="confirm_by",
    **NAMED,
)


def _waiting(now: Given) -> QuerySet[Any]:
    waiting = Assignment.objects.filter(granted_by=None, confirm_by__isnull=False, until__gt=now)
    return waiting.annotate(**names())


def _closing(row: dict[str, Any]) -> ClosingLine:
    return ClosingLine(
        id=UUID(row["id"]),
        track_id=UUID(row["track_id"]),
        person_id=UUID(row["person_id"]),
        name=name_of(row),
        reason=CloseReason(row["reason"]),
        proposed_by=row["by"],
        door=row["door"],
        come_back_on=date.fromisoformat(row["come_back_on"]),
        told_on=date.fromisoformat(row["told_on"]) if row["told_on"] else None,
        answers=tuple((OpenPoint(each["p"]), each["r"]) for each in row["answered"]),
    )


def _find(row: dict[str, Any], today: date) -> FindLine:
    confirm_by = date.fromisoformat(row["confirm_by"])
    return FindLine(
        assignment_id=UUID(row["id"]),
        person_id=UUID(row["person_id"]),
        name=name_of(row),
        coach=row["coach"],
        coach_id=UUID(row["coach_id"]),
        confirm_by=confirm_by,
        late=max(0, (today - confirm_by).days),
    )
