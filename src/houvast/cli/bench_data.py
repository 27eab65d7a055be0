"""The databases of the benchmark: made when they are missing, and used again."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from houvast.cli.place import ROOT

OURSELVES = (sys.executable, "-m", "houvast.cli")


def refuse_a_given_database() -> None:
    """End with a clear sentence when a database is given: that may be anybody's."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit("The benchmark makes databases of its own: unset DATABASE_URL.")


def above() -> Path:
    """The folder that holds them all."""
    return Path(os.environ.get("HOUVAST_BENCH") or ROOT / ".data").absolute()


def folder(tracks: int) -> Path:
    """Where the database with so many tracks is kept: made when it is missing, used again."""
    return above() / f"bench-{tracks}"


def make_when_missing(tracks: int) -> Path:
    """The folder with so many tracks in it. A run that was ended half-way goes on.

    From here on the server gets as much memory as one of an installation.
    """
    os.environ.setdefault("HOUVAST_SHARED_BUFFERS", f"{_quarter()}MB")
    place = folder(tracks)
    done = place.with_name(f"{place.name}.made")
    if not (done.exists() and place.exists()):
        words = [*OURSELVES, "demo", "data", "--tracks", str(tracks)]
        _run(words, place)
        done.touch()
    _run([*OURSELVES, "migrate"], place)  # kept from an older version
    return place


def _quarter() -> int:
    """A quarter of the memory of this machine in MB, as docs/run/install.md says; 8 GB at most."""
    return min(psutil.virtual_memory().total // 4 // 2**20, 8192)


def _run(words: list[str], place: Path) -> None:
    """Run ourselves on that database; what it tells goes beside the figures."""
    subprocess.run(words, env=on(place), check=True, stdout=sys.stderr)  # noqa: S603


def on(place: Path) -> dict[str, str]:
    """The environment of a process that is to work on that database."""
    calm = {key: word for key, word in os.environ.items() if not key.startswith("DATABASE_")}
    return calm | {"HOUVAST_DATA": str(place)}
