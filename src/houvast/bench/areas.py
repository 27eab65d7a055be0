"""How long figures of areas take: read ten years of tables, keep seven million, count."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl
import shapely
from django.db import connections, transaction

from houvast.areas.actions import rows
from houvast.areas.models import Source
from houvast.areas.rules.brought import Brought
from houvast.areas.rules.concentration import concentrations, log_rates
from houvast.areas.rules.counts import Floats
from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.measures import MEASURES, OFFENCES
from houvast.areas.rules.passports import Asked
from houvast.areas.rules.reading import read
from houvast.areas.rules.relations import Areas, specifications
from houvast.areas.rules.shapes import Shapes, neighbours
from houvast.bench.area_peers import compared

AREAS, COLUMNS, YEARS = 13_400, 100, range(2015, 2025)
POLICE_ROWS = 3_000_000
STORE = 7_000_000
OWNER = "owner"
GOALS = {"parse_seconds": 3.0, "store_seconds": 20.0, "analysis_seconds": 3.0}
SIDE, TOWNS = 53, 335
"""Of a square country: about as many districts and municipalities as there are."""


def codes() -> list[str]:
    """So many neighbourhoods that exist nowhere."""
    return [f"BU99{at // 100:02}{at % 100:04}" for at in range(AREAS // 2)] + [
        f"BU98{at // 100:02}{at % 100:04}" for at in range(AREAS - AREAS // 2)
    ]


def make_tables(folder: Path) -> None:
    """Write ten yearly sheets and one table of the police, as csv."""
    chance = np.random.default_rng(1)
    names = codes()
    known = [one.sheet[0] for one in MEASURES if one.sheet]
    more = [f"x_{at}" for at in range(COLUMNS - len(known) - 3)]
    for year in YEARS:
        people = chance.integers(100, 3000, AREAS)
        table: dict[str, Any] = {"gwb_code_10": names, "regio": names, "recs": ["Buurt"] * AREAS}
        for one in (*known, *more):
            table[one] = chance.integers(1, 6, AREAS)
        table["a_inw"] = people
        pl.DataFrame(table).write_csv(folder / f"kwb-{year}.csv", separator=";")
    periods = [f"{year}MM{month:02}" for year in YEARS for month in range(1, 13)]
    sorts = [one for one in OFFENCES if one != "0.0.0"]
    places = names[: POLICE_ROWS // (len(periods) * len(sorts))]
    grid = pl.DataFrame({"WijkenEnBuurten": places}).join(
        pl.DataFrame({"Perioden": periods}), how="cross"
    )
    grid = grid.join(pl.DataFrame({"SoortMisdrijf": [f"{one} " for one in sorts]}), how="cross")
    counted = pl.Series("GeregistreerdeMisdrijven_1", chance.integers(0, 9, grid.height))
    grid.with_columns(counted).write_csv(folder / "politie.csv", separator=";")


def parsed(folder: Path) -> dict[str, Any]:
    """Read all of it, each file from the disk. A first small file is read before, to warm up."""
    files = [*sorted(folder.glob("kwb-*.csv")), folder / "politie.csv"]
    read([("kwb-2015.csv", b"\n".join(files[0].read_bytes().split(b"\n")[:50]))], Asked())
    begin = perf_counter()
    figures = 0
    for path in files:
        asked = Asked(year=2024) if path.name == "politie.csv" else Asked()
        found = read([(path.name, path.read_bytes())], asked)
        figures += found.figures.height if isinstance(found, Brought) else 0
    return {
        "parse_seconds": round(perf_counter() - begin, 2),
        "parse_files": len(files),
        "parse_mb": round(sum(one.stat().st_size for one in files) / 1e6),
        "parsed_figures": figures,
    }


def stored(say: Callable[[str], None]) -> dict[str, Any]:
    """Keep seven million figures of one table; made before, and taken back afterwards."""
    say("  a table of seven million …")
    source = _source()
    areas = pl.DataFrame({"code": codes()}).with_columns(
        pl.lit("buurt").alias("level"),
        pl.col("code").alias("name"),
        pl.lit("GM9900").alias("municipality"),
        pl.lit("").alias("parent"),
        pl.lit(1000, pl.Int64).alias("people"),
        pl.lit(None, pl.Float64).alias("density"),
        pl.lit(None, pl.Boolean).alias("water"),
    )
    with transaction.atomic(using=OWNER):
        source.save(using=OWNER, force_insert=True)
        rows.write_areas(source, areas)
        frame = _many(rows.known_areas(source.year))
        begin = perf_counter()
        rows.write_figures(source.pk, frame)
        seconds = perf_counter() - begin
        transaction.set_rollback(True, using=OWNER)
    return {"store_seconds": round(seconds, 2), "stored": frame.height}


def analysed(peers: bool = False) -> dict[str, Any]:
    """Count four ways, and look for concentrations, as a whole country of districts asks.

    The runs without each municipality come on top: some three hundred times the four ways.
    With `peers` the same is counted by other libraries, where they are.
    """
    country, counts, people = _country()
    cells = [shapely.box(x, y, x + 1, y + 1) for y in range(SIDE) for x in range(SIDE)]
    shapes = Shapes(country.names, np.array(cells), True)
    specifications(country.rows(np.arange(len(country)) < 3 * TOWNS))  # warm
    begin = perf_counter()
    ways = specifications(country)
    four = perf_counter() - begin
    values = log_rates(counts, people)
    links = neighbours(shapes)
    found = concentrations(values, links, 1)
    seconds = perf_counter() - begin
    return {
        "four_ways_seconds": round(four, 3),
        "analysis_seconds": round(seconds, 2),
        "analysis_areas": len(country),
        "analysis_draws": found.draws,
        "analysis_converged": all(one.converged for one in ways),
        **(compared(country, values, links, found, seconds) if peers else {}),
    }


def _country() -> tuple[Areas, Floats, Floats]:
    chance = np.random.default_rng(3)
    n = SIDE * SIDE
    share, income = chance.normal(34, 6, n), chance.normal(40, 6, n)
    people = chance.uniform(600, 15_000, n)
    mean = people * np.exp(-3 + 0.03 * (share - 34))
    counts = chance.negative_binomial(3, 3 / (3 + mean)).astype(float)
    country = Areas(
        tuple(f"WK{at:06}" for at in range(n)), counts, people,
        {"not_working_share": share, "lowest40_person_share": income},
        {"young_15_24_share": chance.normal(12, 3, n), "aged_65_share": chance.normal(21, 5, n)},
        chance.integers(1, 6, n), np.arange(n) % TOWNS,
        tuple(f"GM{at:04}" for at in range(TOWNS)), frozenset({"lowest40_person_share"}),
        ("highest20_person_share", 60 - income + chance.normal(0, 4, n)),
    )  # fmt: skip
    return country, counts, people


def _source() -> Source:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select houvast_now()")
        (now,) = cursor.fetchone()
    return Source(
        form="own_table", publisher="bench", table_id="bench", title="bench", year=2024,
        licence="geen", checksum="0" * 64, reader="1", rows_read=1, rows_kept=1, figures=0,
        control={}, imported_at=now, current_since=now,
    )  # fmt: skip


def _many(known: pl.DataFrame) -> pl.DataFrame:
    numbers = pl.DataFrame({"indicator": pl.Series(list(STORED.values()), dtype=pl.Int16)})
    years = -(-STORE // (known.height * len(STORED)))
    of = pl.DataFrame({"year": pl.Series(range(2000, 2000 + years), dtype=pl.Int16)})
    every = known.join(numbers, how="cross").join(of, how="cross").head(STORE)
    value = pl.Series(
        "value", np.random.default_rng(2).integers(0, 900, every.height).astype(float)
    )
    return every.with_columns(
        value,
        pl.lit(State.OK.value, pl.Int8).alias("state"),
        pl.lit(False).alias("provisional"),
    )


def within(figures: dict[str, Any]) -> Iterator[str]:
    """The goals that were not reached."""
    for name, most in GOALS.items():
        if figures[name] > most:
            yield name
