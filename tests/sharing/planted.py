"""What dice hardly ever throw: a restricted fact that somebody may use, and four near misses."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from houvast.accounts.rules import Purpose, Role
from tests.sharing.crowd import LATER, NOW, Crowd
from tests.sharing.crowd_shares import DAY, ON, SECOND, Use
from tests.sharing.two_walls import FACT, Asking

FOR, ID = Purpose.WORK_INCOME, "ID"


def plant(crowd: Crowd) -> UUID:
    """Of five young people one work coach got the name, and it is restricted; one may be used.

    Of the others the use is over, waits, is for another purpose, or is of somebody else.
    """
    place = crowd.places[0]
    coaches = [
        one
        for one in crowd.workers
        if one.place == place
        and any(seat.role is Role.WORK_COACH and seat.live() for seat in one.seats)
    ]
    to, other = coaches[0].id, coaches[1].id
    until = NOW + DAY
    uses = (
        Use(to, FOR, until, "open"),
        Use(to, FOR, NOW - SECOND, "open"),
        Use(to, FOR, until, "asked"),
        Use(to, Purpose.GUIDANCE, until, "open"),
        Use(other, FOR, until, "open"),
    )
    free = [one for one in crowd.people if one.place == place and one.shared.receiver != "partner"]
    assert len(free) >= len(uses)
    for youth, use in zip(free, uses, strict=False):
        youth.near = type(youth.near)(one for one in youth.near if one != to)
        youth.accesses = [one for one in youth.accesses if one.user != to]
        lives = {"state": "sent", "until": NOW + 30 * DAY, "ground": ON, "dropped": False}
        what = {"receiver": "colleague", "to": to, "restricted": True, "uses": (use,)}
        kind = type(youth.shared.kind)(ID)
        youth.shared = replace(youth.shared, kind=kind, needs_second=False, **lives, **what)
        youth.last |= dict.fromkeys(("cooperation_sharing", FACT), LATER)
    return to


def users(asked: Iterable[Asking], to: UUID) -> list[Asking]:
    """As who may use one of them, at home and for that."""
    return [
        one
        for one in asked
        if one.worker.id == to and one.purpose == FOR and one.place == one.worker.place
    ]
