"""The list for one young person: what fits, what nearly fits, and why the rest does not.

There is no function the other way: nothing here takes a workplace and gives people.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.conditions import NOT_NEAR
from houvast.matching.rules.explain import Explanation, explain
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.sides import Pair, Place, Wishes

TIE_BITS = 24
Draws = TypeVar("Draws", int, NDArray[np.int64])


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A workplace with its reasons (voorstel)."""

    place: Place
    why: Explanation


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All workplaces of a day: in order, near ones apart, the rest counted by reason."""

    fits: tuple[Suggestion, ...]
    near: tuple[Suggestion, ...]
    """Exactly one hard condition fails, by points as if that were solved."""
    does_not_fit: Mapping[BlockCode, int]
    """How many of the other workplaces have this as their first reason, most first."""
    rest: tuple[Suggestion, ...] = ()
    """The other workplaces, by title: nothing is hidden, and nothing here is ordered by fit."""

    @property
    def left_out(self) -> int:
        """How many workplaces are in neither list."""
        return sum(self.does_not_fit.values())


@dataclass(frozen=True, slots=True)
class Draw:
    """How equal points are ordered: anew each day, the same all day, no employer always first."""

    key: bytes
    """A secret of the installation."""
    day: date
    person: UUID

    def of(self, place_id: UUID) -> int:
        """The number of a workplace for this person on this day, 24 bits."""
        return tie(self.of_person, self.of_place(place_id))

    @property
    def of_person(self) -> int:
        """What was drawn for the young person."""
        return self._drawn("person", self.person)

    def of_place(self, place_id: UUID) -> int:
        """What was drawn for a workplace, whoever asks."""
        return self._drawn("workplace", place_id)

    def _drawn(self, kind: str, one: UUID) -> int:
        """31 bits: the product of two stays below 2^62, so that SQL can compute it too."""
        text = f"{self.day.isoformat()}|{kind}|{one}".encode()
        return int.from_bytes(hmac.digest(self.key, text, sha256)[:4], "big") >> 1


def tie(person: int | Draws, place: Draws) -> Draws:
    """The two draws as one number of 24 bits; of one pair, or of many at once."""
    return person * place >> 16 & ((1 << TIE_BITS) - 1)


def suggest(
    wishes: Wishes, places: Iterable[Place], today: date, ruleset: Ruleset, draw: Draw
) -> Suggestions:
    """The workplaces of a day for one young person, each with its reasons."""
    every = [Suggestion(one, explain(Pair(wishes, one, today), ruleset)) for one in places]
    fits = [one for one in every if not one.why.blocks]
    near = [one for one in every if is_near(one.why)]
    apart = {one.place.id for one in (*fits, *near)}
    rest = [one for one in every if one.place.id not in apart]
    reasons = Counter(one.why.blocks[0].code for one in rest).most_common()
    by_title = sorted(rest, key=lambda one: (one.place.title, one.place.id))
    return Suggestions(ordered(fits, draw), ordered(near, draw), dict(reasons), tuple(by_title))


def is_near(why: Explanation) -> bool:
    """One thing blocks, and it is one that people may talk about, or that time solves."""
    return len(why.blocks) == 1 and why.blocks[0].code not in NOT_NEAR


def ordered(found: Iterable[Suggestion], draw: Draw) -> tuple[Suggestion, ...]:
    """Most points first; equal points by the draw of the day; stale places last: ring first."""
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.place.is_stale,
                -one.why.total,
                -draw.of(one.place.id),
                one.place.id,
            ),
        )
    )
