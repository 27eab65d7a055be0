"""The two questions about many young people. Each is asked for its own list, never against another.

`best` gives the list of each, `permitted` all pairs that nothing stands in the way of. Compiled
where numba is installed (the extra `snel`), and with NumPy alone where it is not: the same answers.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.edges import Edges
from houvast.matching.rules.many import plain
from houvast.matching.rules.many.answers import Best, no_best
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.places import Places
from houvast.matching.rules.many.ready import openings, ready
from houvast.matching.rules.ways import way

TOGETHER = 8_192
"""So many young people are made ready at a time, so that a country fits in memory."""


HERE = "houvast.matching.rules.many"


def warm_up() -> None:
    """Compile, or read what was compiled before, so that nobody waits for it later."""
    if way(HERE) is not plain:
        import_module(f"{HERE}.warm").warm_up()


def best(asked: Asking, places: Places, most: int = 20, threads: int = 1) -> Best:
    """For each young person the list of today, at most so long, with its reasons."""
    whole = no_best(len(asked), most)
    for who, found in best_in_parts(asked, places, most, threads):
        whole.put(who, found)
    return whole


def best_in_parts(
    asked: Asking, places: Places, most: int = 20, threads: int = 1
) -> Iterator[tuple[Ints, Best]]:
    """The same for some of them at a time, who live close by; with where they stood."""
    kind = way(HERE)

    def one(some: tuple[int, Ints]) -> tuple[Ints, Best]:
        opening, who = some
        return who, kind.best(ready(asked.only(who), places, opening), most)

    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(one, _together(asked, places))


def permitted(asked: Asking, places: Places, floor: int | Ints = 0) -> Edges:
    """All pairs that nothing stands in the way of, of at least `floor` points.

    `floor` is one number, or one for each young person.
    """
    floors = np.broadcast_to(np.asarray(floor, np.int64), len(asked))
    found = [
        (who, way(HERE).edges(ready(asked.only(who), places, opening), floors[who]))
        for opening, who in _together(asked, places)
    ]
    none = np.zeros(0, np.int64)
    return Edges(
        i=np.concatenate([none, *(who[one.i] for who, one in found)]),
        j=np.concatenate([none, *(one.j for _, one in found)]),
        points=np.concatenate([none, *(one.points for _, one in found)]),
    )


def _together(asked: Asking, places: Places) -> Iterator[tuple[int, Ints]]:
    """Who can begin in the same opening and lives close by: those look at the same workplaces."""
    opening = openings(asked, places)
    for one in np.unique(opening).tolist():
        places.opening(one)  # before there are threads
        who = np.flatnonzero(opening == one)
        who = who[np.argsort(asked.pc4[who], kind="stable")]
        for first in range(0, len(who), TOGETHER):
            yield one, who[first : first + TOGETHER]
