"""Tables in the official forms, of a municipality that does not exist (GM9998)."""

import io
import json
import sqlite3
import struct

import openpyxl
import shapely
from pyproj import Transformer

TOWN, EAST, WEST = "GM9998", "WK999801", "WK999802"
PARTS = ("BU99980101", "BU99980102", "BU9998020A")
NAMES = {
    "NL00": "Nederland", TOWN: "Verzonnen", EAST: "Oost", WEST: "West", PARTS[0]: "Oosterpark",
    PARTS[1]: "Oosterhaven", PARTS[2]: "Westrand",
}  # fmt: skip
KINDS = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
SHEET = (
    "gwb_code_10,gwb_code_8,regio,gm_naam,recs,ind_wbz,a_inw,a_15_24,a_65_oo,a_nl_all,p_arb_pp,"
    "p_ink_li,p_ink_hi,p_hh_osm,a_soz_wb,p_koopw,ste_mvs,ste_oad,a_opp_ha"
)
PEOPLE = {TOWN: 2000, EAST: 1200, WEST: 800, PARTS[0]: 700, PARTS[1]: 500, PARTS[2]: 800}


def sheet_row(code, people=None, **other):
    """A line of the yearly sheet."""
    people = PEOPLE.get(code, 17_500_000) if people is None else people
    cells = {
        "gwb_code_10": code, "gwb_code_8": code[2:], "regio": NAMES.get(code, "Elders"),
        "gm_naam": "Verzonnen", "recs": KINDS[code[:2]], "ind_wbz": 1, "a_inw": people,
        "a_15_24": people // 10, "a_65_oo": people // 5, "a_nl_all": people // 2,
        "p_arb_pp": "66,5", "p_ink_li": "41,2", "p_ink_hi": ".", "p_hh_osm": "9,1",
        "a_soz_wb": people // 20, "p_koopw": "55", "ste_mvs": 3, "ste_oad": 1200, "a_opp_ha": 300,
    }  # fmt: skip
    return ";".join(str(one) for one in (cells | other).values())


def sheet(*rows, head=SHEET):
    """The yearly sheet as csv."""
    rows = rows or [sheet_row(code) for code in NAMES]
    return "\n".join([head.replace(",", ";"), *rows, ""]).encode()


def workbook(content=None):
    """The yearly sheet as xlsx."""
    book = openpyxl.Workbook()
    for line in (content or sheet()).decode().strip().split("\n"):
        book.active.append([int(one) if one.isdigit() else one for one in line.split(";")])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


CELLS = {
    "T001036": lambda people: people, "53050": lambda people: people // 10,
    "80200": lambda people: people // 5, "M001796_2": lambda _: 66.5,
    "ST0001": lambda _: 3, "1012600_1": lambda people: people // 2, "M000297": lambda _: 80,
}  # fmt: skip


def observations(codes=tuple(PEOPLE), table="85984NED", **other):
    """A page of observations of open data, in its long form."""
    rows = [
        {"Id": at, "Measure": cell, "ValueAttribute": "None", "Value": of(PEOPLE[code]),
         "StringValue": None, "WijkenEnBuurten": f"{code:10}"}
        for at, (cell, of, code) in enumerate(
            (cell, of, code) for cell, of in CELLS.items() for code in codes
        )
    ]  # fmt: skip
    context = f"https://datasets.cbs.nl/odata/v1/CBS/{table}/$metadata#Observations"
    return json.dumps({"@odata.context": context, "value": rows} | other).encode()


def regions(codes=tuple(PEOPLE), table="85984NED"):
    """The codes of areas of open data, with their names."""
    rows = [{"Identifier": one, "Title": NAMES[one], "DimensionGroupId": one[:6]} for one in codes]
    context = f"https://datasets.cbs.nl/odata/v1/CBS/{table}/$metadata#WijkenEnBuurtenCodes"
    return json.dumps({"@odata.context": context, "value": rows}).encode()


def wide(codes=tuple(PEOPLE), table="85318NED", **other):
    """A typed data set: names of columns end in a running number."""
    rows = [
        {"ID": at, "WijkenEnBuurten": f"{code:10}", "Gemeentenaam_1": f"{NAMES[code]:40}",
         "AantalInwoners_5": PEOPLE[code], "k_15Tot25Jaar_9": PEOPLE[code] // 10,
         "MigratieachtergrondTotaal_18": 12, "Nettoarbeidsparticipatie_67": 66.5,
         "MateVanStedelijkheid_115": 3, "Koopwoningen_40": None} | other
        for at, code in enumerate(codes)
    ]  # fmt: skip
    context = f"https://opendata.cbs.nl/ODataApi/odata/{table}/$metadata#TypedDataSet"
    return json.dumps({"odata.metadata": context, "value": rows}).encode()


