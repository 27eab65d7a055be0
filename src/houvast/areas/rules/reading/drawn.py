"""Shapes of areas as the Kadaster gives them: GeoJSON, TopoJSON or a GeoPackage.

The grid is read from the file and never guessed; what is drawn from a picture says so.
"""

import re
import sqlite3
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import accumulate
from typing import Any

import numpy as np
import polars as pl
import shapely
from shapely.errors import ShapelyError  # type: ignore[attr-defined]
from shapely.geometry import MultiPolygon, Polygon

from houvast.areas.rules.brought import Control, Drawn, with_places
from houvast.areas.rules.passports import Asked, Form, Passport, needed
from houvast.areas.rules.reading.cells import codes
from houvast.areas.rules.reading.files import BROKEN_PACK, File
from houvast.areas.rules.shapes import on_grid
from houvast.errors import Refused, gettext_noop

CODES = (
    "code",
    "statcode",
    "buurtcode",
    "wijkcode",
    "gemeentecode",
    "BU_CODE",
    "WK_CODE",
    "GM_CODE",
)
NAMES = (
    "name",
    "statnaam",
    "buurtnaam",
    "wijknaam",
    "gemeentenaam",
    "BU_NAAM",
    "WK_NAAM",
    "GM_NAAM",
)
WATER = ("water", "h2o", "H2O", "WATER")
FROM_A_PICTURE = "georef"
"""A property that says a shape was laid on the map from a picture (rule A-17)."""
GRIDS = {"28992": True, "7415": True, "CRS84": False, "4326": False}
"""Whether a reference system is the Dutch grid (metres), or longitude and latitude."""
OTHER_GRID = gettext_noop(
    "{file} ligt op een ander raster ({grid}). Breng het op Rijksdriehoek (EPSG:28992) of WGS84."
)
NO_SHAPES = gettext_noop("In {file} staat geen enkel gebied met een vorm.")
NO_CODES = gettext_noop("In {file} heeft een vorm geen code van een gebied ({codes}).")
NOT_VALID = gettext_noop("{code}: de vorm is niet geldig ({why}).")
NOT_AREA = gettext_noop("{code}: dit is geen vlak.")
ELSEWHERE = gettext_noop("{code} ligt buiten Nederland. Klopt het raster van het bestand?")
MENDED_WITHIN = 0.01
"""A ring that crosses itself by rounding keeps its area; one that was drawn wrongly does not."""
BOX = (-10_000.0, 289_000.0, 300_000.0, 640_000.0)
"""Around the Netherlands with its sea, in metres of the grid."""
Rows = list[tuple[Mapping[str, Any], Any]]


def is_json(found: Any) -> bool:
    """Whether a JSON is a map."""
    return isinstance(found, dict) and found.get("type") in ("FeatureCollection", "Topology")


def read(file: File, asked: Asked) -> Drawn:
    """Read the shapes of a file. Raises Refused."""
    if file.is_database:
        rows, in_metres = _from_database(file)
    else:
        rows, in_metres = _from_json(file)
    if not rows:
        raise Refused(NO_SHAPES, file=file.name)
    table = _table(rows, file)
    polygons = np.array([shape for _, shape in rows], dtype=object)
    polygons, repaired = _checked(polygons if in_metres else on_grid(polygons), table["code"])
    year = needed(asked)
    title = asked.title or f"Wijk- en buurtkaart {year}"
    passport = Passport(
        Form.SHAPES, asked.publisher or "CBS en Kadaster",
        asked.table or f"kaart-{table['code'][0][:2]}-{year}", title, year, "CC BY 4.0",
        asked.address, asked.fetched_on,
    )  # fmt: skip
    official = not asked.approximate and not any(FROM_A_PICTURE in about for about, _ in rows)
    control = Control(len(rows), mended=repaired)
    return Drawn(passport, with_places(table), polygons, official, control)


