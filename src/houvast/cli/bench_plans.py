"""`houvast bench plans`: a plan of sixty pages and one of six hundred, read and looked through."""

import argparse
import json
import tempfile
from pathlib import Path

from houvast.cli import plan_sets
from houvast.cli.command import Commands, command


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "plans", _plans)
    plan_sets.embedding(one)
    one.add_argument("--json", action="store_true", help="for another program")
    one = command(kinds, "plan-set", _set)
    plan_sets.embedding(one)
    one.add_argument("--test", action="store_true", help="the half that is only looked at")
    one.add_argument("--json", action="store_true", help="for another program")


def _plans(asked: argparse.Namespace) -> int:
    """Measure the check of a plan at the command line; 1 when a goal is not reached."""
    from houvast.bench import plans

    both = plan_sets.with_the_model(asked)
    with tempfile.TemporaryDirectory() as folder:
        figures = plans.measured(Path(folder), both)
    figures["not_reached"] = plans.within(figures)
    words = "\n".join(f"{name:<16} {figure}" for name, figure in figures.items())
    print(json.dumps(figures) if asked.json else words)
    return 1 if figures["not_reached"] else 0


def _set(asked: argparse.Namespace) -> int:
    """How far words reach in plans that nobody wrote, for three ways of saying a thing."""
    from houvast.bench.plan_set import LEVELS, make
    from houvast.plans.rules.evaluating import Half

    half = Half.TEST if asked.test else Half.BUILD
    both = plan_sets.with_the_model(asked)
    figures = {}
    for level in LEVELS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, level)
            labels = plan_sets.labels_in(folder)
            figures[level] = plan_sets.measured(folder, labels, half, both)
    if asked.json:
        print(json.dumps(figures))
    else:
        for level, one in figures.items():
            print(f"{level}, words: {plan_sets.in_words(one)}")
            if one[plan_sets.HYBRID]:
                print(f"{level}, hybrid: {plan_sets.in_words(one[plan_sets.HYBRID])}")
    return 0
