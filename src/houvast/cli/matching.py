"""`houvast matching replay`: make a stored choice again, or say which input changed."""

import argparse
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.importing import colleague
from houvast.cli.place import set_up, use_a_database

NOBODY = "Geen jongerencoach of werkcoach"


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Matching: which workplaces fit one young person."
    what = commands.add_parser("matching", help=about, description=about)
    one = command(what.add_subparsers(required=True, metavar="what"), "replay", _replay)
    one.add_argument("id", type=UUID, help="a choice, or a track for all choices of it")
    one.add_argument("--as", dest="who", required=True, help="e-mail address of who may see it")


def _replay(asked: argparse.Namespace) -> int:
    """Ask the rules again what they said; 1 when an input is otherwise now."""
    use_a_database()
    set_up()
    from houvast.accounts.rules import Purpose, Role
    from houvast.errors import DomainError
    from houvast.matching.reads.replay import replay

    by = colleague(asked.who, (Role.OUTREACH_COACH,), Purpose.GUIDANCE, NOBODY)
    try:
        found = replay(by, asked.id)
    except DomainError as error:
        raise SystemExit(f"{error}") from None
    for one in found:
        if not one.same:
            why = "other outcome" if one.differs else f"changed: {', '.join(one.changed)}"
            print(f"{one.id}  {why}")
    same = sum(one.same for one in found)
    print(f"{same} of {len(found)} the same.")
    return 0 if same == len(found) else 1
