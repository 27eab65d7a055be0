"""`houvast bench matching`, `person` and `nation`: how quick lists are made."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from houvast.cli.bar import progress
from houvast.cli.bench_data import above, refuse_a_given_database
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up

PEERS = "postgresql,duckdb,polars,pandas,numpy"


def add(kinds: Commands) -> None:
    """Add the commands."""
    one = command(kinds, "matching", _matching)
    one.add_argument("--people", type=int, default=5_000, metavar="N")
    one.add_argument("--workplaces", type=int, default=2_000, metavar="M")
    one.add_argument("--peers", default=PEERS, metavar="A,B", help=f"some of {PEERS}")
    one.add_argument("--rounds", type=int, default=7)
    one.add_argument("--unknown", type=float, default=0.15, help="share that nobody asked yet")
    one.add_argument("--asks", type=float, default=1.0, help="times what work asks")
    one.add_argument("--reach", type=float, default=1.0, help="times how far people travel")
    one.add_argument("--seed", type=int, default=7)
    one.add_argument("--json", action="store_true", help="on one line, for another program")
    one = command(kinds, "person", _person)
    one.add_argument("--people", type=int, default=60, metavar="N")
    one.add_argument("--workplaces", type=int, default=2_000, metavar="M")
    one.add_argument("--rounds", type=int, default=9)
    one.add_argument("--seed", type=int, default=7)
    one.add_argument("--json", action="store_true", help="on one line, for another program")
    one = command(kinds, "nation", _nation)
    one.add_argument("--people", type=int, default=1_000_000, metavar="N")
    one.add_argument("--workplaces", type=int, default=300_000, metavar="M")
    one.add_argument("--threads", type=int, default=2)
    one.add_argument("--seed", type=int, default=5)
    one.add_argument("--json", action="store_true", help="on one line, for another program")


def _matching(asked: argparse.Namespace) -> int:
    """Compare the lists of many with those of others; 1 when somebody gives another list."""
    chosen = [one for one in asked.peers.split(",") if one]
    if unknown := set(chosen) - set(PEERS.split(",")):
        raise SystemExit(f"--peers takes some of {PEERS}, and not {', '.join(sorted(unknown))}.")
    if min(asked.people, asked.workplaces, asked.rounds) < 1:
        raise SystemExit("--people, --workplaces and --rounds take numbers above 0.")
    frames = {"duckdb": ("duckdb", "pandas")}  # tables go into it by way of pandas
    libraries = [frames.get(one, (one,)) for one in chosen if one not in ("postgresql", "numpy")]
    _needs("numba", *(one for each in libraries for one in each))
    from houvast.bench import matching
    from houvast.bench.world import Knobs, world

    named = ("people", "workplaces", "unknown", "asks", "reach", "seed")
    region = world(Knobs(**{one: getattr(asked, one) for one in named}, begin_within=25))
    of = matching.field(region, chosen, _postgresql() if "postgresql" in chosen else "")
    try:
        matching.check(of)
    except matching.Differs as differs:
        print(differs, file=sys.stderr)
        return 1
    found = matching.rounds(of, asked.rounds, lambda done: progress(done, asked.rounds))
    print("", file=sys.stderr)
    print(json.dumps(matching.report(of, found), indent=None if asked.json else 2))
    return 0


def _person(asked: argparse.Namespace) -> int:
    """Make, explain and say the list of one young person after the other, each apart."""
    if min(asked.people, asked.workplaces, asked.rounds) < 1:
        raise SystemExit("--people, --workplaces and --rounds take numbers above 0.")
    set_up()
    from houvast.bench.person import Desk, Differs, measured

    desk = Desk.of(asked.people, asked.workplaces, asked.seed)
    try:
        figures = measured(desk, asked.rounds, lambda done: progress(done, asked.rounds))
    except Differs as differs:
        print(differs, file=sys.stderr)
        return 1
    print("", file=sys.stderr)
    print(json.dumps(figures, indent=None if asked.json else 2))
    return 0


def _nation(asked: argparse.Namespace) -> int:
    """Make the lists of a whole country, and tell the seconds and megabytes."""
    if min(asked.people, asked.workplaces, asked.threads) < 1:
        raise SystemExit("--people, --workplaces and --threads take numbers above 0.")
    from houvast.bench.nation import invent, invented, measured

    with tempfile.TemporaryDirectory() as folder:
        print("Inventing a country …", file=sys.stderr)
        invent(Path(folder), asked.people, asked.workplaces, asked.seed)
        country = invented(Path(folder))
    ready = 0

    def done(more: int) -> None:
        nonlocal ready
        ready += more
        progress(ready, asked.people)

    figures = measured(country, asked.threads, done)
    print("", file=sys.stderr)
    print(json.dumps(figures, indent=None if asked.json else 2))
    return 0


def _needs(*packages: str) -> None:
    """End with a clear sentence where a package of the peers is not installed."""
    from importlib.util import find_spec

    if missing := [one for one in packages if not find_spec(one)]:
        raise SystemExit(f"Not installed: {', '.join(missing)}. Try: make bench-matching")


def _postgresql() -> str:
    """The address of a PostgreSQL of our own."""
    import os

    from houvast.cli.place import use_a_database

    refuse_a_given_database()
    os.environ["HOUVAST_DATA"] = str(above() / "bench-matching")
    use_a_database()
    return os.environ["DATABASE_URL"]
