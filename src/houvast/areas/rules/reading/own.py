"""Tables that are not of a publisher: the joined panels, and a table of a municipality itself."""

import re
from collections.abc import Mapping

import polars as pl

from houvast.areas.rules.brought import AREAS, Brought, Control, with_places
from houvast.areas.rules.indicators import INDICATORS, STORED, refused
from houvast.areas.rules.measures import BY_PANEL, Measure
from houvast.areas.rules.passports import Asked, Form, Passport, needed
from houvast.areas.rules.reading.cells import check, codes, figures, plausible, with_states
from houvast.areas.rules.reading.files import File
from houvast.areas.rules.reading.kwb import areas_of
from houvast.errors import Refused, gettext_noop

CODE, NAMES = "code", ("name", "Naam", "naam")
CRIMES = re.compile(r"crimes_(20\d\d)")
OFFENCES = Measure("offences_total")
STABLE, LATER = "boundary_stable", re.compile(r"population_(20\d\d)")
"""Whether an area means the same in a later year, and the column that says which year."""
TOWN = ("gm_code", "gm_name")
OWN = ("code", "year", "indicator", "value")
NO_FIGURES = gettext_noop("In de tabel staat geen enkele kolom die we kennen.")
NO_NAME = gettext_noop("In de tabel ontbreekt de code (code) of de naam van de gebieden (name).")
NOT_THERE = gettext_noop("De kolom {column} staat niet in de tabel.")
NEVER = gettext_noop("De kolom {column} gaat naar zijn naam over afkomst, en wordt niet gelezen.")
UNKNOWN = gettext_noop("{code}: dit cijfer kennen we niet: {written}. Kies uit: {known}.")
NO_YEAR = gettext_noop("{code}: {written} is geen jaar, zoals 2024.")
TWICE = gettext_noop("{code}, {indicator}, {year}: dit staat er twee keer in.")
NOT_STABLE = gettext_noop("{code}: in {column} staat True of False, en niet {written}.")


def is_panel(header: tuple[str, ...]) -> bool:
    """Whether a table with these columns is a panel of areas."""
    return CODE in header and any(one in BY_PANEL or CRIMES.fullmatch(one) for one in header)


def is_own(header: tuple[str, ...]) -> bool:
    """Whether a table with these columns has a figure on each line."""
    return all(one in header for one in OWN)


def read_panel(file: File, asked: Asked) -> Brought:
    """Read a table with an area on each line. Raises Refused."""
    header = file.header()
    code, name, named = _named(header, asked.columns)
    years = {one: int(found[1]) for one in header if (found := CRIMES.fullmatch(one))}
    year = needed(asked)
    known = {one: BY_PANEL[one] for one in header if one in BY_PANEL} | named
    wanted = [code, name, *known, *years, *(one for one in (STABLE,) if one in header)]
    rows = codes(file.table(wanted), code)
    columns = known | dict.fromkeys(years, OFFENCES)
    found = figures(rows, columns, dict.fromkeys(known, year) | years, comma=False)
    plausible(found)
    away = refused(header)
    ignored = tuple(one for one in header if one not in {*wanted, *TOWN, *away})
    title = asked.title or file.name.split(".")[0][:120] or "tabel"
    passport = Passport(
        Form.PANEL, asked.publisher or "CBS en Politie", asked.table or title[:40], title, year,
        "eigen cijfers" if asked.publisher else "CC BY 4.0",
        asked.address, asked.fetched_on,
    )  # fmt: skip
    areas = areas_of(rows.rename({name: "name"} if name != "name" else {}), found)
    areas = pl.concat([areas, _towns(file, header, areas)])
    control = Control(rows.height, {}, ignored, away)
    later = max((int(hit[1]) for one in header if (hit := LATER.fullmatch(one))), default=year + 1)
    return Brought(passport, areas, found, control, _stable(rows), later)


