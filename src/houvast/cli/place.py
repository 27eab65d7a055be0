"""The database and the Django that a command works with."""

import os
from pathlib import Path

from houvast.database.embedded import use_when_no_database_is_given

ROOT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """The folder of our own PostgreSQL."""
    return Path(os.environ.get("HOUVAST_DATA") or ROOT / ".data" / "demo").absolute()


NOT_FOR_ALL = ("DATABASE_OWNER_URL", "HOUVAST_AUDITOR_URL")
"""Addresses that only the command that needs them has: web server and worker never do."""


def use_a_database(*, owner: bool = False, auditor: bool = False) -> None:
    """Use the given database or the demo's own; who migrates keeps the owner's address."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["HOUVAST_DEMO"] = "1"  # nothing else is kept in a server of our own
        use_when_no_database_is_given(data_folder())
        _use_keys_of_the_demo()
    for name, kept in zip(NOT_FOR_ALL, (owner, auditor), strict=True):
        if not kept:
            os.environ.pop(name, None)


def keys_folder() -> Path:
    """Where the demo keeps its keys and the file that stands for a witness."""
    return data_folder().with_name(f"{data_folder().name}-keys")


def _use_keys_of_the_demo() -> None:
    from houvast.audit.witness import make_for_the_demo

    make_for_the_demo(keys_folder())
    for name in ("HOUVAST_KEYS", "HOUVAST_WITNESS"):
        os.environ.setdefault(name, str(keys_folder()))


def set_up() -> None:
    """Let Django know its settings and tables."""
    import django

    django.setup()


def bring_up_to_date(verbosity: int = 1) -> None:
    """Bring the tables up to date, as the owner."""
    set_up()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)


def collect_static() -> None:
    """Gather the static files."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def let_go_of_connections() -> None:
    """Close what is open: the processes that do the work have their own connections."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def django(*words: str) -> int:
    """Run a command of Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["houvast manage", *words])
    return 0


def say(text: str) -> None:
    """Tell who runs the command how far it is."""
    print(text, flush=True)
