"""`houvast demo`: the fictional municipality."""

import argparse
import os

from houvast.cli.command import Commands, command
from houvast.cli.place import (
    bring_up_to_date,
    collect_static,
    data_folder,
    let_go_of_connections,
    say,
    use_a_database,
)
from houvast.cli.processes import HOST, WORKER, port, refuse_a_port_in_use, supervise, web
from houvast.database.embedded import remove


def add(commands: Commands) -> None:
    """Add the command."""
    one = command(commands, "demo", _demo)
    one.add_argument("--reset", action="store_true", help="remove the demo's data first")
    one.add_argument("--no-serve", action="store_true", help="stop when it is loaded")


def _demo(asked: argparse.Namespace) -> int:
    """Make the fictional municipality, if it is not there, and serve it until Ctrl-C."""
    given = bool(os.environ.get("DATABASE_URL"))
    if given and os.environ.get("HOUVAST_DEMO") != "1":
        raise SystemExit(
            "DATABASE_URL is set, and the demo makes accounts with known passwords."
            " Unset it, or set HOUVAST_DEMO=1 if that database is for a demo."
        )
    if given and asked.reset:
        raise SystemExit("A database that was given is never emptied: unset DATABASE_URL.")
    if not asked.no_serve:
        refuse_a_port_in_use()
    if asked.reset:
        remove(data_folder())
    say("Preparing the database (2/4) …")
    use_a_database(owner=True)
    bring_up_to_date(verbosity=0)
    say("Loading the example municipality (3/4) …")
    _load()
    if asked.no_serve:
        return 0
    say("Starting the web server and the worker (4/4) …")
    collect_static()
    let_go_of_connections()
    ready = f"\nHouvast is ready: http://{HOST}:{port()}\nStop it with Ctrl-C.\n"
    return supervise({"web server": web("--log-level", "warning"), "worker": WORKER}, ready)


def _load() -> None:
    from houvast.demo.municipality import load

    load(progress=say)
