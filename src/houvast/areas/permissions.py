"""Who looks at figures of areas: who makes policy, and who manages the programme."""

from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

LOOK = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)


def require_looks(by: Actor) -> None:
    """Go on for who looks at figures. Raises NotAllowed."""
    if by.role not in LOOK or by.purpose != Purpose.FIGURES:
        raise NotAllowed("figures")


def require_links(by: Actor) -> None:
    """Go on for who says of which areas a programme is: the same people, and no system."""
    require_looks(by)
    if by.token is not None:
        raise NotAllowed("figures")
