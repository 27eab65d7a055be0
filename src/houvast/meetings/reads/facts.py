"""What our service owes now in a team: the facts that an agenda is made of."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from houvast.audit.actions import Operation
from houvast.meetings.models import Agreement
from houvast.meetings.rules.agenda import AgendaCause, ServiceFact
from houvast.meetings.rules.agreements import COMES_BACK
from houvast.sharing.models import Assignment
from houvast.tracks.models import Closing, Handover, NextMoment, Track
from houvast.tracks.rules.states import (
    PROMISED,
    ClosingState,
    HandoverState,
    NextMomentState,
    TrackState,
)

RUNS = [one.value for one in PROMISED]


def service_facts(team_id: UUID, act: Operation) -> list[ServiceFact]:
    """Every fact of a team that asks for an act, inside the caller's act."""
    return [
        *_decisions(team_id, act),
        *_handovers(team_id, act),
        *_promises(team_id, act),
        *_late_steps(team_id),
        *_agreements(team_id),
    ]


def _facts(cause: AgendaCause, rows: "QuerySet[Any]", since: str) -> Iterator[ServiceFact]:
    for track_id, person_id, at in rows.values_list("track_id", "person_id", since):
        day: date = localdate(at) if isinstance(at, datetime) else at
        yield ServiceFact(track_id, person_id, cause, day)


def _decisions(team_id: UUID, act: Operation) -> Iterator[ServiceFact]:
    """A closing that waits for a second person, and an own find that nobody confirmed in time."""
    closings = Closing.objects.filter(track__team=team_id, state=ClosingState.PROPOSED.value)
    yield from _facts(AgendaCause.DECISION, closings, "proposed_at")
    waiting = Assignment.objects.filter(
        granted_by=None, confirm_by__lt=act.today, until__gt=act.now
    )
    tracks = Track.objects.filter(team=team_id, state__in=RUNS)
    confirm_by = dict(waiting.values_list("person_id", "confirm_by"))
    for track_id, person_id in tracks.filter(person__in=confirm_by).values_list("pk", "person_id"):
        yield ServiceFact(track_id, person_id, AgendaCause.DECISION, confirm_by[person_id])


def _handovers(team_id: UUID, act: Operation) -> Iterator[ServiceFact]:
    """Nobody answered, or they have not met: each after its day. So a track without a coach."""
    handovers = Handover.objects.filter(track__team=team_id)
    offered = handovers.filter(state=HandoverState.OFFERED.value, accept_by__lt=act.today)
    yield from _facts(AgendaCause.HANDOVER, offered, "accept_by")
    accepted = handovers.filter(state=HandoverState.ACCEPTED.value, introduce_by__lt=act.today)
    yield from _facts(AgendaCause.HANDOVER, accepted, "introduce_by")
    waits = Track.objects.filter(
        team=team_id, state=TrackState.PROPOSED.value, accept_by__lt=act.today
    )
    for track_id, person_id, since in waits.values_list("pk", "person_id", "accept_by"):
        if since is not None:  # the query asks for it already
            yield ServiceFact(track_id, person_id, AgendaCause.HANDOVER, since)


def _promises(team_id: UUID, act: Operation) -> Iterator[ServiceFact]:
    passed = NextMoment.objects.filter(
        Q(track__team=team_id, track__state__in=RUNS),
        state=NextMomentState.PLANNED.value,
        due__lt=act.today,
    )
    return _facts(AgendaCause.PROMISE, passed, "due")


def _late_steps(team_id: UUID) -> Iterator[ServiceFact]:
    """That a step is late, and since when: its words stay with who holds the young person."""
    with connection.cursor() as cursor:
        cursor.execute("select * from meetings_late_steps(%s)", [team_id])
        for track_id, person_id, since in cursor.fetchall():
            yield ServiceFact(track_id, person_id, AgendaCause.STEP, since)


def _agreements(team_id: UUID) -> Iterator[ServiceFact]:
    """What was agreed before and is not done; also what its owner said no to."""
    before = Agreement.objects.filter(
        track__team=team_id, state__in=[one.value for one in COMES_BACK]
    )
    return _facts(AgendaCause.AGREEMENT, before.exclude(track__state="closed"), "made_at")
