"""Aftercare is a state with verbs: it narrows who reads along, and the promise goes on."""

from datetime import date
from uuid import UUID

from houvast.accounts.reads import working_days
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.sharing.actions import end_assignments
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.actions.tracks import latest_scan
from houvast.tracks.models import Closing, Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.aftercare import check_aftercare, check_resume
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.domains import in_order
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.states import ClosingState, NextMomentState, RungCause, TrackState

STAYS = (Capacity.LEAD, Capacity.SECOND)
"""Who reads on in aftercare: the lead coach, and who stands in (trust T-39)."""


def start_aftercare(*, by: Actor, track_id: UUID) -> date:
    """Begin the aftercare; gives the day until which it lasts. The next moment stays as it is."""
    with recorded(by, "tracks.aftercare_started", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        check_aftercare(
            TrackState(track.state),
            works=track.work_started_on is not None,
            in_order=in_order(latest_scan(track)),
        )
        terms = terms_of(track.programme_id, act.today)
        until = track.aftercare_until or add_months(act.today, terms.aftercare_months)
        track.state, track.aftercare_until = TrackState.AFTERCARE.value, until
        track.save(update_fields=["state", "aftercare_until"])
        end_assignments(person_id=track.person_id, now=act.now, keep=STAYS)
        return until


def resume_track(*, by: Actor, track_id: UUID, next_on: date | None, what: str = "") -> None:
    """A relapse: the search goes on in one act, with a moment soon. No reason is asked."""
    with recorded(by, "tracks.track_resumed", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        terms = terms_of(track.programme_id, act.today)
        days = working_days(track.municipality_id, act.today)
        on = check_resume(TrackState(track.state), next_on, act.today, days, terms)
        track.state = TrackState.OPEN.value
        if track.work_started_on is None:
            track.aftercare_until = None
        track.save(update_fields=["state", "aftercare_until"])
        Closing.objects.filter(track=track, state=ClosingState.PROPOSED.value).update(
            state=ClosingState.WITHDRAWN.value, answered_at=act.now
        )
        leave(planned_moment(track), NextMomentState.MOVED, act.now)
        plan(by, track, Ahead(on, what=what), act.now)
        answer_rungs(by, track, RungCause.MOMENT, act.now)
