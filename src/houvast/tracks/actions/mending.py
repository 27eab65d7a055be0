"""Mending: put a contact right with a new row, or take back what was done a moment ago."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.accounts.rules import InformationClass, Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.contacts import write_down
from houvast.tracks.actions.ladder import answer_rungs, raise_rung
from houvast.tracks.actions.moments import check_may, latest_of, leave, plan, planned_moment
from houvast.tracks.models import Contact, NextMoment, Rung, Track, WorkNote
from houvast.tracks.reads.standing import standing_to
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead, check_note
from houvast.tracks.rules.mending import (
    MENDED,
    NOT_YOURS,
    NOTE_STAYS,
    TOO_LATE,
    Correction,
    check_correction,
    check_undo,
    comes_back,
    may_correct,
    moment_after_undo,
    reached,
)
from houvast.tracks.rules.promise import left_by_contact
from houvast.tracks.rules.states import ContactState, NextMomentState, RungCause, RungState


@dataclass(frozen=True, slots=True)
class Undone:
    """What stands after an undo: the track, the day of its moment, and if it is the old one."""

    track_id: UUID
    due: date
    is_back: bool
    today: date


def correct_contact(
    *, by: Actor, contact_id: UUID, correction: Correction, key: UUID | None = None
) -> UUID:
    """Say how a contact was after all; gives its track. The same `key` twice is one correction."""
    with recorded(by, "tracks.contact_corrected", contact_id) as act:
        seen, track = _of_track(by, contact_id, act)
        standing = standing_to(by, track, act.now)
        basis = standing.basis if standing else None
        if not may_correct(basis, own=seen.made_by_id == by.user_id):
            raise Refused(NOT_YOURS)
        if (
            key
            and Contact.objects.filter(
                pk=key, replaces=contact_id, corrected_by=by.user_id
            ).exists()
        ):
            return track.pk
        _replace(by, track, _still_standing(contact_id), correction, key or uuid4(), act)
        return track.pk


def undo_contact(*, by: Actor, contact_id: UUID, next_on: date | None = None) -> Undone:
    """Take back a contact right after it was noted; `next_on` when its old moment has passed."""
    with recorded(by, "tracks.contact_undone", contact_id) as act:
        seen, track = _of_track(by, contact_id, act)
        if seen.made_by_id != by.user_id:
            raise Refused(NOT_YOURS)
        contact = _still_standing(contact_id)
        moment = planned_moment(track)
        is_last = moment.pk == contact.moment_id
        check_undo(contact.recorded_at, act.now, is_last=is_last)
        done = _step_back(by, track, moment, next_on, act, passed=NextMomentState.MISSED)
        contact.state, contact.mended_at = ContactState.UNDONE.value, act.now
        contact.save(update_fields=["state", "mended_at"])
        asked = Rung.objects.filter(
            track=track,
            cause=RungCause.MOVES.value,
            state=RungState.ANSWERED.value,
            left_at=contact.recorded_at,
        )
        for rung in asked:
            raise_rung(track, RungCause.MOVES, rung.level, rung.overdue_since, act)
        return done


def undo_move(*, by: Actor, moment_id: UUID, next_on: date | None = None) -> Undone:
    """Take back the moving of a moment right after it; a moment of a contact is not moved."""
    with recorded(by, "tracks.move_undone", moment_id) as act:
        seen = NextMoment.objects.filter(pk=moment_id).first()
        if seen is None:
            raise NotFound
        track = Track.objects.one(seen.track_id)
        act.concerns(track.person_id)
        steering = by.purpose == Purpose.PROCESS_STEERING
        kind = InformationClass.PR if steering else InformationClass.PL
        check_may(by, Verb.WRITE, kind, track, act.now)
        if seen.planned_by_id != by.user_id:
            raise Refused(NOT_YOURS)
        moment = planned_moment(track)
        of_contact = Contact.objects.filter(moment=moment_id).exists()
        is_last = moment.pk == moment_id and not of_contact
        check_undo(seen.planned_at, act.now, is_last=is_last)
        done = _step_back(by, track, moment, next_on, act, passed=NextMomentState.MOVED)
        raised = Rung.objects.filter(track=track, cause=RungCause.MOVES.value)
        if done.is_back and raised.filter(raised_at=moment.planned_at).exists():
            answer_rungs(by, track, RungCause.MOVES, act.now)
        return done


def _replace(
    by: Actor, track: Track, old: Contact, correction: Correction, key: UUID, act: Operation
) -> None:
    talk, on = correction.talk, timezone.localdate(correction.talk.at)
    is_real = check_correction(
        correction,
        on,
        recorded_at=old.recorded_at,
        recorded_on=timezone.localdate(old.recorded_at),
        today=act.today,
    )
    note = _note(by, track, old, talk.note, act)
    new = Contact(
        pk=key,
        made_by_id=old.made_by_id,
        at=talk.at,
        recorded_at=old.recorded_at,
        is_real=is_real,
        moment_id=old.moment_id,
        replaces=old,
        corrected_by_id=by.user_id,
        **track.row(),
    )
    write_down(new, talk, track, note, reason=correction.reason.strip())
    _leave_as_it_was(old, on, reached=reached(talk.outcome))


def _of_track(by: Actor, contact_id: UUID, act: Operation) -> tuple[Contact, Track]:
    """A contact that the actor sees, with its track, by who may write contacts there."""
    seen = Contact.objects.filter(pk=contact_id).first()
    if seen is None:
        raise NotFound
    track = Track.objects.one(seen.track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.CT, track, act.now)
    return seen, track


def _still_standing(contact_id: UUID) -> Contact:
    """The contact, locked. Who waited for the lock finds it mended, and is refused."""
    locked = Contact.objects.standing().select_for_update(no_key=True, of=("self",))
    contact = locked.filter(pk=contact_id).select_related("moment").first()
    if contact is None:
        raise Refused(MENDED)
    return contact


def _note(by: Actor, track: Track, old: Contact, text: str, act: Operation) -> str:
    """The note of a correction; who may not write notes leaves the one that is there alone."""
    note = check_note(text)
    had = WorkNote.objects.filter(contact=old).values_list("text", flat=True).first() or ""
    if not note and not had:
        return ""
    standing = standing_to(by, track, act.now)
    if had and (standing is None or standing.basis is not Capacity.LEAD):
        raise Refused(NOTE_STAYS)
    check_may(by, Verb.WRITE, InformationClass.WN, track, act.now)
    return note


def _leave_as_it_was(old: Contact, on: date, *, reached: bool) -> None:
    """Let the moment before the contact end as the corrected contact ends it."""
    if old.moment.follows_id is None:
        return
    moment = NextMoment.objects.select_for_update(no_key=True).get(pk=old.moment.follows_id)
    state = left_by_contact(moment.due, on, reached=reached)
    if moment.state != state:
        moment.state = state.value
        moment.save(update_fields=["state"])


def _step_back(
    by: Actor,
    track: Track,
    moment: NextMoment,
    next_on: date | None,
    act: Operation,
    *,
    passed: NextMomentState,
) -> Undone:
    """Bring back the moment before this one; when it is over it ends as `passed`, with another."""
    if moment.follows_id is None:
        raise Refused(TOO_LATE)
    old = NextMoment.objects.select_for_update(no_key=True).get(pk=moment.follows_id)
    terms = terms_of(track.programme_id, act.today)
    latest = latest_of(track, act.today)
    due = moment_after_undo(old.due, next_on, act.today, terms, latest=latest)
    is_back = comes_back(old.due, act.today, latest)
    leave(moment, NextMomentState.UNDONE, act.now)
    if is_back:
        old.state, old.left_at = NextMomentState.PLANNED.value, None
        old.held_by_id = moment.held_by_id
        old.save(update_fields=["state", "left_at", "held_by"])
        return Undone(track.pk, due, is_back=True, today=act.today)
    if old.state != passed:
        old.state = passed.value
        old.save(update_fields=["state"])
    plan(by, track, Ahead(due), act.now, follows=old)
    return Undone(track.pk, due, is_back=False, today=act.today)
