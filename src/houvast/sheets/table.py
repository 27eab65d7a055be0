"""From a grid to a table: which row has the headers, and whether the rest can be trusted."""

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from houvast.errors import Refused
from houvast.sheets.dates import DAY_FIRST, YEAR_FIRST
from houvast.sheets.sentences import (
    CONTROL,
    EMPTY_HEADER,
    HIDDEN_ROW,
    MERGED,
    NO_HEADERS,
    NO_ROWS,
    NO_TABLE,
    SAME_HEADER,
    TOO_LONG,
    TOO_MANY_ROWS,
)
from houvast.sheets.values import Grid, Limits, Row, Sheet, Value, letters, plain
from houvast.sheets.withheld import check_citizen_numbers, may_not_have

ABOVE = 20
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LONGEST_HEADER = 120

Numbered = tuple[int, list[Value]]


def table_of(grid: Grid, limits: Limits, only: Collection[str] = ()) -> Sheet:
    """The table in a grid. Raises Refused, with the cell, for what cannot be a table.

    Signs that nobody sees are let be in other columns than `only`.
    """
    at = _header_at(grid)
    number, titles = grid.rows[at]
    _check_whole(grid, number)
    headers = _headers(number, titles)
    rows = grid.rows[at + 1 :]
    if not rows:
        raise Refused(NO_ROWS, field="file")
    if len(rows) > limits.rows:
        raise Refused(TOO_MANY_ROWS, field="file", most=limits.rows)
    judged = _judged(headers, only)
    for row in rows:
        _check_row(row, headers, judged, limits)
    return _kept(headers, rows, limits.fine)


def _header_at(grid: Grid) -> int:
    """The first row with two values; above it stands a title at most."""
    for at, (_, values) in enumerate(grid.rows[:ABOVE]):
        if sum(one is not None for one in values) > 1:
            return at
    raise Refused(NO_TABLE, field="file")


def _check_whole(grid: Grid, header: int) -> None:
    """Nothing of the table is merged or hidden; above it a title may be."""
    for _, last, name in grid.merged:
        if last >= header:
            raise Refused(MERGED, field="file", cell=name)
    if under := [one for one in grid.hidden if one >= header]:
        raise Refused(HIDDEN_ROW, field="file", row=under[0])


def _headers(number: int, titles: list[Value]) -> dict[int, str]:
    found: dict[int, str] = {}
    seen: dict[str, str] = {}
    for column, title in enumerate(titles):
        if title is None:
            continue
        cell = f"{letters(column)}{number}"
        if not isinstance(title, str) or _is_data(title):
            raise Refused(NO_HEADERS, field="file", cell=cell)
        name = plain(title) or title
        if name in seen:
            raise Refused(SAME_HEADER, field="file", cell=cell, other=seen[name])
        _check_text(title, cell, LONGEST_HEADER)
        found[column], seen[name] = title.replace("\n", " "), cell
    return found


def _is_data(title: str) -> bool:
    """A number or a day is no header: the first row of the data stands where headers should."""
    if DAY_FIRST.fullmatch(title) or YEAR_FIRST.fullmatch(title):
        return True
    try:
        Decimal(title.replace(",", "."))
    except InvalidOperation:
        return False
    return True


def _judged(headers: dict[int, str], only: Collection[str]) -> frozenset[int]:
    """The columns of which the texts are judged: all of them, unless somebody named a few."""
    named = {plain(one) for one in only}
    return frozenset(at for at, title in headers.items() if not named or plain(title) in named)


def _check_row(
    row: Numbered, headers: dict[int, str], judged: frozenset[int], limits: Limits
) -> None:
    number, values = row
    for column, value in enumerate(values):
        if value is None:
            continue
        cell = f"{letters(column)}{number}"
        if column not in headers:
            raise Refused(EMPTY_HEADER, field="file", cell=cell)
        if isinstance(value, str):
            _check_text(value, cell, limits.text, judged=column in judged)


def _check_text(text: str, cell: str, longest: int, *, judged: bool = True) -> None:
    if len(text) > longest:
        raise Refused(TOO_LONG, field="file", cell=cell, most=longest)
    if judged and UNSEEN.search(text):
        raise Refused(CONTROL, field="file", cell=cell)


def _kept(headers: dict[int, str], rows: list[Numbered], fine: tuple[str, ...]) -> Sheet:
    """The table without the columns that we may not have, and only then looked through."""
    columns = tuple(one for one in headers if not may_not_have(headers[one], fine))
    sheet = Sheet(
        headers=tuple(headers[one] for one in columns),
        rows=tuple(Row(number, _picked(values, columns)) for number, values in rows),
        columns=columns,
        withheld=tuple(headers[one] for one in headers if one not in columns),
    )
    check_citizen_numbers(sheet)
    return sheet


def _picked(values: list[Value], columns: tuple[int, ...]) -> tuple[Value, ...]:
    return tuple(values[one] if one < len(values) else None for one in columns)
