"""A primary, its replica and a pgbouncer in a throw-away folder, and web servers in front."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import quote

import psycopg

from houvast.cli.processes import HOST, end_with_us
from houvast.database.embedded import MADE, PORT, QUICK, Cluster, prepare

SETTINGS = QUICK | {"track_functions": "all", "synchronous_commit": "on"}
KEEPS_PLANS = (1, 22)
"""The first pgbouncer that passes kept plans."""
NONE = (
    "pgbouncer is needed for this, and is not on this system: install it"
    " (Debian: apt-get install pgbouncer) and try again."
)
POOL = 4
"""Connections to the database for everybody together: far fewer than there are people."""
INI = """
[databases]
houvast = host={host} port={port} dbname=houvast pool_size={pool}
one = host={host} port={port} dbname=houvast pool_size=1
[pgbouncer]
unix_socket_dir = {folder}
listen_port = {port}
auth_type = trust
auth_file = {folder}/users
logfile = {folder}/log
pool_mode = transaction
max_client_conn = 500
query_wait_timeout = 10
server_login_retry = 1
"""


def primary_in(cluster: Cluster) -> Path:
    """Make and start the first server, with roles and an empty database; gives its socket."""
    cluster.create(*MADE, "--no-sync")
    sockets = cluster.start(SETTINGS)
    prepare(sockets)
    return sockets


def replica_of(primary: Cluster, data: Path) -> tuple[Cluster, Path]:
    """Copy a running server and let the copy follow it; what is confirmed stands in both."""
    sockets = primary.sockets()
    copy = ("-D", data, "-h", sockets, "-U", "postgres", "-R", "-X", "stream", "-c", "fast")
    primary.run("pg_basebackup", *copy, "--no-sync")
    (data / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)  # that of the primary, copied along
    replica = Cluster(primary.programs, data, primary.account)
    at = replica.start(SETTINGS)
    with administrator(str(sockets)) as admin:
        admin.execute("alter system set synchronous_standby_names = '*'")
        admin.execute("select pg_reload_conf()")
    return replica, at


def administrator(
    host: str, *, dbname: str = "houvast", user: str = "postgres"
) -> psycopg.Connection[tuple[object, ...]]:
    """A connection past all walls, for the checks only; or one as another role."""
    return psycopg.connect(host=host, port=PORT, user=user, dbname=dbname, autocommit=True)


def address(*hosts: Path, user: str = "houvast_app") -> str:
    """How Houvast reaches a database; of several servers it takes the one that takes writes."""
    words = f"host={quote(','.join(map(str, hosts)))}&port={','.join([PORT] * len(hosts))}"
    more = "&target_session_attrs=read-write" if len(hosts) > 1 else ""
    return f"postgresql://{user}@/houvast?{words}{more}"


class Bouncer:
    """A pgbouncer in transaction mode, with a socket in a folder of its own."""

    def __init__(self, folder: Path, like: Cluster) -> None:
        program = which("pgbouncer") or which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
        if program is None:
            raise SystemExit(NONE)
        said = subprocess.check_output([program, "--version"], text=True)
        found = re.search(r"(\d+)\.(\d+)", said)
        self.version = (int(found[1]), int(found[2])) if found else (0, 0)
        self.keeps_plans = self.version >= KEEPS_PLANS
        self.folder, self._program, self._like = folder, program, like
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, host: Path) -> None:
        """Start it before this server."""
        self.folder.mkdir(mode=0o700)
        users = "".join(f'"{one}" ""\n' for one in ("houvast_app", "postgres"))
        (self.folder / "users").write_text(users)
        self._write(host)
        self._like.give(self.folder)
        lent = self._like.account.lent() if self._like.account else {}
        self._process = subprocess.Popen(
            [self._program, "-q", self.folder / "ini"], preexec_fn=end_with_us, **lent
        )
        until = time.monotonic() + 10
        while not (self.folder / f".s.PGSQL.{PORT}").exists():
            if self._process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"pgbouncer does not start:\n{self.said()}")
            time.sleep(0.05)

    def said(self) -> str:
        """The end of its log."""
        log = self.folder / "log"
        return "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else ""

    def point_to(self, host: Path) -> None:
        """Stand before another server from now on, as an administrator would after a failover."""
        self._write(host)
        if self._process:
            self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.terminate()
            self._process.wait(10)

    def _write(self, host: Path) -> None:
        words = {"host": host, "port": PORT, "pool": POOL, "folder": self.folder}
        (self.folder / "ini").write_text(INI.format_map(words))
        (self.folder / "ini").chmod(0o644)


@contextmanager
def served(env: Mapping[str, str], log: Path) -> Iterator[int]:
    """`houvast serve` with this environment; gives its port."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    all_of_it = {**os.environ, **env, "HOUVAST_PORT": str(port), "HOUVAST_WORKERS": "2"}
    all_of_it.pop("DATABASE_OWNER_URL", None)
    words = [sys.executable, "-m", "houvast.cli", "serve"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            words, env=all_of_it, stdout=said, stderr=said, preexec_fn=end_with_us
        )
        try:
            _wait_for(port, process, log)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"houvast serve does not start:\n{log.read_text()[-2000:]}")
