"""Where people live: by inhabitants, addresses and water only, and never by the outcome.

As a filter, many offences would call the middle of a large city uninhabited, and turn a sentence.
The bounds are ours.
"""

from enum import StrEnum

import polars as pl

FEWEST = 100
OPEN_DENSITY, OPEN_PEOPLE = 10.0, 500
"""Under so many addresses per km2, with fewer people than that, it is open country."""


class WhyNot(StrEnum):
    """Why nobody is said to live somewhere."""

    UNKNOWN = "people_unknown"
    FEW = "few_people"
    WATER = "water"
    OPEN = "open_country"


def with_residential(areas: pl.DataFrame) -> pl.DataFrame:
    """Return areas (`people`, `density`, `water`) with `why_not`: empty where people live."""
    people = pl.col("people")
    open_country = (pl.col("density") < OPEN_DENSITY) & (people < OPEN_PEOPLE)
    why = (
        pl.when(pl.col("water").fill_null(False))
        .then(pl.lit(WhyNot.WATER.value))
        .when(people.is_null())
        .then(pl.lit(WhyNot.UNKNOWN.value))
        .when(people < FEWEST)
        .then(pl.lit(WhyNot.FEW.value))
        .when(open_country.fill_null(False))
        .then(pl.lit(WhyNot.OPEN.value))
        .otherwise(pl.lit(""))
    )
    return areas.with_columns(why.alias("why_not"))
