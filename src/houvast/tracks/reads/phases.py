"""The phase and the silence of a track as SQL, so that a list can be cut where it lies.

The words are those of `rules/phase.py` and `TrackFile.too_long`; a test holds the two together.
"""

from datetime import timedelta

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from houvast.database.written import Given
from houvast.tracks.reads.terms import term_column
from houvast.tracks.rules.states import PROMISED, MilestoneKind, TrackPhase, TrackState


def reached(kind: MilestoneKind) -> Q:
    """SQL: this was reached on the track of the row."""
    return Q(glance__reached__contains=[kind.value])


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


def agreed_silence(today: Given) -> Case:
    """SQL: the days without real contact that were agreed, for a row with `phase`.

    The words are those of `longest_silence` in `rules/promise.py`.
    """
    weeks = term_column("first_weeks_at_work", today)
    fresh = ExpressionWrapper(F("work_started_on") + weeks * 7, output_field=DateField())
    at_work = Case(
        When(GreaterThan(fresh, today), then=term_column("silent_first_at_work", today)),
        default=term_column("silent_at_work", today),
    )
    return Case(
        When(last_real_at=None, then=term_column("first_real_contact", today)),
        When(phase=TrackPhase.AT_WORK.value, then=at_work),
        *(
            When(phase=phase.value, then=term_column(f"silent_{phase.value}", today))
            for phase in TrackPhase
            if phase is not TrackPhase.AT_WORK
        ),
        output_field=IntegerField(),
    )


def is_silent(now: Given, today: Given) -> Q:
    """SQL: too long without real contact, for a row with `phase` and `spoken_at`."""
    days = ExpressionWrapper(
        (agreed_silence(today) + 1) * Value(timedelta(days=1)),
        output_field=DurationField(),
    )
    since = ExpressionWrapper(now - days, output_field=DateTimeField())
    return Q(LessThanOrEqual(F("spoken_at"), since), state__in=[one.value for one in PROMISED])
