"""Run pytest on the system's own PostgreSQL: `python -m tools.system_postgres [pytest's options]`.

The server is a throw-away one in a temporary folder, in memory when that is large enough. Nothing
of an existing one is touched.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from houvast.database.embedded import QUICK, Cluster, account_for, addresses, prepare
from tools.memory import place_in_memory
from tools.packages import install

OLDEST = 15
NONE = (
    f"There is no PostgreSQL server on this system: install version {OLDEST} or newer"
    " (Debian: apt-get install postgresql)."
)
PLACES = "/usr/lib/postgresql"
PLAINLY = {"HOUVAST_TEST_PLANS": "0"}
"""The other server keeps plans (tests/plans.py); this one is asked each statement as it stands."""


def main(options: list[str]) -> int:
    """Start the server, run the tests on it, and leave nothing behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    programs = _programs()
    if programs is None and install("postgresql"):
        programs = _programs()
    if programs is None:
        raise SystemExit(NONE)
    try:
        with _server(programs) as sockets:
            print(f"The tests run on PostgreSQL {prepare(sockets)}.", flush=True)
            return _pytest(options, os.environ | addresses(sockets) | PLAINLY)
    except KeyboardInterrupt:
        return 130


def _programs() -> Path | None:
    """The folder of the first server that is new enough."""
    found = {folder: _version(folder) for folder in _folders() if (folder / "initdb").exists()}
    new = [folder for folder, version in found.items() if version >= OLDEST]
    if found and not new:
        newest = max(found.values())
        raise SystemExit(f"PostgreSQL {newest} is too old: Houvast needs {OLDEST} or newer.")
    return new[0] if new else None


def _folders() -> Iterator[Path]:
    if config := which("pg_config"):
        yield Path(subprocess.check_output([config, "--bindir"], text=True).strip())
    yield from sorted(Path(PLACES).glob("*/bin"), key=_version, reverse=True)
    if program := which("postgres"):
        yield Path(program).resolve().parent


def _version(folder: Path) -> int:
    """The major version of the server in this folder; 0 when there is none."""
    try:
        said = subprocess.check_output([folder / "postgres", "--version"], text=True)
    except OSError:
        return 0
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0


@contextmanager
def _server(programs: Path) -> Iterator[Path]:
    """A server while the block lasts; gives the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="houvast-", dir=place_in_memory("second")) as folder:
        data = Path(folder).resolve() / "data"
        cluster = Cluster(programs, data, account_for(data))
        cluster.give(data.parent)
        cluster.create("--locale=C.UTF-8", "--no-sync")
        try:
            yield cluster.start(QUICK)
        finally:
            cluster.stop()


def _pytest(options: list[str], environment: dict[str, str]) -> int:
    process = subprocess.Popen([sys.executable, "-m", "pytest", *options], env=environment)
    try:
        return process.wait()
    finally:
        if process.poll() is None:  # interrupted: let it remove its databases first
            process.send_signal(signal.SIGINT)
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
