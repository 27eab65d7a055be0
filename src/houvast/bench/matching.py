"""How quick the lists of many young people are, beside others who make the same lists.

First everybody has to give the lists of the rules that people read. Only then is time taken: in
rounds in which each has a turn, so that a busy moment hits all of them.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from houvast.bench import one_by_one
from houvast.bench.peers import MOST, Engine, Lists, tables
from houvast.bench.world import World
from houvast.matching.rules.many import compiled, plain
from houvast.matching.rules.many.answers import NOTHING, Best, no_answers
from houvast.matching.rules.many.places import Places, pack_places
from houvast.matching.rules.many.ready import Ready, openings, ready

SHARE = {"postgresql": 100, "duckdb": 500, "polars": 250, "pandas": 100, "numpy": 250, "rules": 4}
"""So many young people are asked of each; more would only take longer."""
PEERS = ("postgresql", "duckdb", "polars", "pandas", "numpy")


class Differs(Exception):
    """Somebody gives another list."""


@dataclass(frozen=True)
class Field:
    """A region, packed, and who takes part."""

    asked: Ready
    kernel: compiled.Kernel
    engines: dict[str, Engine]
    region: World

    @property
    def places(self) -> Places:
        """The packed workplaces."""
        return self.asked.places


def field(region: World, peers: Sequence[str], address: str) -> Field:
    """Everything made ready. `address` is that of a PostgreSQL to make tables in."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    places = pack_places(region.columns, region.luck, region.today, region.ruleset)
    if openings(region.asked, places).any():
        raise ValueError("Somebody can begin only when the law says something else.")
    asked = ready(region.asked, places)
    given = tables(asked)
    engines: dict[str, Engine] = {}
    for name in peers:
        engines[name] = _engine(name, asked, given, address)
    return Field(asked, compiled.Kernel(asked), engines, region)


def _engine(name: str, asked: Ready, given: Any, address: str) -> Engine:
    from houvast.bench import frames, peers

    if name == "numpy":
        return lambda first, end: as_lists(plain.best(asked, MOST, first, end), first)
    if name == "postgresql":
        return peers.postgresql(given, address)
    if name == "duckdb":
        return peers.duckdb(given)
    engine: Engine = getattr(frames, name)(given)
    return engine


def as_lists(found: Best, first: int = 0) -> Lists:
    """Workplaces and points of each young person, the best first."""
    rows = zip(found.position.tolist(), found.points.tolist(), strict=True)
    return {
        first + at: [one for one in zip(*row, strict=True) if one[0] != NOTHING]
        for at, row in enumerate(rows)
    }


def check(of: Field) -> None:
    """Raises Differs with the first list that is not that of the rules."""
    ours = as_lists(compiled.best(of.asked, MOST))
    for one in range(min(SHARE["rules"], len(of.asked))):
        _same("the rules", one, one_by_one.best(of.region, one, MOST), ours[one])
    for name, engine in of.engines.items():
        theirs = engine(0, end := min(SHARE[name], len(of.asked)))
        for one in range(end):
            _same(name, one, theirs.get(one, []), ours[one])


def _same(name: str, one: int, theirs: list[tuple[int, int]], ours: list[tuple[int, int]]) -> None:
    if theirs != ours:
        raise Differs(f"Young person {one}: {name} has {theirs}, the kernel {ours}.")


def rounds(of: Field, count: int, done: Callable[[int], None]) -> dict[str, list[float]]:
    """Seconds for everybody, per engine and round; that of the floor is for the same work."""
    from houvast.bench.floors import floor

    pairs, fits = work(of)
    people = len(of.asked)
    found: dict[str, list[float]] = {name: [] for name in ("kernel", "floor", *of.engines)}
    for turn in range(count):
        found["kernel"].append(median(_seconds(lambda: _kernel(of)) for _ in range(5)))
        found["floor"].append(floor(of.asked.opening.lines, pairs, fits)["seconds"])
        for name, engine in of.engines.items():
            end = min(SHARE[name], people)
            took = _seconds(lambda engine=engine, end=end: engine(0, end))  # type: ignore[misc]
            found[name].append(took * people / end)
        done(turn + 1)
    return found


def _kernel(of: Field) -> None:
    of.kernel.keys(no_answers(len(of.asked), MOST))


def work(of: Field) -> tuple[int, int]:
    """Pairs that are near enough to be looked at, and how many of them fit."""
    there, sizes = of.asked.journeys, np.diff(of.places.block_of)
    real = np.add.reduceat(of.places.position >= 0, np.arange(0, len(of.places), 64))
    per_zone = np.add.reduceat(real, of.places.block_of[:-1]) if len(sizes) else sizes
    pairs = 0
    for one in range(len(of.asked)):
        begin, end = there.first[there.home[one] : there.home[one] + 2]
        near = there.minutes[there.way[one], begin:end] <= there.limit[one]
        pairs += int(per_zone[there.zone[begin:end][near]].sum())
    floors = np.zeros(len(of.asked), np.int64)
    return pairs, len(compiled.edges(of.asked, floors))


def _seconds(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def report(of: Field, found: dict[str, list[float]]) -> dict[str, Any]:
    """The JSON: medians, ratios of medians, and the lowest and highest of the rounds."""
    seconds = {name: median(each) for name, each in found.items() if name != "floor"}
    return {
        "people": len(of.asked),
        "workplaces": len(of.region.columns),
        "identical": True,
        "fits_per_person": round(work(of)[1] / len(of.asked), 1),
        "rounds": len(found["kernel"]),
        "load": os.getloadavg()[0],
        "seconds": {name: round(one, 5) for name, one in seconds.items()},
        "spread": {
            name: [round(min(each), 5), round(max(each), 5)] for name, each in found.items()
        },
        "ratio": {name: round(one / seconds["kernel"], 1) for name, one in seconds.items()},
        "floor_share": round(
            median(
                floor / kernel
                for floor, kernel in zip(found["floor"], found["kernel"], strict=True)
            ),
            3,
        ),
    }
