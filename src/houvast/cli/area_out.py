"""`houvast areas profile` and `cite`: what the screens show, for a program or in a file."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.areas.reads.one_area import AreaPage

FAULT, WRONG = 1, 2
"""Exit codes: what was asked is not there, or is asked in a wrong way."""
FORMS = (".odt", ".pdf", ".csv", ".html")


def add(kinds: Commands) -> None:
    """Add the commands."""
    one = command(kinds, "profile", _profile)
    one.add_argument("code", help="of a district or a neighbourhood: WK036301")
    one.add_argument("--year", type=int, help="of the boundaries (the latest)")
    one.add_argument("--out", type=Path, help=f"a file to write: {' '.join(FORMS)}")
    one.add_argument("--json", action="store_true", help="for another program")
    one = command(kinds, "cite", _cite)
    one.add_argument("code", help="of a district or a neighbourhood: WK036301")
    one.add_argument("--indicator", required=True, help="the id of a figure of its profile")
    one.add_argument("--year", type=int, help="of the boundaries (the latest)")
    one.add_argument("--by", required=True, metavar="ADDRESS", help="the colleague who cites it")
    one.add_argument("--json", action="store_true", help="for another program")


def _cite(asked: argparse.Namespace) -> int:
    """Freeze a figure and print its number, as the button of the screen does. 1 for a no."""
    use_a_database()
    set_up()
    from houvast.accounts.rules import Purpose, Role
    from houvast.areas.actions.citing import cite_figure
    from houvast.areas.reads.citing import citation_page
    from houvast.cli.importing import colleague
    from houvast.errors import NotFound, Refused

    nobody = "Geen beleidsmedewerker of programmamanager"
    by = colleague(asked.by, (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER), Purpose.FIGURES, nobody)
    try:
        number = cite_figure(by=by, code=asked.code, year=asked.year, indicator=asked.indicator)
        figure = citation_page(by, number).cited.figure
    except NotFound:
        return _no(f"{asked.code} of {asked.indicator} is niet bekend.", FAULT)
    except Refused as why:
        return _no(str(why), FAULT)
    if asked.json:
        print(json.dumps({"number": number} | asdict(figure), ensure_ascii=False, indent=2))
    else:
        print(number)
    return 0


def _profile(asked: argparse.Namespace) -> int:
    """Print what is known of one area, or write it to a file. 1 when it is not known."""
    if asked.out and asked.out.suffix not in FORMS:
        return _no(f"Name a file that ends in {' '.join(FORMS)}.", WRONG)
    use_a_database()
    set_up()
    from houvast.areas.reads.one_area import page_of
    from houvast.errors import NotFound
    from houvast.web.area_papers import record

    try:
        page = page_of(asked.code, asked.year, _now())
    except NotFound:
        return _no(f"{asked.code} is niet bekend.", FAULT)
    if asked.out:
        asked.out.write_bytes(_file(page, asked.out.suffix))
        return 0
    found = record(page)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    print(f"{page.name}, {page.town} ({page.code}, {page.year})")
    for fact in found["facts"]:
        shown = fact["status"]
        if fact["value"] is not None:
            shown = f"{fact['value']:g} ({fact['lo']:g} tot {fact['hi']:g}) van de {fact['per']}"
        print(f"  {fact['indicator']:28}{shown}")
    print("\n".join(found["sentences"]))
    return 0


def _file(page: "AreaPage", suffix: str) -> bytes:
    from houvast.paper.document import written
    from houvast.paper.page import page as in_a_browser
    from houvast.paper.printing import printed
    from houvast.sheets.downloads import as_csv
    from houvast.web.area_papers import profile, table

    if suffix == ".csv":
        return as_csv(*table(page))
    paper = profile(page, page.at, "houvast areas profile")
    return {".pdf": printed, ".odt": written, ".html": in_a_browser}[suffix](paper)


def _no(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _now() -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select houvast_now()")
        return cursor.fetchone()[0]
