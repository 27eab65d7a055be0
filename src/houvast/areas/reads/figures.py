"""Figures as frames: of one table, or of those that count."""

import io

import polars as pl
from django.db import connections

from houvast.areas.rules.brought import FIGURES

OF_ONE = """
copy (select area.code, indicator_id, figure.year, value, state, provisional
      from areas_observation figure join areas_area area on area.id = figure.area_id
      where figure.source_id = {source}) to stdout (format csv)
"""
COUNTED = """
copy (select distinct on (area.code, figure.indicator_id, figure.year)
             area.code, area.level, area.municipality, figure.indicator_id, figure.year,
             figure.value
      from areas_observation figure
      join areas_area area on area.id = figure.area_id
      join areas_source source on source.id = figure.source_id
      where source.year = {year} and area.year = {year}
      order by area.code, figure.indicator_id, figure.year, source.current_since desc)
to stdout (format csv)
"""


def figures_of(source: int) -> pl.DataFrame:
    """The figures of one table, as `figures` of `rules/brought.py`; asked as the owner."""
    kinds = {**FIGURES, "provisional": pl.String}
    found = _asked(OF_ONE.format(source=int(source)), kinds, "owner")
    return found.with_columns(pl.col("provisional") == "t")


def counted(year: int, using: str = "default") -> pl.DataFrame:
    """Of each area, indicator and year the figure that counts, in the boundaries of a year.

    code, level, municipality, indicator, year, value.
    """
    kinds = {
        "code": pl.String, "level": pl.String, "municipality": pl.String,
        "indicator": pl.Int16, "year": pl.Int16, "value": pl.Float64,
    }  # fmt: skip
    return _asked(COUNTED.format(year=int(year)), kinds, using)


def _asked(statement: str, kinds: dict[str, type[pl.DataType]], using: str) -> pl.DataFrame:
    with connections[using].cursor() as cursor, cursor.copy(statement) as copy:
        content = b"".join(copy)
    if not content:
        return pl.DataFrame(schema=kinds)
    return pl.read_csv(io.BytesIO(content), has_header=False, schema=kinds)
