"""Look at access to young people again: what goes on, goes on because somebody said so (T-61, P14).

One at a time or many at once, always by somebody else than whose access it is. A look within the
term leaves the term as it is; near its end it is a new one (T-05).
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Greatest

from houvast.accounts.rules import Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.actions import assign
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.sharing.rules.access import (
    DONE,
    LOOKED_AT,
    KeepReason,
    check_looks,
    check_other,
    keeps_its_term,
)
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.models import Track
from houvast.tracks.reads.access import asked_about
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.rules.hiring import check_still_here
from houvast.tracks.rules.states import PROMISED, RungCause

NOT_RUNNING = gettext_noop("Dit traject loopt nu niet. Ververs de pagina.")


def renew_access(*, by: Actor, track_id: UUID) -> None:
    """Let the lead coach's access go on (P14): a person decides, never time alone."""
    with recorded(by, "tracks.access_renewed", track_id) as act:
        seen = Track.objects.one(track_id)
        act.concerns(seen.person_id)
        check_looks(by.role)
        mine = Assignment.objects.filter(
            person=seen.person_id, user=seen.lead_coach_id, capacity=Capacity.LEAD.value
        )
        newest = mine.select_for_update(no_key=True).order_by("-until", "-since").first()
        track = Track.objects.one(track_id)  # it may have changed hands while this waited
        leads = track.lead_coach_id == seen.lead_coach_id != by.user_id
        if track.state not in PROMISED or not leads:
            raise Refused(NOT_RUNNING)
        _goes_on(by, track, track.lead_coach_id, Capacity.LEAD, newest, KeepReason.GUIDES, act)


def keep_access(*, by: Actor, assignments: Collection[UUID], why: KeepReason) -> int:
    """Let several colleagues read on, all of it or nothing. How many.

    Raises Refused (beside the one that it is about where it can), NotFound, NotAllowed.
    """
    with recorded(by, "tracks.access_looked_at"):
        check_looks(by.role)
        for assignment_id in sorted(assignments):
            _keep(by, assignment_id, why)
        return len(assignments)


def _keep(by: Actor, assignment_id: UUID, why: KeepReason) -> None:
    with recorded(by, "tracks.access_kept", assignment_id) as act:
        rows = Assignment.objects.select_for_update(no_key=True).filter(pk=assignment_id)
        found = rows.filter(capacity__in=[one.value for one in LOOKED_AT]).first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        check_other(own=found.user_id == by.user_id)
        running = Track.objects.filter(
            person=found.person_id, state__in=[one.value for one in PROMISED]
        )
        track, capacity = running.first(), Capacity(found.capacity)
        leads = track is not None and track.lead_coach_id == found.user_id
        if track is None or (capacity is Capacity.LEAD) != leads:
            raise Refused(NOT_RUNNING)
        if not asked_about(found, act.now):
            raise Refused(DONE)
        _goes_on(by, track, found.user_id, capacity, found, why, act)


def _goes_on(
    by: Actor,
    track: Track,
    user_id: UUID,
    capacity: Capacity,
    found: Assignment | None,
    why: KeepReason,
    act: Operation,
) -> None:
    check_still_here(last_day_of(user_id), act.today)
    live = Assignment.objects.filter(person=track.person_id, user=user_id, capacity=capacity.value)
    live.filter(until__gt=act.now).update(until=Greatest(F("since"), Value(act.now)))
    assign(
        by=by,
        person_id=track.person_id,
        user_id=user_id,
        purpose=Purpose(found.purpose) if found else Purpose.GUIDANCE,
        capacity=capacity,
        granted_by=by.user_id,
        now=act.now,
        until=_term(found, act.now),
        kept_for=why,
    )
    if capacity is Capacity.LEAD:
        answer_rungs(by, track, RungCause.REVIEW, act.now)


def _term(found: Assignment | None, now: datetime) -> datetime | None:
    return found.term_ends if found and keeps_its_term(found.term_ends, now) else None
