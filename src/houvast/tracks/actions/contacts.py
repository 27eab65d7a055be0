"""Log a contact: a talk or a try. It leaves the old moment behind and always plans the next."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.db.models import Model
from django.utils import timezone

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.written import add
from houvast.sharing.rules import Verb
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.models import Contact, ContactDetail, Track, WorkNote
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead, Talk, after_contact, check_note, check_same
from houvast.tracks.rules.states import RungCause


def log_contact(
    *, by: Actor, track_id: UUID, talk: Talk, ahead: Ahead, key: UUID | None = None
) -> UUID:
    """Note a contact and plan the next moment. The same `key` sent twice is one contact."""
    with recorded(by, "tracks.contact_logged", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.CT, track, act.now)
        if note := check_note(talk.note):
            check_may(by, Verb.WRITE, InformationClass.WN, track, act.now)
        moment = planned_moment(track)
        if key and (known := Contact.objects.filter(pk=key).first()):
            check_same(own=known.made_by_id == by.user_id and known.track_id == track.pk)
            return known.pk
        effect = after_contact(
            talk,
            ahead,
            on=timezone.localdate(talk.at),
            due=moment.due,
            now=act.now,
            today=act.today,
            terms=terms_of(track.programme_id, act.today),
        )
        leave(moment, effect.left, act.now)
        following = plan(by, track, ahead, act.now, follows=moment)
        contact = Contact(
            pk=key or uuid4(),
            made_by_id=by.user_id,
            at=min(talk.at, act.now),
            recorded_at=act.now,
            is_real=effect.is_real,
            moment=following,
            **track.row(),
        )
        write_down(contact, talk, track, note)
        answer_rungs(by, track, RungCause.MOMENT, act.now)
        answer_rungs(by, track, RungCause.MOVES, act.now)
        return contact.pk


def write_down(
    contact: Contact,
    talk: Talk,
    track: Track,
    note: str,
    *,
    reason: str = "",
    keep: Callable[[Model], None] = add,
) -> None:
    """One table per class: that it was, how it went (and why it was put right), and the note."""
    keep(contact)
    detail = ContactDetail(
        contact=contact,
        channel=talk.channel.value,
        place_kind=talk.place_kind.value,
        outcome=talk.outcome.value,
        initiator=talk.initiator.value,
        worried=talk.worried,
        reason=reason,
        made_by_id=contact.corrected_by_id or contact.made_by_id,
        **track.row(),
    )
    keep(detail)
    if note:
        keep(WorkNote(contact=contact, text=note, **track.row()))
