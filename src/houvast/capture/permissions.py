"""Who captures: who coaches, for guidance. And who minds the devices of those."""

from houvast.accounts.rules import COACHES, Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

STEERING = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)


def require_captures(by: Actor) -> None:
    """Go on for a coach who acts for guidance."""
    if by.role not in COACHES or by.purpose != Purpose.GUIDANCE:
        raise NotAllowed("role")


def steers(by: Actor) -> bool:
    """Whether it is somebody who steers: a team lead for the own teams, the coordinator for all."""
    return by.role in STEERING and by.purpose == Purpose.PROCESS_STEERING


def require_minds_devices(by: Actor) -> None:
    """Go on for a coach about the own devices, and for who steers. Rows say which."""
    if not steers(by):
        require_captures(by)


def require_steers(by: Actor) -> None:
    """Go on for who steers."""
    if not steers(by):
        raise NotAllowed("role")
