"""`houvast areas analyse`.

How an outcome and a determinant go together over areas, of a table somebody brings.
"""

import argparse
import csv
import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli.command import Commands, command

if TYPE_CHECKING:
    from houvast.areas.rules.analysis import Analysis

DATA, BY_RULE, NOT_CONVERGED = 1, 3, 4
"""Exit codes: a fault in the data, refused by a rule, a search that did not come to rest."""
UNREAD = "{path} kan niet gelezen worden: {fault}. Breng een tabel als csv, of als csv.gz."


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Public figures about areas; never about a person."
    what = commands.add_parser("areas", help=about, description=about)
    one = command(what.add_subparsers(required=True, metavar="what"), "analyse", _analyse)
    one.add_argument("--table", type=Path, required=True, help="a table of areas, .csv or .csv.gz")
    one.add_argument("--level", required=True, choices=("gemeente", "wijk", "buurt"))
    one.add_argument("--year", type=int, required=True, help="of the outcome")
    one.add_argument("--outcome", required=True, help="the id of what is counted: offences_total")
    one.add_argument("--determinants", required=True, help="ids with commas between them")
    one.add_argument("--min-pop", type=int, default=500, help="fewest inhabitants (500)")
    one.add_argument("--json", action="store_true", help="for another program")


def _analyse(asked: argparse.Namespace) -> int:
    """Print four ways of counting and what may be said.

    1 for a fault in the table, 4 when nothing converged.
    """
    from houvast.areas.rules.analysis import Question, analyse
    from houvast.errors import Refused

    question = Question(
        asked.level, asked.year, asked.outcome, tuple(asked.determinants.split(",")), asked.min_pop
    )
    try:
        with _opened(asked.table) as lines:
            found = analyse(question, lines, _progress)
    except Refused as no:
        print(no, file=sys.stderr)
        return DATA
    print(json.dumps(found.record(), ensure_ascii=False, indent=2) if asked.json else _text(found))
    if found.too_few:
        return BY_RULE
    return 0 if found.converged else NOT_CONVERGED


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rAgain without a few areas: {done} of {of}", end="", file=sys.stderr)
        if done == of:
            print(file=sys.stderr)


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a table, also of one that was packed.

    A file that cannot be read ends the command with a sentence.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as packed:
                yield packed
        else:
            with path.open(encoding="utf-8-sig", newline="") as plain:
                yield plain
    except (OSError, EOFError, UnicodeDecodeError, zlib.error, csv.Error) as fault:
        print(UNREAD.format(path=path, fault=fault), file=sys.stderr)
        raise SystemExit(DATA) from None


def _text(found: "Analysis") -> str:
    lines = [f"{found.study.n} areas in {found.study.groups} municipalities"]
    lines += [f"  left out, {why}: {n}" for why, n in found.excluded.items()]
    for one in found.study.specifications:
        lines.append(f"{one.way.value}" if one.converged else f"{one.way.value}: {one.why}")
        for name, term in one.terms.items():
            value, low, high = term.ratio
            lines.append(f"  {name:28}{value:6.2f}  [{low:.2f}; {high:.2f}] per ten points")
    return "\n".join([*lines, *(one.in_dutch() for one in found.sentences)])
