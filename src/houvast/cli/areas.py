"""`houvast areas`: public figures about areas are brought in, checked, and asked."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import area_maps, area_out
from houvast.cli.area_files import brought, opened
from houvast.cli.area_pages import analysed, control_page, faults_page
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.areas.rules.analysis import Analysis, Question

DATA, BY_RULE, NOT_CONVERGED = 1, 3, 4
"""Exit codes: a fault in the data, refused by a rule, a search that did not come to rest."""
LEVELS = ("gemeente", "wijk", "buurt")
NOT_THE_OWNER = "Set DATABASE_OWNER_URL: only the owner of the tables may bring in figures."
STEPS = {
    "reading": "Reading …",
    "areas": "Keeping the areas …",
    "figures": "Keeping the figures …",
    "drawing": "Drawing the country …",
    "control": "Holding them against what was there …",
}


def add(commands: Commands) -> None:
    """Add the commands."""
    about = "Public figures about areas; never about a person."
    what = commands.add_parser("areas", help=about, description=about)
    kinds = what.add_subparsers(required=True, metavar="what")
    _add_import(command(kinds, "import", _import))
    _add_analyse(command(kinds, "analyse", _analyse))
    area_out.add(kinds)
    area_maps.add(kinds)
    check = command(kinds, "check", _check)
    check.add_argument("--json", action="store_true", help="for another program")


def _add_import(one: argparse.ArgumentParser) -> None:
    one.add_argument("files", type=Path, nargs="*", help="the files of one table")
    one.add_argument("--official", metavar="TABLE", help="fetch a table of CBS or the police")
    one.add_argument(
        "--year", "--boundary-year", type=int, dest="year", help="the year of the boundaries"
    )
    one.add_argument("--table", default="", help="the id of the table, such as 85318NED")
    one.add_argument("--title", default="", help="how it is credited")
    one.add_argument("--address", default="", help="where it was fetched")
    one.add_argument("--fetched-on", type=date.fromisoformat, help="the day it was fetched")
    one.add_argument("--map", type=Path, help="a TOML file that says which column is which figure")
    one.add_argument(
        "--approximate", action="store_true", help="shapes that were drawn from a picture"
    )
    one.add_argument("--dry-run", action="store_true", help="try it and keep nothing")
    one.add_argument("--json", action="store_true", help="for another program")


def _add_analyse(one: argparse.ArgumentParser) -> None:
    one.add_argument("--table", type=Path, help="a table of areas instead of the database")
    one.add_argument(
        "--database", choices=("none",), help="with --table: say that no database is asked"
    )
    one.add_argument("--level", required=True, choices=LEVELS)
    one.add_argument("--year", type=int, required=True, help="of the outcome")
    one.add_argument("--boundary-year", type=int, help="of the boundaries (the same)")
    one.add_argument("--outcome", required=True, help="the id of what is counted: offences_total")
    one.add_argument("--determinants", required=True, help="ids with commas between them")
    one.add_argument("--min-pop", type=int, default=500, help="fewest inhabitants (500)")
    one.add_argument(
        "--seed", type=_seed, default=1, help="of the draws that tell a concentration from chance"
    )
    one.add_argument("--csv", type=Path, metavar="FILE", help="write the ways of counting as CSV")
    one.add_argument("--json", action="store_true", help="for another program")


def _seed(written: str) -> int:
    if int(written) < 0:
        raise ValueError
    return int(written)


def _import(asked: argparse.Namespace) -> int:
    """Bring in one table, whole or not at all. 1 for a fault in it: then nothing changed."""
    from houvast.errors import Refused

    if bool(asked.files) == bool(asked.official):
        print("Name the files of one table, or --official and its id.", file=sys.stderr)
        return 2
    _as_owner()
    from houvast.areas.actions import take_in

    try:
        files, about = brought(asked)
        taken = take_in(files, about, _step, keep=not asked.dry_run)
    except Refused as no:
        print(f"Niet ingelezen. {no}", file=sys.stderr)
        return DATA
    page: dict[str, Any] = {
        "source": taken.source,
        "is_new": taken.is_new,
        "changed": taken.changed,
    }
    page |= {"kept": not asked.dry_run, "control": taken.control}
    print(json.dumps(page, ensure_ascii=False, indent=2) if asked.json else control_page(page))
    return 0


def _step(name: str) -> None:
    print(STEPS[name], file=sys.stderr, flush=True)


def _as_owner() -> None:
    import os

    use_a_database(owner=True)
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise SystemExit(NOT_THE_OWNER)
    set_up()


def _check(asked: argparse.Namespace) -> int:
    """Hold all figures against each other. 1 when parts do not add up, or a licence is missing."""
    use_a_database()
    set_up()
    from houvast.areas.reads.sources import faults

    found = faults()
    if asked.json:
        print(json.dumps([one.record() for one in found], ensure_ascii=False, indent=2))
    else:
        print(faults_page(found))
    return DATA if found else 0


def _analyse(asked: argparse.Namespace) -> int:
    """Print four ways of counting and what may be said.

    1 for a fault in the table, 2 without one and without a database, 3 when too little is known,
    4 when nothing converged.
    """
    from houvast.areas.rules.analysis import Question
    from houvast.errors import Refused

    if asked.database and not asked.table:
        print("--database none needs a table of areas: --table FILE.", file=sys.stderr)
        return 2
    question = Question(
        asked.level, asked.year, asked.outcome, tuple(asked.determinants.split(",")), asked.min_pop
    )
    try:
        found = _of_table(question, asked.table) if asked.table else _of_database(question, asked)
    except Refused as no:
        print(no, file=sys.stderr)
        return DATA
    if asked.csv:
        asked.csv.write_bytes(_as_csv(found, asked))
    record = found.record()
    print(json.dumps(record, ensure_ascii=False, indent=2) if asked.json else analysed(found))
    if found.too_few:
        return BY_RULE
    return 0 if found.converged else NOT_CONVERGED


def _of_table(question: "Question", table: Path) -> "Analysis":
    from houvast.areas.rules.analysis import analyse

    with opened(table) as lines:
        return analyse(question, lines, _progress)


def _of_database(question: "Question", asked: argparse.Namespace) -> "Analysis":
    use_a_database()
    set_up()
    from houvast.areas.reads.panels import panel_of, shapes_of
    from houvast.areas.rules.analysis import analyse_panel, wanted
    from houvast.areas.rules.panels import Level

    needed = wanted(question)
    boundaries = asked.boundary_year or asked.year
    panel = panel_of(Level(asked.level), asked.year, boundaries, needed.outcome, needed.figures)
    shapes = shapes_of(Level(asked.level), boundaries)
    return analyse_panel(question, panel, _progress, shapes, asked.seed)


def _as_csv(found: "Analysis", asked: argparse.Namespace) -> bytes:
    """As the screen gives it; of a table its name stands where the sources would."""
    if asked.table:
        set_up()
        sources = asked.table.name
    else:
        from houvast.areas.reads.overview import credits_of
        from houvast.web.area_papers import source

        credits = credits_of(asked.boundary_year or asked.year)
        sources = "; ".join(map(source, credits))
    from houvast.areas.rules.answers import kept, told
    from houvast.sheets.downloads import as_csv
    from houvast.web.relation_papers import counted_table

    return as_csv(*counted_table(found.question, told(kept(found)), "", sources))


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rAgain without a few areas: {done} of {of}", end="", file=sys.stderr)
        if done == of:
            print(file=sys.stderr)
