"""More of what must come out of the real figures (A2): what the verdict hangs on, and placebos."""

import gzip
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from houvast.areas.rules.choosing import chosen
from houvast.areas.rules.comparing_periods import placebos
from houvast.areas.rules.relations import Way, specifications
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
