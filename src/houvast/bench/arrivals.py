"""What comes in during a busy hour, and in which proportion. Pure."""

import random
from collections.abc import Iterable, Iterator, Mapping

Mix = Mapping[str, int]
MIXES: Mapping[str, Mix] = {
    "files": {
        "file": 80,
        "today": 6,
        "young_people": 3,
        "team": 2,
        "workplaces": 1,
        "contact": 4,
        "empty": 4,
    },
    "cooperation": {
        "file": 40,
        "today": 16,
        "young_people": 12,
        "team": 4,
        "workplaces": 8,
        "contact": 15,
        "known_here": 5,
    },
}
"""Of every hundred requests, how many of each kind.

`files`: four of five open a file, four keep a contact, and four ask an address that answers without
a page, as the floor under the others. `cooperation`: as much lists as files, more that is written,
and five ask whether somebody is known here.
"""


def mixed(total: int, dice: random.Random, mix: Mix) -> Iterator[str]:
    """So many kinds, each hundred in its own order: a busy minute is as mixed as a quiet one."""
    hundred = [kind for kind, share in mix.items() for _ in range(share)]
    for begin in range(0, total, len(hundred)):
        dice.shuffle(hundred)
        yield from hundred[: total - begin]


def due(start: float, rate: float, total: int) -> Iterable[float]:
    """When each request arrives, whether or not the one before has been answered."""
    return (start + at / rate for at in range(total))
