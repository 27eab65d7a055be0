"""The rows of a table, sent to the database by the million: copied, and keyed afterwards."""

import gzip
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl
import shapely
from django.db import connections

from houvast.areas.models import Drawing, Shape, Source
from houvast.areas.rules.brought import Drawn
from houvast.areas.rules.packed import outlines
from houvast.areas.rules.residential import with_residential

OWNER = "owner"
AT_ONCE = 500_000

AREAS = """
insert into areas_area (code, year, level, name, municipality, parent, people, density, water,
                        why_not, source_id)
select code, %s, level, name, coalesce(municipality, ''), coalesce(parent, ''), people, density,
       water, '', %s
from coming
on conflict (code, year) do update set
  name = case when areas_area.name = areas_area.code then excluded.name else areas_area.name end,
  people = coalesce(excluded.people, areas_area.people),
  density = coalesce(excluded.density, areas_area.density),
  water = coalesce(excluded.water, areas_area.water)
"""
COMING = """
create temporary table coming (code text, level text, name text, municipality text, parent text,
  people bigint, density double precision, water boolean, why_not text)
  on commit drop
"""


def write_areas(source: Source, areas: pl.DataFrame) -> None:
    """Add areas, or fill in what is new of those that are there."""
    if not areas.height:
        return
    with connections[OWNER].cursor() as cursor:
        cursor.execute(COMING)
        _copy(
            cursor,
            "copy coming (code, level, name, municipality, parent, people, density, water)"
            " from stdin (format csv)",
            areas,
        )
        cursor.execute(AREAS, [source.year, source.pk])
        _say_where_people_live(source.year)
        cursor.execute("drop table coming")


PLACED = "select code, people, density, water, why_not from areas_area where year = %s"
WHY_NOT = """
update areas_area set why_not = coming.why_not from coming
where areas_area.code = coming.code and areas_area.year = %s
"""


def _say_where_people_live(year: int) -> None:
    """Ask the rule anew of all areas of a year: what one table leaves open another says."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(PLACED, [year])
        kinds = {"code": pl.String, "people": pl.Int64, "density": pl.Float64, "water": pl.Boolean}
        before = pl.DataFrame(
            cursor.fetchall(), schema={**kinds, "before": pl.String}, orient="row"
        )
        after = with_residential(before)
        other = after.filter(pl.col("why_not") != pl.col("before")).select("code", "why_not")
        cursor.execute("truncate coming")
        _copy(cursor, "copy coming (code, why_not) from stdin (format csv)", other)
        cursor.execute(WHY_NOT, [year])


def known_areas(year: int) -> pl.DataFrame:
    """code and area (key) of the areas in the boundaries of a year."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select code, id from areas_area where year = %s", [year])
        found = cursor.fetchall()
    return pl.DataFrame(found, schema={"code": pl.String, "area": pl.Int32}, orient="row")


def write_figures(source: int, placed: pl.DataFrame) -> None:
    """Make the part of a table and fill it. `placed` is `figures` with `area`."""
    columns = "indicator_id, year, area_id, value, state, provisional, source_id"
    lines = placed.select(
        "indicator", "year", "area", "value", "state", "provisional", pl.lit(source).alias("source")
    )
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select areas_part(%s)", [source])
        _copy(
            cursor,
            f"copy areas_observation_{int(source)} ({columns}) from stdin (format csv)",
            lines,
        )
        cursor.execute("select areas_attach(%s)", [source])


def write_continuity(source: Source, stable: pl.DataFrame, later_year: int) -> None:
    """Keep whether areas mean the same in a later year."""
    lines = stable.join(known_areas(source.year), on="code").select(
        "area", pl.lit(later_year), "holds", pl.lit(source.pk).alias("source")
    )
    with connections[OWNER].cursor() as cursor:
        _copy(
            cursor,
            "copy areas_continuity (area_id, later_year, holds, source_id) from stdin (format csv)",
            lines,
        )


def write_shapes(source: Source, found: Drawn) -> None:
    """Keep the shape of each area; a newer one takes the place of an older, official before not."""
    key = dict(known_areas(source.year).rows())
    kept = shapely.to_wkb(found.polygons)  # type: ignore[no-untyped-call]
    rows = [
        (key[code], polygon, found.official, source.pk)
        for code, polygon in zip(found.areas["code"].to_list(), kept, strict=True)
    ]
    with connections[OWNER].cursor() as cursor:
        for at in range(0, len(rows), 500):
            cursor.executemany(SHAPES, rows[at : at + 500])


def write_drawings(year: int, levels: Iterable[str], anew: bool) -> None:
    """Pack the outlines of these levels; `anew` false leaves alone what is there."""
    for level in levels:
        if not anew and Drawing.objects.using(OWNER).filter(level=level, year=year).exists():
            continue
        found = Shape.objects.using(OWNER).filter(area__year=year, area__level=level)
        rows = list(found.order_by("area__code").values_list("area__code", "polygon", "official"))
        if not rows:
            continue
        shapes = shapely.from_wkb([bytes(one[1]) for one in rows])  # type: ignore[no-untyped-call]
        content = outlines([one[0] for one in rows], np.asarray(shapes))
        Drawing.objects.using(OWNER).update_or_create(
            level=level, year=year,
            defaults={
                "areas": len(rows), "official": all(one[2] for one in rows),
                "checksum": sha256(content).hexdigest(),
                "content": gzip.compress(content, 9, mtime=0),
            },
        )  # fmt: skip


SHAPES = """
insert into areas_shape (area_id, polygon, official, source_id) values (%s, %s, %s, %s)
on conflict (area_id) do update set polygon = excluded.polygon, official = excluded.official,
  source_id = excluded.source_id
where excluded.official or not areas_shape.official
"""


def _copy(cursor: Any, statement: str, lines: pl.DataFrame) -> None:
    with cursor.copy(statement) as copy:
        for part in _parts(lines):
            copy.write(part)


def _parts(lines: pl.DataFrame) -> Iterator[bytes]:
    for at in range(0, max(lines.height, 1), AT_ONCE):
        yield lines.slice(at, AT_ONCE).write_csv(include_header=False).encode()
