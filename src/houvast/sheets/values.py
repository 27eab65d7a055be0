"""What a table is once it has been read: headers, rows, and cells that know their name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from houvast.errors import Refused

Value = str | date | Decimal | None
"""What a cell holds. A text is stripped and never empty: nothing is None."""

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken. Chosen by the importer; `rows` counts without the headers.

    `size` and `unpacked` are bytes: of the file, and of what comes out of a zip, counted while it
    comes out. `text` is the number of characters in one cell. `fine` are words of headers that say
    something of a workplace here, and would be left unread where they say it of a person.
    """

    rows: int
    size: int = 10 * MEBIBYTE
    unpacked: int = 64 * MEBIBYTE
    columns: int = 60
    text: int = 2_000
    fine: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and how people call it ("D7")."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it; as many values as there are headers."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `columns` says in which column of the file each header stands (0 is A).

    `withheld` names the columns of which nothing was kept, because we may not have them. A table
    that was made of something else has `names`: how each column is called there, so that people
    find it. Its `faults` are rows that stay out already, its `notes` say what did not come along.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    withheld: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    faults: tuple[tuple[int, Refused], ...] = ()
    notes: tuple[tuple[int, Refused], ...] = ()

    def name(self, number: int, at: int) -> str:
        """How people call the cell under a header in the row with this number."""
        if self.names:
            return field_name(self.names[at], number)
        return f"{letters(self.columns[at])}{number}"

    def cell(self, row: Row, at: int) -> Cell:
        """The cell of a row under the header with this place in `headers`."""
        return Cell(self.name(row.number, at), row.values[at])

    def column(self, at: int) -> list[Cell]:
        """All cells under one header, in the order of the rows."""
        return [self.cell(row, at) for row in self.rows]


@dataclass(slots=True)
class Grid:
    """What a file holds before anybody has said which row has the headers.

    Rows without a value are left out; `merged` are ranges as (first row, last row, name).
    """

    rows: list[tuple[int, list[Value]]] = field(default_factory=list)
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def field_name(field: str, number: int) -> str:
    """How people call a field of the object with this number in a file."""
    return f"{field} ({number})"


def letters(column: int) -> str:
    """How a spreadsheet calls a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


BLANK = re.compile(r"[ \t\xa0\u2007\u202f]+")
LINE = re.compile(r" ?(\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]) ?")
MADE_HARMLESS = re.compile(r"^'(?=[=+\-@])")


def clean(text: str) -> str | None:
    """A text as it is kept: one form per letter, one kind of space and line break, no edges."""
    text = unicodedata.normalize("NFC", text)
    text = LINE.sub("\n", BLANK.sub(" ", text)).strip()
    return MADE_HARMLESS.sub("", text) or None


def as_text(value: Value) -> str:
    """A value as somebody would type it; nothing is the empty text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year:04d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def plain(header: str) -> str:
    """A header for comparing: small letters and digits, one space, no accents."""
    flat = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", flat))


def trimmed(values: Sequence[Value]) -> list[Value]:
    """The values without the empty ones at the end."""
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return list(values[:end])
