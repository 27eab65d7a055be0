"""`houvast bench plan`: how long a plan for a team takes, how fair it is, and known optima."""

import argparse
import json
from pathlib import Path

from houvast.cli.command import Commands, command


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "plan", _plan)
    one.add_argument("--people", type=int, default=5_000, metavar="N")
    one.add_argument("--workplaces", type=int, default=2_000, metavar="M")
    one.add_argument("--rounds", type=int, default=5)
    one.add_argument("--seed", type=int, default=7)
    one.add_argument("--reach", type=float, default=1.0, help="times how far people travel")
    one.add_argument("--unknown", type=float, default=0.15, help="share that nobody asked yet")
    one.add_argument("--orlib", type=Path, metavar="FILE", help="a published assignment problem")
    one.add_argument("--json", action="store_true", help="on one line, for another program")


def _plan(asked: argparse.Namespace) -> int:
    """Measure a plan for an invented team, or give the optimum of a published problem."""
    from houvast.bench.planning import invented, measured, optimum
    from houvast.bench.teams import Knobs

    if asked.orlib:
        try:
            figures = optimum(asked.orlib)
        except (OSError, ValueError) as wrong:
            raise SystemExit(f"{asked.orlib}: {wrong}") from None
    else:
        if min(asked.people, asked.workplaces, asked.rounds) < 1:
            raise SystemExit("--people, --workplaces and --rounds take numbers above 0.")
        knobs = Knobs(asked.reach, asked.unknown)
        team = invented(asked.people, asked.workplaces, asked.seed, knobs)
        figures = measured(team, asked.rounds)
    print(json.dumps(figures, indent=None if asked.json else 2))
    return 0
