"""Note that youth help is involved, and that it is over: a reference beside a track (T-18)."""

from datetime import date
from uuid import UUID, uuid4

from houvast.audit.actions import recorded
from houvast.cooperation.models import CareContact
from houvast.cooperation.reads.care import cared_for
from houvast.cooperation.rules import care as rules
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused
from houvast.people.rules import phone_number
from houvast.sharing.reads.guests import partners_today
from houvast.sharing.rules import Verb
from houvast.tracks.models import Track


def note_care(
    *, by: Actor, track_id: UUID, to: UUID, contact: str, on: date, key: UUID | None = None
) -> UUID:
    """The lead coach notes with whom it lies. Nothing is sent to anybody."""
    with recorded(by, "cooperation.care_noted", track_id) as act:
        track, _leads = cared_for(by, track_id, Verb.WRITE, act)
        Track.objects.select_for_update(no_key=True).one(track_id)
        if key and CareContact.objects.filter(pk=key).exists():
            return key
        if to not in {pk for pk, _name in partners_today(act.today)}:
            raise Refused(rules.NO_PARTNER, field="to")
        number = rules.check_contact(phone_number(contact, field="contact"))
        rules.check_day(on, None, act.today)
        if CareContact.objects.filter(track=track, organisation=to, until_on=None).exists():
            raise Refused(rules.RUNS, field="to")
        return CareContact.objects.create(
            pk=key or uuid4(),
            organisation_id=to,
            contact=number,
            from_on=on,
            noted_by_id=by.user_id,
            noted_at=act.now,
            **track.row(),
        ).pk


def end_care(*, by: Actor, track_id: UUID, care_id: UUID) -> None:
    """It is over there, from today. The row stays as long as the track is kept."""
    with recorded(by, "cooperation.care_ended", track_id) as act:
        track, _leads = cared_for(by, track_id, Verb.WRITE, act)
        found = CareContact.objects.select_for_update(no_key=True).filter(pk=care_id, track=track)
        one = found.first()
        if one is None:
            raise NotFound
        if one.until_on is not None:
            raise Refused(rules.OVER)
        one.until_on, one.ended_by_id = act.today, by.user_id
        one.save(update_fields=["until_on", "ended_by"])
