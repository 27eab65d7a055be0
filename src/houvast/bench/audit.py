"""What the trail costs: a file page with it and without, and how many entries go in at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from unittest.mock import patch

from django.db import connections
from django.urls import reverse

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.audit import actions
from houvast.audit.actions import recorded
from houvast.bench.browser import Browser
from houvast.bench.figures import p95
from houvast.bench.viewers import viewers

WRITERS = 16
MOST_P50, MOST_P95, LEAST = 6.0, 15.0, 1000
"""Milliseconds that the trail may add to a file page, and entries a second (trust, section 22)."""


@contextmanager
def without_trail() -> Iterator[None]:
    """Nothing is recorded: in this process, for this measurement, and nowhere in the product."""
    with patch.object(actions, "_add", lambda *_, **__: None):
        yield


def page(rounds: int) -> dict[str, float]:
    """Milliseconds of a file page with and without the trail, in turns; and what it adds."""
    coach = viewers().coach
    browser = Browser(coach)
    urls = [reverse("track", args=[track]) for track in coach.tracks]
    on: list[float] = []
    off: list[float] = []
    for turn in range(-8, rounds):
        url = urls[turn % len(urls)]
        took = browser.look(url)
        with without_trail():
            bare = browser.look(url)
        if turn >= 0:  # the first ones warm up
            on.append(took)
            off.append(bare)
    return {
        "with_p50_ms": round(median(on), 2),
        "without_p50_ms": round(median(off), 2),
        "adds_p50_ms": round(median(on) - median(off), 2),
        "with_p95_ms": round(p95(on), 2),
        "without_p95_ms": round(p95(off), 2),
        "adds_p95_ms": round(p95(on) - p95(off), 2),
    }


def writers(seconds: float) -> dict[str, float]:
    """Entries a second of sixteen people who all write at once, each in a transaction of its own.

    All are of one municipality, and each entry is about one young person.
    """
    who = viewers().coaches[:WRITERS]
    desks = [(actor_of(User.objects.get(pk=one.user), one.role), one.tracks[0]) for one in who]
    made = [0] * WRITERS
    until = perf_counter() + seconds

    def write(number: int) -> None:
        by, about = desks[number % len(desks)]
        try:
            while perf_counter() < until:
                with recorded(by, "bench.written") as act:
                    act.concerns(about)
                made[number] += 1
        finally:
            connections.close_all()

    crew = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return {"writers": WRITERS, "entries_per_second": round(sum(made) / seconds)}
