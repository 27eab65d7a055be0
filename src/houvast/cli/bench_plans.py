"""`houvast bench plans`: a plan of sixty pages and one of six hundred, read and looked through."""

import argparse
import json
import tempfile
from pathlib import Path

from houvast.cli.command import Commands, command


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "plans", _plans)
    one.add_argument("--json", action="store_true", help="for another program")


def _plans(asked: argparse.Namespace) -> int:
    """Measure the check of a plan at the command line; 1 when a goal is not reached."""
    from houvast.bench import plans

    with tempfile.TemporaryDirectory() as folder:
        figures = plans.measured(Path(folder))
    figures["not_reached"] = plans.within(figures)
    words = "\n".join(f"{name:<16} {figure}" for name, figure in figures.items())
    print(json.dumps(figures) if asked.json else words)
    return 1 if figures["not_reached"] else 0
