"""`houvast bench areas`: read ten years of tables, keep seven million figures, and count."""

import argparse
import json
import tempfile
from pathlib import Path

from houvast.cli.bench_data import above, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import bring_up_to_date, say
from houvast.database.embedded import use_when_no_database_is_given


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "areas", _areas)
    one.add_argument("--json", action="store_true", help="for another program")


def _areas(asked: argparse.Namespace) -> int:
    """Measure reading and keeping of figures of areas; 1 when a goal is not reached."""
    refuse_a_given_database()
    use_when_no_database_is_given(above() / "bench-areas", throw_away=True)
    bring_up_to_date(verbosity=0)
    from houvast.bench import areas

    with tempfile.TemporaryDirectory() as folder:
        say("  ten yearly tables and a table of the police …")
        areas.make_tables(Path(folder))
        figures = areas.parsed(Path(folder))
    figures |= areas.stored(say)
    say("  four ways of counting, and concentrations …")
    figures |= areas.analysed(peers=True)
    figures["not_reached"] = list(areas.within(figures))
    words = "\n".join(f"{name:<16} {figure}" for name, figure in figures.items())
    print(json.dumps(figures) if asked.json else words)
    return 1 if figures["not_reached"] else 0
