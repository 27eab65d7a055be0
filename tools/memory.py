"""Where the servers of the tests keep their data: in memory, when this machine has enough of it.

A test that commits ends with emptying every table, which makes and removes 700 files: on a disk
that takes four times the processor time of the same in memory.
"""

import hashlib
import os
import shutil
from pathlib import Path

import psutil

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (only for data that is fictional and may be lost)
ENOUGH = 4 * 2**30
"""Bytes that must be free. A run uses less than one in eight of them."""


def place_in_memory(name: str) -> Path | None:
    """A folder of this user in memory, or None where that is missing, small or somebody else's."""
    if not IN_MEMORY.is_mount() or not os.access(IN_MEMORY, os.W_OK):
        return None
    if min(shutil.disk_usage(IN_MEMORY).free, psutil.virtual_memory().available) < ENOUGH:
        return None
    folder = IN_MEMORY / f"houvast-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder if folder.stat().st_uid == os.geteuid() else None


def place_of_the_tests(project: Path) -> Path:
    """The folder of the server that stays between runs, one for each copy of the project."""
    name = hashlib.sha256(os.fsencode(project)).hexdigest()[:12]
    return (place_in_memory(name) or project / ".data") / "tests"
