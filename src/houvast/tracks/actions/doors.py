"""The open door of a closed track (P12): somebody keeps it, rings on the day, or passes it on."""

from datetime import date, timedelta
from uuid import UUID

from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.actions import assign, end_assignments
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.closing import door_keeper
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Door, Notice, Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.closing import check_come_back
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import TrackState

KEPT_FOR = timedelta(days=366)


def keep_door(*, by: Actor, track_id: UUID, keeper: UUID | None, come_back_on: date | None) -> None:
    """Say when you ring again, or who keeps the door from now on. The door is never without."""
    with recorded(by, "tracks.door_kept", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        door = Door.objects.select_for_update(no_key=True).filter(track=track, until=None).first()
        if track.state != TrackState.CLOSED or door is None:
            raise Refused(gettext_noop("Dit traject loopt al. Ververs de pagina."))
        if door.contact_id != by.user_id and by.role != Role.PROCESS_COORDINATOR:
            raise NotFound
        terms = terms_of(track.programme_id, act.today)
        on = check_come_back(come_back_on, act.today, terms, track.destroy_on)
        to = door_keeper(track, keeper, on)
        door.until = act.now
        door.save(update_fields=["until"])
        Door.objects.create(contact_id=to, come_back_on=on, since=act.now, **track.row())
        if to == door.contact_id:
            return
        assign(
            by=by,
            person_id=track.person_id,
            user_id=to,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.DOOR,
            granted_by=by.user_id,
            now=act.now,
            until=act.now + KEPT_FOR,
        )
        tell(track.municipality_id, to, NoticeKind.DOOR, act)
        if door.contact_id != by.user_id:
            tell(track.municipality_id, door.contact_id, NoticeKind.DOOR_PASSED, act)
        end_assignments(person_id=track.person_id, now=act.now, user_id=door.contact_id)


def remind_doors(*, by: Actor) -> int:
    """Each night, under the safety net: tell who has to ring again; how many were told.

    Once for each day on which somebody rings again, also when the job missed that day.
    """
    with recorded(by, "tracks.doors_reminded") as act:
        due: dict[UUID, date] = {}
        for door in Door.objects.filter(until=None, come_back_on__lte=act.today):
            latest = due.get(door.contact_id, door.come_back_on)
            due[door.contact_id] = max(latest, door.come_back_on)
        heard = Notice.objects.filter(kind=NoticeKind.COME_BACK.value, to_user__in=due)
        last: dict[UUID, date] = {}
        for one in heard.order_by("at"):
            last[one.to_user_id] = one.at.date()
        waiting = [who for who, on in due.items() if last.get(who, date.min) < on]
        for who in sorted(waiting):
            tell(by.municipality_id, who, NoticeKind.COME_BACK, act)
        return len(waiting)
