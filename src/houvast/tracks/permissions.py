"""Who may do what with a signal or a track. Each asks the one decision and adds nothing to it."""

from datetime import datetime
from uuid import UUID

from houvast.accounts.rules import COACHES, InformationClass, Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.rules import Decision, Holding, Thing, Verb, decide
from houvast.tracks.rules.late import HeldThen


def can(
    by: Actor,
    verb: Verb,
    kind: InformationClass,
    *,
    place: UUID,
    holding: Holding | None,
    now: datetime,
    own: bool = False,
) -> Decision:
    """Whether the actor may do this with one kind of data of a person he stands to like this."""
    basis, until = (holding.basis, holding.until) if holding else (None, None)
    is_near = holding is not None and holding.is_near
    thing = Thing(kind, place, basis, until, own, is_near=is_near)
    return decide(by, verb, thing, by.purpose, now)


def can_add(
    by: Actor, kind: InformationClass, *, then: HeldThen, told_at: datetime, now: datetime
) -> Decision:
    """Whether the actor may add, late, one kind of data of what happened while he held a person."""
    here, since, until = by.municipality_id, then.since, then.until
    thing = Thing(kind, here, then.basis, until, since=since, told_at=told_at)
    return decide(by, Verb.ADD, thing, by.purpose, now)


def require_coach(by: Actor) -> None:
    """Go on for who coaches: an experience expert acts for guidance too, and has no caseload."""
    if by.role not in COACHES:
        raise NotAllowed("role")


def require(decision: Decision) -> None:
    """Go on with a yes. Raises NotAllowed with the reason of a no."""
    if not decision:
        raise NotAllowed(decision.reason)


def require_who_imports(by: Actor) -> None:
    """Go on for who steers, in the intake: a caseload comes in through there."""
    if by.role not in (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR) or by.purpose != Purpose.INTAKE:
        raise NotAllowed("role")