def _table(rows: Rows, file: File) -> pl.DataFrame:
    about = rows[0][0]
    code = next((one for one in CODES if one in about), "")
    if not code:
        raise Refused(NO_CODES, file=file.name, codes=", ".join(CODES[:5]))
    name = next((one for one in NAMES if one in about), code)
    water = next((one for one in WATER if one in about), "")
    found = pl.DataFrame(
        {
            "raw": [str(one.get(code) or "") for one, _ in rows],
            "name": [str(one.get(name) or one.get(code) or "") for one, _ in rows],
            "water": [str(one.get(water)).upper() == "JA" if water else None for one, _ in rows],
        },
        schema={"raw": pl.String, "name": pl.String, "water": pl.Boolean},
    )
    return codes(found, "raw").drop("raw")


def _checked(polygons: np.ndarray, names: pl.Series) -> tuple[np.ndarray, int]:
    """Polygons that may be measured, and how many were mended.

    A ring that crosses itself by rounding is mended; what is no area, or lies elsewhere, is
    refused.
    """
    kinds = shapely.get_type_id(polygons)
    odd = np.flatnonzero(~np.isin(kinds, (3, 6)) | shapely.is_empty(polygons))
    if odd.size:
        raise Refused(NOT_AREA, code=names[int(odd[0])])
    low, bottom, high, top = BOX
    bounds = shapely.bounds(polygons)
    out = ~(
        (bounds[:, 0] >= low)
        & (bounds[:, 1] >= bottom)
        & (bounds[:, 2] <= high)
        & (bounds[:, 3] <= top)
    )
    if out.any():
        raise Refused(ELSEWHERE, code=names[int(np.flatnonzero(out)[0])])
    wrong = np.flatnonzero(~shapely.is_valid(polygons))
    for at in wrong:
        mended = shapely.make_valid(polygons[at], method="structure", keep_collapsed=False)
        other = abs(mended.area - polygons[at].area) > MENDED_WITHIN * mended.area
        if shapely.get_type_id(mended) not in (3, 6) or other:
            raise Refused(
                NOT_VALID, code=names[int(at)], why=shapely.is_valid_reason(polygons[at])[:60]
            )
        polygons[at] = mended
    return polygons, len(wrong)


def _from_json(file: File) -> tuple[Rows, bool]:
    found = file.json()
    if found["type"] == "Topology":
        return list(_of_topology(found, file)), _in_metres(found.get("crs"), file)
    features = found.get("features")
    if not isinstance(features, list):
        raise Refused(NO_SHAPES, file=file.name)
    rows: Rows = []
    for one in features:
        about = one.get("properties") if isinstance(one, dict) else None
        if not isinstance(about, dict):
            raise Refused(NO_CODES, file=file.name, codes=", ".join(CODES[:5]))
        rows.append((about, _shape(one.get("geometry"), about, file)))
    return rows, _in_metres(found.get("crs"), file)


def _in_metres(crs: Any, file: File) -> bool:
    """Whether a map lies on the Dutch grid. Without a word of it GeoJSON is longitude, latitude."""
    if crs is None:
        return False
    name = str(crs.get("properties", {}).get("name", "") if isinstance(crs, dict) else crs)
    last = re.split(r"[:/]", name)[-1]
    if last not in GRIDS:
        raise Refused(OTHER_GRID, file=file.name, grid=name[:60])
    return GRIDS[last]


def _shape(geometry: Any, about: Mapping[str, Any], file: File) -> Any:
    code = next((str(about[one]) for one in CODES if about.get(one)), "")
    try:
        kind, points = geometry["type"], geometry["coordinates"]
        if kind == "Polygon":
            return Polygon(points[0], points[1:])
        if kind == "MultiPolygon":
            return MultiPolygon([Polygon(one[0], one[1:]) for one in points])
    except (KeyError, TypeError, ValueError, IndexError, ShapelyError):
        pass
    raise Refused(NOT_AREA, code=code or file.name)


