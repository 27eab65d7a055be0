"""Steps of the plan: add, say what became of it, set it back, move it or give it to another."""

from datetime import date
from typing import Any
from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import NOT_RUNNING, check_may
from houvast.tracks.models import Step, Track
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import PROMISED, TrackState
from houvast.tracks.rules.steps import (
    TAKES_STEPS,
    StepOwner,
    StepPlan,
    StepState,
    check_due,
    check_is_open,
    check_owner,
    check_step,
)


def add_step(*, by: Actor, track_id: UUID, step: StepPlan) -> UUID:
    """Add a step to the plan. The same step sent twice is one step."""
    with recorded(by, "tracks.step_added", track_id) as act:
        track = _running(by, track_id, act)
        check_step(step)
        words = step.what.strip()
        same = Step.objects.filter(
            track=track, domain=step.domain.value, what=words, state=StepState.OPEN.value
        ).first()
        if same:
            return same.pk
        return Step.objects.create(
            domain=step.domain.value,
            what=words,
            due=check_due(step.due, act.today),
            state=StepState.OPEN.value,
            made_at=act.now,
            made_by_id=by.user_id,
            **_owner(track, step.owner, step.colleague, step.desk, act),
            **track.row(),
        ).pk


def finish_step(*, by: Actor, step_id: UUID) -> UUID:
    """The step is done. Gives the track. A second tap says the same and changes nothing."""
    with recorded(by, "tracks.step_done", step_id) as act:
        step = _step(by, step_id, act)
        if step.state == StepState.DONE:
            return step.track_id
        check_is_open(StepState(step.state))
        return _leave(step, StepState.DONE, by, act)


def drop_step(*, by: Actor, step_id: UUID, reason: str) -> UUID:
    """The step is no longer needed, and why. Gives the track."""
    with recorded(by, "tracks.step_dropped", step_id) as act:
        step = _step(by, step_id, act)
        check_is_open(StepState(step.state))
        step.reason = check_reason(reason)[:300]
        return _leave(step, StepState.DROPPED, by, act)


def reopen_step(*, by: Actor, step_id: UUID) -> UUID:
    """Take back that a step was done or dropped. Gives the track."""
    with recorded(by, "tracks.step_reopened", step_id) as act:
        step = _step(by, step_id, act)
        if step.state != StepState.OPEN and not _still_holds(step, act):
            step.owner, step.colleague = StepOwner.COACH.value, None
        step.state, step.reason = StepState.OPEN.value, ""
        step.left_at = step.left_by = None
        step.save()
        return step.track_id


def change_step(
    *,
    by: Actor,
    step_id: UUID,
    due: date | None,
    owner: StepOwner,
    colleague: UUID | None = None,
    desk: str = "",
) -> UUID:
    """Move an open step to another day, or give it to somebody else. Gives the track.

    A day that stays as it was may lie in the past: a late step can change hands.
    """
    with recorded(by, "tracks.step_changed", step_id) as act:
        step = _step(by, step_id, act)
        check_is_open(StepState(step.state))
        check_owner(owner, colleague, desk)
        if due != step.due:
            step.due = check_due(due, act.today)
        for name, value in _owner(step.track, owner, colleague, desk, act).items():
            setattr(step, name, value)
        step.save()
        return step.track_id


def _running(by: Actor, track_id: UUID, act: Operation) -> Track:
    """A running track of which this actor may write the plan."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.PL, track, act.now)
    if TrackState(track.state) not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track


def _step(by: Actor, step_id: UUID, act: Operation) -> Step:
    """A step that this actor may change, locked; its track runs."""
    _running(by, Step.objects.one(step_id).track_id, act)
    return Step.objects.select_related("track").select_for_update(of=("self",)).get(pk=step_id)


def _leave(step: Step, state: StepState, by: Actor, act: Operation) -> UUID:
    step.state, step.left_at, step.left_by_id = state.value, act.now, by.user_id
    step.save()
    return step.track_id


def _owner(
    track: Track, owner: StepOwner, colleague: UUID | None, desk: str, act: Operation
) -> dict[str, Any]:
    """The columns of who takes the step; what belongs to another kind of owner is left out."""
    chosen = colleague if owner is StepOwner.COLLEAGUE else None
    if chosen is not None and not _holds(track, chosen, act):
        raise Refused(
            gettext_noop("Deze collega houdt de jongere niet vast. Kies een ander."),
            field="colleague",
        )
    return {
        "owner": owner.value,
        "colleague_id": chosen,
        "desk": desk.strip() if owner is StepOwner.DESK else "",
    }


def _still_holds(step: Step, act: Operation) -> bool:
    return step.colleague_id is None or _holds(step.track, step.colleague_id, act)


def _holds(track: Track, user_id: UUID, act: Operation) -> bool:
    return Assignment.objects.filter(
        person=track.person_id,
        user_id=user_id,
        capacity__in=[one.value for one in TAKES_STEPS],
        since__lte=act.now,
        until__gt=act.now,
    ).exists()
