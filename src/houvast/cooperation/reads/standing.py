"""From which track the actor may share, and as what."""

from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation
from houvast.cooperation import permissions
from houvast.database.actor import Actor
from houvast.sharing.reads import holding
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.models import Track

SH = InformationClass.SH


def track_to_share(by: Actor, track_id: UUID, act: Operation) -> tuple[Track, bool]:
    """The track, when the actor may share of it; and whether he coaches."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    held = holding(by, track.person_id, act.now)
    place, now = track.municipality_id, act.now
    permissions.require(
        permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=now, own=True)
    )
    return track, held is not None and held.basis is Capacity.LEAD