def _of_topology(found: Mapping[str, Any], file: File) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Rows of a TopoJSON; its arcs are read once, and each is turned where a minus asks for it."""
    try:
        arcs = [_arc(one, found.get("transform")) for one in found["arcs"]]
        shapes = [one for many in found["objects"].values() for one in many["geometries"]]
    except (KeyError, TypeError, ValueError, IndexError):
        raise Refused(NO_SHAPES, file=file.name) from None
    for one in shapes:
        about = one.get("properties") or {}
        try:
            yield (
                about,
                _shape({"type": one["type"], "coordinates": _rings(one, arcs)}, about, file),
            )
        except (KeyError, TypeError, IndexError):
            raise Refused(NOT_AREA, code=str(about)[:40]) from None


def _arc(points: Sequence[Sequence[float]], turn: Any) -> list[tuple[float, float]]:
    if not turn:
        return [(one[0], one[1]) for one in points]
    (wide, high), (left, low) = turn["scale"], turn["translate"]
    along = zip(
        accumulate(one[0] for one in points), accumulate(one[1] for one in points), strict=True
    )
    return [(x * wide + left, y * high + low) for x, y in along]


def _rings(shape: Mapping[str, Any], arcs: list[list[tuple[float, float]]]) -> Any:
    def ring(of: Sequence[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for at in of:
            arc = arcs[at] if at >= 0 else arcs[~at][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    if shape["type"] == "Polygon":
        return [ring(one) for one in shape["arcs"]]
    return [[ring(one) for one in many] for many in shape["arcs"]]


LAYERS = """
select c.table_name, g.column_name, g.srs_id, coalesce(s.organization, ''),
       coalesce(s.organization_coordsys_id, 0)
  from gpkg_contents c
  join gpkg_geometry_columns g using (table_name)
  left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
 where c.data_type = 'features'
"""
NO_LAYER = gettext_noop("In {file} staat geen laag met gemeenten, wijken of buurten.")


def _from_database(file: File) -> tuple[Rows, bool]:
    """Rows of each layer of areas in a GeoPackage, opened to read only.

    The file is not trusted: no view, trigger or function of it runs.
    """
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as kept:
        kept.write(file.content)
        kept.flush()
        try:
            with closing(
                sqlite3.connect(f"file:{kept.name}?mode=ro&immutable=1", uri=True)
            ) as base:
                base.execute("pragma trusted_schema = off")
                base.execute("pragma cell_size_check = on")
                return _layers(base, file)
        except (sqlite3.Error, struct.error, ShapelyError, OverflowError):
            raise Refused(BROKEN_PACK, file=file.name) from None


def _layers(base: sqlite3.Connection, file: File) -> tuple[Rows, bool]:
    rows: Rows = []
    grids = set()
    for table, column, _, _, number in base.execute(LAYERS).fetchall():
        names = [one[1] for one in base.execute(f"pragma table_info({_quoted(table)})")]
        if not any(one in names for one in CODES):
            continue
        if str(number) not in GRIDS:
            raise Refused(OTHER_GRID, file=file.name, grid=f"EPSG:{number}")
        grids.add(GRIDS[str(number)])
        wanted = [one for one in names if one in (*CODES, *NAMES, *WATER, FROM_A_PICTURE)]
        columns = ", ".join(map(_quoted, [column, *wanted]))
        for blob, *about in base.execute(f"select {columns} from {_quoted(table)}"):  # noqa: S608
            rows.append((dict(zip(wanted, about, strict=True)), _blob(blob)))
    if len(grids) != 1:
        raise Refused(NO_LAYER, file=file.name)
    return rows, grids.pop()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


HEAD, ENVELOPES = 8, (0, 32, 48, 48, 64)


def _blob(blob: Any) -> Any:
    """A shape of a GeoPackage: a head with flags and a box, and then WKB (OGC 12-128, 2.1.3)."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP":
        raise sqlite3.DatabaseError("no shape of a GeoPackage")
    kind = (blob[3] >> 1) & 7
    if kind >= len(ENVELOPES):
        raise sqlite3.DatabaseError("no shape of a GeoPackage")
    return shapely.force_2d(shapely.from_wkb(blob[HEAD + ENVELOPES[kind] :]))
