"""How quick the least of the work could be: every pair tested once, every fit counted once.

The repetition is inside compiled code: a call from Python costs more than thousands of tests.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.many.bits import COMPILED, ones

SIZE, TIMES = 2_048, 4_000
COUNTS_OF_A_FIT = 4
"""Skills asked, skills taught, day-parts possible and day-parts free."""


@njit(**COMPILED)
def _tests(times: Any, asks: Any, least: Any, no: Any, has: Any, borrowed: Any, fine: Any) -> None:
    for turn in range(times):
        for at in range(asks.size):
            said = asks[at] & (no ^ np.uint64(turn))
            short = ~(has - least[at]) & borrowed
            fine[at] = np.uint8((said | np.uint64(short)) == np.uint64(0))


@njit(**COMPILED)
def _picks(times: Any, fine: Any, found: Any) -> Any:
    last = np.int64(0)
    for turn in range(times):
        fine[turn % fine.size] ^= np.uint8(1)
        last = np.int64(0)
        for at in range(fine.size):
            found[last] = at
            last += np.int64(fine[at])
    return last


@njit(**COMPILED)
def _counts(times: Any, words: Any) -> Any:
    total = np.int64(0)
    for turn in range(times):
        for at in range(words.size):
            total += ones(words[at] & ~np.uint64(turn))
    return total


def floor(lines: Ints, pairs: int, fits: int) -> dict[str, float]:
    """Tests, picks and counts a second, and the seconds that so many pairs and fits take."""
    asks = np.resize(lines["asks"], SIZE).copy()
    least = np.resize(lines["least"], SIZE).copy()
    fine, found = np.zeros(SIZE, np.uint8), np.zeros(SIZE + 1, np.int64)
    no, has, borrowed = np.uint64(5), np.int64(1 << 62), np.int64(1 << 7)
    tests = _rate(lambda times: _tests(times, asks, least, no, has, borrowed, fine))
    picks = _rate(lambda times: _picks(times, fine, found))
    counts = _rate(lambda times: _counts(times, asks))
    seconds = pairs / tests + pairs / picks + COUNTS_OF_A_FIT * fits / counts
    return {"tests": tests, "picks": picks, "counts": counts, "seconds": seconds}


def _rate(run: Callable[[int], Any]) -> float:
    run(1)
    began = time.perf_counter()
    run(TIMES)
    return SIZE * TIMES / (time.perf_counter() - began)
