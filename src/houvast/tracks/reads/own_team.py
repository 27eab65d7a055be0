"""In which team somebody coaches now."""

from datetime import datetime
from uuid import UUID

from houvast.accounts.models import Membership
from houvast.accounts.rules import COACHES, Purpose
from houvast.database.actor import Actor
from houvast.errors import NotAllowed


def team_of(by: Actor, now: datetime) -> UUID:
    """The team in which the actor is a coach now. Raises NotAllowed for everybody else."""
    mine = Membership.objects.filter(
        user_id=by.user_id,
        role__in=[one.value for one in COACHES],
        since__lte=now,
        until__gt=now,
    )
    found = mine.order_by("since").first()
    if found is None or by.role not in COACHES or by.purpose != Purpose.GUIDANCE:
        raise NotAllowed("coach")
    return found.team_id
