"""Areas of one level and year with the figures of a question, for the methods to count with."""

from collections.abc import Sequence

import numpy as np
import shapely
from django.db import connection

from houvast.areas.rules.counts import Floats
from houvast.areas.rules.derived import derived, needs
from houvast.areas.rules.indicators import STORED
from houvast.areas.rules.panels import Level, Panel
from houvast.areas.rules.shapes import Shapes

AREAS = """
select area.id, area.code, area.name, area.municipality, coalesce(town.name, area.municipality),
       area.people
from areas_area area
left join areas_area town on town.code = area.municipality and town.year = area.year
where area.year = %s and area.level = %s order by area.code
"""
FIGURES = """
select distinct on (figure.area_id) figure.area_id, figure.value
from areas_observation figure join areas_source source on source.id = figure.source_id
where source.year = %s and figure.indicator_id = %s and figure.year = %s
order by figure.area_id, source.current_since desc
"""
SHAPES = """
select area.code, shape.polygon, shape.official from areas_shape shape
join areas_area area on area.id = shape.area_id
where area.year = %s and area.level = %s order by area.code
"""
CONTINUITY = """
select distinct on (same.area_id) same.area_id, same.holds
from areas_continuity same
join areas_area area on area.id = same.area_id
join areas_source source on source.id = same.source_id
where area.year = %s and area.level = %s
order by same.area_id, source.current_since desc, same.later_year
"""


def panel_of(
    level: Level, year: int, boundaries: int, outcome: str, wanted: Sequence[str]
) -> Panel:
    """Return the areas of a level in the boundaries of a year, with the outcome of a year.

    `outcome` and `wanted` are ids; what else is known of areas is of the year of the boundaries.
    Where no table says whether boundaries changed, they hold; where one does, silence does not.
    """
    with connection.cursor() as cursor:
        cursor.execute(AREAS, [boundaries, level.value])
        found = cursor.fetchall()
        place = {row[0]: at for at, row in enumerate(found)}
        ids = dict.fromkeys(("population", *(one for each in wanted for one in needs(each))))
        known = {}
        for name in (*ids, "urbanity"):
            cursor.execute(FIGURES, [boundaries, STORED[name], boundaries])
            known[name] = _placed(cursor.fetchall(), place)
        cursor.execute(FIGURES, [boundaries, STORED[outcome], year])
        counts = _placed(cursor.fetchall(), place)
        cursor.execute(CONTINUITY, [boundaries, level.value])
        holds = dict(cursor.fetchall())
    people = np.array([np.nan if row[5] is None else float(row[5]) for row in found])
    known["population"] = np.where(np.isnan(known["population"]), people, known["population"])
    return Panel(
        tuple(row[1] for row in found),
        tuple(row[2] for row in found),
        tuple(row[3] for row in found),
        tuple(row[4] for row in found),
        known["population"],
        counts,
        {one: derived(one, known) for one in wanted},
        np.nan_to_num(known["urbanity"], nan=0.0).astype(int),
        np.array([holds.get(row[0], not holds) for row in found], dtype=bool),
        (),
    )


def shapes_of(level: Level, boundaries: int) -> Shapes | None:
    """All shapes of a level; official when each of them is. None when nobody brought any."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPES, [boundaries, level.value])
        rows = cursor.fetchall()
    if not rows:
        return None
    polygons = shapely.from_wkb([bytes(row[1]) for row in rows])  # type: ignore[no-untyped-call]
    return Shapes(tuple(row[0] for row in rows), polygons, all(row[2] for row in rows))


def _placed(rows: Sequence[tuple[int, float | None]], place: dict[int, int]) -> Floats:
    found = np.full(len(place), np.nan)
    for area, value in rows:
        if area in place and value is not None:
            found[place[area]] = value
    return found
