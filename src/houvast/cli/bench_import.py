"""`houvast bench import`: how long a messy caseload takes to come in."""

import argparse
import json

from houvast.cli.bench_data import above, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import bring_up_to_date
from houvast.database.embedded import use_when_no_database_is_given

MOST_SECONDS = 60


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "import", _import)
    one.add_argument("--rows", type=int, default=10_000, metavar="N")
    one.add_argument("--json", action="store_true", help="for another program")


def _import(asked: argparse.Namespace) -> int:
    """Measure how long a messy caseload takes to come in; 1 when it is more than a minute."""
    refuse_a_given_database()
    if asked.rows < 1:
        raise SystemExit("--rows takes a number above 0.")
    use_when_no_database_is_given(above() / "bench-import", throw_away=True)
    bring_up_to_date(verbosity=0)
    from houvast.bench.importing import measured

    figures = measured(asked.rows)
    if asked.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:<12} {figure}" for name, figure in figures.items()))
    return 0 if figures["seconds"] <= MOST_SECONDS else 1
