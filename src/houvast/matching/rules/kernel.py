"""The lists of one young person over all open workplaces, without asking each of them apart.

They are exactly those of `lists.suggest`, which stays the one that people read: a test compares the
two on anything at all. What is shown is explained one by one, by `explain`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from houvast.matching.rules.at_once import blocked, points
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.conditions import NOT_NEAR
from houvast.matching.rules.lists import TIE_BITS
from houvast.matching.rules.points import TOGETHER
from houvast.matching.rules.question import Question

CODES = tuple(BlockCode)
POINT_BITS, KEY_BITS = 10, 28
"""Room for the points (TOGETHER of them), and for the workplaces of a municipality."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the workplaces of each list stand in the columns; the rest in no order."""

    fits: Ints
    near: Ints
    rest: Ints
    does_not_fit: Mapping[BlockCode, int]
    """How many of the rest have this as their first reason, most first."""


def lists(asked: Question, drawn: Ints) -> Lists:
    """All lists of a day. `drawn` orders equal points: the highest number first."""
    columns = asked.columns
    count, first = _reasons(asked)
    is_open = columns.closes >= asked.today.toordinal()
    may_be_talked_of = ~np.isin(first, [CODES.index(one) for one in NOT_NEAR])
    nearly = (count == 1) & may_be_talked_of
    rest = np.flatnonzero(is_open & (count > 0) & ~nearly)
    place = _places(asked, drawn)
    return Lists(
        fits=_in_order(is_open & (count == 0), place),
        near=_in_order(is_open & nearly, place),
        rest=rest,
        does_not_fit=_counted(first[rest]),
    )


def fitting(asked: Question) -> Ints:
    """Which workplaces fit, as n booleans."""
    often = sum(count for _, count in blocked(asked))
    return (asked.columns.closes >= asked.today.toordinal()) & (often == 0)


def _places(asked: Question, drawn: Ints) -> Ints:
    """One number for each workplace, the lowest first: stale ones last, then points, draw, key.

    1 + 10 + 24 + 28 bits; so one sort does, and of only those that are in a list.
    """
    columns = asked.columns
    stale = (columns.ring_from <= asked.today.toordinal()).astype(np.int64)
    fewer_points = TOGETHER - points(asked).astype(np.int64)
    later_drawn = (1 << TIE_BITS) - 1 - drawn
    above = (stale << POINT_BITS | fewer_points) << TIE_BITS | later_drawn
    place: Ints = above << KEY_BITS | columns.by_key
    return place


def _in_order(mask: Ints, place: Ints) -> Ints:
    found = np.flatnonzero(mask)
    order: Ints = found[np.argsort(place[found])]
    return order


def _reasons(asked: Question) -> tuple[Ints, Ints]:
    """How many things stand in the way of each workplace, and which of `CODES` is the first."""
    reasons = list(blocked(asked))
    count, first = np.zeros(len(asked.columns), np.int64), np.full(len(asked.columns), -1)
    for code, often in reversed(reasons):
        count += often
        first[often > 0] = CODES.index(code)
    return count, first


def _counted(first: Ints) -> dict[BlockCode, int]:
    codes, often = np.unique(first, return_counts=True)
    found = ((CODES[code], int(times)) for code, times in zip(codes, often, strict=True))
    return dict(sorted(found, key=lambda one: -one[1]))
