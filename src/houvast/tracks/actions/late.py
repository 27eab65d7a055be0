"""Take in a contact that was made earlier, somewhere without a network (README 23)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import DomainError
from houvast.sharing.rules import Verb
from houvast.tracks import permissions
from houvast.tracks.actions.asked_once import AskedOnce
from houvast.tracks.actions.contacts import write_down
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import next_after
from houvast.tracks.models import Contact, NextMoment, Track
from houvast.tracks.reads.held_then import held_then
from houvast.tracks.rules.contacts import Ahead, Talk, check_note, check_same
from houvast.tracks.rules.late import (
    HeldThen,
    LateEffect,
    Later,
    after_contact_then,
    after_late_contact,
)
from houvast.tracks.rules.states import NextMomentState, RungCause


def log_late_contact(
    *,
    by: Actor,
    track_id: UUID,
    talk: Talk,
    later: Later,
    key: UUID,
    once: AskedOnce | None = None,
) -> UUID:
    """Note a contact at the time it was, with the moment that was told then; `key` makes it one.

    What somebody planned after the contact stands, and so does what the ladder asked meanwhile.
    Who may not note it now, and held the person then, adds it without seeing the file.
    """
    with recorded(by, "tracks.late_contact_logged", track_id) as act:
        late = Late(talk, later, check_note(talk.note), key)
        once = once or AskedOnce(by, act, [key], [track_id])
        try:
            track, planned = _held_now(by, track_id, late.note, act, once)
        except DomainError:
            if then := held_then(track_id, talk.at):
                return _add_as_then(by, track_id, late, then, act)
            raise
        return _note(by, track, planned, late, act, once)


@dataclass(frozen=True, slots=True)
class Late:
    """What was told, with its checked note, and the key that makes it one."""

    talk: Talk
    later: Later
    note: str
    key: UUID


def _note(
    by: Actor, track: Track, planned: NextMoment, late: Late, act: Operation, once: AskedOnce
) -> UUID:
    """Note it as who holds the person: what was planned before it makes place."""
    talk = late.talk
    if late.key in once.there:
        known = Contact.objects.get(pk=late.key)
        check_same(own=known.made_by_id == by.user_id and known.track_id == track.pk)
        return known.pk
    effect = after_late_contact(
        talk,
        late.later,
        on=timezone.localdate(talk.at),
        due=planned.due,
        decided_at=once.decided_at(planned),
        today=act.today,
        days=once.days,
        terms=once.terms(track.programme_id),
    )
    contact = Contact(
        pk=late.key,
        made_by_id=by.user_id,
        at=talk.at,
        recorded_at=act.now,
        is_real=effect.is_real,
        moment=_moment(by, track, planned, effect, late.later, act, once),
        **track.row(),
    )
    write_down(contact, talk, track, late.note, keep=once.keep)
    if effect.next_on:
        once.plans(contact.moment, talk.at)
        if once.answers(track):
            answer_rungs(by, track, RungCause.MOMENT, act.now, RungCause.MOVES)
    return contact.pk


def _held_now(
    by: Actor, track_id: UUID, note: str, act: Operation, once: AskedOnce
) -> tuple[Track, NextMoment]:
    """The track and its planned moment, locked, of somebody whom the actor may note this of."""
    track = once.track(track_id)
    act.concerns(track.person_id)
    place, standing = track.municipality_id, once.standing(track)
    for kind in _kinds(note):
        permissions.require(
            permissions.can(by, Verb.WRITE, kind, place=place, holding=standing, now=act.now)
        )
    return track, once.planned(track)


def _kinds(note: str) -> tuple[InformationClass, ...]:
    return (InformationClass.CT, InformationClass.WN) if note else (InformationClass.CT,)


ADD = "select tracks_add_late(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def _add_as_then(by: Actor, track_id: UUID, late: Late, then: HeldThen, act: Operation) -> UUID:
    """Add it as who held the person then; what is planned is of the coach of now, and stands."""
    talk = late.talk
    act.concerns(then.person_id)
    for kind in _kinds(late.note):
        permissions.require(permissions.can_add(by, kind, then=then, told_at=talk.at, now=act.now))
    on = timezone.localdate(talk.at)
    effect = after_contact_then(talk, late.later, on=on, today=act.today)
    told = [talk.channel, talk.place_kind, talk.outcome, talk.initiator]
    said: list[Any] = [
        *(track_id, late.key, talk.at, effect.is_real, *(one.value for one in told)),
        *(talk.worried, late.note, effect.told_on, late.later.agreed),
    ]
    with connection.cursor() as cursor:
        cursor.execute(ADD, said)
        check_same(own=cursor.fetchone()[0])
    return late.key


def _moment(
    by: Actor,
    track: Track,
    planned: NextMoment,
    effect: LateEffect,
    later: Later,
    act: Operation,
    once: AskedOnce,
) -> NextMoment:
    """The moment that came out of it: planned now, or kept as what was told and has passed."""
    if effect.left:
        once.leave(planned, effect.left)
    told = None
    if effect.told is not NextMomentState.PLANNED:
        told = NextMoment(
            due=effect.told_on,
            state=effect.told.value,
            held_by_id=track.lead_coach_id,
            agreed_with_young_person=later.agreed,
            planned_at=act.now,
            planned_by_id=by.user_id,
            left_at=act.now,
            **track.row(),
        )
        once.keep(told)
    if effect.next_on is None:
        return told or planned
    agreed = later.agreed and told is None
    ahead = Ahead(effect.next_on, agreed=agreed)
    after = next_after(by, track, ahead, act, once.returns(track), planned)
    once.keep(after)
    return after
