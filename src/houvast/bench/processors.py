"""What requests cost in time of the processors: of the web processes, and of the database.

How long people wait says nothing about whose fault it is: on a machine that others use as well, the
same request takes longer on a busy day. So a little sum that is always the same is timed beside it.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from houvast.database.embedded import cluster_of

PAUSE = 10.0
"""Seconds between two looks."""
SUM = range(40_000)
PARTS = 4
"""Into so many parts a load is cut, to see whether a request costs more in the last one."""


@dataclass(frozen=True, slots=True)
class Look:
    """Seconds of processor spent until now, and the milliseconds of the little sum."""

    at: float
    web: float
    database: float
    sum_ms: float


def seconds_of(process: psutil.Process) -> float:
    """Seconds of processor of a process and all that came from it, also of what has ended."""
    try:
        own = process.cpu_times()
        below = process.children()
    except psutil.NoSuchProcess:
        return 0.0
    ended = own.children_user + own.children_system
    return own.user + own.system + ended + sum(map(seconds_of, below))


def little_sum() -> float:
    """Milliseconds of processor for a sum in Python that never changes."""
    began = time.thread_time()
    sum(one * one % 7 for one in SUM)
    return (time.thread_time() - began) * 1000


class Processors:
    """Looks now and then while a load runs; the web processes are those that we started."""

    def __init__(self, data: Path) -> None:
        self._database = cluster_of(data).server()
        self._looks: list[Look] = []
        self._ended = threading.Event()

    @contextmanager
    def meanwhile(self) -> Iterator[Sequence[Look]]:
        """Look beside the block; gives what was seen, complete after the block."""
        self._look()
        beside = threading.Thread(target=self._keep_looking)
        beside.start()
        try:
            yield self._looks
        finally:
            self._ended.set()
            beside.join()
            self._look()

    def _keep_looking(self) -> None:
        while not self._ended.wait(PAUSE):
            self._look()

    def _look(self) -> None:
        web = sum(map(seconds_of, psutil.Process().children()))
        database = seconds_of(self._database) if self._database else 0.0
        self._looks.append(Look(time.perf_counter(), web, database, little_sum()))


def processor_report(looks: Sequence[Look], rate: float) -> dict[str, float]:
    """Milliseconds of processor per request that arrived, in all, and in the first and last part.

    `rate`: requests a second. The database does the bare statements beside it as well.
    """
    part = max(1, (len(looks) - 1) // PARTS)
    return {
        "web_ms": _each(looks, "web", rate),
        "database_ms": _each(looks, "database", rate),
        "first_ms": _both(looks[: part + 1], rate),
        "last_ms": _both(looks[-part - 1 :], rate),
        "sum_ms": round(median(one.sum_ms for one in looks), 2),
    }


def _both(looks: Sequence[Look], rate: float) -> float:
    return round(_each(looks, "web", rate) + _each(looks, "database", rate), 1)


def _each(looks: Sequence[Look], whose: str, rate: float) -> float:
    spent: float = getattr(looks[-1], whose) - getattr(looks[0], whose)
    return round(spent * 1000 / (rate * (looks[-1].at - looks[0].at)), 1)
