"""What our service owes now in some teams: the facts that an agenda and a desk are made of."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, TruncDate

from houvast.audit.actions import Operation
from houvast.meetings.models import Agreement
from houvast.meetings.rules.agenda import AgendaCause, ServiceFact
from houvast.meetings.rules.agreements import COMES_BACK, AgreementState
from houvast.sharing.models import Assignment
from houvast.tracks.models import Closing, Handover, NextMoment, Track
from houvast.tracks.rules.states import (
    PROMISED,
    ClosingState,
    HandoverState,
    NextMomentState,
    TrackState,
)

EVERY = """
select * from ({}) as asking
union all select track_id, person_id, 'step', since from meetings_late_steps_of(%s::uuid[])
"""
"""Of a step that is late, its words stay with who holds the young person."""
RUNS = [one.value for one in PROMISED]


def service_facts(teams: Collection[UUID], act: Operation) -> list[ServiceFact]:
    """Every fact of these teams that asks for an act, inside the caller's act. One statement."""
    return _asking(teams, act, _facts(AgendaCause.AGREEMENT, _agreed(teams), "made_at"))


def stuck_facts(teams: Collection[UUID], act: Operation) -> list[ServiceFact]:
    """The same between two tables: an agreement that still has its days asks for nothing."""
    late = Q(due__lt=act.today) | Q(state=AgreementState.DECLINED.value)
    return _asking(teams, act, _facts(AgendaCause.AGREEMENT, _agreed(teams).filter(late), "due"))


def _asking(teams: Collection[UUID], act: Operation, agreements: Any) -> list[ServiceFact]:
    first, *others = (
        *_decisions(teams, act),
        *_handovers(teams, act),
        _promises(teams, act),
        agreements,
    )
    asked, given = first.union(*others, all=True).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(EVERY.format(asked), [*given, list(teams)])
        rows = cursor.fetchall()
    return [ServiceFact(track, person, AgendaCause(why), on) for track, person, why, on in rows]


def _facts(cause: AgendaCause, rows: "QuerySet[Any]", since: str, track: str = "track_id") -> Any:
    """Which track, of whom, why, and since which day."""
    at = rows.model._meta.get_field(since)
    is_day = type(at) is DateField
    day = Cast(F(since), DateField()) if is_day else TruncDate(since)
    return rows.annotate(why=Value(cause.value), on=day).values_list(
        track, "person_id", "why", "on"
    )


def _decisions(teams: Collection[UUID], act: Operation) -> tuple[Any, Any]:
    """A closing that waits for a second person, and an own find that nobody confirmed in time."""
    closings = Closing.objects.filter(track__team__in=teams, state=ClosingState.PROPOSED.value)
    waiting = Assignment.objects.filter(
        granted_by=None, confirm_by__lt=act.today, until__gt=act.now
    )
    by = waiting.filter(person=OuterRef("person_id")).order_by("-confirm_by")
    finds = Track.objects.filter(
        team__in=teams, state__in=RUNS, person__in=waiting.values("person_id")
    )
    rows = finds.annotate(
        why=Value(AgendaCause.DECISION.value), on=Subquery(by.values("confirm_by")[:1])
    )
    return _facts(AgendaCause.DECISION, closings, "proposed_at"), rows.values_list(
        "pk", "person_id", "why", "on"
    )


def _handovers(teams: Collection[UUID], act: Operation) -> tuple[Any, Any, Any]:
    """Nobody answered, or they have not met: each after its day. So a track without a coach."""
    handovers = Handover.objects.filter(track__team__in=teams)
    offered = handovers.filter(state=HandoverState.OFFERED.value, accept_by__lt=act.today)
    accepted = handovers.filter(state=HandoverState.ACCEPTED.value, introduce_by__lt=act.today)
    waits = Track.objects.filter(
        team__in=teams, state=TrackState.PROPOSED.value, accept_by__lt=act.today
    )
    return (
        _facts(AgendaCause.HANDOVER, offered, "accept_by"),
        _facts(AgendaCause.HANDOVER, accepted, "introduce_by"),
        _facts(AgendaCause.HANDOVER, waits, "accept_by", "pk"),
    )


def _promises(teams: Collection[UUID], act: Operation) -> Any:
    passed = NextMoment.objects.filter(
        Q(track__team__in=teams, track__state__in=RUNS),
        state=NextMomentState.PLANNED.value,
        due__lt=act.today,
    )
    return _facts(AgendaCause.PROMISE, passed, "due")


def _agreed(teams: Collection[UUID]) -> "QuerySet[Agreement]":
    """What was agreed before and is not done; also what its owner said no to."""
    before = Agreement.objects.filter(
        track__team__in=teams, state__in=[one.value for one in COMES_BACK]
    )
    return before.exclude(track__state="closed")
