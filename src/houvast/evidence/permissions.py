"""Who keeps the cards of evidence: who makes policy, and who manages the programme."""

from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

KEEPS = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)


def require_keeps(by: Actor) -> None:
    """Go on for who reads, proposes and answers. Raises NotAllowed."""
    if by.role not in KEEPS or by.purpose != Purpose.FIGURES or by.token is not None:
        raise NotAllowed("figures")
