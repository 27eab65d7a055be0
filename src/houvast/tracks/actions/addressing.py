"""Who is asked now: what is held follows who is there, when a leave or a role begins or is over."""

from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery

from houvast.accounts.reads import colleagues
from houvast.audit.actions import Operation
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.occupants import occupant
from houvast.tracks.models import NextMoment, Rung
from houvast.tracks.reads.absent import absent
from houvast.tracks.rules.notices import of_rung
from houvast.tracks.rules.promise import ANSWERS, LADDER
from houvast.tracks.rules.states import NextMomentState, RungState

KEPT = ("moment", "inform", "correction")
"""Of these a first rung of a track asks who keeps its moment."""


def address(act: Operation) -> int:
    """Give moments, rungs and proposed tracks to who keeps them from today; how many were given on.

    What a person does is addressed by the database at once (0022, 0039). Only time begins a leave
    and ends one, or a role, so this is for the hourly job.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_held_by_who_coordinates() + tracks_address_moments()")
        given = int(cursor.fetchone()[0])
    return given + _first_rungs(act) + _higher_rungs(act)


def _first_rungs(act: Operation) -> int:
    """A first rung asks who keeps the moment: one that asks somebody else is raised again."""
    planned = NextMoment.objects.filter(
        track=OuterRef("track"), state=NextMomentState.PLANNED.value
    )  # a join would meet the older moments too, and those of a former coach
    raised = Rung.objects.filter(
        state=RungState.RAISED.value, cause__in=KEPT, track__isnull=False, level=1
    ).annotate(keeper=Subquery(planned.values("held_by")[:1]))
    other = raised.exclude(keeper=None).exclude(held_by=F("keeper"))
    rows = list(other.order_by("overdue_since", "pk"))
    for rung in rows:
        _ask_instead(rung, 1, rung.keeper, act)
    return len(rows)


def _higher_rungs(act: Operation) -> int:
    """A rung of who is away, suspended or has another role now asks who is there."""
    away = absent(act.today)
    there: dict[UUID, frozenset[UUID]] = {}
    given = 0
    above = Q(level__gt=1) | Q(signal__isnull=False)
    raised = Rung.objects.filter(above, state=RungState.RAISED.value)
    for rung in raised.select_related("track", "signal").order_by("overdue_since", "pk"):
        place = rung.municipality_id
        if place not in there:
            roles = [ANSWERS, *(one for one in LADDER if one)]
            serving = {one.id for one in colleagues(place, roles, act.now)}
            there[place] = frozenset(serving - away)
        about = rung.track or rung.signal
        if rung.held_by_id in there[place] or about is None:
            continue
        level, holder = occupant(about, rung.level, act)
        if holder is not None and holder != rung.held_by_id:
            _ask_instead(rung, level, holder, act)
            given += 1
    return given


def _ask_instead(rung: Rung, level: int, holder: UUID, act: Operation) -> None:
    Rung.objects.filter(pk=rung.pk).update(state=RungState.CLIMBED.value, left_at=act.now)
    Rung.objects.create(
        municipality_id=rung.municipality_id,
        controller=rung.controller,
        destroy_on=rung.destroy_on,
        track_id=rung.track_id,
        signal_id=rung.signal_id,
        cause=rung.cause,
        level=level,
        held_by_id=holder,
        overdue_since=rung.overdue_since,
        raised_at=act.now,
        state=RungState.RAISED.value,
    )
    kind = of_rung(level, signal=rung.signal_id is not None)
    tell(rung.municipality_id, holder, kind, act)
