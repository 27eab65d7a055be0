"""The promise as figures: how many tracks run, and whether any is let go."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q, Value

from houvast.accounts.models import Municipality
from houvast.accounts.reads import HOUVAST_NOW, safety_net, working_days
from houvast.accounts.rules import WorkingDays
from houvast.audit.actions import recorded
from houvast.tracks.models import LadderRun, Rung, Track
from houvast.tracks.reads.terms import grace_of
from houvast.tracks.rules.promise import LADDER, STILL_AFTER, is_stale
from houvast.tracks.rules.states import (
    PROMISED,
    NextMomentState,
    RungCause,
    RungState,
)

RUNG_NAMES = ("coach", *(one.value for one in LADDER if one))


def promise_check() -> dict[str, Any]:
    """The promise as figures: open tracks, violations (healthy: 0), and how many rungs ask.

    Counts per municipality under the safety net, which sees ids and dates only.
    """
    total: dict[str, Any] = {"open_tracks": 0, "violations": 0}
    overdue = dict.fromkeys(RUNG_NAMES, 0)
    for place in Municipality.objects.order_by("name"):
        by = safety_net(place.pk)
        with recorded(by, "tracks.promise_checked") as act:
            running = broken_here(place.pk, act.today)
            total["open_tracks"] += len(running)
            total["violations"] += sum(running)
            for row in _rungs():
                overdue[RUNG_NAMES[row["level"] - 1]] += row["many"]
    return total | {"overdue": overdue}


def ladder_stands_still() -> int:
    """In how many municipalities the ladder climbed before and has not climbed for too long."""
    latest = ExpressionWrapper(HOUVAST_NOW - Value(STILL_AFTER), output_field=DateTimeField())
    return LadderRun.objects.filter(at__lte=latest).count()


def broken_here(place: UUID, today: date) -> list[bool]:
    """For each running track of a municipality whether the promise is broken, inside an act."""
    days = working_days(place, today)
    planned = Q(nextmoments__state=NextMomentState.PLANNED.value)
    asks = Q(rungs__state=RungState.RAISED.value, rungs__cause=RungCause.MOMENT.value)
    rows = Track.objects.filter(state__in=[one.value for one in PROMISED]).annotate(
        planned=Count("nextmoments", filter=planned, distinct=True),
        asked=Count("rungs", filter=asks, distinct=True),
    )
    found = rows.values("pk", "programme_id", "planned", "asked", active=F("lead_coach__is_active"))
    dues = dict(Track.objects.filter(planned).values_list("pk", "nextmoments__due"))
    grace = {one: grace_of(one, today) for one in {row["programme_id"] for row in found}}
    return [
        _broken(row, dues.get(row["pk"]), today, days, grace[row["programme_id"]]) for row in found
    ]


def _broken(
    row: Mapping[str, Any], due: date | None, today: date, days: WorkingDays, grace: int
) -> bool:
    if row["planned"] != 1 or not row["active"] or due is None:
        return True
    stale = is_stale(due, today, days, grace)
    return stale and not row["asked"]


def _rungs() -> list[Any]:
    asking = Rung.objects.filter(state=RungState.RAISED.value)
    return list(asking.values("level").annotate(many=Count("pk")).order_by("level"))
