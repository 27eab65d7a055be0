"""How long lists of employers and of workplaces take to come in, and what hostile files cost."""

import io
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Controller, OrganisationKind, Purpose, Role
from houvast.bench.importing import peak_mb, progress, town
from houvast.database.actor import Actor
from houvast.employers.actions.importing import bring_in, put_up
from houvast.employers.reads.importing import checked_work_page
from houvast.employers.rules.states import Brings
from houvast.errors import Refused
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome
from houvast.sheets import as_csv, as_xlsx
from houvast.tracks.actions import importing as caseload
from houvast.uploads.waiting import File

ONE_IN_WRONG = 20
ROWS_TOO_MANY = 100_000
BOMB = 1024 * 1024 * 1024
"""Bytes that the zip bomb unpacks to."""
PIECE = 1024 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = "<c t='inlineStr'><is><t>{}</t></is></c>"
EMPLOYERS = [
    *("Bedrijfsnaam", "KvK nr", "Branche", "Vestigingsplaats", "Postcode"),
    *("Contactpersoon", "Telefoon", "Opmerking"),
]
WORKPLACES = [
    *("Bedrijf", "Referentie", "Vacature", "Soort", "Uren", "Plekken", "Uurloon", "VOG"),
    *("Eisen", "Dagen"),
]
WHY = "Meting van wat een bestand kost."


def measured(rows: int, brings: Brings) -> dict[str, Any]:
    """Seconds for reading, looking and bringing in, and what came of it."""
    by = keeper()
    if brings is Brings.WORKPLACES:
        bring_in(by=by, upload_id=_up(by, employers(rows), Brings.EMPLOYERS))
    content = employers(rows) if brings is Brings.EMPLOYERS else workplaces(rows)
    start = time.perf_counter()
    upload = _up(by, content, brings)
    read = time.perf_counter()
    page = checked_work_page(by, upload)
    looked = time.perf_counter()
    done = bring_in(by=by, upload_id=upload, told=progress)
    ended = time.perf_counter()
    return {
        "rows": rows,
        "seconds": round(ended - start, 1),
        "reading": round(read - start, 1),
        "looking": round(looked - read, 1),
        "bringing_in": round(ended - looked, 1),
        "brought": done.brought,
        "refused": done.refused,
        "shown": len(page.refused),
        "peak_mb": peak_mb(),
    }


def _up(by: Actor, content: bytes, brings: Brings) -> UUID:
    return put_up(by=by, file=File(content), brings=brings, file_name="lijst.xlsx")


def keeper() -> Actor:
    """The account manager of a town of its own."""
    mark = os.getpid()
    admin = found_municipality(f"Werk {mark}", f"beheer-w{mark}", "een-lang-wachtwoord")
    club: dict[str, Any] = {"name": "Werkplein", "kind": OrganisationKind.MUNICIPALITY}
    organisation = add_organisation(by=admin, controller=Controller.COLLEGE, **club)
    team = add_team(by=admin, organisation_id=organisation, name="Werk")
    who: dict[str, Any] = {"name": "Werk", "role": Role.ACCOUNT_MANAGER, "team": team}
    key = welcome(by=admin, username=f"w{mark}", password="een-lang-wachtwoord", **who)  # noqa: S106
    return actor_of(User.objects.get(pk=key), Role.ACCOUNT_MANAGER, Purpose.PLACEMENT)


def employers(rows: int) -> bytes:
    """A list as people keep it; one row in so many has a sector that nobody knows."""
    lines: list[list[Any]] = []
    for at in range(rows):
        sector = "van alles" if at % ONE_IN_WRONG == 0 else ("G", "Horeca en logies", "")[at % 3]
        line = [f"Bedrijf {at} & Zn.", "", sector, "Waterrade", f"{1000 + at % 9000} AB"]
        lines.append([*line, f"Joke Bol {at}", f"06{10_000_000 + at}", "bel na 4 uur"])
    return as_xlsx(EMPLOYERS, lines, title="Relaties")


def workplaces(rows: int) -> bytes:
    """A workplace at each of those employers; one row in so many has no hours that can be."""
    lines: list[list[Any]] = []
    for at in range(rows):
        hours = "veel" if at % ONE_IN_WRONG == 1 else ("8-12", "24", "32-36 uur")[at % 3]
        line = [f"Bedrijf {at} & Zn.", f"V-{at}", f"Hulp in het magazijn {at}", "bijbaan", hours]
        lines.append([*line, 1 + at % 3, "€ 9,50", "ja", "", "ma t/m vr ochtend middag"])
    return as_xlsx(WORKPLACES, lines, title="Werkplekken")


def hostile_files(folder: Path) -> None:
    """Files that are much too large for an importer, made by another process than reads them."""
    headers = ["Roepnaam", "Achternaam", "Geboortedatum", "Coach", "Reden"]
    line = ["Noor", "Meeuw", "3-4-2008", "Anouk", "Kwam langs"]
    whole = as_xlsx(headers, [line], title="Jongeren")
    (folder / "rows.csv").write_bytes(as_csv(headers, [line] * ROWS_TOO_MANY))
    (folder / "rows.xlsx").write_bytes(_with_sheet(whole, _rows([headers, line])))
    spaces = (b" " * PIECE for _ in range(BOMB // PIECE))
    (folder / "bomb.xlsx").write_bytes(_with_sheet(whole, spaces))


def _rows(lines: list[list[str]]) -> Iterator[bytes]:
    """The XML of a sheet: the headers, and the row below them again and again."""
    first, again = ("".join(CELL.format(one) for one in line) for line in lines)
    yield f"<worksheet xmlns='{MAIN}'><sheetData><row r='1'>{first}</row>".encode()
    for at in range(ROWS_TOO_MANY):
        yield f"<row r='{at + 2}'>{again}</row>".encode()
    yield b"</sheetData></worksheet>"


def _with_sheet(whole: bytes, pieces: Iterable[bytes]) -> bytes:
    """The same workbook, with another sheet in it."""
    made = io.BytesIO()
    book = zipfile.ZipFile(io.BytesIO(whole))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other:
        for one in book.namelist():
            if not one.startswith("xl/worksheets/"):
                other.writestr(one, book.read(one))
        with other.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for piece in pieces:
                sheet.write(piece)
    return made.getvalue()


def hostile(folder: Path) -> dict[str, Any]:
    """What each importer says of each of those files, and the memory that took at its highest."""
    steers, keeps = town()[0], keeper()
    doors: dict[str, Callable[[File], object]] = {
        "caseload": lambda file: caseload.put_up(
            by=steers, file=file, reason="Een meting hiervan."
        ),
        "employers": lambda file: put_up(by=keeps, file=file, brings=Brings.EMPLOYERS),
        "workplaces": lambda file: put_up(by=keeps, file=file, brings=Brings.WORKPLACES),
    }
    said: dict[str, str] = {}
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        for name, door in doors.items():
            try:
                door(File(path.read_bytes()))
            except Refused as refused:
                said[f"{name} {path.name}"] = str(refused)
            else:
                said[f"{name} {path.name}"] = ""
    seconds = round(time.perf_counter() - start, 1)
    return {
        "files": len(said),
        "taken": sum(not words for words in said.values()),
        "seconds": seconds,
        "says": sorted(set(said.values())),
        "peak_mb": peak_mb(),
    }
