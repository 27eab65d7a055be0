"""`houvast bench import`: how long 10,000 messy rows take, and how much memory any file takes."""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from houvast.cli.bench_data import OURSELVES, above, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import bring_up_to_date, set_up, use_a_database
from houvast.database.embedded import use_when_no_database_is_given

MOST_SECONDS, MOST_MB = 60, 500
PARTS = ("caseload", "employers", "workplaces", "hostile")
"""Each in a process of its own: the memory of a process at its highest never goes down."""


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "import", _import)
    one.add_argument("--rows", type=int, default=10_000, metavar="N")
    one.add_argument("--json", action="store_true", help="for another program")
    one.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    one.add_argument("--folder", type=Path, help=argparse.SUPPRESS)


def _import(asked: argparse.Namespace) -> int:
    """Measure what messy and hostile files cost; 1 when that is more than a minute or 500 MB."""
    if asked.part:
        return _part(asked)
    refuse_a_given_database()
    if asked.rows < 1:
        raise SystemExit("--rows takes a number above 0.")
    use_when_no_database_is_given(above() / "bench-import", throw_away=True)
    bring_up_to_date(verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        from houvast.bench.work_lists import hostile_files

        hostile_files(Path(folder))
        found = {part: _measured(part, asked.rows, folder) for part in PARTS}
    figures = found.pop("caseload") | found
    if asked.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:<12} {figure}" for name, figure in figures.items()))
    return 0 if within(figures) else 1


def within(figures: dict[str, Any]) -> bool:
    """Whether all of it stays within a minute and 500 MB, and no hostile file was taken.

    The figures of a caseload stand on top, those of the other importers under their names.
    """
    parts = [figures, *(figures[one] for one in PARTS[1:])]
    slow = any(one["seconds"] > MOST_SECONDS for one in parts[:-1])
    large = any(one["peak_mb"] > MOST_MB for one in parts)
    return not (slow or large or figures["hostile"]["taken"])


def _measured(part: str, rows: int, folder: str) -> dict[str, Any]:
    words = [*OURSELVES, "bench", "import", "--part", part, "--rows", str(rows)]
    calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
    done = subprocess.run(  # noqa: S603
        [*words, "--folder", folder], env=calm, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _part(asked: argparse.Namespace) -> int:
    """Measure one, in the database that the command above made."""
    use_a_database()
    set_up()
    from houvast.bench import importing, work_lists
    from houvast.employers.rules.states import Brings

    if asked.part == "caseload":
        figures = importing.measured(asked.rows)
    elif asked.part == "hostile":
        figures = work_lists.hostile(asked.folder)
    else:
        figures = work_lists.measured(asked.rows, Brings(asked.part))
    print(json.dumps(figures))
    return 0
