"""`houvast demo`: the fictional municipality; `houvast demo data`: as many tracks as asked."""

import argparse
import os
import shutil
import sys

from houvast.cli.command import Commands, command
from houvast.cli.place import (
    bring_up_to_date,
    collect_static,
    data_folder,
    keys_folder,
    let_go_of_connections,
    say,
    use_a_database,
)
from houvast.cli.processes import HOST, WORKER, port, refuse_a_port_in_use, supervise, web
from houvast.database.embedded import leave_and_remove, remove

MOST = 1_000_000


def add(commands: Commands) -> None:
    """Add the command."""
    one = command(commands, "demo", _demo)
    one.add_argument("--reset", action="store_true", help="remove the demo's data first")
    one.add_argument("--no-serve", action="store_true", help="stop when it is loaded")
    more = one.add_subparsers(metavar="data")
    data = command(more, "data", _data)
    data.add_argument("--tracks", type=int, required=True, metavar="N", help="up to 1,000,000")


def _demo(asked: argparse.Namespace) -> int:
    """Make the fictional municipality, if it is not there, and serve it until Ctrl-C."""
    _refuse_a_real_database()
    if os.environ.get("DATABASE_URL") and asked.reset:
        raise SystemExit("A database that was given is never emptied: unset DATABASE_URL.")
    if not asked.no_serve:
        refuse_a_port_in_use()
    if asked.reset:
        remove(data_folder())
        shutil.rmtree(keys_folder(), ignore_errors=True)
    say("Preparing the database (2/4) …")
    _prepare()
    say("Loading the example municipality (3/4) …")
    _load()
    if asked.no_serve:
        return 0
    say("Starting the web server and the worker (4/4) …")
    collect_static()
    let_go_of_connections()
    ready = f"\nHouvast is ready: http://{HOST}:{port()}\nStop it with Ctrl-C.\n"
    return supervise({"web server": web("--log-level", "warning"), "worker": WORKER}, ready)


def _data(asked: argparse.Namespace) -> int:
    """Fill the demo's database up to so many tracks, with all that belongs to them."""
    _refuse_a_real_database()
    if not 1 <= asked.tracks <= MOST:
        raise SystemExit(f"--tracks takes a number from 1 to {MOST:,}.")
    say("Preparing the database (1/4) …")
    _prepare()
    say("Loading the example municipality (2/4) …")
    _load()
    say(f"Stretching it to {asked.tracks:,} tracks (3/4) …")
    _stretch(asked.tracks)
    say("Checking the promise of everybody (4/4) …")
    from houvast.tracks.reads import promise_check

    figures = promise_check()
    say(f"Open tracks: {figures['open_tracks']:,}. Broken promises: {figures['violations']}.")
    return 1 if figures["violations"] else 0


def _stretch(tracks: int) -> None:
    from houvast.demo.large import AlreadyLarge, stretch

    try:
        say(f"{stretch(tracks, say):,} rows added.")
    except AlreadyLarge as there:
        raise SystemExit(
            f"There are {there} tracks already. For another number start afresh:"
            " houvast demo --reset --no-serve"
        ) from None


def _refuse_a_real_database() -> None:
    if os.environ.get("DATABASE_URL") and os.environ.get("HOUVAST_DEMO") != "1":
        raise SystemExit(
            "DATABASE_URL is set, and the demo makes accounts with known passwords."
            " Unset it, or set HOUVAST_DEMO=1 if that database is for a demo."
        )


def _prepare() -> None:
    """Bring the database up to date; what a run left that was ended half-way is cleared away."""
    given = bool(os.environ.get("DATABASE_URL"))
    use_a_database(owner=True)
    bring_up_to_date(verbosity=0)
    from houvast.demo.clock import is_set_back

    if not is_set_back():
        return
    if given:
        raise SystemExit("The example was ended half-way in this database: empty it first.")
    say("The last run was ended half-way: starting afresh.")
    let_go_of_connections()
    leave_and_remove(data_folder())
    shutil.rmtree(keys_folder(), ignore_errors=True)
    words = [sys.executable, "-m", "houvast.cli", *sys.argv[1:]]
    os.execv(sys.executable, words)  # noqa: S606  (ourselves; the addresses are read once)


def _load() -> None:
    from houvast.demo.municipality import load

    load(progress=say)
    from houvast.demo.areas import bring

    bring(say)
    from houvast.demo.districts import choose_districts

    choose_districts()
    from houvast.demo.programmes import link_places

    link_places()
