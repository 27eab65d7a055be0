"""Aftercare (nazorg) with both sides, and whether work lasted at 3, 6 and 12 months."""

from datetime import date
from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.placements.models import AftercareMoment, AftercareNote, Placement, Retention
from houvast.placements.rules.aftercare import (
    check_call,
    check_due,
    check_note,
    check_retention,
    retention_days,
)
from houvast.placements.rules.states import (
    AftercareState,
    PlacementState,
    RetentionAnswer,
    Side,
)
from houvast.placements.rules.steps import aftercare_days
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import check_may
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import terms_of


def check_in(*, by: Actor, moment_id: UUID, reached: bool, note: str = "") -> UUID:
    """Note that aftercare took place, or was missed, and what was said; gives the placement.

    What a young person said is a work note; what an employer said is a fact about work.
    """
    with recorded(by, "placements.checked_in", moment_id) as act:
        moment = AftercareMoment.objects.select_for_update(no_key=True).filter(pk=moment_id).first()
        if moment is None:
            raise NotFound
        track, side = Track.objects.one(moment.track_id), Side(moment.side)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PM, track, act.now)
        work = Placement.objects.one(moment.placement_id)
        check_due(moment.due, AftercareState(moment.state), PlacementState(work.state), act.today)
        check_call(side, work.may_call, work.told_until, act.today)
        text = check_note(note, side)
        moment.state = (AftercareState.DONE if reached else AftercareState.MISSED).value
        moment.answered_on, moment.answered_by_id = act.today, by.user_id
        moment.said = text if side is Side.EMPLOYER else ""
        moment.save(update_fields=["state", "answered_on", "answered_by", "said"])
        if text and side is Side.YOUNG_PERSON:
            check_may(by, Verb.WRITE, InformationClass.WN, track, act.now)
            AftercareNote.objects.create(moment=moment, text=text, **track.row())
        return moment.placement_id


def answer_retention(*, by: Actor, retention_id: UUID, answer: RetentionAnswer) -> UUID:
    """Say whether the work lasted, at its mark; gives the placement. Unknown may be said."""
    with recorded(by, "placements.retention_answered", retention_id) as act:
        one = Retention.objects.select_for_update(no_key=True).filter(pk=retention_id).first()
        if one is None:
            raise NotFound
        track = Track.objects.one(one.track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PM, track, act.now)
        check_retention(one.due, one.answer, one.answered_on, act.today)
        one.answer, one.answered_on = answer.value, act.today
        one.answered_by_id = by.user_id
        one.save(update_fields=["answer", "answered_on", "answered_by"])
        return one.placement_id


def plan_aftercare(placement: Placement, track: Track, started_on: date, act: Operation) -> None:
    """Plan all check-ins with both sides, and the three marks, in one go."""
    weeks = terms_of(track.programme_id, act.today).aftercare_weeks
    AftercareMoment.objects.bulk_create(
        AftercareMoment(
            placement=placement,
            due=day,
            side=side.value,
            state=AftercareState.PLANNED.value,
            **track.row(),
        )
        for day in aftercare_days(started_on, weeks)
        for side in Side
    )
    Retention.objects.bulk_create(
        Retention(placement=placement, mark=mark.value, due=day, **track.row())
        for mark, day in retention_days(started_on).items()
    )