MONTHS = tuple(f"2024MM{one:02}" for one in range(1, 13))


def police(codes=tuple(PEOPLE), periods=MONTHS, sorts=("0.0.0", "1.1.1"), **other):
    """A page of the police: keys end in a space, and nothing is withheld and not 0."""
    rows = [
        {"ID": 1, "SoortMisdrijf": f"{sort} ", "WijkenEnBuurten": f"{code:10}",
         "Perioden": period, "GeregistreerdeMisdrijven_1": 2} | other
        for sort in sorts for code in codes for period in periods
    ]  # fmt: skip
    context = "https://dataderden.cbs.nl/ODataApi/odata/47022NED/$metadata#TypedDataSet"
    return json.dumps({"odata.metadata": context, "value": rows}).encode()


PANEL = (
    "code,name,gm_code,gm_name,urbanity,population,pop_15_24,pop_65plus,employment_rate,income_low,"
    "income_high,crimes_2021,crimes_2022,population_2024,boundary_stable,background_share"
)


def panel_row(code=EAST, people=1200, **other):
    """A line of a joined panel."""
    cells = {
        "code": code, "name": NAMES.get(code, "Elders"), "gm_code": TOWN, "gm_name": "Verzonnen",
        "urbanity": "not urbanised", "population": people, "pop_15_24": "12.0",
        "pop_65plus": "20.0", "employment_rate": "66.0", "income_low": "40.0",
        "income_high": "20.0", "crimes_2021": "50.0", "crimes_2022": "55.0",
        "population_2024": people, "boundary_stable": "True", "background_share": "9",
    }  # fmt: skip
    return ",".join(str(one) for one in (cells | other).values())


def panel(*rows, head=PANEL):
    """A joined panel."""
    return "\n".join([head, *(rows or (panel_row(), panel_row(WEST, 800))), ""]).encode()


def own(*rows, head="code,year,indicator,value"):
    """A table of a municipality itself."""
    return "\n".join([head, *(rows or (f"{EAST},2024,bijstand,40",)), ""]).encode()


def square(at=0, side=1000.0):
    """A square on the Dutch grid, near its middle."""
    left = 150_000 + at * side
    return shapely.box(left, 450_000, left + side, 450_000 + side)


def features(codes=(EAST, WEST), shapes=None, crs=None, **other):
    """A map in longitude and latitude, or on the grid that `crs` names."""
    shapes = shapes or [square(at) for at in range(len(codes))]
    if not crs:
        turn = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
        shapes = [shapely.transform(one, turn.transform, interleaved=False) for one in shapes]
    rows = [
        {"type": "Feature",
         "properties": {"wijkcode": code, "wijknaam": NAMES.get(code, "Elders"), "water": "NEE"},
         "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in zip(codes, shapes, strict=True)
    ]  # fmt: skip
    about = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", "features": rows} | about | other).encode()


def geopackage(codes=(EAST, WEST), grid=28992, shapes=None):
    """A GeoPackage with one layer."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        """
        create table gpkg_spatial_ref_sys (srs_id integer, organization text,
          organization_coordsys_id integer);
        create table gpkg_contents (table_name text, data_type text);
        create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
        create table wijken (fid integer primary key, geom blob, wijkcode text, wijknaam text);
        insert into gpkg_contents values ('wijken', 'features');
        """
    )
    base.execute("insert into gpkg_spatial_ref_sys values (?, 'EPSG', ?)", [grid, grid])
    base.execute("insert into gpkg_geometry_columns values ('wijken', 'geom', ?)", [grid])
    for at, code in enumerate(codes):
        shape = shapes[at] if shapes else square(at)
        box = struct.pack("<4d", *(shape.bounds[one] for one in (0, 2, 1, 3)))
        head = b"GP\x00" + bytes([0b00000011]) + struct.pack("<i", grid)
        base.execute(
            "insert into wijken (geom, wijkcode, wijknaam) values (?, ?, ?)",
            [head + box + shapely.to_wkb(shape), code, NAMES[code]],
        )
    base.commit()
    return base.serialize()
