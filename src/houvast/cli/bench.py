"""`houvast bench`: pages, load, import and plans, each measured on large fictional data."""

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from houvast.bench.figures import Measured, merged, report, table
from houvast.cli import (
    bench_areas,
    bench_audit,
    bench_import,
    bench_load,
    bench_matching,
    bench_plan,
    bench_plans,
    bench_street,
)
from houvast.cli.bench_data import OURSELVES, make_when_missing, on, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import collect_static, set_up, use_a_database

SMALL = 10_000
"""Tracks of the database that growth is measured from."""
BATCH = 10
"""Rounds in one database before the other has its turn."""


def add(commands: Commands) -> None:
    """Add the commands."""
    bench = commands.add_parser("bench", help="Measure on large fictional data.")
    kinds = bench.add_subparsers(required=True, metavar="what")
    pages = command(kinds, "pages", _pages)
    pages.add_argument("--tracks", type=int, default=100_000, metavar="N")
    pages.add_argument("--against", type=int, default=SMALL, metavar="N", help="growth from here")
    pages.add_argument("--rounds", type=int, default=60)
    pages.add_argument("--json", action="store_true", help="for another program")
    pages.add_argument("--in-turns", action="store_true", help=argparse.SUPPRESS)
    bench_load.add(kinds)
    bench_audit.add(kinds)
    bench_import.add(kinds)
    bench_plan.add(kinds)
    bench_matching.add(kinds)
    bench_street.add(kinds)
    bench_areas.add(kinds)
    bench_plans.add(kinds)


def _pages(asked: argparse.Namespace) -> int:
    """Measure the five busiest screens, and how they grow with the number of tracks."""
    if asked.in_turns:
        return _in_turns()
    refuse_a_given_database()
    sizes = dict.fromkeys((asked.tracks, asked.against))
    batches: dict[int, list[list[Measured]]] = {one: [] for one in sizes}
    places = {one: make_when_missing(one) for one in sizes}
    with ExitStack() as stack:
        turns = {one: stack.enter_context(_turns(place)) for one, place in places.items()}
        for first in range(0, asked.rounds, BATCH):
            for size, turn in turns.items():
                batches[size].append(turn(min(BATCH, asked.rounds - first)))
    large, small = merged(batches[asked.tracks]), merged(batches[asked.against])
    figures = report(asked.tracks, large, small)
    if asked.json:
        print(json.dumps(figures, indent=2))
    else:
        print(table(asked.tracks, asked.against, large, figures["growth"]))
    return 0


@contextmanager
def _turns(place: Path) -> Iterator["Turn"]:
    """A process that measures in this database each time it gets a turn."""
    words = [*OURSELVES, "bench", "pages", "--in-turns"]
    with subprocess.Popen(  # noqa: S603
        words, env=on(place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Turn(process)
        process.communicate()


class Turn:
    """Asks the process for a batch of rounds, once it has collected the files of the pages.

    They lie in one folder: the next process that collects them waits for this one.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._answer()

    def __call__(self, rounds: int) -> list[Measured]:
        """Measure so many rounds."""
        if self.process.stdin is None:
            raise RuntimeError("no pipe")
        print(rounds, file=self.process.stdin, flush=True)
        return [
            Measured(name, queries, tuple(page), tuple(sql), tuple(empty))
            for name, queries, page, sql, empty in json.loads(self._answer())
        ]

    def _answer(self) -> str:
        """The next line that it says."""
        if self.process.stdout is None:
            raise RuntimeError("no pipe")
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("The measurement stopped; its error stands above.")
        return answer


def _in_turns() -> int:
    """The other side of `Turn`: a batch for each number that comes in."""
    use_a_database()
    set_up()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)  # no line for each look
    collect_static()  # the names of style sheets and scripts stand on every page
    print("collected", flush=True)
    from houvast.bench.pages import measure, screens, warm_up
    from houvast.bench.viewers import viewers

    every = screens(viewers())
    warm_up(every)
    for word in sys.stdin:
        measure(every, int(word))
        found = [(one.name, one.queries, one.page_ms, one.sql_ms, one.empty_ms) for one in every]
        print(json.dumps(found), flush=True)
        for one in every:
            one.forget()
    return 0
