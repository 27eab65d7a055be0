"""Tables of CBS as its open data give them: long (OData 4), or wide (OData 3)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from houvast.areas.rules.brought import Brought, Control
from houvast.areas.rules.indicators import REFUSED, State
from houvast.areas.rules.measures import BY_CELL, BY_TITLE, REFUSED_CELLS, Measure
from houvast.areas.rules.passports import Asked, Form, districts
from houvast.areas.rules.reading.cells import (
    TWICE,
    check,
    codes,
    figures,
    plausible,
    with_states,
)
from houvast.areas.rules.reading.files import NO_JSON, NO_TABLE, File
from houvast.areas.rules.reading.kwb import areas_of
from houvast.errors import Refused, gettext_noop

PLACE = "WijkenEnBuurten"
LONG = ("Measure", PLACE, "Value", "ValueAttribute")
REGIONS = ("Identifier", "Title")
IN_CONTEXT = re.compile(r"\b(\d{5}NED)\b")
NUMBERED = re.compile(r"_\d+$")
NONE = "None"
"""How CBS says in ValueAttribute that there is nothing to say about a value."""
WITHHELD = ("Confidential", "Secret")
PROVISIONAL = ("Provisional", "NearlyFinal")
NO_REGIONS = gettext_noop(
    "De namen van de gebieden ontbreken. Breng ook het bestand WijkenEnBuurtenCodes."
)
NO_CELLS = gettext_noop("In het bestand staat geen enkel cijfer dat we kennen.")
NOT_NAMED = gettext_noop(
    "Het gebied {code} heeft cijfers, maar staat niet in WijkenEnBuurtenCodes."
)
TWO_TABLES = gettext_noop("De bestanden zijn van meer dan één tabel: {tables}. Breng ze apart.")
TWO_COLUMNS = gettext_noop("Deze kolom staat er twee keer in: {column}. Breng de hele tabel.")


def rows_of(file: File) -> list[Mapping[str, Any]]:
    """Return the rows of a page of JSON. Raises Refused for another shape."""
    found = file.json()
    rows = found.get("value") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise Refused(NO_TABLE, file=file.name)
    return rows


def table_of(files: Sequence[File]) -> str:
    """Return the id of the table that the pages name, or nothing.

    Raises Refused when they are of two tables.
    """
    found = set()
    for one in files:
        if one.is_json and (
            hit := IN_CONTEXT.search(one.content[:2000].decode("utf-8", "replace"))
        ):
            found.add(hit[1])
    if len(found) > 1:
        raise Refused(TWO_TABLES, tables=", ".join(sorted(found)))
    return found.pop() if found else ""


def read_long(files: Mapping[str, Sequence[File]], asked: Asked) -> Brought:
    """Read observations with the codes of their areas, as csv or as pages of JSON.

    Raises Refused.
    """
    if not files.get("regions"):
        raise Refused(NO_REGIONS)
    pages = files["long"]
    passport = districts(Form.ODATA_4, asked.table or table_of([*pages, *files["regions"]]), asked)
    cells = pl.concat([_frame(one, LONG) for one in pages])
    cells = cells.with_columns(pl.col(one).str.strip_chars() for one in LONG)
    known = cells.filter(pl.col("Measure").is_in(list(BY_CELL)))
    found = _long(known, passport.year)
    plausible(found)
    regions = codes(pl.concat([_frame(one, REGIONS) for one in files["regions"]]), "Identifier")
    lost = found.join(regions, on="code", how="anti")
    if lost.height:
        raise Refused(NOT_NAMED, code=lost["code"][0])
    used = regions.join(found.select("code").unique(), on="code", how="semi")
    areas = areas_of(used.rename({"Title": "name"}), found)
    return Brought(passport, areas, found, _control(cells, known, files.get("measures", ())))


def _control(cells: pl.DataFrame, known: pl.DataFrame, titles: Sequence[File]) -> Control:
    every = cells["Measure"].unique().to_list()
    named = {
        str(row.get("Identifier")): str(row.get("Title")) for one in titles for row in _named(one)
    }
    away = {one for one in every if one in REFUSED_CELLS or REFUSED.search(named.get(one, ""))}
    left = {
        "column_refused": cells.filter(pl.col("Measure").is_in(list(away))).height,
        "not_known": 0,
    }
    left["not_known"] = cells.height - known.height - left["column_refused"]
    ignored = tuple(sorted(one for one in every if one not in BY_CELL and one not in away))
    return Control(
        cells.height, {why: n for why, n in left.items() if n}, ignored, tuple(sorted(away))
    )


def _named(file: File) -> Iterable[Mapping[str, Any]]:
    return rows_of(file) if file.is_json else file.table(REGIONS).iter_rows(named=True)


def _frame(file: File, columns: Sequence[str]) -> pl.DataFrame:
    """The columns as texts."""
    if not file.is_json:
        return file.table(columns)
    rows = rows_of(file)
    if any(one not in row for row in rows for one in columns if one != "ValueAttribute"):
        raise Refused(NO_JSON, file=file.name)
    return pl.DataFrame(
        {one: [_text(row.get(one)) for row in rows] for one in columns},
        schema=dict.fromkeys(columns, pl.String),
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _long(known: pl.DataFrame, year: int) -> pl.DataFrame:
    if not known.height:
        raise Refused(NO_CELLS)
    if known.select("Measure", PLACE).is_duplicated().any():
        twice = known.filter(known.select("Measure", PLACE).is_duplicated())
        raise Refused(TWICE, code=twice[PLACE][0])
    parts = []
    for cell, measure in BY_CELL.items():
        some = known.filter(pl.col("Measure") == cell)
        if some.height:
            parts.append(_cells(some, measure, year))
    return pl.concat(parts)


def _cells(some: pl.DataFrame, measure: Measure, year: int) -> pl.DataFrame:
    said = pl.col("ValueAttribute")
    text = pl.col("Value")
    number = text.cast(pl.Float64, strict=False)
    read = some.select(
        pl.col(PLACE).alias("code"),
        text.alias("text"),
        said.alias("said"),
        text.is_in(["", "."]).alias("absent"),
        number.alias("value"),
    )
    check(read, measure.cell, measure.number, comma=False)
    found = with_states(read, measure.number, year)
    withheld = read["said"].is_in(WITHHELD) & read["absent"]
    return found.with_columns(
        pl.when(withheld)
        .then(State.WITHHELD.value)
        .otherwise(pl.col("state"))
        .cast(pl.Int8)
        .alias("state"),
        read["said"].is_in(PROVISIONAL).alias("provisional"),
    )


def read_wide(files: Mapping[str, Sequence[File]], asked: Asked) -> Brought:
    """Read a TypedDataSet: a row per area, and names of columns that end in a number of their own.

    Raises Refused.
    """
    pages = files["wide"]
    passport = districts(Form.ODATA_3, asked.table or table_of(pages), asked)
    rows = [row for one in pages for row in rows_of(one)]
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    columns, away = _columns(keys)
    name = next((one for one in keys if NUMBERED.sub("", one) in NAMED), "")
    texts = {one: [_text(row.get(one)) for row in rows] for one in (PLACE, *columns)}
    texts["name"] = [_text(row.get(name)) for row in rows] if name else texts[PLACE]
    table = codes(pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String)), PLACE)
    found = figures(table, columns, dict.fromkeys(columns, passport.year), comma=False)
    plausible(found)
    ignored = tuple(one for one in keys if one not in {*columns, *away, PLACE, name})
    return Brought(passport, areas_of(table, found), found, Control(len(rows), {}, ignored, away))


NAMED = ("Gebiedsnaam", "Naam", "WijkenEnBuurtenNaam", "Gemeentenaam")
"""Columns with a name of the area, the best first."""


def _columns(keys: Sequence[str]) -> tuple[dict[str, Measure], tuple[str, ...]]:
    stems = [NUMBERED.sub("", one) for one in keys]
    twice = [one for one in stems if one in BY_TITLE and stems.count(one) > 1]
    if twice:
        raise Refused(TWO_COLUMNS, column=twice[0])
    found = {key: BY_TITLE[stem] for key, stem in zip(keys, stems, strict=True) if stem in BY_TITLE}
    if not found:
        raise Refused(NO_CELLS)
    return found, tuple(one for one in keys if REFUSED.search(one))
