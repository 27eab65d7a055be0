"""One sheet of an xlsx as a grid of values. Formulas, faults and giant tables stop the reading."""

import re
from datetime import date
from decimal import Decimal

from openpyxl.utils.escape import unescape

from houvast.errors import Refused
from houvast.sheets.dates import from_serial
from houvast.sheets.package import Attributes, Package, Reader, mending_faults
from houvast.sheets.sentences import (
    BROKEN,
    FAULT,
    FORMULA,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MANY_SHEETS,
    TOO_MUCH,
)
from houvast.sheets.values import Grid, Limits, Value, clean, letters, trimmed
from houvast.sheets.workbook import Named, Workbook, open_workbook

ABOVE = 20
"""Rows that may stand above the headers: a title, a date."""
MOST_SHEETS = 50
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
YES_NO = {"1": "ja", "0": "nee"}


def read_grids(content: bytes, limits: Limits) -> "Workbooks":
    """Open an xlsx. Raises Refused for whatever is no plain workbook."""
    with mending_faults():
        package = Package(content, limits)
        book = open_workbook(package)
    if len(book.sheets) > MOST_SHEETS:
        raise Refused(TOO_MANY_SHEETS, field="file")
    return Workbooks(package, book, limits)


class Workbooks:
    """The sheets of an opened xlsx, each read when it is asked for."""

    def __init__(self, package: Package, book: Workbook, limits: Limits) -> None:
        self.package, self.book, self.limits = package, book, limits

    def filled(self) -> list[Named]:
        """The sheets with at least one value; each is read no further than that value."""
        return [one for one in self.book.sheets if self._has_value(one)]

    def grid(self, sheet: Named) -> Grid:
        """All values of a sheet."""
        reader = _Cells(self.book, self.limits)
        with mending_faults():
            self.package.parse(sheet.part, reader)
        return reader.grid

    def _has_value(self, sheet: Named) -> bool:
        reader = _FirstValue()
        with mending_faults():
            self.package.parse(sheet.part, reader)
        return reader.done


class _FirstValue(Reader):
    def __init__(self) -> None:
        self.inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.inside = name in ("v", "t")
        if name == "f":
            self.done = True

    def text(self, text: str) -> None:
        if self.inside and text.strip():
            self.done = True


class _Cells(Reader):
    """Rows and cells as they come. What a row holds is kept only when it holds something."""

    def __init__(self, book: Workbook, limits: Limits) -> None:
        self.book, self.limits, self.grid = book, limits, Grid()
        self.row, self.column, self.hidden = 0, -1, False
        self.values: list[Value] = []
        self.kind = self.style = ""
        self.parts: list[str] = []
        self.length = 0
        self.inside = self.sounds = False
        self.starts = {
            "row": self._row,
            "c": self._cell,
            "v": self._inside,
            "t": self._inside,
            "rPh": self._sound,
            "f": self._formula,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        if begin := self.starts.get(name):
            begin(attributes)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.sounds = False
        elif name == "c":
            self._keep(self._value("".join(self.parts)))
        elif name == "row":
            self._end_row()

    def text(self, text: str) -> None:
        if not self.inside:
            return
        self.length += len(text)
        if self.length > self.limits.unpacked // 8:
            raise Refused(TOO_MUCH, field="file")
        self.parts.append(text)

    def _row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self.row + 1))
        if number <= self.row:
            raise Refused(BROKEN, field="file")
        self.row, self.column, self.values = number, -1, []
        self.hidden = attributes.get("hidden") in ("1", "true")

    def _cell(self, attributes: Attributes) -> None:
        self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.parts, self.length = [], 0

    def _inside(self, attributes: Attributes) -> None:
        self.inside = not self.sounds

    def _sound(self, attributes: Attributes) -> None:
        self.sounds = True

    def _formula(self, attributes: Attributes) -> None:
        raise Refused(FORMULA, field="file", cell=self._name())

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        rows = [int(found[2]) for one in (first, last or first) if (found := ADDRESS.match(one))]
        if rows and len(self.grid.merged) < self.limits.rows:
            self.grid.merged.append((rows[0], rows[-1], f"{first} t/m {last or first}"))

    def _value(self, raw: str) -> Value:
        if self.kind == "e":
            raise Refused(FAULT, field="file", cell=self._name())
        if self.kind == "s":
            return self.book.texts[int(raw)] if raw.strip() else None
        if self.kind == "b":
            return YES_NO.get(raw.strip())
        if self.kind == "d":
            return date.fromisoformat(raw.strip()[:10])
        if self.kind in ("str", "inlineStr"):
            return clean(unescape(raw))
        return self._number(raw.strip())

    def _number(self, raw: str) -> Value:
        if not raw:
            return None
        number = Decimal(repr(float(raw)))  # a float as short as it can be written
        if not number.is_finite():
            raise Refused(FAULT, field="file", cell=self._name())
        if int(self.style) not in self.book.days or number < 1:
            return number
        day = from_serial(number, since_1904=self.book.since_1904)
        if day is None:
            raise Refused(FAULT, field="file", cell=self._name())
        return day

    def _keep(self, value: Value) -> None:
        if value is None:
            return
        if self.column >= self.limits.columns:
            raise Refused(
                TOO_MANY_COLUMNS, field="file", cell=self._name(), most=self.limits.columns
            )
        self.values += [None] * (self.column + 1 - len(self.values))
        self.values[self.column] = value

    def _end_row(self) -> None:
        if not self.values:
            return
        if len(self.grid.rows) >= self.limits.rows + ABOVE:
            raise Refused(TOO_MANY_ROWS, field="file", most=self.limits.rows)
        self.grid.rows.append((self.row, trimmed(self.values)))
        if self.hidden:
            self.grid.hidden.append(self.row)
        self.values = []

    def _name(self) -> str:
        return f"{letters(self.column)}{self.row}"


def _column(address: str) -> int:
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise Refused(BROKEN, field="file")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1
