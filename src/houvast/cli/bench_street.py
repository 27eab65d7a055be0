"""`houvast bench street`: saving and sending on the phone, and how soon the screen is there."""

import argparse
import json
import logging
import os

from houvast.cli.bench_data import make_when_missing, refuse_a_given_database
from houvast.cli.bench_load import server
from houvast.cli.command import Commands, command
from houvast.cli.place import collect_static, let_go_of_connections, set_up, use_a_database
from houvast.cli.service import workers


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "street", _street)
    one.add_argument("--tracks", type=int, default=10_000, metavar="N")
    one.add_argument("--waiting", type=int, default=500, metavar="N", help="while one saves")
    one.add_argument("--saves", type=int, default=100, metavar="N", help="that are measured")
    one.add_argument("--items", type=int, default=1_000, metavar="N", help="that are sent")
    one.add_argument("--looks", type=int, default=5, metavar="N", help="at an empty phone")
    one.add_argument("--workers", type=int, default=max(2, workers()), help="web processes")
    one.add_argument("--json", action="store_true", help="for another program")


def _street(asked: argparse.Namespace) -> int:
    """Measure the screen without a network, in a Chromium; 1 when it is slower than it may be."""
    refuse_a_given_database()
    if min(asked.saves, asked.items, asked.looks, asked.workers) < 1 or asked.waiting < 0:
        raise SystemExit("--saves, --items, --looks and --workers take numbers above 0.")
    from houvast.bench.street import Chromium, measured, table

    browser = Chromium.found()
    place = make_when_missing(asked.tracks)
    os.environ["HOUVAST_DATA"] = str(place)
    use_a_database()
    set_up()
    collect_static()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)
    from houvast.bench.street_coach import a_coach_with_names

    coach = a_coach_with_names()
    let_go_of_connections()
    about = {"tracks": asked.tracks, "workers": asked.workers, "processors": os.cpu_count()}
    with server(asked.workers, place.with_name(f"{place.name}.log")) as port:
        found = measured(
            browser,
            coach,
            port,
            waiting=asked.waiting,
            saves=asked.saves,
            items=asked.items,
            looks=asked.looks,
        )
    figures = about | found
    print(json.dumps(figures, indent=2) if asked.json else table(figures))
    return 0 if figures["within"] else 1
