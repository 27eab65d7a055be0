"""Areas that exist nowhere, made from a seed; and the real ones, where somebody put them."""

import gzip

import numpy as np

from houvast.areas.rules.counts import Table
from houvast.areas.rules.relations import Areas
from tests.reference.real import FOLDER

WIJKEN = FOLDER / "areas" / "wijk_panel_2022.csv.gz"


def lines_of(path):
    """The lines of a packed table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return file.readlines()


def table(seed=1, n=600, alpha=0.3, slope=0.4, groups=60):
    """Counts of a negative binomial model whose constant is -3 and whose slope is given."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=n)
    exposure = chance.uniform(500, 9000, n)
    mean = exposure * np.exp(-3 + slope * x)
    counts = chance.negative_binomial(1 / alpha, 1 / (1 + alpha * mean)).astype(float)
    columns = np.column_stack([np.ones(n), x])
    return Table(counts, exposure, columns, ("constant", "x"), np.arange(n) % groups)


def areas(seed=1, n=400, groups=40, slope=0.0, spoiled=0, noise=0.02):
    """Areas in which 10 points of `not_working_share` go with exp(slope) times the offences.

    In the first `spoiled` areas the offences are a hundred times as many.
    """
    chance = np.random.default_rng(seed)
    group = np.arange(n) % groups
    town = chance.normal(size=groups)[group]
    share = 30 + 4 * town + chance.normal(scale=5, size=n)
    income = 40 + chance.normal(scale=5, size=n)
    young, old = 12 + chance.normal(size=n), 20 + chance.normal(size=n)
    people = chance.uniform(800, 6000, n)
    mean = people * np.exp(-3 + slope * (share - 30) / 10 + 0.1 * town)
    mean[:spoiled] *= 100
    counts = chance.negative_binomial(1 / noise, 1 / (1 + noise * mean)).astype(float)
    return Areas(
        tuple(f"Wijk {one}" for one in range(n)),
        counts,
        people,
        {"not_working_share": share, "lowest40_person_share": income},
        {"young_15_24_share": young, "aged_65_share": old},
        chance.integers(1, 4, n),
        group,
        tuple(f"Gemeente {one}" for one in range(groups)),
        frozenset({"lowest40_person_share"}),
        ("highest20_person_share", 60 - income + chance.normal(size=n)),
    )
