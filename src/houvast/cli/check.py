"""`houvast check promise`."""

import argparse
import json
import sys
from typing import Any

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database


def add(commands: Commands) -> None:
    """Add the command."""
    one = command(commands, "check", _check)
    one.add_argument("what", choices=["promise"])
    one.add_argument("--json", action="store_true", help="for another program")


def _check(asked: argparse.Namespace) -> int:
    """Count for whom the promise does not hold now; 1 when there are any, or no ladder climbs."""
    use_a_database()
    set_up()
    from houvast.tracks.reads import ladder_stands_still, promise_check

    figures: dict[str, Any] = promise_check()
    if asked.json:
        print(json.dumps(figures, default=str, ensure_ascii=False, indent=2))
    else:
        width = max(map(len, figures), default=0)
        for name, figure in figures.items():
            print(f"{name.replace('_', ' '):<{width}}  {figure}")
    if still := ladder_stands_still():
        print(
            f"The ladder stands still in {still} municipalities: is a worker running?",
            file=sys.stderr,
        )
    return 1 if figures["violations"] or still else 0
