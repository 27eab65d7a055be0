"""`houvast bench load`: how long people wait when many work at the same time."""

import argparse
import json
import logging
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.bench.arrivals import MIXES
from houvast.cli.bench_data import OURSELVES, make_when_missing, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import collect_static, set_up, use_a_database
from houvast.cli.processes import HOST, PATIENCE, end_with_us
from houvast.cli.service import workers

if TYPE_CHECKING:
    from houvast.bench.processors import Look
    from houvast.bench.sender import Answer

WARM_UP = 15
"""Seconds of the same load before it counts: plans are made and connections opened."""


def add(kinds: Commands) -> None:
    """Add the command."""
    load = command(kinds, "load", _load)
    load.add_argument("--tracks", type=int, default=100_000, metavar="N")
    load.add_argument("--rate", type=float, default=60, metavar="N", help="requests a second")
    load.add_argument("--minutes", type=float, default=5)
    load.add_argument("--workers", type=int, default=workers(), help="web processes")
    load.add_argument("--mix", choices=MIXES, default="files", help="what people do")
    load.add_argument("--json", action="store_true", help="for another program")


def _load(asked: argparse.Namespace) -> int:
    """Measure how long people wait while many work at once; 1 when a request went wrong."""
    refuse_a_given_database()
    if asked.rate <= 0 or asked.minutes <= 0 or asked.workers < 1:
        raise SystemExit("--rate, --minutes and --workers take numbers above 0.")
    place = make_when_missing(asked.tracks)
    os.environ["HOUVAST_DATA"] = str(place)
    use_a_database()
    set_up()
    collect_static()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)
    from houvast.bench.load_figures import load_report, load_table
    from houvast.bench.processors import processor_report

    with server(asked.workers, place.with_name(f"{place.name}.log")) as port:
        answers, sql, looks, seconds = _measured(port, asked, place)
    about = {name: getattr(asked, name) for name in ("tracks", "mix", "rate", "minutes", "workers")}
    about |= {"processors": os.cpu_count(), "per_second": round(len(answers) / seconds, 1)}
    figures = load_report(answers, sql, about | {"processor": processor_report(looks, asked.rate)})
    print(json.dumps(figures, indent=2) if asked.json else load_table(figures))
    return 1 if figures["errors"] else 0


def _measured(
    port: int, asked: argparse.Namespace, place: Path
) -> tuple[list["Answer"], list[float], Sequence["Look"], float]:
    """Answers, milliseconds of bare statements, what the processors did, and seconds in all."""
    from houvast.bench.load import SqlFloor, requests
    from houvast.bench.processors import Processors
    from houvast.bench.sender import stream
    from houvast.bench.viewers import viewers

    rate = asked.rate
    who, few = viewers(), round(rate * WARM_UP)
    every = requests(who, few + round(rate * 60 * asked.minutes), mix=asked.mix)
    floor = SqlFloor(who.coach)
    stream(port, every[:few], rate)
    with floor.meanwhile() as sql, Processors(place).meanwhile() as looks:
        began = time.perf_counter()
        answers = stream(port, every[few:], rate)
        seconds = time.perf_counter() - began
    return answers, list(sql), looks, seconds


@contextmanager
def server(number: int, log: Path) -> Iterator[int]:
    """The web server of an installation, with what it says in a file; gives its port."""
    from houvast.bench.load import pause_until_answered

    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    env = os.environ | {"HOUVAST_PORT": str(port), "HOUVAST_WORKERS": str(number)}
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603
            [*OURSELVES, "serve"], env=env, stdout=said, stderr=said, preexec_fn=end_with_us
        )
        try:
            pause_until_answered(port)
            yield port
        except TimeoutError as error:
            raise SystemExit(f"{error} What it said stands in {log}.") from None
        finally:
            process.terminate()
            process.wait(PATIENCE + 5)
