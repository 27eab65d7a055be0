"""The trial day (meeloopdag): plan it, move it, and say how both sides found it."""

from datetime import date
from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.placements.actions.steps import not_started
from houvast.placements.actions.under_way import running
from houvast.placements.models import Placement, TrialDay
from houvast.placements.rules.consent import check_holds
from houvast.placements.rules.states import PlacementState, TrialNext, TrialState
from houvast.placements.rules.trial import (
    TrialNote,
    check_trial_day,
    check_trial_note,
    check_trial_place,
)
from houvast.tracks.models import Track


def plan_trial_day(*, by: Actor, placement_id: UUID, day: date | None) -> None:
    """Plan the trial day, or move the one that is planned. The yes of the young person holds."""
    with recorded(by, "placements.trial_day_planned", placement_id) as act:
        placement, track = _on_the_way(by, placement_id, act)
        check_trial_place(PlacementState(placement.state))
        check_holds(placement.told_until, act.today)
        _plan(by, placement, track, check_trial_day(day, act.today, placement.start_on), act)


def note_trial_day(*, by: Actor, placement_id: UUID, note: TrialNote) -> None:
    """Say whether the trial day was held and what both want; the next step follows at once.

    Another day is planned, and stopping ends the placement, in the same transaction.
    """
    with recorded(by, "placements.trial_day_noted", placement_id) as act:
        placement, track = _on_the_way(by, placement_id, act)
        check_trial_place(PlacementState(placement.state))
        one = _planned(placement)
        if one is None:
            raise Refused(gettext_noop("Er staat geen meeloopdag. Ververs de pagina."))
        check_trial_note(note, TrialState(one.state), one.day, act.today)
        one.state = (TrialState.HELD if note.held else TrialState.NOT_HELD).value
        if note.held and note.young_person and note.employer:
            one.young_person, one.employer = note.young_person.value, note.employer.value
        one.next_step = note.next_step.value if note.next_step else ""
        one.noted_on, one.noted_by_id = act.today, by.user_id
        one.save()
        if note.next_step is TrialNext.ANOTHER:
            check_holds(placement.told_until, act.today)
            on = check_trial_day(note.again_on, act.today, placement.start_on, "again_on")
            _plan(by, placement, track, on, act)
        elif note.next_step is TrialNext.STOP:
            not_started(by=by, placement_id=placement_id)


def _on_the_way(by: Actor, placement_id: UUID, act: Operation) -> tuple[Placement, Track]:
    """The placement and its track, both locked, the track first."""
    track = running(by, Placement.objects.one(placement_id).track_id, act)
    return Placement.objects.select_for_update(no_key=True).one(placement_id), track


def _planned(placement: Placement) -> TrialDay | None:
    found = TrialDay.objects.filter(placement=placement, state=TrialState.PLANNED.value)
    return found.select_for_update(no_key=True).first()


def _plan(by: Actor, placement: Placement, track: Track, day: date, act: Operation) -> None:
    if planned := _planned(placement):
        if planned.day != day:
            planned.day = day
            planned.save(update_fields=["day"])
        return
    TrialDay.objects.create(
        placement=placement,
        day=day,
        state=TrialState.PLANNED.value,
        planned_by_id=by.user_id,
        planned_at=act.now,
        **track.row(),
    )
