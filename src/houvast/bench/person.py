"""How quick the list of one young person is made, explained and said, beside what it leans on.

In each round everybody has a turn: the list as it is installed, the same with NumPy alone, its
first lines explained, and their sentences. The floor of a round is reading each workplace once.
"""

import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles
from typing import Any

import numpy as np
from django.utils.translation import override

from houvast.bench.one_by_one import place_of, wishes_of
from houvast.bench.world import Knobs, World, world
from houvast.matching.rules import plain
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.explain import Explanation, explain
from houvast.matching.rules.kernel import lists
from houvast.matching.rules.lists import tie
from houvast.matching.rules.ordering import Lists
from houvast.matching.rules.question import Question
from houvast.matching.rules.sides import Pair, Place, Wishes
from houvast.web.cards import Reasons, reasons

LINES = 20
"""As many as the screen shows at a time."""
PARTS = ("list", "explained", "said")


@dataclass(frozen=True)
class Desk:
    """The young people of a region, each to be asked for apart."""

    region: World
    wishes: list[Wishes]
    places: list[Place]

    @classmethod
    def of(cls, people: int, workplaces: int, seed: int) -> "Desk":
        """An invented region of this size."""
        region = world(Knobs(people=people, workplaces=workplaces, seed=seed))
        each = range(len(region.columns))
        return cls(
            region,
            [wishes_of(region.asked, one) for one in range(people)],
            [place_of(region.columns, at, region.today) for at in each],
        )

    def question(self, one: int) -> Question:
        """What is asked for one of them; nothing of it was worked out before."""
        region = self.region
        return Question(self.wishes[one], region.columns, region.today, region.ruleset)

    def drawn(self, one: int) -> Ints:
        """The draw of the day."""
        found: Ints = tie(int(self.region.asked.luck[one]), self.region.luck)
        return found

    def lists(self, one: int, way: Callable[[Question, Ints], Lists] = lists) -> Lists:
        """All lists of one of them."""
        return way(self.question(one), self.drawn(one))

    def explained(self, one: int, found: Lists) -> list[Explanation]:
        """The first lines with their reasons."""
        shown = np.concatenate((found.fits, found.near))[:LINES].tolist()
        region, wishes = self.region, self.wishes[one]
        pairs = (Pair(wishes, self.places[at], region.today) for at in shown)
        return [explain(pair, region.ruleset) for pair in pairs]


class Differs(Exception):
    """The quick way gives another list."""


def measured(desk: Desk, rounds: int, done: Callable[[int], None]) -> dict[str, Any]:
    """The figures. Raises Differs when both ways do not give the same lists."""
    with override("nl"):
        for one in range(len(desk.wishes)):
            _same(one, desk.lists(one), desk.lists(one, plain.lists))
        found: list[dict[str, list[float]]] = []
        gc.freeze()  # as the server does
        for turn in range(rounds):
            found.append(_round(desk))
            done(turn + 1)
    return report(desk, found)


def _same(one: int, quick: Lists, slow: Lists) -> None:
    same = all((getattr(quick, each) == getattr(slow, each)).all() for each in ("fits", "near"))
    if not same or quick.does_not_fit != slow.does_not_fit:
        raise Differs(f"Young person {one} gets another list with NumPy alone.")


def _round(desk: Desk) -> dict[str, list[float]]:
    """Milliseconds for each young person of each part."""
    took: dict[str, list[float]] = {one: [] for one in (*PARTS, "numpy", "floor")}
    facts = np.ascontiguousarray(desk.region.columns.slots)
    everybody = range(len(desk.wishes))
    for one in everybody:
        found: Lists = _timed(took["list"], partial(desk.lists, one))
        shown: list[Explanation] = _timed(took["explained"], partial(desk.explained, one, found))
        _timed(took["said"], partial(_said, shown))
    for one in everybody:  # apart: beside each other they push one another out of the caches
        _timed(took["numpy"], partial(desk.lists, one, plain.lists))
        _timed(took["floor"], facts.sum)
    return took


def _said(shown: list[Explanation]) -> list[Reasons]:
    return [reasons(one) for one in shown]


def _timed(into: list[float], run: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    found = run()
    into.append((time.perf_counter() - began) * 1_000)
    return found


def report(desk: Desk, found: list[dict[str, list[float]]]) -> dict[str, Any]:
    """The JSON: per part the median and the 95th percentile over young people and rounds."""
    every = {name: [one for turn in found for one in turn[name]] for name in found[0]}
    together = [sum(each) for each in zip(*(every[one] for one in PARTS), strict=True)]
    spread = [round(median(turn["list"]), 4) for turn in found]
    return {
        "people": len(desk.wishes),
        "workplaces": len(desk.places),
        "lines": LINES,
        "identical": True,
        "rounds": len(found),
        "load": os.getloadavg()[0],
        "ms": {name: _figures(each) for name, each in (every | {"together": together}).items()},
        "list_spread_ms": [min(spread), max(spread)],
        "ratio_numpy": round(median(every["numpy"]) / median(every["list"]), 1),
    }


def _figures(each: list[float]) -> dict[str, float]:
    return {"p50": round(median(each), 4), "p95": round(quantiles(each, n=20)[-1], 4)}
