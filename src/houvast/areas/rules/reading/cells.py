"""Texts of cells become figures, or a sentence says which cell is none."""

from collections.abc import Mapping

import polars as pl

from houvast.areas.rules.brought import FIGURES
from houvast.areas.rules.indicators import INDICATORS, STORED, State, Unit
from houvast.areas.rules.measures import Measure
from houvast.errors import Refused, gettext_noop

MISSING = ["", ".", "NA", "NaN", "nan"]
NO_NUMBER = gettext_noop("{code}, {column}: {written} is geen getal van 0 of meer, met {mark}.")
POINT, COMMA = gettext_noop("een punt voor de decimalen"), gettext_noop("een komma of een punt")
TOO_MUCH = gettext_noop(
    "{code}, {column}: {written} kan niet. Een aandeel ligt van 0 tot 100. Staan de kolommen goed?"
)
NO_CLASS = gettext_noop("{code}, {column}: {written} is geen klasse van 1 tot en met 5.")
NO_CODE = gettext_noop("Regel {line}: {written} is geen code van een gebied, zoals WK036300.")
TWICE = gettext_noop("Dit gebied staat er twee keer in: {code}. Laat er één regel van staan.")
NO_AREA = gettext_noop("In de tabel staat geen enkel gebied.")
MORE_THAN_ALL = gettext_noop(
    "{code}: er staan meer jongeren of ouderen dan inwoners. Staan de kolommen goed?"
)
NOT_WHOLE = gettext_noop("{code}, {column}: {written} is geen heel aantal tot 100 miljoen.")
COUNTS = (0.0, 1e8, NOT_WHOLE)
BOUNDS = {
    Unit.PERCENT: (0.0, 100.0, TOO_MUCH),
    Unit.CLASS: (1.0, 5.0, NO_CLASS),
    Unit.PERSONS: COUNTS,
    Unit.EVENTS: COUNTS,
}
WHOLE = (Unit.CLASS, Unit.PERSONS, Unit.EVENTS)
UNITS = {STORED[one.id]: one.unit for one in INDICATORS.values() if one.number}
NAMES = {number: id for id, number in STORED.items()}
URBANITY = {
    "extremely urbanised": "1", "strongly urbanised": "2", "moderately urbanised": "3",
    "hardly urbanised": "4", "not urbanised": "5",
}  # fmt: skip


def codes(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the table with a column `code`, without spaces around it.

    Raises Refused at the first that is no code of an area, at one that stands there twice, and for
    a table without areas.
    """
    found = table.with_columns(pl.col(column).fill_null("").str.strip_chars().alias("code"))
    shaped = r"^(NL\d\d|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$"
    wrong = found.with_row_index("line").filter(~pl.col("code").str.contains(shaped))
    if wrong.height:
        row = wrong.row(0, named=True)
        raise Refused(NO_CODE, line=row["line"] + 2, written=row["code"][:40] or "leeg")
    if not found.height:
        raise Refused(NO_AREA)
    once(found)
    return found


def once(found: pl.DataFrame) -> None:
    """Raise Refused when an area stands there twice."""
    twice = found.filter(pl.col("code").is_duplicated())
    if twice.height:
        raise Refused(TWICE, code=twice["code"][0])


def figures(
    table: pl.DataFrame, columns: Mapping[str, Measure], years: Mapping[str, int], comma: bool
) -> pl.DataFrame:
    """Return the figures of the columns of a wide table.

    `years` says of which year a column is; `comma` whether decimals may stand behind one. Raises
    Refused at the first cell that is no figure.
    """
    parts = [_column(table, name, one, years[name], comma) for name, one in columns.items()]
    return pl.concat(parts) if parts else pl.DataFrame(schema=FIGURES)


def _column(
    table: pl.DataFrame, name: str, measure: Measure, year: int, comma: bool
) -> pl.DataFrame:
    text = pl.col(name).cast(pl.String).fill_null("").str.strip_chars()
    if measure.indicator == "urbanity":
        text = text.replace(URBANITY)
    read = table.select("code", text.alias("text")).with_columns(
        pl.col("text").is_in(MISSING).alias("absent"),
        _number(pl.col("text"), comma).alias("value"),
    )
    check(read, name, measure.number, comma)
    return with_states(read, measure.number, year)


def with_states(read: pl.DataFrame, number: int, year: int) -> pl.DataFrame:
    """Return figures of one indicator and year from `code`, `absent` and `value`."""
    return read.select(
        "code",
        pl.lit(number, pl.Int16).alias("indicator"),
        pl.lit(year, pl.Int16).alias("year"),
        pl.when(~pl.col("absent")).then("value").alias("value"),
        pl.when("absent")
        .then(State.ABSENT.value)
        .otherwise(State.OK.value)
        .cast(pl.Int8)
        .alias("state"),
        pl.lit(False).alias("provisional"),
    )


def _number(text: pl.Expr, comma: bool) -> pl.Expr:
    """A number as it is written; with a point for thousands it is none."""
    pointed = text.str.replace(",", ".", literal=True) if comma else text
    return pl.when(pointed.str.contains(r"^\d+(\.\d+)?$")).then(
        pointed.cast(pl.Float64, strict=False)
    )


def check(read: pl.DataFrame, column: str, number: int, comma: bool) -> None:
    """Raise Refused at the first text that is no figure of its kind."""
    wrong = read.filter(~pl.col("absent") & ~(pl.col("value").is_finite().fill_null(False)))
    if wrong.height:
        raise _refusal(wrong, column, NO_NUMBER, mark=COMMA if comma else POINT)
    low, high, sentence = BOUNDS.get(UNITS[number], (0.0, 1e12, NO_NUMBER))
    fits = pl.col("value").is_between(low, high)
    if UNITS[number] in WHOLE:
        fits &= pl.col("value") == pl.col("value").floor()
    wrong = read.filter(~pl.col("absent") & ~fits)
    if wrong.height:
        raise _refusal(wrong, column, sentence)


def _refusal(wrong: pl.DataFrame, column: str, sentence: str, **more: str) -> Refused:
    code, text = wrong.select("code", "text").row(0)
    return Refused(sentence, code=code, column=column[:60], written=text[:40], **more)


def plausible(found: pl.DataFrame) -> None:
    """Raise Refused where a part of the people is more than all of them (swapped columns).

    CBS rounds to five, and parts apart from the whole.
    """
    rounded = 10.0
    wide = found.filter(pl.col("state") == State.OK.value).select("code", "indicator", "value")
    of = {
        id: wide.filter(pl.col("indicator") == STORED[id]).select("code", pl.col("value").alias(id))
        for id in ("population", "young_15_24", "aged_65")
    }
    both = of["population"]
    for part in ("young_15_24", "aged_65"):
        both = both.join(of[part], on="code", how="left")
    parts = pl.col("young_15_24").fill_null(0) + pl.col("aged_65").fill_null(0)
    more = both.filter(parts > pl.col("population") + rounded)
    if more.height:
        raise Refused(MORE_THAN_ALL, code=more["code"][0])
