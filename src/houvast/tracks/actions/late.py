"""Take in a contact that was made earlier, somewhere without a network (README 23)."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from houvast.accounts.reads import working_days
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.sharing.rules import Verb
from houvast.tracks.actions.contacts import write_down
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.models import Contact, NextMoment, Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead, Talk, check_note, check_same
from houvast.tracks.rules.late import LateEffect, Later, after_late_contact
from houvast.tracks.rules.states import NextMomentState, RungCause


def log_late_contact(*, by: Actor, track_id: UUID, talk: Talk, later: Later, key: UUID) -> UUID:
    """Note a contact at the time it was, with the moment that was told then; `key` makes it one.

    What somebody planned after the contact stands, and so does what the ladder asked meanwhile.
    """
    with recorded(by, "tracks.late_contact_logged", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.CT, track, act.now)
        if note := check_note(talk.note):
            check_may(by, Verb.WRITE, InformationClass.WN, track, act.now)
        planned = planned_moment(track)
        if known := Contact.objects.filter(pk=key).first():
            check_same(own=known.made_by_id == by.user_id and known.track_id == track.pk)
            return known.pk
        effect = after_late_contact(
            talk,
            later,
            on=timezone.localdate(talk.at),
            due=planned.due,
            decided_at=_decided_at(planned),
            today=act.today,
            days=working_days(by.municipality_id, act.today),
            terms=terms_of(track.programme_id, act.today),
        )
        contact = Contact(
            pk=key,
            made_by_id=by.user_id,
            at=talk.at,
            recorded_at=act.now,
            is_real=effect.is_real,
            moment=_moment(by, track, planned, effect, later, act),
            **track.row(),
        )
        write_down(contact, talk, track, note)
        if effect.next_on:
            answer_rungs(by, track, RungCause.MOMENT, act.now)
            answer_rungs(by, track, RungCause.MOVES, act.now)
        return contact.pk


def _decided_at(planned: NextMoment) -> datetime:
    """When the planned moment was talked about: of a contact when it happened."""
    told = Contact.objects.standing().filter(moment=planned).order_by("-at")
    found: datetime = told.values_list("at", flat=True).first() or planned.planned_at
    return found


def _moment(
    by: Actor, track: Track, planned: NextMoment, effect: LateEffect, later: Later, act: Operation
) -> NextMoment:
    """The moment that came out of it: planned now, or kept as what was told and has passed."""
    if effect.left:
        leave(planned, effect.left, act.now)
    told = None
    if effect.told is not NextMomentState.PLANNED:
        told = NextMoment.objects.create(
            due=effect.told_on,
            state=effect.told.value,
            held_by_id=track.lead_coach_id,
            agreed_with_young_person=later.agreed,
            planned_at=act.now,
            planned_by_id=by.user_id,
            left_at=act.now,
            **track.row(),
        )
    if effect.next_on is None:
        return told or planned
    agreed = later.agreed and told is None
    return plan(by, track, Ahead(effect.next_on, agreed=agreed), act.now, follows=planned)
