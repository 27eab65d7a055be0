"""The phase and the silence of a track as SQL, so that a list can be cut where it lies.

The words are those of `rules/phase.py` and `TrackFile.too_long`; a test holds the two together.
"""

from datetime import datetime, timedelta

from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from houvast.tracks.models import Milestone
from houvast.tracks.rules.promise import MAX_DAYS
from houvast.tracks.rules.states import PROMISED, MilestoneKind, TrackPhase, TrackState


def reached(kind: MilestoneKind) -> Exists:
    """SQL: this was reached on the track of the row."""
    return Exists(Milestone.objects.filter(track=OuterRef("pk"), kind=kind.value))


def phase_as_sql() -> Case:
    """SQL: the phase of the track of the row, the furthest fact first."""
    return Case(
        When(state=TrackState.AFTERCARE.value, then=Value(TrackPhase.AFTERCARE.value)),
        When(work_started_on__isnull=False, then=Value(TrackPhase.AT_WORK.value)),
        When(
            reached(MilestoneKind.WORK_WISHED),
            then=Value(TrackPhase.SEEKING_WORKPLACE.value),
        ),
        When(reached(MilestoneKind.PLANS_AGREED), then=Value(TrackPhase.GETTING_READY.value)),
        When(reached(MilestoneKind.SCANNED), then=Value(TrackPhase.PLANNING.value)),
        default=Value(TrackPhase.GETTING_ACQUAINTED.value),
        output_field=CharField(),
    )


def spoken_at() -> Coalesce:
    """SQL: the last real contact of a row with `last_real_at`, or else the day it was opened."""
    return Coalesce(F("last_real_at"), F("opened_at"))


def is_silent(now: datetime) -> Q:
    """SQL: too long without real contact, for a row with `phase` and `spoken_at`."""
    bound = Case(
        *(
            When(phase=phase.value, then=Value(now - timedelta(days=days + 1)))
            for phase, days in MAX_DAYS.items()
        ),
        output_field=DateTimeField(),
    )
    return Q(state__in=[one.value for one in PROMISED], spoken_at__lte=bound)
