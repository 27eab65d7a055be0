"""A handover as its receiver meets it."""

from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.models import Handover


def handover_to_meet(by: Actor, handover_id: UUID) -> UUID:
    """The handover, for the coach who receives it. Raises NotFound for anyone else."""
    with recorded(by, "tracks.handover_viewed", handover_id) as act:
        found = Handover.objects.one(handover_id)
        if found.to_user_id != by.user_id:
            raise NotFound
        act.concerns(found.person_id)
        return found.pk
