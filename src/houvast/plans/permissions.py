"""Who reads and checks plans: who makes policy, and who manages the programme."""

from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

CHECK = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)


def require_checks(by: Actor) -> None:
    """Go on for who checks plans. Raises NotAllowed."""
    if by.role not in CHECK or by.purpose != Purpose.FIGURES:
        raise NotAllowed("plans")
