"""What is usual among likes is wider than chance, and only what lies outside it stands out."""

import gzip
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from houvast.areas.rules.among import FEWEST, Among, Place, among
from houvast.areas.rules.counts import Table, negative_binomial
from houvast.areas.rules.smoothing import funnel
from houvast.web.area_rows import usual_of
from tests.areas.made import FOLDER
from tests.reference.real import NAME

N, ALPHA = 200, 0.2
CHANCE = np.random.default_rng(8)
PEOPLE = CHANCE.uniform(1500, 2900, N)
COUNTS = CHANCE.negative_binomial(1 / ALPHA, 1 / (1 + ALPHA * PEOPLE * 0.05)).astype(float)
URBAN = np.ones(N, dtype=int)
TOWNS = [f"GM{at % 20:04}" for at in range(N)]


def place_of(count, living=2000.0, **other):
    given = {"counts": COUNTS.copy(), "people": PEOPLE.copy(), "urbanity": URBAN.copy()} | other
    given["counts"][0], given["people"][0] = count, living
    return among(0, given["counts"], given["people"], given["urbanity"], TOWNS)


def test_what_is_usual_is_wider_than_chance_and_what_is_not_stands_out():
    usual = place_of(100.0)
    assert usual.place is Place.WITHIN and usual.low < usual.usual < usual.high
    assert usual.high - usual.low > 2 * 3.92 * np.sqrt(100) / 2000 * 1000 * 0.9
    assert place_of(240.0).place is Place.OUTSIDE and place_of(900.0).place is Place.FAR
    assert place_of(0.0).place is Place.FAR


def test_few_of_the_likes_themselves_stand_out():
    found = [among(at, COUNTS, PEOPLE, URBAN, TOWNS).place for at in range(N)]
    assert found.count(Place.WITHIN) >= 0.9 * N and found.count(Place.FAR) <= 0.02 * N


@pytest.mark.parametrize(
    "other",
    [
        {"people": np.where(np.arange(N) < FEWEST, PEOPLE, 90_000.0)},
        {"urbanity": np.where(np.arange(N) < FEWEST, 1, 2)},
        {"urbanity": np.zeros(N, dtype=int)},
    ],
)
def test_among_too_few_likes_nothing_is_said(other):
    assert place_of(100.0, **other) is None


def test_without_a_figure_or_people_or_spread_nothing_is_said():
    assert place_of(np.nan) is None and place_of(1.0, living=np.nan) is None
    assert place_of(100.0, counts=np.round(PEOPLE * 0.05)) is None


def test_it_is_said_in_words():
    page = SimpleNamespace(among=Among(Place.OUTSIDE, 1412, 50.0, 20.4, 95.6))
    assert usual_of(page) == (
        "Dit ligt buiten wat bij vergelijkbare gebieden gewoon is: 20 tot 96 van de 1.000, bij"
        " 1.412 gebieden. Even stedelijk, en half tot twee keer zo veel inwoners."
    )
    assert usual_of(SimpleNamespace(among=None)) == ""


def test_limits_of_the_real_neighbourhoods(record_property):  # G13
    path = FOLDER / "areas" / "buurt_panel_2024.csv.gz"
    if not path.exists():
        record_property(NAME, f"neighbourhoods NOT READ, because they are not in {FOLDER}")
        return
    with gzip.open(path) as file:
        read = pl.read_csv(file.read(), infer_schema_length=None, null_values=["", "."])
    read = read.filter((pl.col("kwb2024_inwoners") > 0) & pl.col("crimes_2024").is_not_null())
    counts = read["crimes_2024"].to_numpy().astype(float)
    people = read["kwb2024_inwoners"].to_numpy().astype(float)
    assert (len(counts), counts.sum()) == (14_019, 785_059)
    chance = funnel(counts, counts.sum() / people.sum() * people, 0.0)
    assert 100 * chance.far_outside.mean() == pytest.approx(53.53, abs=0.2)
    enough = people >= 500
    ones = np.ones((int(enough.sum()), 1))
    table = Table(counts[enough], people[enough], ones, ("constant",), np.arange(enough.sum()))
    fit = negative_binomial(table)
    likes = funnel(table.counts, fit.mean, fit.alpha)
    assert 1.3 <= 100 * likes.far_outside.mean() <= 2.0
