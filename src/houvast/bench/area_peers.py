"""The same counting by statsmodels and esda, where `make bench-areas` put them beside Houvast.

Equal draws, the same tables, and both sides warm: imported and called once before the clock runs.
"""

import warnings
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import Any

import numpy as np

from houvast.areas.rules.concentration import Concentration
from houvast.areas.rules.counts import Floats, Table, negative_binomial, poisson_within
from houvast.areas.rules.relations import Areas, table_of, urbanity_columns
from houvast.areas.rules.shapes import Links

PEERS = ("statsmodels", "esda", "libpysal")
ABSENT = "not compared: statsmodels, esda and libpysal are not here (make bench-areas brings them)"
WARM = 99


def compared(
    areas: Areas, values: Floats, links: Links, found: Concentration, ours: float
) -> dict[str, Any]:
    """How long the same takes there, and how many times `ours` (seconds) that is.

    Also the largest difference of a coefficient where theirs come to rest, and of a local I.
    """
    if any(find_spec(one) is None for one in PEERS):
        return {"peers": ABSENT}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _fitted(next(_tables(areas.rows(np.arange(len(areas)) < len(areas) // 4)))[0], False)
        _local(values, links, WARM)
        tables = list(_tables(areas))
        begin = perf_counter()
        fits = [_fitted(table, within) for table, within in tables]
        models = perf_counter() - begin
        local = _local(values, links, found.draws)
        seconds = perf_counter() - begin
    own = [
        (poisson_within(table, areas.groups) if within else negative_binomial(table))
        for table, within in tables
    ]
    return {
        "peers": "statsmodels and esda, warm, equal draws",
        "peers_models_seconds": round(models, 2),
        "peers_seconds": round(seconds, 2),
        "peers_draws": found.draws,
        "times_faster": round(seconds / ours, 1),
        "largest_difference": max(
            float(np.abs(np.array([one.value for one in fit.terms]) - theirs).max())
            for fit, theirs in zip(own, fits, strict=True)
        ),
        "largest_difference_of_i": float(np.abs(local - found.local).max()),
    }


def _tables(areas: Areas) -> Iterator[tuple[Table, bool]]:
    """What the four ways are fitted on, and whether it is within municipalities."""
    controls = {**areas.controls, **urbanity_columns(areas.urbanity)}
    for name, one in areas.determinants.items():
        yield table_of(areas, {name: one}), False
    yield table_of(areas, {**areas.determinants, **controls}), False
    yield table_of(areas, {**areas.determinants, **controls}, constant=False), True
    if areas.other_income:
        others = {name: one for name, one in areas.determinants.items() if name not in areas.income}
        yield table_of(areas, {**others, **dict([areas.other_income]), **controls}), False


def _fitted(table: Table, within: bool) -> Floats:
    """The coefficients of statsmodels, with errors by municipality as ours."""
    models = import_module("statsmodels.api")
    discrete = import_module("statsmodels.discrete.discrete_model")
    by_town = {"cov_type": "cluster", "cov_kwds": {"groups": table.groups}}
    offset = np.log(table.exposure)
    if within:
        towns = (table.groups[:, None] == np.unique(table.groups)).astype(float)
        family = models.families.Poisson()
        model = models.GLM(table.counts, np.column_stack([table.x, towns]), family, offset=offset)
        params = model.fit(**by_town).params
    else:
        model = discrete.NegativeBinomial(table.counts, table.x, offset=offset)
        params = model.fit(disp=0, maxiter=200, **by_town).params
    return np.asarray(params)[: table.x.shape[1]]


def _local(values: Floats, links: Links, draws: int) -> Floats:
    """Local I of esda, on the scale of ours, with its draws."""
    weights, esda = import_module("libpysal.weights"), import_module("esda")
    beside: dict[int, list[int]] = {at: [] for at in range(links.n)}
    for one, other in zip(links.one.tolist(), links.other.tolist(), strict=True):
        beside[one].append(other)
    graph = weights.W(beside, silence_warnings=True)
    graph.transform = "r"
    found = esda.Moran_Local(values, graph, permutations=draws, n_jobs=1, seed=1)
    return np.asarray(found.Is) * len(values) / (len(values) - 1)
