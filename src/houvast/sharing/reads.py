"""How someone stands to a person: what the decision is asked with."""

from datetime import datetime
from uuid import UUID

from houvast.database.actor import Actor
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity, Holding

STRONGEST = (
    Capacity.LEAD,
    Capacity.SECOND,
    Capacity.WORK,
    Capacity.FORMER,
    Capacity.DOOR,
    Capacity.COMPANION,
)


def holding(by: Actor, person_id: UUID, now: datetime) -> Holding | None:
    """The strongest live assignment of the actor to a person for the acting purpose, if any."""
    found = Assignment.objects.filter(
        person_id=person_id,
        user_id=by.user_id,
        purpose=by.purpose,
        since__lte=now,
        until__gt=now,
    )
    mine = sorted(found, key=lambda one: STRONGEST.index(Capacity(one.capacity)))
    return Holding(Capacity(mine[0].capacity), mine[0].until) if mine else None
