"""Whether LibreOffice shows what stands in the file, and what the screen gave as a table."""

import csv
import re
from collections import Counter
from io import StringIO
from pathlib import Path

from tools.office.exports import Export
from tools.office.showing import Shown, Told, plain, shown_by, told_in


def look(one: Export, pdf: Path) -> None:
    """Hold the pages against the file; the first thing that is not there ends it."""
    told, shown = told_in(one.path), shown_by(pdf)
    must(bool(told.lines), f"{one.about}: {len(shown.pages)} pages")
    text = _without_feet(told, shown)
    _words(told, text)
    _parts(told, shown)
    if "citaat" in one.table.partition("\n")[0]:
        _quotes(one, text)


def _without_feet(told: Told, shown: Shown) -> str:
    """The text of all pages, once each of them has its foot and its number."""
    many, texts = len(shown.pages), []
    for at, page in enumerate(shown.pages, start=1):
        foot = f"{told.foot}{at}/{many}"
        if page.count(foot) != 1:
            must(False, f"the foot of page {at}")
        texts.append(page.replace(foot, ""))
    return "".join(texts)


def _words(told: Told, text: str) -> None:
    """Every paragraph and heading, whole and after the one before it; and every cell."""
    at = 0
    for line in told.lines:
        found = text.find(line, at)
        if found < 0:
            must(False, f"not on the pages: {line[:80]}")
        at = found + len(line)
    for cell, many in Counter(told.cells).items():
        if text.count(cell) < many:
            must(False, f"not on the pages as often as in the tables: {cell[:80]}")
    must(True, f"  {len(told.lines)} paragraphs and headings in order, {len(told.cells)} cells")


def _parts(told: Told, shown: Shown) -> None:
    """A heading is one to who listens, and a table has its rows and its heads."""
    tags = shown.tags
    for level, many in sorted(told.headings.items()):
        must(tags[f"H{level}"] == many, f"  {many} headings of level {level}")
    tables = tags["Table"] >= told.tables and tags["TR"] >= told.rows  # one for each of its pages
    cells = tags["TH"] + tags["TD"]
    must(tables and cells >= len(told.cells), f"  {told.tables} tables, {told.rows} rows")
    must(bool(tags["TH"]) or not told.tables, f"  {tags['TH']} heads of columns")
    must(shown.heard >= told.pictures, f"  {told.pictures} pictures with words")


def _quotes(one: Export, text: str) -> None:
    """Each question with its words, and each quotation with the page or paragraph it stands on."""
    rows = list(csv.DictReader(StringIO(one.table), delimiter=";"))
    asked = {f"{row['vraag']} {row['vraag in woorden']}" for row in rows if row["vraag"][0] != "R"}
    for question in asked:
        must_hold(plain(question), text, question)
    quoted = [
        row
        for row in rows
        if row["citaat"] and row["besluit"] in ("bewijst dit", "bewijst dit deels")
    ]
    for row in quoted:
        said = "…" if row["citaat"] == "…" else f"“{row['citaat']}”"
        page = row["bladzijde"]
        place = f"bladzijde {page}" if page else f"alinea {row['alinea']}"
        found = re.search(re.escape(plain(f"{said} ({place}")) + r"[(;]", text)
        if found is None:
            must(False, f"not on the pages: {row['vraag']} {place}")
    must(True, f"  {len(asked)} questions and {len(quoted)} quotations with their places")


def must_hold(words: str, text: str, called: str) -> None:
    """End when these words are on no page."""
    if words not in text:
        must(False, f"not on the pages: {called}")


def must(holds: bool, words: str) -> None:
    """Tell what was looked at; end when it does not hold."""
    print(f"{'ok ' if holds else 'NOT'} {words}", flush=True)
    if not holds:
        raise SystemExit(1)
