"""A csv as a grid of values: whatever the encoding and the sign between the cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from houvast.errors import Refused
from houvast.sheets.sentences import (
    EMPTY,
    ENCODING,
    FORMULA,
    GARBLED,
    OTHER_FILE,
    QUOTES,
    TOO_LONG,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
)
from houvast.sheets.values import Grid, Limits, Value, clean, letters, trimmed

MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
BETWEEN = ";,\t|"
SEP = re.compile(r"\ufeff?sep=([;,\t|])\r?\n", re.I)
MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|table|head|body)", re.I)
TORN = re.compile("\u00c3[\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac|\ufffd")
"""UTF-8 that was read as Windows-1252 (in "José" two signs for one letter), or a lost letter."""
SAMPLE = 50
ABOVE = 20


def read_grid(content: bytes, limits: Limits) -> Grid:
    """All values of a csv. Raises Refused for what is no text, or no table of a bounded size."""
    text = _decoded(content)
    if not text.strip():
        raise Refused(EMPTY, field="file")
    if MARKUP.match(text):
        raise Refused(OTHER_FILE, field="file")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    first = 1
    if found := SEP.match(text):
        between, text, first = found[1], text[found.end() :], 2
    else:
        between = _between(text)
    grid = Grid()
    for number, cells in enumerate(_records(text, between, limits), first):
        values = [_value(one, column, number, limits) for column, one in enumerate(cells)]
        if kept := trimmed(values):
            _check_size(grid, kept, number, limits)
            grid.rows.append((number, kept))
    return grid


def _decoded(content: bytes) -> str:
    """The text, by its mark, else UTF-8, else Windows-1252, which Excel writes."""
    mark = next((one for one in MARKS if content.startswith(one)), None)
    for encoding in (MARKS[mark],) if mark else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise Refused(ENCODING, field="file")


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; only a line feed ends one."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at : end + 1]
        at = end + 1
    if at < len(text):
        yield text[at:]


def _between(text: str) -> str:
    """The sign that gives most rows the same number of cells, and then the most cells."""

    def fits(sign: str) -> tuple[int, int]:
        try:
            sizes = [len(row) for row in islice(csv.reader(_lines(text), delimiter=sign), SAMPLE)]
        except csv.Error:
            return 0, 0
        counted = Counter(size for size in sizes if size > 1).most_common(1)
        return (counted[0][1], counted[0][0]) if counted else (0, 0)

    return max(BETWEEN, key=fits)


def _records(text: str, between: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=between, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(QUOTES, field="file", line=reader.line_num) from error
        yield cells


def _value(raw: str, column: int, row: int, limits: Limits) -> Value:
    value = clean(raw)
    if value is None:
        return None
    cell = f"{letters(column)}{row}"
    if len(value) > limits.text:
        raise Refused(TOO_LONG, field="file", cell=cell, most=limits.text)
    if value.startswith("=") and not raw.lstrip().startswith("'"):
        raise Refused(FORMULA, field="file", cell=cell)
    if TORN.search(value):
        raise Refused(GARBLED, field="file", cell=cell)
    return value


def _check_size(grid: Grid, values: list[Value], number: int, limits: Limits) -> None:
    if len(grid.rows) >= limits.rows + ABOVE:
        raise Refused(TOO_MANY_ROWS, field="file", most=limits.rows)
    if len(values) > limits.columns:
        cell = f"{letters(len(values) - 1)}{number}"
        raise Refused(TOO_MANY_COLUMNS, field="file", cell=cell, most=limits.columns)
