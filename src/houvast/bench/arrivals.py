"""What comes in during a busy hour, and in which proportion. Pure."""

import random
from collections.abc import Iterable, Iterator

MIX = {
    "file": 80,
    "today": 6,
    "young_people": 3,
    "team": 2,
    "workplaces": 1,
    "contact": 4,
    "empty": 4,
}
"""In every hundred requests: four of five open a file, four keep a contact, and four ask an address
that answers without a page, as the floor under the others."""


def mixed(total: int, dice: random.Random) -> Iterator[str]:
    """So many kinds, each hundred in its own order: a busy minute is as mixed as a quiet one."""
    hundred = [kind for kind, share in MIX.items() for _ in range(share)]
    for begin in range(0, total, len(hundred)):
        dice.shuffle(hundred)
        yield from hundred[: total - begin]


def due(start: float, rate: float, total: int) -> Iterable[float]:
    """When each request arrives, whether or not the one before has been answered."""
    return (start + at / rate for at in range(total))
