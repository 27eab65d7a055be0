"""`houvast bench areas`: read ten years of tables, keep seven million figures, and count."""

import argparse
import json
import logging
import os
import tempfile
from pathlib import Path
from time import perf_counter

from houvast.cli.bench_data import above, refuse_a_given_database
from houvast.cli.bench_load import server
from houvast.cli.command import Commands, command
from houvast.cli.place import (
    bring_up_to_date,
    collect_static,
    let_go_of_connections,
    say,
    set_up,
    use_a_database,
)
from houvast.database.embedded import use_when_no_database_is_given


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "areas", _areas)
    one.add_argument("--json", action="store_true", help="for another program")
    one.add_argument(
        "--map", action="store_true", help="measure the map of a country in a Chromium instead"
    )
    one.add_argument("--looks", type=int, default=5, metavar="N", help="at that map, each anew")


def _areas(asked: argparse.Namespace) -> int:
    """Measure reading and keeping of figures of areas; 1 when a goal is not reached."""
    refuse_a_given_database()
    if asked.map:
        return _map(asked)
    use_when_no_database_is_given(above() / "bench-areas", throw_away=True)
    bring_up_to_date(verbosity=0)
    from houvast.bench import areas

    with tempfile.TemporaryDirectory() as folder:
        say("  ten yearly tables and a table of the police …")
        areas.make_tables(Path(folder))
        figures = areas.parsed(Path(folder))
    figures |= areas.stored(say)
    say("  four ways of counting, and concentrations …")
    figures |= areas.analysed(peers=True)
    figures["not_reached"] = list(areas.within(figures))
    words = "\n".join(f"{name:<16} {figure}" for name, figure in figures.items())
    print(json.dumps(figures) if asked.json else words)
    return 1 if figures["not_reached"] else 0


def _map(asked: argparse.Namespace) -> int:
    """Measure the first map, colouring it anew and a municipality; 1 when a goal is missed."""
    if asked.looks < 1:
        raise SystemExit("--looks takes a number above 0.")
    from houvast.bench.street import Chromium

    browser = Chromium.found()
    place = above() / "bench-map"
    os.environ["HOUVAST_DATA"] = str(place)
    use_a_database(owner=True)
    set_up()
    bring_up_to_date(verbosity=0)
    collect_static()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)
    from houvast.bench import area_map

    began = perf_counter()
    area_map.bring(say)
    who = area_map.looker()
    let_go_of_connections()
    say("  looking at the map …")
    with server(2, place.with_name(f"{place.name}.log")) as port:
        figures = area_map.measured(browser, who, port, asked.looks, began)
    words = "\n".join(f"{name:<26} {figure}" for name, figure in figures.items())
    print(json.dumps(figures) if asked.json else words)
    return 1 if figures["not_reached"] else 0
