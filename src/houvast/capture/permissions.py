"""Who captures: who coaches, for guidance."""

from houvast.accounts.rules import COACHES, Purpose
from houvast.database.actor import Actor
from houvast.errors import NotAllowed


def require_captures(by: Actor) -> None:
    """Go on for a coach who acts for guidance."""
    if by.role not in COACHES or by.purpose != Purpose.GUIDANCE:
        raise NotAllowed("role")
