"""Who is asked now: moments and first rungs follow who is there, when a leave begins or is over."""

from django.db import connection
from django.db.models import F, OuterRef, Subquery

from houvast.audit.actions import Operation
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import NextMoment, Rung
from houvast.tracks.rules.notices import of_rung
from houvast.tracks.rules.states import NextMomentState, RungCause, RungState


def address(act: Operation) -> int:
    """Give moments and first rungs to who keeps them from today; how many were given on.

    What a person does is addressed by the database at once (0022). Only time begins a leave and
    ends one, so this is for the hourly job.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_address_moments()")
        moments = int(cursor.fetchone()[0])
    return moments + _first_rungs(act)


def _first_rungs(act: Operation) -> int:
    """A first rung asks the keeper of the moment: one that asks somebody else is raised again."""
    planned = NextMoment.objects.filter(
        track=OuterRef("track"), state=NextMomentState.PLANNED.value
    )  # a join would meet the older moments too, and those of a former coach
    raised = Rung.objects.filter(
        state=RungState.RAISED.value, cause=RungCause.MOMENT.value, level=1
    ).annotate(keeper=Subquery(planned.values("held_by")[:1]))
    other = raised.exclude(keeper=None).exclude(held_by=F("keeper"))
    rows = list(other.order_by("overdue_since", "pk"))
    for rung in rows:
        keeper = rung.keeper
        Rung.objects.filter(pk=rung.pk).update(state=RungState.CLIMBED.value, left_at=act.now)
        Rung.objects.create(
            municipality_id=rung.municipality_id,
            controller=rung.controller,
            destroy_on=rung.destroy_on,
            track_id=rung.track_id,
            cause=rung.cause,
            level=1,
            held_by_id=keeper,
            overdue_since=rung.overdue_since,
            raised_at=act.now,
            state=RungState.RAISED.value,
        )
        tell(rung.municipality_id, keeper, of_rung(1), act)
    return len(rows)
