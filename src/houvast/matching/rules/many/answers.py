"""What comes out for many young people: for each the best workplaces, or all that fit.

Workplaces are put in order by one number of 63 bits: those that somebody confirmed lately first,
then points, then the draw of the day, then the key.
"""

from dataclasses import dataclass, fields

import numpy as np

from houvast.matching.rules.codes import Component
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.lists import TIE_BITS, tie
from houvast.matching.rules.many.places import MOST_PLACES, Places
from houvast.matching.rules.many.ready import Ready
from houvast.matching.rules.ordering import KEY_BITS

NOTHING = -1
PART_BITS = 10
"""Room for the points of one component, and for all of them together."""
POINTS_AT = TIE_BITS + KEY_BITS
FRESH_AT = POINTS_AT + PART_BITS
EACH_PART = range(len(Component))


@dataclass(frozen=True)
class Best:
    """For each of n young people at most k workplaces, the best first; -1 where there are none.

    The reasons go along: points per component, and what is still to be asked or arranged.
    """

    position: Ints
    """(n, k): where each workplace stood in the columns."""
    points: Ints
    """(n, k): the points together."""
    parts: Ints
    """(n, k): the points of each component (`part_of`)."""
    steps: Ints
    learn: Ints
    """(n, k): two words of steps (`steps.read_steps`)."""

    def put(self, who: Ints, found: "Best") -> None:
        """What was found for some of them."""
        for one in fields(self):
            getattr(self, one.name)[who] = getattr(found, one.name)


@dataclass(frozen=True)
class Keys:
    """The same while it is being found."""

    keys: Ints
    words: Ints
    """(3, n, k): points per component, steps, skills to be learned."""


def no_best(count: int, most: int) -> Best:
    """Room for the lists of `count` young people."""
    shape = count, most
    position, points, parts = (np.full(shape, NOTHING, np.int64) for _ in range(3))
    steps, learn = (np.zeros(shape, np.uint64) for _ in range(2))
    return Best(position, points, parts, steps, learn)


def no_answers(count: int, most: int) -> Keys:
    """Room for the answers of `count` young people."""
    keys = np.full((count, most), NOTHING, np.int64)
    return Keys(keys, np.zeros((3, count, most), np.uint64))


def key_of(asked: Ready, who: Ints, at: Ints, points: Ints) -> Ints:
    """The number that puts packed workplaces in order, for young people; the highest first."""
    lines = asked.opening.lines
    drawn = tie(asked.asked.luck[who], lines["luck"][at].astype(np.int64))
    fresh = (~asked.places.stale[at]).astype(np.int64)
    above = fresh << FRESH_AT | points << POINTS_AT
    later = MOST_PLACES - 1 - lines["later"][at].astype(np.int64)
    key: Ints = above | drawn << KEY_BITS | later
    return key


def places_of_keys(places: Places, found: Keys) -> Best:
    """Which workplaces these are, and their points."""
    keys = found.keys
    there = keys != NOTHING
    later = np.where(there, MOST_PLACES - 1 - (keys & MOST_PLACES - 1), 0)
    at = places.at_key[later] if len(places) else later
    points = keys >> POINTS_AT & (1 << PART_BITS) - 1
    return Best(
        position=np.where(there, places.position[at] if len(places) else NOTHING, NOTHING),
        points=np.where(there, points, NOTHING),
        parts=found.words[0].astype(np.int64),
        steps=found.words[1],
        learn=found.words[2],
    )


def part_of(parts: Ints, component: Component) -> Ints:
    """The points of one component."""
    at = tuple(Component).index(component)
    return parts >> at * PART_BITS & (1 << PART_BITS) - 1
