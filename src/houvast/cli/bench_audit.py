"""`houvast bench audit`: what the trail adds to a file page, and how many entries go in at once."""

import argparse
import json
import logging
import os
from typing import Any

from houvast.cli.bench_data import make_when_missing, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import collect_static, set_up, use_a_database


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "audit", _audit)
    one.add_argument("--tracks", type=int, default=10_000, metavar="N")
    one.add_argument("--rounds", type=int, default=200)
    one.add_argument("--seconds", type=float, default=10, help="that sixteen write")
    one.add_argument("--json", action="store_true", help="for another program")


def _audit(asked: argparse.Namespace) -> int:
    """Measure what the trail costs; 1 when it is more than it may be."""
    refuse_a_given_database()
    if asked.rounds < 1 or asked.seconds <= 0:
        raise SystemExit("--rounds and --seconds take numbers above 0.")
    os.environ["HOUVAST_DATA"] = str(make_when_missing(asked.tracks))
    os.environ["HOUVAST_POOL"] = "16"
    use_a_database()
    set_up()
    collect_static()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)
    from houvast.bench.audit import LEAST, MOST_P50, MOST_P95, page, writers

    figures: dict[str, Any] = {"tracks": asked.tracks, "processors": os.cpu_count()}
    figures |= page(asked.rounds) | writers(asked.seconds)
    figures["within"] = (
        figures["adds_p50_ms"] <= MOST_P50
        and figures["adds_p95_ms"] <= MOST_P95
        and figures["entries_per_second"] >= LEAST
    )
    if asked.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, figure in figures.items():
            print(f"{name.replace('_', ' '):<20}  {figure}")
    return 0 if figures["within"] else 1
