"""What coordinator and team lead see: who holds whom, what is late; and the promise check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject

from houvast.accounts.models import Municipality
from houvast.accounts.reads import safety_net, working_days
from houvast.accounts.rules import WorkingDays
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.models import Assignment
from houvast.tracks.models import Closing, ClosingAnswer, Rung, Track
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.lines import Line, lines, name_of, names
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.promise import LADDER, REVIEW_AHEAD, is_stale
from houvast.tracks.rules.states import (
    PROMISED,
    CloseReason,
    ClosingState,
    NextMomentState,
    RungCause,
    RungState,
    TrackState,
)

RUNG_NAMES = ("coach", *(one.value for one in LADDER if one))


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
class ProcessPage:
    """The tracks that the actor steers: process facts and nickname only."""

    today: date
    proposed: tuple[Line, ...]
    late: tuple[Line, ...]
    on_time: tuple[Line, ...]
    closings: tuple[ClosingLine, ...]
    finds: tuple[FindLine, ...]
    to_renew: tuple[Line, ...]
    full: tuple[AskedCoach, ...]
    """Who holds more than was agreed: it warns, and blocks nothing (P15)."""


def process_page(by: Actor) -> ProcessPage:
    """Who holds whom, what is late, and which closings wait for a second person."""
    with recorded(by, "tracks.process_viewed") as act:
        if by.role not in STEERING:
            raise NotAllowed("steering")
        states = [TrackState.PROPOSED.value, *(one.value for one in PROMISED)]
        found = lines(Track.objects.filter(state__in=states), act.today)
        closings, finds = _closings(), _finds(act.now, act.today)
        shown = {one.person_id for one in found} | {one.person_id for one in closings}
        act.concerns(*shown | {one.person_id for one in finds})
        running = [one for one in found if one.state is not TrackState.PROPOSED]
        return ProcessPage(
            today=act.today,
            proposed=tuple(one for one in found if one.state is TrackState.PROPOSED),
            late=tuple(one for one in running if one.late),
            on_time=tuple(one for one in running if not one.late),
            closings=closings,
            finds=finds,
            to_renew=tuple(one for one in running if _ends(one, act.now)),
            full=_full(),
        )


def _closings() -> tuple[ClosingLine, ...]:
    waiting = Closing.objects.filter(state=ClosingState.PROPOSED.value)
    answers = ClosingAnswer.objects.filter(closing=OuterRef("pk")).order_by("pk")
    rows = waiting.annotate(
        **names(),
        by=F("proposed_by__name"),
        keeper=F("door_contact__name"),
        answered=ArraySubquery(answers.values(one=JSONObject(point="point", reason="reason"))),
    )
    return tuple(_closing(one) for one in rows.order_by("proposed_at", "pk"))


def _ends(line: Line, now: datetime) -> bool:
    """Whether the lead coach loses access within a month, or has lost it."""
    return line.access_until is None or line.access_until <= now + REVIEW_AHEAD


def _full() -> tuple[AskedCoach, ...]:
    """The coaches who hold more than was agreed, of those whom the actor steers."""
    return tuple(one for one in asked_coaches() if one.steered and one.held > one.bound)


def _finds(now: datetime, today: date) -> tuple[FindLine, ...]:
    seen = Track.objects.filter(person=OuterRef("person_id"))
    waiting = Assignment.objects.filter(
        Exists(seen), granted_by=None, confirm_by__isnull=False, until__gt=now
    )
    columns = waiting.values("pk", "person_id", "user_id", "confirm_by", by=F("user__name"))
    rows: Any = columns.annotate(**names())
    return tuple(
        FindLine(
            assignment_id=row["pk"],
            person_id=row["person_id"],
            name=name_of(row),
            coach=row["by"],
            coach_id=row["user_id"],
            confirm_by=row["confirm_by"],
            late=max(0, (today - row["confirm_by"]).days),
        )
        for row in rows.order_by("confirm_by", "pk")
    )


def _closing(one: Any) -> ClosingLine:
    return ClosingLine(
        id=one.pk,
        track_id=one.track_id,
        person_id=one.person_id,
        name=name_of({"given_name": None, "family_name": None, "nickname": one.nickname}),
        reason=CloseReason(one.reason),
        proposed_by=one.by,
        door=one.keeper,
        come_back_on=one.come_back_on,
        told_on=one.told_young_person_on,
        answers=tuple((OpenPoint(each["point"]), each["reason"]) for each in one.answered),
    )


def promise_check() -> dict[str, Any]:
    """The promise as figures: open tracks, violations (healthy: 0), and how many rungs ask.

    Counts per municipality under the safety net, which sees ids and dates only.
    """
    total: dict[str, Any] = {"open_tracks": 0, "violations": 0}
    overdue = dict.fromkeys(RUNG_NAMES, 0)
    for place in Municipality.objects.order_by("name"):
        by = safety_net(place.pk)
        with recorded(by, "tracks.promise_checked") as act:
            days = working_days(place.pk, act.today)
            running = _running(act.today, days)
            total["open_tracks"] += len(running)
            total["violations"] += sum(1 for broken in running if broken)
            for row in _rungs():
                overdue[RUNG_NAMES[row["level"] - 1]] += row["many"]
    return total | {"overdue": overdue}


def _running(today: date, days: WorkingDays) -> list[bool]:
    """For each running track whether the promise is broken."""
    planned = Q(nextmoments__state=NextMomentState.PLANNED.value)
    asks = Q(rungs__state=RungState.RAISED.value, rungs__cause=RungCause.MOMENT.value)
    rows = Track.objects.filter(state__in=[one.value for one in PROMISED]).annotate(
        planned=Count("nextmoments", filter=planned, distinct=True),
        asked=Count("rungs", filter=asks, distinct=True),
    )
    found = rows.values("pk", "programme_id", "planned", "asked", active=F("lead_coach__is_active"))
    dues = dict(Track.objects.filter(planned).values_list("pk", "nextmoments__due"))
    return [_broken(row, dues.get(row["pk"]), today, days) for row in found]


def _broken(row: Mapping[str, Any], due: date | None, today: date, days: WorkingDays) -> bool:
    if row["planned"] != 1 or not row["active"] or due is None:
        return True
    stale = is_stale(due, today, days, terms_of(row["programme_id"], today))
    return stale and not row["asked"]


def _rungs() -> list[Any]:
    asking = Rung.objects.filter(state=RungState.RAISED.value)
    return list(asking.values("level").annotate(many=Count("pk")).order_by("level"))
