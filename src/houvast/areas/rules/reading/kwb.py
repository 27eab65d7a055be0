"""The yearly sheet of CBS with figures of districts and neighbourhoods, as xlsx or csv."""

import io
import re

import polars as pl

from houvast.areas.rules.brought import Brought, Control, with_places
from houvast.areas.rules.indicators import refused
from houvast.areas.rules.measures import BY_SHEET
from houvast.areas.rules.passports import Asked, Form, districts
from houvast.areas.rules.reading.cells import codes, figures, plausible
from houvast.areas.rules.reading.files import File
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Limits, as_text, read_stream

CODE = ("gwb_code_10", "gwb_code")
NAME, KIND = "regio", "recs"
KINDS = {"Land": "NL", "Gemeente": "GM", "Wijk": "WK", "Buurt": "BU"}
LIMITS = Limits(rows=30_000, size=64 * 2**20, unpacked=512 * 2**20, columns=250)
IN_NAME = re.compile(r"kwb\D{0,3}(20\d\d)", re.IGNORECASE)
OTHER_KIND = gettext_noop("{code} is volgens de kolom recs een {kind}. Staan de kolommen goed?")
NO_PEOPLE = gettext_noop("In de tabel ontbreekt het aantal inwoners (a_inw).")


def is_one(header: tuple[str, ...]) -> bool:
    """Whether a table with these columns is the yearly sheet."""
    return NAME in header and any(one in header for one in CODE)


def read(file: File, asked: Asked) -> Brought:
    """Read it. Raises Refused."""
    table, header = _table(file)
    if asked.year is None and (found := IN_NAME.search(file.name)):
        asked = Asked(int(found[1]), asked.table, asked.title, asked.address, asked.fetched_on)
    passport = districts(Form.SHEET, asked.table, asked)
    code = next(one for one in CODE if one in header)
    rows = codes(table, code)
    _check_kinds(rows)
    columns = {one: BY_SHEET[one] for one in header if one in BY_SHEET}
    if "population" not in {one.indicator for one in columns.values()}:
        raise Refused(NO_PEOPLE)
    found = figures(rows, columns, dict.fromkeys(columns, passport.year), comma=True)
    plausible(found)
    away = refused(header)
    ignored = tuple(one for one in header if one not in {*columns, *CODE, NAME, KIND, *away})
    control = Control(rows.height, {}, ignored, away)
    return Brought(passport, areas_of(rows.rename({NAME: "name"}), found), found, control)


def areas_of(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return areas with the people and the addresses per km2 that stand among their figures."""
    number = pl.col("indicator")
    for column, indicator in (("people", "population"), ("density", "address_density")):
        of = BY_NUMBER[indicator]
        some = found.filter((number == of) & pl.col("value").is_not_null())
        rows = rows.join(some.select("code", pl.col("value").alias(column)), on="code", how="left")
    return with_places(rows.with_columns(pl.col("name").str.strip_chars()))


BY_NUMBER = {one.indicator: one.number for one in BY_SHEET.values()}


def _check_kinds(rows: pl.DataFrame) -> None:
    if KIND not in rows.columns:
        return
    kind = pl.col(KIND).str.strip_chars().replace_strict(KINDS, default="")
    other = rows.filter(kind != pl.col("code").str.slice(0, 2))
    if other.height:
        row = other.row(0, named=True)
        raise Refused(OTHER_KIND, code=row["code"], kind=str(row[KIND])[:40])


def _table(file: File) -> tuple[pl.DataFrame, tuple[str, ...]]:
    if not file.is_workbook:
        header = file.header()
        wanted = [one for one in header if one in BY_SHEET or one in (*CODE, NAME, KIND)]
        return file.table(wanted), header
    sheet = read_stream(io.BytesIO(file.content), LIMITS, only=[*BY_SHEET, *CODE, NAME, KIND])
    header = tuple(sheet.headers)
    columns = {
        name: [as_text(row.values[at]) for row in sheet.rows]
        for at, name in enumerate(header)
        if name in BY_SHEET or name in (*CODE, NAME, KIND)
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), header
