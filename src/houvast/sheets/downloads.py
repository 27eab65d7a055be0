"""Write a table for somebody to open: no cell of it becomes a formula there."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font

from houvast.sheets.values import Value, as_text

STARTS_SOMETHING = ("=", "+", "-", "@", "\t", "\r")
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DAY = "d-m-yyyy"


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A csv as a Dutch Excel opens it: UTF-8 with its mark, a semicolon between the cells."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(one) for one in headers])
    for row in rows:
        writer.writerow([_in_csv(one) for one in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str) -> bytes:
    """An xlsx with one sheet. Days are days, numbers are numbers, and text is only text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    top = [WriteOnlyCell(sheet, _harmless(one)) for one in headers]
    for cell in top:
        cell.font = bold
    sheet.append(top)
    for row in rows:
        sheet.append([_in_xlsx(sheet, one) for one in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would carry out (OWASP, CSV injection)."""
    text = UNPRINTED.sub("", text)
    return f"'{text}" if text.startswith(STARTS_SOMETHING) else text


def _in_csv(value: Value) -> str:
    if isinstance(value, str):
        return _harmless(value)
    return as_text(value).replace(".", ",") if isinstance(value, Decimal) else as_text(value)


def _in_xlsx(sheet: Any, value: Value) -> Cell | None:
    if value is None:
        return None
    shown: Any = _harmless(value) if isinstance(value, str) else value
    cell: Cell = WriteOnlyCell(sheet, shown)
    if isinstance(value, date):
        cell.number_format = DAY
    return cell
