"""A country of twelve municipalities that exist nowhere, to ask what goes together in it."""

import numpy as np

from tests.areas.official import panel, panel_row

YEAR, TOWNS, EACH = 2022, 12, 4
CODES = tuple(f"WK98{town:02}{at:02}" for town in range(TOWNS) for at in range(EACH + 1))
FEW = 300
"""Inhabitants of the first area of each municipality: too few to take part."""


def country_panel(seed=1, slope=0.5):
    """Areas in which offences go up with who has no work, as strongly as `slope`."""
    chance = np.random.default_rng(seed)
    rows = []
    for town in range(TOWNS):
        for at in range(EACH + 1):
            work, low = 66 + chance.normal(0, 6), 40 + chance.normal(0, 5)
            people = FEW if at == 0 else int(chance.integers(2000, 9000))
            mean = people * 0.05 * np.exp(-slope * (work - 66) / 10)
            count = chance.negative_binomial(50, 50 / (50 + mean))
            rows.append(
                panel_row(
                    f"WK98{town:02}{at:02}", people, name=f"Wijk {at}", gm_code=f"GM98{town:02}",
                    gm_name=f"Stad {town}", employment_rate=f"{work:.1f}", income_low=f"{low:.1f}",
                    income_high=f"{60 - low + chance.normal():.1f}", crimes_2022=count,
                    pop_15_24=f"{12 + chance.normal():.1f}",
                    pop_65plus=f"{20 + chance.normal():.1f}",
                    urbanity=("not urbanised", "hardly urbanised")[at % 2],
                )
            )  # fmt: skip
    return panel(*rows)
