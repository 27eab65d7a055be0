"""The real tables, when somebody put them beside the project: they come in, and add up."""

import csv

import numpy as np
import polars as pl
import pytest
from scipy.stats import spearmanr

from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.passports import Asked
from houvast.areas.rules.reading import read
from tests.reference.real import FOLDER, NAME

AREAS = FOLDER / "areas"
TABLES = {
    "wijk_panel_2022.csv.gz": (2022, 3340),
    "gemeente_panel_2021.csv": (2021, 352),
    "buurt_panel_2024.csv.gz": (2024, 14_574),
    "gemeente_2024_crime_2021_2025.csv": (2024, 342),
}
MAPS = {
    "wijk_panel_2022.geojson.gz": (2022, 3340, True),
    "gemeenten.geojson.gz": (2022, 345, True),
    "buurt_2024_approximate.geojson.gz": (2024, 14_496, False),
    "buurten_2019.topojson.gz": (2019, 13_594, True),
}


def brought(name, year):
    path = AREAS / name
    return read([(name, path.read_bytes())], Asked(year=year)) if path.exists() else None


def figures(found, indicator, year):
    rows = found.figures.filter(
        (pl.col("indicator") == STORED[indicator]) & (pl.col("year") == year)
    )
    return dict(rows.select("code", "value").rows())


@pytest.mark.parametrize("name", TABLES)
def test_each_table_comes_in_whole(name, record_property):
    year, rows = TABLES[name]
    found = brought(name, year)
    if found is None:
        record_property(NAME, f"{name} NOT READ, because it is not in {AREAS}")
        return
    assert found.control.read == found.control.kept == rows
    assert set(found.figures["state"].unique()) <= {State.OK.value, State.ABSENT.value}
    record_property(NAME, f"{name}: {found.figures.height} figures")


@pytest.mark.parametrize("name", MAPS)
def test_each_map_comes_in_whole(name, record_property):
    year, rows, official = MAPS[name]
    found = brought(name, year)
    if found is None:
        record_property(NAME, f"{name} NOT READ, because it is not in {AREAS}")
        return
    assert (found.control.read, found.official) == (rows, official)
    assert found.control.mended <= 25


def test_control_totals_of_the_police_come_out(record_property):  # G17
    found = brought("gemeente_2024_crime_2021_2025.csv", 2024)
    if found is None:
        record_property(NAME, f"municipalities NOT READ, because they are not in {AREAS}")
        return
    sums = [sum(figures(found, "offences_total", year).values()) for year in range(2021, 2026)]
    assert sums == [740_013, 796_769, 801_717, 801_336, 795_052]


G7 = {
    "low_income_household_share": (0.6399, 338),
    "social_minimum_share": (0.6107, 338),
    "bijstand_per_1000": (0.6000, 337),
    "working_share": (-0.4506, 338),
}


def test_how_municipalities_go_together_comes_out(record_property):  # G7
    """Rates per 1,000 as they are published: with one decimal."""
    found = brought("gemeente_panel_2021.csv", 2021)
    if found is None:
        record_property(NAME, f"municipalities NOT READ, because they are not in {AREAS}")
        return
    people, offences = (figures(found, one, 2021) for one in ("population", "offences_total"))
    for indicator, (wanted, n) in G7.items():
        other = figures(found, indicator, 2021)
        both = [one for one in offences if offences[one] is not None and other[one] is not None]
        rates = np.array([1000 * offences[one] / people[one] for one in both]).round(1)
        together = spearmanr([other[one] for one in both], rates)
        assert len(both) == n and together.statistic == pytest.approx(wanted, abs=5e-4)


def test_households_with_little_are_suspected_more_in_the_published_table(record_property):  # G18
    path = FOLDER / "references" / "reference_numbers.csv"
    if not path.exists():
        record_property(NAME, f"published figures NOT READ, because they are not in {FOLDER}")
        return
    with path.open(newline="", encoding="utf-8") as file:
        rows = [one for one in csv.DictReader(file) if one["year"] == "2008*"]
    low, middle, high = (float(one["value"]) for one in rows[:3])
    assert (low, middle, high) == (22, 12, 10) and low / high == pytest.approx(2.20)
