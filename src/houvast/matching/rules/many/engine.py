"""The two questions about many young people. Each is asked for its own list, never against another.

`best` gives the list of each, `permitted` all pairs that nothing stands in the way of.
"""

from collections.abc import Iterator

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.many import plain
from houvast.matching.rules.many.answers import Best, no_best
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.places import Places
from houvast.matching.rules.many.ready import Ready, openings, ready


def best(asked: Asking, places: Places, most: int = 20) -> Best:
    """For each young person the list of today, at most so long, with its reasons."""
    whole = no_best(len(asked), most)
    for who, some in _by_opening(asked, places):
        whole.put(who, plain.best(some, most))
    return whole


def permitted(asked: Asking, places: Places, floor: int | Ints = 0) -> Edges:
    """All pairs that nothing stands in the way of, of at least `floor` points.

    `floor` is one number, or one for each young person.
    """
    floors = np.broadcast_to(np.asarray(floor, np.int64), len(asked))
    found = [(who, plain.edges(some, floors[who])) for who, some in _by_opening(asked, places)]
    none = np.zeros(0, np.int64)
    return Edges(
        i=np.concatenate([none, *(who[one.i] for who, one in found)]),
        j=np.concatenate([none, *(one.j for _, one in found)]),
        points=np.concatenate([none, *(one.points for _, one in found)]),
    )


def _by_opening(asked: Asking, places: Places) -> Iterator[tuple[Ints, Ready]]:
    """Who can begin in the same opening together, each with where they stood."""
    opening = openings(asked, places)
    for one in np.unique(opening).tolist():
        who = np.flatnonzero(opening == one)
        yield who, ready(asked.only(who), places, one)
