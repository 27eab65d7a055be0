"""`houvast migrate`, `serve` and `worker`: what runs where the work is real."""

import argparse
import os

from houvast.cli.command import Commands, command
from houvast.cli.place import (
    bring_up_to_date,
    collect_static,
    django,
    let_go_of_connections,
    set_up,
    use_a_database,
)
from houvast.cli.processes import refuse_a_port_in_use, supervise, web


def add(commands: Commands) -> None:
    """Add the commands."""
    command(commands, "migrate", _migrate)
    command(commands, "serve", _serve)
    command(commands, "worker", _worker)


def _migrate(_: argparse.Namespace) -> int:
    """Bring the tables up to date, as the owner, and gather the static files."""
    use_a_database(owner=True)
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise SystemExit("Set DATABASE_OWNER_URL: only the owner of the tables may migrate.")
    bring_up_to_date()
    collect_static()
    return 0


def _serve(_: argparse.Namespace) -> int:
    """Run the web server."""
    refuse_a_port_in_use()
    use_a_database()
    return supervise({"web server": web("--workers", str(workers()))})


def workers() -> int:
    """How many web processes there are to be."""
    word = os.environ.get("HOUVAST_WORKERS") or "1"
    if not word.isdigit() or int(word) < 1:
        raise SystemExit(f"HOUVAST_WORKERS is no number of processes: {word}")
    return int(word)


def _worker(_: argparse.Namespace) -> int:
    """Do the jobs that were put off, and those that come back every so often."""
    use_a_database()
    set_up()
    from houvast.audit.safety import refuse_unfit_witness
    from houvast.database.safety import refuse_unsafe_database

    refuse_unsafe_database()
    refuse_unfit_witness()
    let_go_of_connections()
    return django("procrastinate", "worker")
