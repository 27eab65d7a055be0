"""What `houvast bench areas` measures is the real thing, and a goal that is missed is named."""

from unittest.mock import patch

import numpy as np

from houvast.areas.models import Drawing
from houvast.bench import area_map
from houvast.bench.areas import GOALS, analysed, within


def test_a_country_is_counted_in_four_ways_that_come_to_rest():
    found = analysed()
    assert found["analysis_converged"] and found["analysis_areas"] > 2500
    assert found["analysis_draws"] >= 2 * found["analysis_areas"] / 0.05
    assert found["four_ways_seconds"] < found["analysis_seconds"] + 0.01
    assert list(within(dict.fromkeys(GOALS, 0.0) | {"analysis_seconds": 3.1})) == [
        "analysis_seconds"
    ]


def test_a_country_to_draw_is_one_that_the_importer_takes(bring):
    """Small here: its cells share their borders, and no area stands there twice."""
    chance = np.random.default_rng(1)
    with patch.object(area_map, "SIDE", 12):
        bring(area_map._figures(chance), year=area_map.YEAR)
        bring(area_map._shapes(chance), year=area_map.YEAR)
    drawing = Drawing.objects.get()
    assert (drawing.level, drawing.areas, drawing.official) == ("buurt", 144, True)
    assert set(area_map.GOALS) == {
        "first_map_ms", "first_map_kb", "recolour_ms", "municipality_server_ms", "municipality_kb"
    }  # fmt: skip
