"""`houvast export …`: what leaves as a file for other systems. Never a person."""

import argparse
import sys
from pathlib import Path

from houvast.cli.command import Commands, command
from houvast.cli.importing import colleague
from houvast.cli.place import set_up, use_a_database


def add(commands: Commands) -> None:
    """Add the command, with a command below it for each thing that can go out."""
    about = "Write a file for other systems: the workplaces that are offered."
    what = commands.add_parser("export", help=about, description=about)
    kinds = what.add_subparsers(required=True, metavar="what")
    one = command(kinds, "vacancies", _vacancies)
    one.add_argument("file", type=Path, nargs="?", help="where to; otherwise to the output")
    one.add_argument("--as", dest="who", required=True, help="e-mail address of who takes it out")


def _vacancies(asked: argparse.Namespace) -> int:
    """Write what the organisation of a colleague offers, as vacancies in the shape of VUM."""
    use_a_database()
    set_up()
    from houvast.accounts.rules import Purpose
    from houvast.employers.reads.vacancies_out import as_file, vacancies_out
    from houvast.employers.rules.roles import KEEPERS

    nobody = "Geen accountmanager of werkcoach"
    found = vacancies_out(colleague(asked.who, KEEPERS, Purpose.PLACEMENT, nobody))
    if asked.file is None:
        sys.stdout.buffer.write(as_file(found) + b"\n")
        return 0
    try:
        asked.file.write_bytes(as_file(found))
    except OSError as error:
        print(f"Niet geschreven. {error}", file=sys.stderr)
        return 1
    print(f"Uitgevoerd: {len(found)}.")
    return 0
