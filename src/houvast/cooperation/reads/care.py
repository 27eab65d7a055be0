"""With whom youth help of a young person lies, for who coaches him."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import CareContact
from houvast.database.actor import Actor
from houvast.people.models import Nickname
from houvast.sharing.reads import holding
from houvast.sharing.reads.guests import partners_today
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.models import Track

SH = InformationClass.SH


@dataclass(frozen=True, slots=True)
class CareLine:
    """One organisation, and whom to ring there."""

    id: UUID
    name: str
    contact: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class CarePage:
    """Of one young person: who is involved now, and who was."""

    today: date
    track_id: UUID
    name: str
    running: tuple[CareLine, ...]
    ended: tuple[CareLine, ...]
    partners: tuple[tuple[UUID, str], ...]
    may_note: bool


def care_page(by: Actor, track_id: UUID) -> CarePage:
    """Whom to ring. Raises NotFound, and NotAllowed for who does not coach."""
    with recorded(by, "cooperation.care_viewed", track_id) as act:
        track, leads = cared_for(by, track_id, Verb.SEE, act)
        called: str | None = vars(track)["called"]
        rows = CareContact.objects.filter(track=track).select_related("organisation")
        lines = [
            CareLine(one.pk, one.organisation.name, one.contact, one.from_on, one.until_on)
            for one in rows.order_by("from_on", "pk")
        ]
        return CarePage(
            act.today,
            track.pk,
            called or "",
            tuple(one for one in lines if one.until_on is None),
            tuple(one for one in lines if one.until_on is not None),
            partners_today(act.today) if leads else (),
            leads,
        )


def cared_for(by: Actor, track_id: UUID, verb: Verb, act: Operation) -> tuple[Track, bool]:
    """The track and the name, for who may do this with what stands beside it; whether he leads."""
    named = Nickname.objects.filter(person=OuterRef("person_id")).values("text")[:1]
    track = Track.objects.annotate(called=Subquery(named)).one(track_id)
    act.concerns(track.person_id)
    held = holding(by, track.person_id, act.now)
    place, now = track.municipality_id, act.now
    permissions.require(permissions.can(by, verb, SH, place=place, holding=held, now=now))
    return track, held is not None and held.basis is Capacity.LEAD
