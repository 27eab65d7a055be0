"""More of what must come out of the real figures (A2): what the verdict hangs on, and placebos."""

import gzip
import json
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy.special import ndtr

from houvast.areas.rules.choosing import chosen
from houvast.areas.rules.comparing_periods import (
    Before,
    Closed,
    closed,
    difference,
    events,
    placebos,
)
from houvast.areas.rules.concentration import concentrations, log_rates
from houvast.areas.rules.counts import negative_binomial
from houvast.areas.rules.relations import Way, specifications, table_of, urbanity_columns
from houvast.areas.rules.shapes import Shapes, neighbours, polygons_of
from tests.areas.made import WIJKEN
from tests.areas.test_real import BOTH, _municipalities, _panel
from tests.reference.real import FOLDER, NAME


def within(areas):
    [found] = [one for one in specifications(areas) if one.way is Way.WITHIN]
    return found.terms["not_working_share"]


def test_what_the_verdict_on_work_hangs_on_comes_out(record_property):  # G6a
    if not WIJKEN.exists():
        record_property(NAME, f"districts NOT READ, because they are not in {FOLDER}")
        return
    areas = chosen(_panel(), BOTH).areas
    usual = areas.counts / areas.people <= 0.5
    assert (~usual).sum() == 4
    without = within(areas.rows(usual))
    assert (without.value, without.error) == pytest.approx((0.1985, 0.0676), abs=1e-3)
    assert without.low > 0
    amsterdam = areas.group_names.index("Amsterdam")
    elsewhere = within(areas.rows(areas.groups != amsterdam))
    assert (elsewhere.value, elsewhere.error) == pytest.approx((0.3185, 0.1231), abs=1e-3)
    assert elsewhere.low > 0
    only = {"not_working_share": areas.determinants["not_working_share"]}
    assert within(replace(areas, determinants=only)).value == pytest.approx(-0.168, abs=1e-3)


def test_why_rates_of_small_neighbourhoods_are_no_list(record_property):  # G11, G12, A-01
    path = FOLDER / "areas" / "buurt_panel_2024.csv.gz"
    if not path.exists():
        record_property(NAME, f"neighbourhoods NOT READ, because they are not in {FOLDER}")
        return
    columns = ["kwb2024_inwoners", "crimes_2024"]
    read = pl.read_csv(gzip.decompress(path.read_bytes()), columns=columns, null_values=["", "."])
    read = read.drop_nulls("crimes_2024").filter(pl.col("kwb2024_inwoners") > 0)
    people, counts = (read[one].to_numpy().astype(float) for one in columns)
    assert (len(people), counts.sum()) == (14_019, 785_059)
    assert 100 * (people < 500).mean() == pytest.approx(40.2, abs=0.05)
    assert 100 * (counts < 10).mean() == pytest.approx(27.9, abs=0.05)
    first = people[np.argsort(-counts / people, kind="stable")[:100]]
    assert (np.median(first), first.max()) == (5, 70)


def test_placebos_say_how_small_an_effect_could_be_seen(record_property):  # G16
    path = FOLDER / "areas" / "gemeente_panel_2021.csv"
    if not path.exists():
        record_property(NAME, f"municipalities NOT READ, because they are not in {FOLDER}")
        return
    given, every = _municipalities(path)
    outside = given.among(~every, np.zeros(len(every), dtype=bool))
    largest = np.zeros(len(outside.people), dtype=bool)
    largest[np.argsort(-outside.people)[:60]] = True
    drawn = replace(outside, treated=np.arange(len(outside.people)) < 15)
    found = placebos(drawn, largest, np.random.default_rng(1), 200)
    assert found.std(ddof=1) == pytest.approx(0.0218, abs=0.003)


def test_the_constant_of_the_model_comes_out_around_its_own_middles(record_property):  # G4
    """Ours are around the middle of each column; the constant is moved to those that were given."""
    if not WIJKEN.exists():
        record_property(NAME, f"districts NOT READ, because they are not in {FOLDER}")
        return
    areas = chosen(_panel(), BOTH).areas
    columns = {**areas.determinants, **areas.controls, **urbanity_columns(areas.urbanity)}
    fit = negative_binomial(table_of(areas, columns))
    around = {"not_working_share": 34.0, "lowest40_person_share": 39.3}
    around |= {"young_15_24_share": 12.0, "aged_65_share": 21.0}
    moved = sum(
        fit.term(name).value * (around.get(name, 0.0) - column.mean()) / 10
        for name, column in columns.items()
    )
    assert fit.term("constant").value + moved == pytest.approx(-2.65004, abs=1e-4)


def test_how_alike_neighbours_are_without_islands_comes_out(record_property):  # G9
    path = FOLDER / "areas" / "wijk_panel_2022.geojson.gz"
    if not path.exists():
        record_property(NAME, f"shapes NOT READ, because they are not in {FOLDER}")
        return
    features = json.loads(gzip.decompress(path.read_bytes()))
    codes, polygons = polygons_of(features, "code", in_metres=False)
    panel = _panel()
    by_code = dict(zip(panel.codes, zip(panel.people, panel.outcome, strict=True), strict=True))
    known = np.array([by_code[one][0] >= 500 and by_code[one][1] >= 0 for one in codes])
    shapes = Shapes(tuple(np.array(codes)[known]), polygons[known], True)
    links = neighbours(shapes)
    people, counts = np.array([by_code[one] for one in shapes.codes]).T
    ours = concentrations(log_rates(counts, people), links, seed=1).overall
    with_neighbours = (links.degrees > 0).sum()  # the sum of weights where each row is one
    assert (links.n, with_neighbours) == (2769, 2748)
    assert ours == pytest.approx(0.3436, abs=1e-3)
    assert ours * links.n / with_neighbours == pytest.approx(0.3462, abs=1e-3)


def test_how_sure_a_plain_before_and_after_would_be_of_itself(record_property):  # G14, G15, A-07
    """Both would be called clear; and the gate stays closed for what was apart before."""
    path = FOLDER / "areas" / "gemeente_panel_2021.csv"
    if not path.exists():
        record_property(NAME, f"municipalities NOT READ, because they are not in {FOLDER}")
        return
    given, later = _municipalities(path)
    for series in (given, given.among(given.treated | ~later, given.treated)):
        effect = difference(series).term("effect")
        assert 2 * ndtr(-abs(effect.value / effect.error)) < 1e-7
        found, together = events(series)
        before = found[0]
        assert before.period == 2021
        if series is given:
            assert 2 * ndtr(-abs(before.value / before.error)) == pytest.approx(0.001, abs=5e-4)
        by = Before(
            int(series.treated.sum()), date(2020, 1, 1), date(2026, 1, 1), found, together,
            series.start, 200, 2.8 * 0.0218,
        )  # fmt: skip
        assert {Closed.APART_BEFORE, Closed.FEW_PERIODS_BEFORE} <= set(closed(by))