def _named(
    header: tuple[str, ...], columns: Mapping[str, str]
) -> tuple[str, str, dict[str, Measure]]:
    """The columns of the code and of the name, and what somebody said of the others."""
    absent = [one for one in columns if one not in header]
    if absent:
        raise Refused(NOT_THERE, column=absent[0][:60])
    said = {what: column for column, what in columns.items()}
    code = said.pop("code", CODE)
    name = said.pop("name", "") or next((one for one in NAMES if one in header), "")
    if not name or code not in header:
        raise Refused(NO_NAME)
    unknown = [what for what in said if what not in STORED]
    if unknown:
        raise Refused(UNKNOWN, code="--map", written=unknown[0][:40], known=", ".join(STORED))
    away = refused(tuple(said.values()))
    if away:
        raise Refused(NEVER, column=away[0][:60])
    return code, name, {column: Measure(what) for what, column in said.items()}


def _towns(file: File, header: tuple[str, ...], areas: pl.DataFrame) -> pl.DataFrame:
    """The municipalities that a table of smaller areas names beside them."""
    if not all(one in header for one in TOWN):
        return pl.DataFrame(schema=AREAS)
    code, name = TOWN
    named = file.table(TOWN).unique(maintain_order=True)
    named = named.filter((pl.col(name) != "") & ~pl.col(code).is_in(areas["code"].to_list()))
    if not named.height:
        return pl.DataFrame(schema=AREAS)
    return with_places(codes(named, code).rename({name: "name"}))


def _stable(rows: pl.DataFrame) -> pl.DataFrame | None:
    if STABLE not in rows.columns:
        return None
    wrong = rows.filter(~pl.col(STABLE).is_in(["True", "False"]))
    if wrong.height:
        row = wrong.row(0, named=True)
        raise Refused(
            NOT_STABLE, code=row["code"], column=STABLE, written=row[STABLE][:40] or "niets"
        )
    return rows.select("code", (pl.col(STABLE) == "True").alias("holds"))


def read_own(file: File, asked: Asked) -> Brought:
    """Read a table with one figure on each line: code, year, indicator, value.

    Raises Refused. Its areas have to be there already.
    """
    header = file.header()
    rows = file.table(OWN).with_columns(pl.all().str.strip_chars())
    _check_own(rows)
    parts = []
    for (indicator, year), some in rows.group_by(["indicator", "year"], maintain_order=True):
        read = some.select(
            "code",
            pl.col("value").alias("text"),
            pl.col("value").is_in(["", "."]).alias("absent"),
            pl.when(pl.col("value").str.contains(r"^\d+(\.\d+)?$"))
            .then(pl.col("value").cast(pl.Float64, strict=False))
            .alias("value"),
        )
        check(read, str(indicator), STORED[str(indicator)], comma=False)
        parts.append(with_states(read, STORED[str(indicator)], int(str(year))))
    title = asked.title or file.name.split(".")[0][:120] or "tabel"
    passport = Passport(
        Form.OWN, "de gemeente", asked.table or title[:40], title, needed(asked), "eigen cijfers",
        asked.address, asked.fetched_on,
    )  # fmt: skip
    away = refused(header)
    ignored = tuple(one for one in header if one not in {*OWN, *away})
    control = Control(rows.height, {}, ignored, away)
    return Brought(passport, pl.DataFrame(schema=AREAS), pl.concat(parts), control)


def _check_own(rows: pl.DataFrame) -> None:
    if not rows.height:
        raise Refused(NO_FIGURES)
    codes(rows.unique("code"), "code")
    wrong = rows.filter(~pl.col("indicator").is_in(list(STORED)))
    if wrong.height:
        row = wrong.row(0, named=True)
        known = ", ".join(one for one in INDICATORS if one in STORED)
        raise Refused(UNKNOWN, code=row["code"], written=row["indicator"][:40], known=known)
    wrong = rows.filter(~pl.col("year").str.contains(r"^(199\d|20\d\d)$"))
    if wrong.height:
        row = wrong.row(0, named=True)
        raise Refused(NO_YEAR, code=row["code"], written=row["year"][:40] or "niets")
    twice = rows.filter(rows.select("code", "indicator", "year").is_duplicated())
    if twice.height:
        row = twice.row(0, named=True)
        raise Refused(TWICE, code=row["code"], indicator=row["indicator"], year=row["year"])
