"""The lists of a whole country: a million young people over three hundred thousand workplaces.

Another process invents the country and writes it down, so that what is measured here is the memory
and time of packing and of the lists alone.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from houvast.bench.world import Knobs, World, world
from houvast.matching.rules.columns import Columns, Ints
from houvast.matching.rules.many.answers import NOTHING
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.engine import best_in_parts, warm_up
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.travel import TravelModel

MOST = 20
SIDE_KM, POSTCODES = 300, 4_070
"""As the country: so many postcodes in such a square."""
NO_ADDRESS = 0.001
"""Without a postcode all work of the country is possible, and work without one for everybody."""


def invent(folder: Path, people: int, workplaces: int, seed: int) -> None:
    """A country in files, made by a process of its own."""
    zones = min(POSTCODES, max(1, people // 100))
    side = max(1, round(SIDE_KM * (zones / POSTCODES) ** 0.5))
    size = {"people": people, "workplaces": workplaces, "side_km": side, "zones": zones}
    knobs = Knobs(**size, no_address=NO_ADDRESS, seed=seed)
    process = multiprocessing.get_context("spawn").Process(target=_write, args=(folder, knobs))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit("Inventing the country stopped; its error stands above.")


def _write(folder: Path, knobs: Knobs) -> None:
    region = world(knobs)
    for name, columns in (("columns", region.columns), ("asked", region.asked)):
        for one in fields(columns):
            np.save(folder / f"{name}.{one.name}.npy", getattr(columns, one.name))
    np.save(folder / "luck.npy", region.luck)
    points = region.ruleset.travel.points
    np.save(folder / "points.npy", np.array([(int(code), *at) for code, at in points.items()]))


def invented(folder: Path) -> World:
    """What `invent` wrote."""

    def read(kind: Any, name: str) -> Any:
        return kind(
            **{one.name: np.load(folder / f"{name}.{one.name}.npy") for one in fields(kind)}
        )

    points = {str(code): (x, y) for code, x, y in np.load(folder / "points.npy").tolist()}
    ruleset = Ruleset(RULESET.table, TravelModel(points, "invented"))
    luck = np.load(folder / "luck.npy")
    return World(read(Columns, "columns"), luck, read(Asking, "asked"), ruleset)


def measured(country: World, threads: int, done: Callable[[int], None]) -> dict[str, Any]:
    """Seconds and megabytes of packing and of all lists; `done` is told how many are."""
    warm_up()
    began = time.perf_counter()
    places = pack_places(country.columns, country.luck, country.today, country.ruleset)
    places.opening(0)
    packed = time.perf_counter() - began
    position = np.full((len(country.asked), MOST), NOTHING, np.int32)
    points = np.full((len(country.asked), MOST), NOTHING, np.int16)
    for who, found in best_in_parts(country.asked, places, MOST, threads):
        position[who], points[who] = found.position, found.points
        done(len(who))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": round(seconds, 2),
        "peak_mb": round(peak),
        "packing_seconds": round(packed, 2),
        "threads": threads,
        "people": len(country.asked),
        "workplaces": len(country.columns),
        "listed_per_person": round(listed(position), 1),
    }


def listed(position: Ints) -> float:
    """How long a list is, on average."""
    return float((position != NOTHING).sum(axis=1).mean())
