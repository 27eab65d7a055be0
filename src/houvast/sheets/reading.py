"""Read a file that somebody brings: by its bytes, never by its name."""

from collections.abc import Collection
from typing import BinaryIO

from houvast.errors import Refused
from houvast.sheets import delimited, xlsx
from houvast.sheets.objects import looks_like_json
from houvast.sheets.sentences import (
    EMPTY,
    HIDDEN_SHEET,
    LOCKED,
    MORE_SHEETS,
    NO_SHEET,
    OLD_EXCEL,
    OTHER_FILE,
    TOO_BIG,
    UNKNOWN_SHEET,
)
from houvast.sheets.table import table_of
from houvast.sheets.values import MEBIBYTE, Grid, Limits, Sheet
from houvast.sheets.workbook import Named

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound file: Excel until 2003, and also a newer workbook behind a password."""
PASSWORD = "EncryptedPackage".encode("utf-16-le")
OTHERS = (
    *(
        b"%PDF",
        b"{\\rtf",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"7z\xbc\xaf",
        b"Rar!",
    ),
    *(b"PK\x05\x06", b"PK\x07\x08", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MZ\x90"),
)
NAMED = 5


class MoreSheets(Refused):
    """More than one sheet has data. `names` are the choices, for `read(…, sheet=name)`."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(MORE_SHEETS, field="sheet", sheets=", ".join(names[:NAMED]))
        self.names = names


def read_stream(
    stream: BinaryIO, limits: Limits, *, sheet: str = "", only: Collection[str] = ()
) -> Sheet:
    """As `read`, from an opened file; never takes more than the limit into memory."""
    return read(stream.read(limits.size + 1), limits, sheet=sheet, only=only)


def read(content: bytes, limits: Limits, *, sheet: str = "", only: Collection[str] = ()) -> Sheet:
    """The table in an xlsx or csv. `sheet` names one of several sheets with data.

    `only` are the headers that an official file is read for: signs that nobody sees are let be in
    its other columns, for who brings such a file cannot mend it.

    Raises Refused (field "file" or "sheet") with one sentence that names the cell or the sheet
    where it can. Takes at most 500 MB of memory, whatever the file.
    """
    if not content:
        raise Refused(EMPTY, field="file")
    if len(content) > limits.size:
        raise Refused(TOO_BIG, field="file", most=limits.size // MEBIBYTE)
    if content.startswith(OLE):
        raise Refused(LOCKED if PASSWORD in content else OLD_EXCEL, field="file")
    if content.startswith(OTHERS) or looks_like_json(content):
        raise Refused(OTHER_FILE, field="file")
    if content.startswith(ZIP):
        return table_of(_grid_of_workbook(content, limits, sheet), limits, only)
    return table_of(delimited.read_grid(content, limits), limits, only)


def _grid_of_workbook(content: bytes, limits: Limits, sheet: str) -> Grid:
    book = xlsx.read_grids(content, limits)
    return book.grid(_chosen(book.filled(), sheet))


def _chosen(filled: list[Named], sheet: str) -> Named:
    """The one sheet with data that is not hidden, or the one that was named."""
    if not filled:
        raise Refused(NO_SHEET, field="file")
    shown = [one for one in filled if not one.hidden]
    if not shown:
        raise Refused(HIDDEN_SHEET, field="file", sheet=filled[0].name)
    if sheet:
        shown = [one for one in shown if one.name == sheet]
        if not shown:
            raise Refused(UNKNOWN_SHEET, field="sheet", sheet=sheet)
    if len(shown) > 1:
        raise MoreSheets([one.name for one in shown])
    return shown[0]
