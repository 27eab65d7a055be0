"""The lists of one young person with NumPy alone: where no compiler is installed."""

import numpy as np

from houvast.matching.rules.at_once import blocked, points
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.conditions import NOT_NEAR
from houvast.matching.rules.lists import TIE_BITS
from houvast.matching.rules.ordering import KEY_BITS, POINT_BITS, REASONS, Lists, counted
from houvast.matching.rules.points import TOGETHER
from houvast.matching.rules.question import Question


def lists(asked: Question, drawn: Ints) -> Lists:
    """All lists of a day. `drawn` orders equal points: the highest number first."""
    columns = asked.columns
    count, first = _reasons(asked)
    is_open = columns.closes >= asked.today.toordinal()
    may_be_talked_of = ~np.isin(first, [REASONS.index(one) for one in NOT_NEAR])
    nearly = (count == 1) & may_be_talked_of
    rest = np.flatnonzero(is_open & (count > 0) & ~nearly)
    place = _places(asked, drawn)
    return Lists(
        fits=_in_order(is_open & (count == 0), place),
        near=_in_order(is_open & nearly, place),
        rest=rest,
        does_not_fit=counted(np.bincount(first[rest], minlength=len(REASONS))),
    )


def how_many_fit(asked: Question) -> int:
    """How many workplaces fit."""
    often = sum(count for _, count in blocked(asked))
    is_open = asked.columns.closes >= asked.today.toordinal()
    return int((is_open & (often == 0)).sum())


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
    """How many things stand in the way of each workplace, and which of `REASONS` is the first."""
    reasons = list(blocked(asked))
    count, first = np.zeros(len(asked.columns), np.int64), np.full(len(asked.columns), -1)
    for code, often in reversed(reasons):
        count += often
        first[often > 0] = REASONS.index(code)
    return count, first
