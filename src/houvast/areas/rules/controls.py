"""Whether parts add up to the whole: neighbourhoods to their municipality, within two per cent."""

from dataclasses import dataclass

import polars as pl

from houvast.areas.rules.indicators import INDICATORS, STORED, Unit
from houvast.areas.rules.panels import Level

FAR = 0.02
"""CBS and the police round, and do not place everything in a neighbourhood."""
SUMMED = [
    one.number
    for one in INDICATORS.values()
    if one.number and one.unit in (Unit.EVENTS, Unit.PERSONS)
]
NAMES = {number: id for id, number in STORED.items()}


@dataclass(frozen=True, slots=True)
class Apart:
    """Parts that do not add up to their municipality.

    `parts` are of `level`; both are counts.
    """

    municipality: str
    level: str
    indicator: str
    year: int
    parts: float
    whole: float


def apart(figures: pl.DataFrame) -> tuple[Apart, ...]:
    """Return where parts and whole are more than two per cent apart.

    `figures` has code, level, municipality, indicator, year and value. Where a part has no figure
    nothing is compared: what is absent is not 0.
    """
    counts = figures.filter(pl.col("indicator").is_in(SUMMED))
    key = ["municipality", "indicator", "year"]
    whole = counts.filter(pl.col("level") == Level.MUNICIPALITY.value)
    whole = whole.select(*key, pl.col("value").alias("whole")).drop_nulls("whole")
    found: list[Apart] = []
    for level in (Level.DISTRICT.value, Level.NEIGHBOURHOOD.value):
        parts = (
            counts.filter(pl.col("level") == level)
            .group_by(key)
            .agg(pl.col("value").sum().alias("parts"), pl.col("value").null_count().alias("absent"))
        )
        far = (pl.col("parts") - pl.col("whole")).abs() > FAR * pl.col("whole")
        both = parts.filter(pl.col("absent") == 0).join(whole, on=key).filter(far).sort(key)
        found += [
            Apart(town, level, NAMES[number], year, parts, all_of_it)
            for town, number, year, parts, all_of_it in both.select(*key, "parts", "whole").rows()
        ]
    return tuple(found)
