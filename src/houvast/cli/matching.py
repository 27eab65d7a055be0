"""`houvast matching replay`: make a stored choice again, or say which input changed."""

import argparse
from typing import TYPE_CHECKING
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.importing import colleague
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.database.actor import Actor

NOBODY = "Geen outreachcoach of werkcoach"
UNSEEN = "Deze keuze of dit traject is er niet, of {who} mag het werk ervan niet zien."


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
    from houvast.errors import NotAllowed, NotFound
    from houvast.matching.reads.replay import replay

    try:
        found = replay(_who(asked.who, asked.id), asked.id)
    except (NotFound, NotAllowed):
        raise SystemExit(UNSEEN.format(who=asked.who)) from None
    for one in found:
        if not one.same:
            why = "other outcome" if one.differs else f"changed: {', '.join(one.changed)}"
            print(f"{one.id}  {why}")
    same = sum(one.same for one in found)
    print(f"{same} of {len(found)} the same.")
    return 0 if same == len(found) else 1


def _who(address: str, thing: UUID) -> "Actor":
    """Who asks, for guidance; beside the lead a work coach asks for placement, as on screen."""
    from houvast.accounts.rules import Purpose, Role
    from houvast.placements.reads import works_beside

    coach, work_coach = Role.OUTREACH_COACH, Role.WORK_COACH
    by = colleague(address, (coach, work_coach), Purpose.GUIDANCE, NOBODY)
    if works_beside(by, thing):
        return colleague(address, (work_coach,), Purpose.PLACEMENT, NOBODY)
    return by
