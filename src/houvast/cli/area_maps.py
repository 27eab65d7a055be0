"""`houvast areas map`: a figure of each area with its class, for a program, or as a drawing."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.areas.reads.overview import OverviewPage

FAULT, WRONG = 1, 2
"""Exit codes: what was asked is not there, or is asked in a wrong way."""
PACKED = ".bin"
"""Of the whole country: outlines and figures as the map of the screen reads them."""
FORMS = (".svg", ".png", PACKED)
UNKNOWN = "Hiervan zijn geen cijfers ingelezen."
UNDRAWN = "Van deze gebieden zijn geen vormen ingelezen."


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "map", _map)
    one.add_argument("--level", choices=("gemeente", "wijk", "buurt"), default="wijk")
    one.add_argument("--year", "--boundary-year", type=int, dest="year", help="(the latest)")
    one.add_argument("--indicator", default="young_15_24_share", help="the id of a figure")
    one.add_argument("--gemeente", default="", help="the code of a municipality: GM0363")
    one.add_argument("--out", type=Path, help=f"a file to write: {' '.join(FORMS)}")
    one.add_argument("--json", action="store_true", help="for another program")
    one.add_argument("--svg", action="store_true", help="print the map itself")


def _map(asked: argparse.Namespace) -> int:
    """Print a figure of each area of a municipality, or write its map; or that of the country.

    1 when nothing is known there, 2 when nothing says what to print.
    """
    wrong = _wrong(asked)
    if wrong:
        return _no(wrong, WRONG)
    use_a_database()
    set_up()
    from houvast.areas.reads.country import whole_country
    from houvast.areas.reads.overview import Asked, seen
    from houvast.areas.rules.shown import CHOICES

    if asked.indicator not in CHOICES:
        return _no(f"{asked.indicator} is er niet. Kies uit: {', '.join(CHOICES)}.", WRONG)
    if _is_packed(asked):
        packed = whole_country(asked.level, asked.year, CHOICES[asked.indicator])
        if packed is None:
            return _no(f"{UNKNOWN[:-1]}, of geen vormen.", FAULT)
        asked.out.write_bytes(packed)
        return 0
    page = seen(Asked(asked.gemeente, asked.level, asked.year, asked.indicator), "")
    if page.town is None or (asked.gemeente and page.town.code != asked.gemeente):
        return _no(UNKNOWN, FAULT)
    return _given(page, asked)


def _is_packed(asked: argparse.Namespace) -> bool:
    return bool(asked.out) and asked.out.suffix == PACKED


def _wrong(asked: argparse.Namespace) -> str:
    """What is asked in a wrong way, in words; nothing when it is not."""
    if not (asked.json or asked.svg or asked.out) or (asked.out and asked.out.suffix not in FORMS):
        return f"Say --json, --svg, or --out and a file that ends in {' '.join(FORMS)}."
    if _is_packed(asked) and asked.gemeente:
        return f"A file that ends in {PACKED} is of the whole country: leave out --gemeente."
    if asked.level == "gemeente" and not _is_packed(asked):
        return (
            f"By municipality there is the whole country: --out and a file that ends in {PACKED}."
        )
    return ""


def _given(page: "OverviewPage", asked: argparse.Namespace) -> int:
    from houvast.paper.pictures import as_png
    from houvast.web.area_map import drawing, map_record

    if asked.json:
        print(json.dumps(map_record(page), ensure_ascii=False, indent=2))
        return 0
    drawn = drawing(page)
    if drawn is None:
        return _no(UNDRAWN, FAULT)
    if not asked.out:
        print(drawn, end="")
    elif asked.out.suffix == ".png":
        asked.out.write_bytes(as_png(drawn))
    else:
        asked.out.write_text(drawn, encoding="utf-8")
    return 0


def _no(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
