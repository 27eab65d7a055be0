"""Who serves in each role, and who just does not: his role is over now, or begins in a second.

Two of each role are drawn for the crowd, and dice seldom give one of them a term that ends now.
"""

from random import Random
from typing import Any
from uuid import UUID

from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from tests.sharing.sittings import DAY, NOW, SECOND, Seat

LATER, BEFORE = NOW + 30 * DAY, NOW - 30 * DAY
TERMS = ((BEFORE, LATER), (BEFORE, NOW), (NOW + SECOND, LATER))
"""One who serves, one whose role is over, and one whose role has not begun."""


def with_edges(crowd: Any) -> None:
    """For each role and place three people who stand to nobody in another way than by their role.

    With dice of their own, after all others were drawn: the rest of the crowd stays as it is.
    """
    worker = type(crowd.workers[0])
    for place in crowd.places:
        dice = Random(place.int + 1)
        for role in PURPOSES_OF:
            if role in (Role.SYSTEM, Role.LINKED_SYSTEM):
                continue
            for since, until in TERMS:
                key = UUID(int=dice.getrandbits(128), version=4)
                seat = Seat(role, crowd.teams[place][0], since, until)
                crowd.edges.append(worker(key, place, [seat]))


def purposes_of(one: Any) -> tuple[str, ...]:
    """For what such a person asks: what his role is for, and once what it mostly is not for."""
    return tuple(dict.fromkeys((*PURPOSES_OF[one.seats[0].role], Purpose.WORK_INCOME)))
