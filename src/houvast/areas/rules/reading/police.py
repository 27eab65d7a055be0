"""Registered offences of the police, where they happened: by month (47022NED) or year (47018NED).

Periods are enumerated, never a range; the total is never added to its parts; nothing is not 0.
"""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from houvast.areas.rules.brought import AREAS, Brought, Control
from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.measures import OFFENCES
from houvast.areas.rules.passports import (
    POLICE,
    POLICE_TABLES,
    Asked,
    Form,
    Passport,
    needed,
)
from houvast.areas.rules.reading.files import NO_TABLE, File
from houvast.areas.rules.reading.odata import rows_of, table_of
from houvast.errors import Refused, gettext_noop

SORT, PERIOD, COUNT = "SoortMisdrijf", "Perioden", "GeregistreerdeMisdrijven"
PLACES = ("WijkenEnBuurten", "RegioS")
MONTHS = 12
NO_COUNT = gettext_noop("{code}, {period}: {written} is geen aantal van 0 of meer.")
NO_PERIOD = gettext_noop("{written} is geen maand of jaar van CBS, zoals 2024MM01 of 2024JJ00.")
NO_KNOWN = gettext_noop("In het bestand staat geen soort misdrijf die we kennen, ook geen totaal.")
TWICE = gettext_noop("{code}, {period}, soort {sort}: dit staat er twee keer in.")
NO_YEAR = gettext_noop("Geen enkel jaar staat er met alle twaalf maanden in.")


def is_one(columns: Sequence[str]) -> bool:
    """Whether rows with these columns are of the police."""
    return SORT in columns and PERIOD in columns


def read(files: Mapping[str, Sequence[File]], asked: Asked) -> Brought:
    """Read pages of JSON, or one csv.

    Raises Refused. It brings figures of areas that have to be there already.
    """
    pages = files["police"]
    table = asked.table or table_of(pages) or POLICE_TABLES[0]
    title = asked.title or "Geregistreerde misdrijven"
    passport = Passport(
        Form.POLICE,
        POLICE,
        table,
        title,
        needed(asked),
        "CC BY 4.0",
        asked.address,
        asked.fetched_on,
    )
    rows = pl.concat([_frame(one) for one in pages])
    rows = rows.with_columns(pl.all().str.strip_chars())
    known = rows.filter(pl.col("sort").is_in(list(OFFENCES)))
    if not known.height:
        raise Refused(NO_KNOWN)
    counted = _counted(known)
    found, unfinished = _years(counted)
    left = {"sort_not_known": rows.height - known.height, "year_unfinished": unfinished}
    nothing = pl.DataFrame(schema=AREAS)
    return Brought(
        passport, nothing, found, Control(rows.height, {why: n for why, n in left.items() if n})
    )


def _frame(file: File) -> pl.DataFrame:
    if file.is_json:
        rows = rows_of(file)
        columns = tuple(rows[0]) if rows else ()
    else:
        columns = file.header()
    place = next((one for one in PLACES if one in columns), "")
    count = next((one for one in columns if re.fullmatch(COUNT + r"(_\d+)?", one)), "")
    if not (place and count and SORT in columns and PERIOD in columns):
        raise Refused(NO_TABLE, file=file.name)
    wanted = {"sort": SORT, "place": place, "period": PERIOD, "count": count}
    if not file.is_json:
        return file.table(list(wanted.values())).select(
            pl.col(name).alias(ours) for ours, name in wanted.items()
        )
    return pl.DataFrame(
        {
            ours: ["" if row.get(name) is None else str(row[name]) for row in rows]
            for ours, name in wanted.items()
        },
        schema=dict.fromkeys(wanted, pl.String),
    )


def _counted(known: pl.DataFrame) -> pl.DataFrame:
    """Rows with a number, or null where the police give none."""
    keys = ["place", "period", "sort"]
    twice = known.filter(known.select(keys).is_duplicated())
    if twice.height:
        code, period, sort = twice.select(keys).row(0)
        raise Refused(TWICE, code=code, period=period, sort=sort)
    wrong = known.filter(
        ~pl.col("period").str.contains(r"^(199\d|20\d\d)(MM(0[1-9]|1[0-2])|JJ00)$")
    )
    if wrong.height:
        raise Refused(NO_PERIOD, written=wrong["period"][0][:40] or "leeg")
    given = ~pl.col("count").is_in(["", "."])
    wrong = known.filter(given & ~pl.col("count").str.contains(r"^\d{1,9}(\.0+)?$"))
    if wrong.height:
        row = wrong.row(0, named=True)
        raise Refused(NO_COUNT, code=row["place"], period=row["period"], written=row["count"][:40])
    return known.with_columns(
        pl.when(given).then(pl.col("count").cast(pl.Float64, strict=False)).alias("value"),
        pl.col("sort")
        .replace_strict({one: STORED[of] for one, of in OFFENCES.items()})
        .alias("indicator"),
        pl.col("period").str.slice(0, 4).cast(pl.Int16).alias("year"),
        pl.col("period").str.slice(4, 2).alias("kind"),
    )


def _years(counted: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Figures by year, and how many rows are of a year without all its months.

    A year that stands there as a year is taken so, and its months are let be.
    """
    whole = counted.filter(pl.col("kind") == "JJ")
    months = counted.filter(pl.col("kind") == "MM").join(
        whole.select("year").unique(), on="year", how="anti"
    )
    there = months.group_by("year").agg(pl.col("period").n_unique().alias("months"))
    full = there.filter(pl.col("months") == MONTHS)
    unfinished = months.join(full, on="year", how="anti").height
    rows = pl.concat([whole, months.join(full.select("year"), on="year", how="semi")])
    if not rows.height:
        raise Refused(NO_YEAR)
    return _summed(rows), unfinished


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    """Sums by area, indicator and year; one part withheld makes the sum unknown.

    Of a group of sorts each has to be there, in each period that the year has.
    """
    of = pl.DataFrame(
        {"sort": list(OFFENCES), "indicator": [STORED[one] for one in OFFENCES.values()]}
    )
    wanted = of.group_by("indicator").len("sorts")
    periods = rows.group_by("year").agg(pl.col("period").n_unique().alias("periods"))
    summed = (
        rows.group_by("place", "indicator", "year", maintain_order=True)
        .agg(
            pl.col("value").sum().alias("value"),
            pl.col("value").null_count().alias("withheld"),
            pl.len().alias("cells"),
        )
        .join(wanted, on="indicator", maintain_order="left")
        .join(periods, on="year", maintain_order="left")
    )
    lacking = pl.col("cells") < pl.col("sorts") * pl.col("periods")
    state = (
        pl.when(pl.col("withheld") > 0)
        .then(State.WITHHELD.value)
        .when(lacking)
        .then(State.ABSENT.value)
        .otherwise(State.OK.value)
    )
    return summed.with_columns(state.cast(pl.Int8).alias("state")).select(
        pl.col("place").alias("code"),
        pl.col("indicator").cast(pl.Int16),
        "year",
        pl.when(pl.col("state") == State.OK.value).then("value").alias("value"),
        "state",
        pl.lit(False).alias("provisional"),
    )
