"""The real districts of 2022, when somebody put them beside the project.

The figures that must come out (A2).
"""

import csv
import gzip
import json

import numpy as np
import pytest

from houvast.areas.rules.analysis import Question, analyse
from houvast.areas.rules.choosing import chosen
from houvast.areas.rules.comparing_periods import Series, difference, events
from houvast.areas.rules.concentration import Kind, concentrations, log_rates
from houvast.areas.rules.counts import negative_binomial
from houvast.areas.rules.nearness import nearness
from houvast.areas.rules.panels import COLUMNS, Level, read
from houvast.areas.rules.relations import Verdict, table_of, urbanity_columns
from houvast.areas.rules.shapes import Shapes, neighbours, polygons_of
from tests.areas.made import WIJKEN, lines_of
from tests.reference.real import FOLDER, NAME

BOTH = ("not_working_share", "lowest40_person_share")
GOLD = {
    ("alone", "not_working_share"): (0.32307, 0.05565),
    ("alone", "lowest40_person_share"): (0.05905, 0.06153),
    ("adjusted", "not_working_share"): (0.30637, 0.06103),
    ("adjusted", "lowest40_person_share"): (-0.21728, 0.05454),
    ("within", "not_working_share"): (0.16489, 0.18086),
    ("within", "lowest40_person_share"): (-0.27382, 0.11056),
    ("other_income", "not_working_share"): (0.2493, 0.0483),
}
"""Coefficient and error by an independent library: G4, G5, G6, G6b."""


def test_the_relation_of_work_income_and_offences_comes_out(record_property):  # G1-G6
    if not WIJKEN.exists():
        record_property(NAME, f"districts NOT READ, because they are not in {FOLDER}")
        return
    found = analyse(Question("wijk", 2022, "offences_total", BOTH, 500), lines_of(WIJKEN))
    assert (found.study.n, found.study.groups) == (2686, 335)
    ways = {one.way.value: one for one in found.study.specifications}
    for (way, name), (value, error) in GOLD.items():
        assert ways[way].terms[name].value == pytest.approx(value, abs=1e-4)
        assert ways[way].terms[name].error == pytest.approx(error, rel=0.01)
    assert ways["adjusted"].dispersion == pytest.approx(128.97, abs=0.01)
    work, income = found.study.relations
    assert (
        work.verdict is Verdict.FEW_AREAS
        and "Amsterdam" in work.changed_by
        and work.without_highest
    )
    assert income.verdict is Verdict.DIFFERS
    assert all("niet eenduidig" in one.in_dutch() for one in found.sentences[:2])
    record_property(NAME, f"{found.study.n} districts compared, {found.study.runs} times")


def _panel():
    wanted = tuple(COLUMNS)
    return read(lines_of(WIJKEN), Level.DISTRICT, "crimes_2022", wanted)


def test_the_model_itself_comes_out(record_property):  # G1, G2, G4
    if not WIJKEN.exists():
        record_property(NAME, f"districts NOT READ, because they are not in {FOLDER}")
        return
    panel = _panel()
    assert (len(panel.codes), panel.people.sum(), np.nansum(panel.outcome), panel.stable.sum()) == (
        3340, 17_588_925, 769_211, 3103)  # fmt: skip
    areas = chosen(panel, BOTH).areas
    assert (areas.counts.sum(), areas.people.sum()) == (733_527, 16_760_100)
    fit = negative_binomial(
        table_of(
            areas, {**areas.determinants, **areas.controls, **urbanity_columns(areas.urbanity)}
        )
    )
    assert fit.alpha == pytest.approx(0.30452, abs=1e-4)
    assert fit.log_l == pytest.approx(-15_319.4386, abs=1e-3)
    for name, value, error in (
        ("young_15_24_share", 0.49199, 0.10670),
        ("aged_65_share", 0.11066, 0.03642),
    ):
        assert fit.term(name).value == pytest.approx(value, abs=1e-4)
        assert fit.term(name).error == pytest.approx(error, rel=0.01)


def test_where_offences_lie_together_comes_out(record_property):  # G8-G10
    path = FOLDER / "areas" / "wijk_panel_2022.geojson.gz"
    if not path.exists():
        record_property(NAME, f"shapes NOT READ, because they are not in {FOLDER}")
        return
    codes, polygons = polygons_of(
        json.loads(gzip.decompress(path.read_bytes())), "code", in_metres=False
    )
    panel = _panel()
    by_code = dict(zip(panel.codes, zip(panel.people, panel.outcome, strict=True), strict=True))
    known = np.array([by_code[one][0] >= 500 and by_code[one][1] >= 0 for one in codes])
    shapes = Shapes(tuple(np.array(codes)[known]), polygons[known], True)
    links = neighbours(shapes)
    assert (links.n, len(links.one), int((links.degrees == 0).sum())) == (2769, 13_812, 21)
    people, counts = np.array([by_code[one] for one in shapes.codes]).T
    found = concentrations(log_rates(counts, people), links, seed=1)
    assert found.overall == pytest.approx(0.3436, abs=1e-3)
    assert 450 <= (found.p < 0.05).sum() <= 470
    assert 22 <= found.named.sum() <= 42
    assert 18 <= sum(kind is Kind.HIGH for kind in found.kinds) <= 32


def test_neighbours_stay_somewhat_alike_after_counting(record_property):
    path = FOLDER / "areas" / "wijk_panel_2022.geojson.gz"
    if not path.exists():
        record_property(NAME, f"shapes NOT READ, because they are not in {FOLDER}")
        return
    features = json.loads(gzip.decompress(path.read_bytes()))
    codes, polygons = polygons_of(features, "code", in_metres=False)
    compared = chosen(_panel(), BOTH)
    found = nearness(compared.areas, compared.codes, Shapes(codes, polygons, True))
    assert found.n == 2686 and found.raw == pytest.approx(0.3664, abs=1e-3)
    assert found.left == pytest.approx(0.10, abs=0.005)


def test_a_plain_before_and_after_says_what_no_gate_lets_through(record_property):  # G14, G15
    path = FOLDER / "areas" / "gemeente_panel_2021.csv"
    if not path.exists():
        record_property(NAME, f"municipalities NOT READ, because they are not in {FOLDER}")
        return
    given, later = _municipalities(path)
    term = difference(given).term("effect")
    assert term.value == pytest.approx(0.09635, abs=1e-4) and term.error == pytest.approx(
        0.01763, rel=0.01
    )
    found, together = events(given)
    assert [one.value for one in found] == pytest.approx(
        [-0.06318, 0.05195, 0.07183, 0.07448], abs=1e-4
    )
    assert together < 0.10
    clean = given.among(given.treated | ~later, given.treated)
    assert difference(clean).term("effect").value == pytest.approx(0.11846, abs=1e-4)
    assert [one.value for one in events(clean)[0]] == pytest.approx(
        [-0.0828, 0.0600, 0.0840, 0.0918], abs=1e-4
    )


def _table_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _municipalities(path):
    years = tuple(range(2021, 2026))
    programme = _table_of(FOLDER / "programmes" / "gemeenten_pmg_47.csv")
    rows = [row for row in _table_of(path) if row["crimes_2021"]]
    codes = np.array([row["code"] for row in rows])
    first = [row["gm_code"] for row in programme if row["tranche"].startswith("1")]
    counts = np.array([[float(row[f"crimes_{year}"]) for year in years] for row in rows])
    people = np.array([float(row["Population"]) for row in rows])
    every = np.isin(codes, [row["gm_code"] for row in programme])
    return Series(counts, people, years, np.isin(codes, first), 2023), every
