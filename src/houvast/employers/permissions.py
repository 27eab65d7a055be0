"""Who may do what with an employer or a workplace. Asks the one table and adds nothing to it."""

from uuid import UUID

from houvast.database.actor import Actor
from houvast.employers.rules.roles import BRINGERS, Act, why_not
from houvast.employers.rules.states import WorkplaceState
from houvast.errors import NotAllowed


def can(by: Actor, act: Act) -> bool:
    """Whether the actor's role may do this for the acting purpose."""
    return not why_not(by.role, by.purpose, act)


def allowed(by: Actor) -> frozenset[Act]:
    """All that the actor's role may do for the acting purpose."""
    return frozenset(act for act in Act if can(by, act))


def require(by: Actor, act: Act) -> None:
    """Go on with a yes. Raises NotAllowed with the reason of a no."""
    if reason := why_not(by.role, by.purpose, act):
        raise NotAllowed(reason)


def can_add_condition(by: Actor, made_by: UUID, state: WorkplaceState) -> bool:
    """Staff adds what a workplace asks; a broker or a system only to a draft of its own."""
    own_draft = made_by == by.user_id and state is WorkplaceState.DRAFT
    return can(by, Act.ADD_WORKPLACE) and (by.role not in BRINGERS or own_draft)


def can_change_workplace(by: Actor, made_by: UUID, state: WorkplaceState) -> bool:
    """Keepers change every workplace; a broker or a system mends a draft of its own."""
    own_draft = made_by == by.user_id and state is WorkplaceState.DRAFT
    brings = by.role in BRINGERS and own_draft and can(by, Act.ADD_WORKPLACE)
    return can(by, Act.CHANGE_WORKPLACE) or brings


def require_change(by: Actor, made_by: UUID, state: WorkplaceState) -> None:
    """Go on with a yes to `can_change_workplace`. Raises NotAllowed."""
    require(by, Act.ADD_WORKPLACE if by.role in BRINGERS else Act.CHANGE_WORKPLACE)
    if not can_change_workplace(by, made_by, state):
        raise NotAllowed("own_draft")


def require_condition(by: Actor, made_by: UUID, state: WorkplaceState) -> None:
    """Go on with a yes to `can_add_condition`. Raises NotAllowed."""
    require(by, Act.ADD_WORKPLACE)
    if not can_add_condition(by, made_by, state):
        raise NotAllowed("own_draft")
