"""`houvast import …`: the screen Inlezen for whoever has thousands of rows, and public lists."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import reference
from houvast.cli.bar import progress
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from uuid import UUID

    from houvast.accounts.rules import Purpose, Role
    from houvast.database.actor import Actor
    from houvast.uploads.pages import TablePage
    from houvast.uploads.waiting import File

SHOWN = 40
"""Rows that are printed; a file with more is mended first."""


@dataclass(frozen=True)
class Importer:
    """The acts of one importer, and in which roles somebody brings it in."""

    roles: "tuple[Role, ...]"
    purpose: "Purpose"
    nobody: str
    put_up: "Callable[[Actor, File], UUID]"
    look: "Callable[[Actor, UUID], TablePage]"
    take_down: "Callable[..., bool]"
    bring_in: "Callable[[Actor, UUID], str]"


def add(commands: Commands) -> None:
    """Add the command, with a command below it for each thing that can come in."""
    about = "Bring in what is in a file: a caseload, employers and workplaces, public lists."
    what = commands.add_parser("import", help=about, description=about)
    kinds = what.add_subparsers(required=True, metavar="what")
    caseload = _file_of(command(kinds, "caseload", _import_caseload))
    caseload.add_argument("--reason", required=True, help="why, in one sentence")
    for name, run in (("employers", _import_employers), ("workplaces", _import_workplaces)):
        one = _file_of(command(kinds, name, run))
        one.add_argument(
            "--take-changes", action="store_true", help="write over what is here and differs"
        )
        one.add_argument("--source", default="", help="of a VUM file: the system it comes from")
    reference.add(kinds)


def _file_of(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    one.add_argument("file", type=Path)
    one.add_argument("--as", dest="who", required=True, help="e-mail address of who brings it in")
    one.add_argument("--sheet", default="", help="which sheet, when more than one has data")
    one.add_argument("--map", action="append", default=[], metavar="COLUMN=HEADER")
    one.add_argument("--check-only", action="store_true", help="say what would happen")
    return one


def _import_caseload(asked: argparse.Namespace) -> int:
    """Bring in running tracks from an xlsx or csv, all good rows or none; 1 when rows stay out."""
    return _import(asked, _caseload)


def _import_employers(asked: argparse.Namespace) -> int:
    """Bring in employers from an xlsx, csv or VUM file; 1 when rows stay out."""
    return _import(asked, partial(_work, brings="employers"))


def _import_workplaces(asked: argparse.Namespace) -> int:
    """Bring in workplaces from an xlsx, csv or VUM file; 1 when rows stay out."""
    return _import(asked, partial(_work, brings="workplaces"))


def _import(asked: argparse.Namespace, importer: Callable[..., Importer]) -> int:
    use_a_database()
    set_up()
    from houvast.errors import DomainError
    from houvast.uploads.waiting import File

    one = importer(asked)
    by = colleague(asked.who, one.roles, one.purpose, one.nobody)
    named = dict(each.partition("=")[::2] for each in asked.map)
    try:
        more = {"sheet": asked.sheet, "source": getattr(asked, "source", "")}
        upload = one.put_up(by, File(asked.file.read_bytes(), named=named, **more))
        page = one.look(by, upload)
        _tell(page)
        _tell_changes(getattr(page, "changes", ()))
        if asked.check_only or page.whole or not (page.good or page.known):
            one.take_down(by=by, upload_id=upload)
            return 1 if page.whole or page.refused else 0
        print(one.bring_in(by, upload))
    except (DomainError, OSError) as error:
        print(f"Niet ingelezen. {error}", file=sys.stderr)
        return 1
    return 1 if page.refused else 0


def _caseload(asked: argparse.Namespace) -> Importer:
    from houvast.accounts.rules import Purpose, Role
    from houvast.tracks.actions import importing
    from houvast.tracks.reads.importing import checked_page

    def bring_in(by: "Actor", upload: "UUID") -> str:
        done = importing.bring_in(by=by, upload_id=upload, told=progress)
        return (
            f"\nIngelezen: {done.brought}. Stond er al: {done.known}. Bleef buiten: {done.refused}."
        )

    return Importer(
        roles=(Role.PROCESS_COORDINATOR, Role.TEAM_LEAD),
        purpose=Purpose.INTAKE,
        nobody="Geen procesregisseur of teamleider",
        put_up=lambda by, file: importing.put_up(by=by, file=file, reason=asked.reason),
        look=checked_page,
        take_down=importing.take_down,
        bring_in=bring_in,
    )


def _work(asked: argparse.Namespace, brings: str) -> Importer:
    from houvast.accounts.rules import Purpose, Role
    from houvast.employers.actions import importing
    from houvast.employers.reads.importing import checked_work_page
    from houvast.employers.rules.states import Brings

    def bring_in(by: "Actor", upload: "UUID") -> str:
        take = importing.EVERY if asked.take_changes else ()
        done = importing.bring_in(by=by, upload_id=upload, take=take)
        return (
            f"Ingelezen: {done.brought}. Veranderd: {done.changed}. "
            f"Stond er al: {done.known}. Bleef buiten: {done.refused}."
        )

    def put_up(by: "Actor", file: "File") -> "UUID":
        name = asked.file.name
        return importing.put_up(by=by, file=file, brings=Brings(brings), file_name=name)

    return Importer(
        roles=(Role.ACCOUNT_MANAGER, Role.WORK_COACH, Role.BROKER),
        purpose=Purpose.PLACEMENT,
        nobody="Geen accountmanager, werkcoach of bemiddelaar",
        put_up=put_up,
        look=checked_work_page,
        take_down=importing.take_down,
        bring_in=bring_in,
    )


def colleague(address: str, roles: "Sequence[Role]", purpose: "Purpose", nobody: str) -> "Actor":
    """Who asks: a colleague who works here now in one of these roles. Ends the command if none."""
    from houvast.accounts.models import User
    from houvast.accounts.reads import actor_of, signed_in

    found = User.objects.filter(email__iexact=address, is_active=True, suspended_at=None).first()
    live = signed_in(found.pk).live_roles if found else []
    for role in roles:
        if role.value in live:
            return actor_of(found, role, purpose)
    raise SystemExit(f"{nobody} met het adres {address}.")


def say(words: str) -> None:
    """On the error output: the other is for what became of it."""
    print(words, file=sys.stderr)


def _tell(page: "TablePage") -> None:
    """What was found, on the error output: names of columns and cells, and of nobody."""
    from houvast.sheets import cell_of

    for one in page.recipe.columns if not page.is_fixed else ():
        at = page.chosen.get(one.key)
        say(f"  {one.key:<18} <- {page.headers[at] if at is not None else '-'}")
    if page.unread:
        say(f"Niet gelezen: {', '.join(page.unread)}.")
    if page.withheld:
        say(f"Mogen we niet hebben, niet bewaard: {', '.join(page.withheld)}.")
    if page.whole:
        say(f"Niet ingelezen. {page.whole}")
    for row, note in page.notes[:SHOWN]:
        say(f"  rij {row}: {note}")
    for row, refused in page.refused[:SHOWN]:
        cell = cell_of(refused)
        say(f"  rij {row}: {f'{cell}: ' if cell else ''}{refused}")
    if len(page.refused) > SHOWN:
        say(f"  en nog {len(page.refused) - SHOWN} rijen")
    say(
        f"Kunnen erin: {page.good}. Staan er al: {len(page.known)}. Blijven buiten: "
        f"{len(page.refused)}."
    )


def _tell_changes(changes: Any) -> None:
    """What the file says otherwise: the columns, on the error output, with no value of anybody."""
    for one in changes[:SHOWN]:
        say(
            f"  rij {one.row}: anders dan hier: {', '.join(each.label for each in one.differences)}"
        )
    if changes:
        say(f"Anders dan hier: {len(changes)}. Er verandert niets zonder --take-changes.")
