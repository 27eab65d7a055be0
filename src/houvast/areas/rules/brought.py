"""What a table brings, in one shape whatever its form: areas, figures, and what became of its rows.

Frames are of polars. `areas`: code, level, name, municipality, parent (texts), people, density
(addresses per km2), water (boolean); null where not given. `figures`: code, indicator (number of
`indicators.py`), year, value, state, provisional; a value is null where the state is not OK.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from houvast.areas.rules.panels import CODES, Level
from houvast.areas.rules.passports import Passport

COUNTRY = "land"
LONGEST_NAME = 120
AREAS = {
    "code": pl.String, "level": pl.String, "name": pl.String, "municipality": pl.String,
    "parent": pl.String, "people": pl.Int64, "density": pl.Float64, "water": pl.Boolean,
}  # fmt: skip
FIGURES = {
    "code": pl.String, "indicator": pl.Int16, "year": pl.Int16, "value": pl.Float64,
    "state": pl.Int8, "provisional": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """What became of the rows of a file.

    `left_out` counts rows by reason; `ignored` and `refused` are columns, the latter by their name
    (rule A-12); `mended` counts shapes of which a ring crossed itself by rounding.
    """

    read: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    mended: int = 0

    @property
    def kept(self) -> int:
        """Rows that were kept."""
        return self.read - sum(self.left_out.values())


@dataclass(frozen=True, slots=True)
class Brought:
    """Areas and figures of one table."""

    passport: Passport
    areas: pl.DataFrame
    figures: pl.DataFrame
    control: Control
    stable: pl.DataFrame | None = None
    """code, holds: whether an area means the same in `later_year`, where the table says so."""
    later_year: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Shapes of areas, in metres of the Dutch grid.

    `areas` as in `Brought`; `official` is false for what was drawn from a picture (rule A-17).
    """

    passport: Passport
    areas: pl.DataFrame
    polygons: np.ndarray
    official: bool
    control: Control


def level_of(code: str) -> str:
    """Return the level that a code is of, or nothing for no code of an area."""
    if code.startswith("NL"):
        return COUNTRY
    return next((one.value for one, shape in CODES.items() if shape.fullmatch(code)), "")


PLACED = (
    (Level.NEIGHBOURHOOD.value, "BU", 10),
    (Level.DISTRICT.value, "WK", 8),
    (Level.MUNICIPALITY.value, "GM", 6),
)


def with_places(areas: pl.DataFrame) -> pl.DataFrame:
    """Return areas with the level, the municipality and the parent that their code says.

    Needs `code` and `name`; what else is missing becomes null. One without a name is called by its
    code.
    """
    code = pl.col("code")
    level = pl.when(code.str.starts_with("NL")).then(pl.lit(COUNTRY))
    for name, start, long in PLACED:
        shaped = code.str.contains(f"^{start}[0-9]{{4}}[0-9A-Z]{{{long - 6}}}$")
        level = level.when(shaped).then(pl.lit(name))
    town = pl.when(~code.str.starts_with("NL")).then("GM" + code.str.slice(2, 4))
    parent = (
        pl.when(code.str.starts_with("BU"))
        .then("WK" + code.str.slice(2, 6))
        .when(code.str.starts_with("WK"))
        .then("GM" + code.str.slice(2, 4))
    )
    name = pl.col("name").fill_null("").str.strip_chars()
    known = areas.with_columns(
        pl.when(name == "").then(code).otherwise(name.str.slice(0, LONGEST_NAME)).alias("name"),
        level.otherwise(pl.lit("")).alias("level"),
        town.alias("municipality"),
        parent.alias("parent"),
    )
    more = [
        pl.lit(None).cast(kind).alias(one)
        for one, kind in AREAS.items()
        if one not in known.columns
    ]
    return known.with_columns(*more).select([pl.col(one).cast(kind) for one, kind in AREAS.items()])
