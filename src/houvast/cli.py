"""The command line: `houvast demo`, `migrate`, `serve`, `worker`, `check promise`, `manage …`.

Without DATABASE_URL each command uses a PostgreSQL of its own, for the demo. The owner's address
stays in the one process that migrates: web server and worker are started without it.
"""

import argparse
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from houvast.database.embedded import remove, use_when_no_database_is_given

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WORKER = [sys.executable, "-m", "houvast.cli", "worker"]

OWNERS_WORK = ("migrate", "showmigrations", "sqlmigrate", "dbshell")
"""Commands of `houvast manage` that may use the owner's address."""
NO_DATABASE = ("check", "collectstatic", "compilemessages", "help", "makemessages", "version")
"""Commands of `houvast manage` for which no server is started."""
PR_SET_PDEATHSIG = 1
PATIENCE = 15
"""Seconds a child gets to finish its request or job before it is ended."""


def main() -> int:
    """Run one command and give its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if one is not signal.SIGHUP or signal.getsignal(one) is not signal.SIG_IGN:  # nohup
            signal.signal(one, signal.default_int_handler)  # as Ctrl-C: nothing is left behind
    words = sys.argv[1:]
    try:
        if words[:1] == ["manage"]:  # not by argparse: every option after it is Django's
            return manage(words[1:])
        asked = _parser().parse_args(words)
        return int(asked.run(asked))
    except KeyboardInterrupt:
        return 130


def demo(asked: argparse.Namespace) -> int:
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
        _refuse_a_port_in_use()
    if asked.reset:
        remove(_data())
    _say("Preparing the database (2/4) …")
    _use_a_database(owner=True)
    _migrate(verbosity=0)
    _say("Loading the example municipality (3/4) …")
    _load()
    if asked.no_serve:
        return 0
    _say("Starting the web server and the worker (4/4) …")
    _collect_static()
    _let_go_of_connections()
    ready = f"\nHouvast is ready: http://{HOST}:{_port()}\nStop it with Ctrl-C.\n"
    return supervise({"web server": _web("--log-level", "warning"), "worker": WORKER}, ready)


def migrate(_: argparse.Namespace) -> int:
    """Bring the tables up to date, as the owner, and gather the static files."""
    _use_a_database(owner=True)
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise SystemExit("Set DATABASE_OWNER_URL: only the owner of the tables may migrate.")
    _migrate()
    _collect_static()
    return 0


def serve(_: argparse.Namespace) -> int:
    """Run the web server."""
    _refuse_a_port_in_use()
    _use_a_database()
    return supervise({"web server": _web("--workers", os.environ.get("HOUVAST_WORKERS", "1"))})


def worker(_: argparse.Namespace) -> int:
    """Do the jobs that were put off, and those that come back every so often."""
    _use_a_database()
    _set_up()
    from houvast.database.safety import refuse_unsafe_database

    refuse_unsafe_database()
    _let_go_of_connections()
    return _django("procrastinate", "worker")


def check(asked: argparse.Namespace) -> int:
    """Count for whom the promise does not hold now; 1 when there are any, or no ladder climbs."""
    _use_a_database()
    _set_up()
    from houvast.tracks.reads import ladder_stands_still, promise_check

    figures: dict[str, Any] = promise_check()
    if asked.json:
        print(json.dumps(figures, default=str, ensure_ascii=False, indent=2))
    else:
        width = max(map(len, figures), default=0)
        for name, figure in figures.items():
            print(f"{name.replace('_', ' '):<{width}}  {figure}")
    if still := ladder_stands_still():
        print(
            f"The ladder stands still in {still} municipalities: is a worker running?",
            file=sys.stderr,
        )
    return 1 if figures["violations"] or still else 0


def manage(words: Sequence[str]) -> int:
    """Pass a command on to Django."""
    command = words[0] if words else "help"
    if command not in NO_DATABASE:
        _use_a_database(owner=command in OWNERS_WORK)
    return _django(*words)


def supervise(commands: Mapping[str, Sequence[str]], ready: str = "") -> int:
    """Run processes until one ends or we are asked to stop, and leave none of them behind."""
    calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, words in commands.items():
            # In a session of their own: Ctrl-C comes to us, and once to them, from us.
            running[name] = subprocess.Popen(  # noqa: S603
                words, env=calm, start_new_session=True, preexec_fn=_end_with_us
            )
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    _say(f"The {name} stopped (exit code {process.returncode}).")
                    return 1
            if ready and _answers():
                _say(ready)
                ready = ""
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(list(running.values()))


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)  # a second Ctrl-C would leave some of them running
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, until - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what is left of it, or of what it started


def _end_with_us() -> None:
    """In a child: let Linux end it when its parent is gone, also after a `kill -9` of that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _web(*more: str) -> list[str]:
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    words += ["--host", os.environ.get("HOUVAST_HOST", HOST), "--port", str(_port())]
    return [*words, *more, "houvast.wsgi:application"]


def _port() -> int:
    word = os.environ.get("HOUVAST_PORT") or "8000"
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise SystemExit(f"HOUVAST_PORT is no port number: {word}")
    return int(word)


def _refuse_a_port_in_use() -> None:
    port = _port()
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((os.environ.get("HOUVAST_HOST", HOST), port))
        except PermissionError:
            _refuse(f"Port {port} is for root only.")
        except OSError:
            _refuse(f"Port {port} is in use.")


def _refuse(why: str) -> NoReturn:
    raise SystemExit(f"{why} Choose another one, for example: HOUVAST_PORT=8010 make demo")


def _answers() -> bool:
    with suppress(OSError), socket.create_connection((HOST, _port()), timeout=1):
        return True
    return False


def _data() -> Path:
    """The folder of our own PostgreSQL."""
    return Path(os.environ.get("HOUVAST_DATA") or ROOT / ".data" / "demo").absolute()


def _use_a_database(*, owner: bool = False) -> None:
    """Use the given database or the demo's own; only who migrates keeps the owner's address."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["HOUVAST_DEMO"] = "1"  # nothing else is kept in a server of our own
        use_when_no_database_is_given(_data())
    if not owner:
        os.environ.pop("DATABASE_OWNER_URL", None)


def _set_up() -> None:
    import django

    django.setup()


def _migrate(verbosity: int = 1) -> None:
    _set_up()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)


def _collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _load() -> None:
    from houvast.demo.municipality import load

    load(progress=_say)


def _let_go_of_connections() -> None:
    """Close what is open: the processes that do the work have their own connections."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _django(*words: str) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["houvast manage", *words])
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="houvast", description="Houvast's command line.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for run in (demo, migrate, serve, worker, check):
        about = (run.__doc__ or "").splitlines()[0]
        one = commands.add_parser(run.__name__, help=about, description=about)
        one.set_defaults(run=run)
        if run is demo:
            one.add_argument("--reset", action="store_true", help="remove the demo's data first")
            one.add_argument("--no-serve", action="store_true", help="stop when it is loaded")
        if run is check:
            one.add_argument("what", choices=["promise"])
            one.add_argument("--json", action="store_true", help="for another program")
    commands.add_parser("manage", help="Pass a command on to Django: houvast manage help")
    return parser


if __name__ == "__main__":
    sys.exit(main())
