"""A table of areas as somebody brings it: read strictly, with a sentence for each fault."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from houvast.areas.rules.counts import Floats
from houvast.areas.rules.indicators import INDICATORS, refused
from houvast.errors import Refused, gettext_noop

MISSING = frozenset({"", ".", "NA", "NaN", "nan"})
"""How publishers write that a figure is absent; it is never 0 (design rule A-18)."""
LEFT = 100.0
URBANITY = {
    "extremely urbanised": 1, "strongly urbanised": 2, "moderately urbanised": 3,
    "hardly urbanised": 4, "not urbanised": 5,
}  # fmt: skip


class Level(StrEnum):
    """How large the areas are."""

    MUNICIPALITY = "gemeente"
    DISTRICT = "wijk"
    NEIGHBOURHOOD = "buurt"


CODES = {
    Level.MUNICIPALITY: re.compile(r"GM\d{4}"),
    Level.DISTRICT: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Level.NEIGHBOURHOOD: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}
"""Of CBS. Letters after the municipality: Amsterdam was recoded."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where an indicator stands in a table, and whether the column says what is left of 100."""

    name: str
    rest: bool = False


COLUMNS = {
    "population": Column("population"),
    "young_15_24_share": Column("pop_15_24"),
    "aged_65_share": Column("pop_65plus"),
    "not_working_share": Column("employment_rate", rest=True),
    "lowest40_person_share": Column("income_low"),
    "highest20_person_share": Column("income_high"),
}
"""Columns of the joined panels, by indicator."""
BY_ALIAS = {column.name: id for id, column in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Panel:
    """Areas of one level and year as they were read. Figures are NaN where the publisher gave none.

    `stable` says that the area means the same in the years around; `refused` names columns that
    were not read (rule A-12).
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    municipalities: tuple[str, ...]
    municipality_names: tuple[str, ...]
    people: Floats
    outcome: Floats
    figures: Mapping[str, Floats]
    urbanity: np.ndarray
    stable: np.ndarray
    refused: tuple[str, ...]


def id_of(asked: str) -> str:
    """Return the id of an indicator that was asked by id or by its name in a panel.

    Raises Refused.
    """
    found = BY_ALIAS.get(asked, asked)
    if found not in INDICATORS:
        raise Refused(
            gettext_noop("Dit cijfer kennen we niet: {asked}. Kies uit: {known}."),
            asked=asked,
            known=", ".join(INDICATORS),
        )
    return found


def read(lines: Iterable[str], level: Level, outcome: str, wanted: tuple[str, ...]) -> Panel:
    """Read a table with a header.

    `outcome` and `wanted` are columns and ids. Raises Refused at the first fault.
    """
    table = csv.DictReader(lines)
    header = tuple(table.fieldnames or ())
    _complete(header, ("code", "name", outcome, *(COLUMNS[id].name for id in wanted)))
    rows = _rows(table, level)
    figures = {id: _figures(rows, COLUMNS[id]) for id in wanted}
    return Panel(
        tuple(row["code"] for row in rows),
        tuple(row["name"] for row in rows),
        tuple(_municipality(row) for row in rows),
        tuple(row.get("gm_name") or row["name"] for row in rows),
        figures["population"],
        _figures(rows, Column(outcome)),
        figures,
        np.array([URBANITY.get(row.get("urbanity", ""), 0) for row in rows]),
        np.array([row.get("boundary_stable", "True") == "True" for row in rows]),
        refused(header),
    )


def _complete(header: tuple[str, ...], needed: tuple[str, ...]) -> None:
    absent = [name for name in needed if name not in header]
    if absent:
        raise Refused(
            gettext_noop("In de tabel ontbreekt: {absent}. De eerste regel noemt de kolommen."),
            absent=", ".join(absent),
        )


def _rows(table: "csv.DictReader[str]", level: Level) -> list[dict[str, str]]:
    rows = []
    for row in table:
        if None in row or None in row.values():
            raise Refused(
                gettext_noop("Regel {line} heeft te veel of te weinig kolommen."),
                line=table.line_num,
            )
        if not CODES[level].fullmatch(row["code"]):
            raise Refused(
                gettext_noop("Regel {line}: {code} is geen code van een {level}."),
                line=table.line_num,
                code=row["code"][:40],
                level=level.value,
            )
        rows.append(row)
    twice = [code for code, times in Counter(row["code"] for row in rows).items() if times > 1]
    if twice:
        raise Refused(gettext_noop("Deze code staat er twee keer in: {code}."), code=twice[0])
    if not rows:
        raise Refused(gettext_noop("In de tabel staat geen enkel gebied."))
    return rows


def _figures(rows: list[dict[str, str]], column: Column) -> Floats:
    found = np.array([_number(row, column.name) for row in rows])
    return LEFT - found if column.rest else found


def _number(row: Mapping[str, str], column: str) -> float:
    written = row[column].strip()
    if written in MISSING:
        return float("nan")
    try:
        number = float(written)
    except ValueError:
        number = float("inf")
    if not np.isfinite(number) or number < 0:
        raise Refused(
            gettext_noop("{code}: {column} is geen getal van 0 of meer, met een punt: {written}."),
            code=row["code"], column=column, written=written[:40],
        )  # fmt: skip
    return number


def _municipality(row: Mapping[str, str]) -> str:
    return row.get("gm_code") or f"GM{row['code'][2:6]}"
