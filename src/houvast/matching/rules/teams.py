"""Who of a team can do which work, with what we do not know about somebody left open.

Of somebody whose postcode is known, but not how or how far he travels, the points hold what is
usual. What is unknown could give all points for travel, so those that were given already are not
counted a second time: else such a profile would stand higher than an empty one (section 6.7).
"""

from dataclasses import replace

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.engine import permitted
from houvast.matching.rules.many.places import Places
from houvast.matching.rules.plan import Team


def team_of(asked: Asking, places: Places, capacity: Ints, weeks: Ints, could_give: Ints) -> Team:
    """The permitted pairs of n young people with m workplaces, and what is unknown about each.

    `capacity` is m whole numbers, the free places; `weeks` n, how long each has asked for work;
    `could_give` n points (`doubt.benefit`).
    """
    edges = permitted(asked, places)
    return Team(
        edges=edges,
        capacity=capacity,
        weeks=weeks,
        could_give=could_give,
        counted=_for_travel(asked, places, edges, len(capacity)),
    )


def travel_as_is_usual(asked: Asking) -> Ints:
    """n times 1 of whom we know from where, but not how or how far, else 0."""
    known: Ints = (asked.pc4 > 0) & ((asked.modes == 0) | (asked.minutes <= 0))
    return known


def _for_travel(asked: Asking, places: Places, edges: Edges, offered: int) -> Ints:
    """k whole numbers: the points for travel in each pair of who travels as is usual, else 0.

    Found by asking once more without a postcode: a pair that was permitted is so then too.
    """
    counted = np.zeros(len(edges), np.int64)
    usual = travel_as_is_usual(asked)
    who = np.flatnonzero(usual)
    mine = np.flatnonzero(usual[edges.i])
    if not len(mine):
        return counted
    nowhere = replace(asked.only(who), pc4=np.zeros(len(who), asked.pc4.dtype))
    without = permitted(nowhere, places)
    keys = who[without.i] * offered + without.j
    order = np.argsort(keys)
    wanted = edges.i[mine] * offered + edges.j[mine]
    at = order[np.searchsorted(keys, wanted, sorter=order)]
    counted[mine] = edges.points[mine] - without.points[at]
    return counted
