"""`houvast honey`: files that belong to nobody, so that who opens one has something to explain."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.place import say, set_up, use_a_database

if TYPE_CHECKING:
    from houvast.watching.honey import Connection, HoneyFile

PLACES = ("triage_list", "process_view", "known_here")
MANY = 5


def add(commands: Commands) -> None:
    """Add the commands."""
    honey = commands.add_parser("honey", help="Files that belong to nobody, as the auditor.")
    kinds = honey.add_subparsers(required=True, metavar="what")
    command(kinds, "names", _names)
    one = command(kinds, "propose", _propose)
    one.add_argument("place", choices=PLACES, help="where a colleague comes across it")
    one.add_argument("file", type=UUID, help="the key in the address of the track or the signal")
    one.add_argument("--as", dest="who", required=True, help="the privacy officer who proposes")
    command(kinds, "list", _list)
    end = command(kinds, "end", _end)
    end.add_argument("mark", type=UUID, help="the key that `houvast honey list` shows")
    end.add_argument("--as", dest="who", required=True, help="privacy officer or security officer")


def _names(_: argparse.Namespace) -> int:
    """Draw names that point at nobody, for who makes such a file."""
    with _auditor() as auditor:
        from houvast.watching.honey import names, today

        for one in names(MANY, today(auditor)):
            print(f"{one.given} {one.family}, {one.born:%Y-%m-%d}")
    say("Ask first whether one is known here, and take another when it is.")
    return 0


def _propose(asked: argparse.Namespace) -> int:
    """Propose to mark a file that was made for it; gives a code for the security officer."""
    with _auditor() as auditor:
        from houvast.watching.honey import Unfit, propose
        from houvast.watching.rules.honey import HoneyPlace

        try:
            code = propose(auditor, HoneyPlace(asked.place), asked.file, asked.who)
        except Unfit as why:
            raise SystemExit(f"Not marked: {why}.") from None
    say(f"Code for the security officer, on the screen Lokdossiers within a week: {code}")
    return 0


def _list(_: argparse.Namespace) -> int:
    """Show which files are marked and who touched them; 1 when a place has none. It is recorded."""
    with _auditor() as auditor:
        from houvast.audit.stored import municipalities
        from houvast.watching.honey import files

        known, towns = files(auditor), municipalities(auditor)
        for one in known:
            _show(auditor, one)
    set_now = {(one.municipality, one.place) for one in known if one.agreed_at}
    empty = [(town, one) for town in towns for one in PLACES if (town, one) not in set_now]
    for town, place in empty:
        print(f"{town}  nothing in {place}")
    return 1 if empty else 0


def _show(auditor: "Connection", one: "HoneyFile") -> None:
    from houvast.watching.honey import touches

    print(f"{one.id}  {one.place}  {one.subject}  {one.state}, kept until {one.until}")
    agreed = f"yes of {one.agreed_by}" if one.agreed_at else "waits for a yes"
    print(f"  kept by {one.keeper}; proposed by {one.proposed_by}; {agreed}")
    if one.why_not:
        print(f"  LOOK: {one.why_not}")
    for at, name, role, verb, refusal in touches(auditor, one.id):
        print(f"  {at:%Y-%m-%d %H:%M}  {name} ({role})  {verb}{' refused' if refusal else ''}")


def _end(asked: argparse.Namespace) -> int:
    """Take the mark off a file. What was found with it stays, and so does the file."""
    with _auditor() as auditor:
        from houvast.watching.honey import end

        if not end(auditor, asked.mark, asked.who):
            raise SystemExit("There is no such mark, or who asks is not its officer.")
    say("The mark is off. Close the file like any other, if that is not done.")
    return 0


@contextmanager
def _auditor() -> Iterator["Connection"]:
    """The auditor's connection: no other role reads which files these are."""
    use_a_database(auditor=True)
    url = os.environ.get("HOUVAST_AUDITOR_URL")
    if not url:
        raise SystemExit("Set HOUVAST_AUDITOR_URL: only the auditor knows these files.")
    set_up()
    from houvast.watching.honey import as_auditor

    with as_auditor(url) as auditor:
        yield auditor
