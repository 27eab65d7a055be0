"""`houvast import …`: the screen Inlezen for whoever has thousands of rows, and public lists."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import reference
from houvast.cli.bar import progress
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.database.actor import Actor
    from houvast.tracks.reads.importing import UploadPage

SHOWN = 40
"""Refused rows that are printed; a file with more is mended first."""


def add(commands: Commands) -> None:
    """Add the command, with a command below it for each thing that can come in."""
    about = "Bring in what is in a file: a caseload, names of occupations, places of postcodes."
    what = commands.add_parser("import", help=about, description=about)
    kinds = what.add_subparsers(required=True, metavar="what")
    one = command(kinds, "caseload", _import)
    reference.add(kinds)
    one.add_argument("file", type=Path)
    one.add_argument("--as", dest="who", required=True, help="e-mail address of who brings it in")
    one.add_argument("--reason", required=True, help="why, in one sentence")
    one.add_argument("--sheet", default="", help="which sheet, when more than one has data")
    one.add_argument("--map", action="append", default=[], metavar="COLUMN=HEADER")
    one.add_argument("--check-only", action="store_true", help="say what would happen")


def _import(asked: argparse.Namespace) -> int:
    """Bring in running tracks from an xlsx or csv, all good rows or none; 1 when rows stay out."""
    use_a_database()
    set_up()
    from houvast.errors import DomainError
    from houvast.tracks.actions.importing import bring_in, put_up, take_down
    from houvast.tracks.reads.importing import upload_page

    by = _actor(asked.who)
    named = dict(one.partition("=")[::2] for one in asked.map)
    try:
        content = asked.file.read_bytes()
        upload = put_up(by=by, content=content, reason=asked.reason, sheet=asked.sheet, named=named)
        page = upload_page(by, upload)
        _tell(page)
        if asked.check_only or page.whole or not page.good:
            take_down(by=by, upload_id=upload)
            return 1 if page.whole or page.refused else 0
        done = bring_in(by=by, upload_id=upload, told=progress)
    except (DomainError, OSError) as error:
        print(f"Niet ingelezen. {error}", file=sys.stderr)
        return 1
    print(f"\nIngelezen: {done.brought}. Stond er al: {done.known}. Bleef buiten: {done.refused}.")
    return 1 if done.refused else 0


def _actor(address: str) -> "Actor":
    """Who brings it in: a coordinator or team lead who works here now."""
    from houvast.accounts.models import User
    from houvast.accounts.reads import actor_of, signed_in
    from houvast.accounts.rules import Purpose, Role

    found = User.objects.filter(email__iexact=address, is_active=True, suspended_at=None).first()
    roles = signed_in(found.pk).live_roles if found else []
    for role in (Role.PROCESS_COORDINATOR, Role.TEAM_LEAD):
        if role.value in roles:
            return actor_of(found, role, Purpose.INTAKE)
    raise SystemExit(f"Geen procesregisseur of teamleider met het adres {address}.")


def _tell(page: "UploadPage") -> None:
    """What was found, on the error output: names of columns and cells, and of nobody."""
    from houvast.tracks.rules.importing import cell_of

    def say(words: str) -> None:
        print(words, file=sys.stderr)

    for one in page.recipe.columns:
        at = page.chosen.get(one.key)
        say(f"  {one.key:<12} <- {page.headers[at] if at is not None else '-'}")
    if page.unread:
        say(f"Niet gelezen: {', '.join(page.unread)}.")
    if page.withheld:
        say(f"Mogen we niet hebben, niet bewaard: {', '.join(page.withheld)}.")
    if page.whole:
        say(f"Niet ingelezen. {page.whole}")
    for row, refused in page.refused[:SHOWN]:
        cell = cell_of(refused)
        say(f"  rij {row}: {f'{cell}: ' if cell else ''}{refused}")
    if len(page.refused) > SHOWN:
        say(f"  en nog {len(page.refused) - SHOWN} rijen")
    say(
        f"Kunnen erin: {page.good}. Staan er al: {len(page.known)}. Blijven buiten: "
        f"{len(page.refused)}."
    )
