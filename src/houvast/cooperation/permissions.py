"""Who may share or read what was shared. It asks the one decision and adds nothing to it."""

from datetime import datetime
from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.rules import Decision, Holding, Standing, Thing, Verb, decide


def can(
    by: Actor,
    verb: Verb,
    kind: InformationClass,
    *,
    place: UUID,
    holding: Holding | None,
    now: datetime,
    own: bool = False,
    share_until: datetime | None = None,
    is_grounded: bool = True,
) -> Decision:
    """Whether the actor may do this with one kind of data, also through a decision to share."""
    basis, until = (holding.basis, holding.until) if holding else (None, None)
    near = holding is not None and holding.is_near
    thing = Thing(
        kind,
        place,
        basis,
        until,
        own,
        is_near=near,
        share_until=share_until,
        is_grounded=is_grounded,
    )
    return decide(by, verb, thing, by.purpose, now)


def require(decision: Decision) -> None:
    """Go on with a yes. Raises NotAllowed with the reason of a no."""
    if not decision:
        raise NotAllowed(decision.reason)


def require_pieces(by: Actor, verb: Verb, now: datetime) -> None:
    """What was gathered for a demand is of somebody. Raises NotAllowed."""
    require(
        can(
            by,
            verb,
            InformationClass.SH,
            place=by.municipality_id,
            holding=Holding(Standing.RIGHTS),
            now=now,
        )
    )
