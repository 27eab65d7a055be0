"""Areas of the example, from a seed: streets, figures and borders that exist nowhere."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon

from houvast.areas.actions import take_in
from houvast.areas.rules.passports import Asked
from houvast.demo.people import TOWN

SEED = 20261123
YEAR = 2025
OWN = "GM9901"
DISTRICTS = (
    *("Noorderveld", "Oosterpark", "De Linden", "Westerhof", "Molenveld", "Centrum"),
    *("Stationskwartier", "Havenkwartier", "Haveneiland", "Zonnedorp", "Zuidrand", "De Akkers"),
    *("Kanaalzone", "Bedrijvenpark Oost", "Zuiderplas", "Hoge Weide", "Lage Weide", "Buitengebied"),
)
PARTS = ("Noord", "Midden", "Zuid")
EMPTY = {"Haveneiland": 60, "Bedrijvenpark Oost": 35, "Zuiderplas": 0, "Buitengebied": 320}
"""Where hardly anybody lives: a page has to say so."""
UNLIKE = 8.0
"""The larger, the more alike places are of which all figures are the same."""
OTHERS = tuple(f"Voorbeeldstad {one}" for one in "ABCDEFGHIJKL")
URBAN = (
    "",
    "extremely urbanised",
    "strongly urbanised",
    "moderately urbanised",
    "hardly urbanised",
)
HEAD = (
    "code", "name", "gm_code", "gm_name", "urbanity", "population", "pop_15_24", "pop_65plus",
    "employment_rate", "income_low", "income_high", "Inequality: At-or-below social minimum (%)",
    "Inequality: Bijstand recipients (per 1k)", "kwb2024_adressendichtheid", "crimes_2021",
    "crimes_2022", "crimes_2023", "crimes_2024", "crimes_2025", "boundary_stable",
)  # fmt: skip
ABOUT = Asked(year=YEAR, publisher="Houvast", title="Verzonnen cijfers voor de demo")


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the example; its figures hang on how `hard` work is to find there."""

    code: str
    name: str
    town: tuple[str, str]
    people: int
    urban: int
    hard: float


def bring(say: Callable[[str], None]) -> None:
    """Bring in figures and shapes of the example; those that are there already change nothing."""
    say("  figures of areas …")
    chance = np.random.default_rng(SEED)
    places = [*_own(chance), *_others(chance)]
    table = "\n".join(_lines(places, np.random.default_rng(SEED + 1)))
    for name, content, title in (
        ("wijken", table, "verzonnen-cijfers"),
        ("kaart", _shapes(), "verzonnen-kaart"),
    ):
        take_in([(name, content.encode())], _about(title), lambda _: None)


def _about(table: str) -> Asked:
    return Asked(year=YEAR, publisher=ABOUT.publisher, title=ABOUT.title, table=table)


def _own(chance: np.random.Generator) -> Iterator[Place]:
    """Each district, and its three parts; their people add up."""
    town = (OWN, TOWN)
    for at, name in enumerate(DISTRICTS, start=1):
        hard = float(chance.normal())
        parts = [int(one) for one in chance.integers(350, 2600, 3)]
        if name in EMPTY:
            parts = [EMPTY[name], 0, 0]
        urban = 1 if name in ("Centrum", "Stationskwartier") else int(chance.integers(2, 5))
        yield Place(f"WK9901{at:02}", name, town, sum(parts), urban, hard)
        for part, people in enumerate(parts):
            nearby = hard + float(chance.normal(0, 0.4))
            code = f"BU9901{at:02}{part + 1:02}"
            yield Place(code, f"{name} {PARTS[part]}", town, people, urban, nearby)


def _others(chance: np.random.Generator) -> Iterator[Place]:
    for n, name in enumerate(OTHERS, start=2):
        town = (f"GM99{n:02}", f"{name} (verzonnen)")
        for at in range(1, 13):
            people = int(chance.integers(400, 9000))
            urban = int(chance.integers(1, 5))
            yield Place(f"WK99{n:02}{at:02}", f"Wijk {at:02}", town, people, urban, chance.normal())


def _lines(places: list[Place], chance: np.random.Generator) -> Iterator[str]:
    yield ",".join(HEAD)
    for one in places:
        yield ",".join(str(cell) for cell in _cells(one, chance))


def _cells(one: Place, chance: np.random.Generator) -> list[object]:
    """Figures that hang together loosely: a careful tool has to say so."""
    work = float(np.clip(67 - 5 * one.hard + chance.normal(0, 2), 40, 85))
    low = float(np.clip(40 + 4 * one.hard + chance.normal(0, 4), 15, 75))
    minimum = float(np.clip(9 + 4 * one.hard + chance.normal(0, 1.5), 1, 40))
    expected = one.people * 0.05 * np.exp(0.25 * one.hard + 0.2 * (3 - one.urban))
    expected *= chance.gamma(UNLIKE, 1 / UNLIKE)
    crimes = [int(chance.poisson(expected * (1 + 0.02 * n))) for n in range(5)]
    share = chance.integers(8, 19)
    known: list[object] = [
        share, chance.integers(10, 27), round(work), round(low, 1), round(22 - 4 * one.hard, 1),
        round(minimum, 1), round(max(20 + 14 * one.hard + chance.normal(0, 4), 1), 1),
    ]  # fmt: skip
    if one.people < 100:
        known = [""] * len(known)
    density = 6 if one.name.startswith("Buitengebied") else 1800 - 380 * one.urban
    return [
        one.code, one.name, *one.town, URBAN[one.urban], one.people, *known, density, *crimes, True
    ]  # fmt: skip


def _shapes() -> str:
    """Cells around points at random; three of them are a district."""
    chance = np.random.default_rng(SEED + 2)
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    reach = 4200 * (1 + 0.14 * np.sin(3 * angles + 1) + 0.08 * np.cos(5 * angles))
    around = np.column_stack([reach * 1.15 * np.cos(angles), reach * np.sin(angles)])
    town = Polygon(around + np.array([155_000, 463_000]))
    left, bottom, right, top = town.bounds
    points: list[Point] = []
    while len(points) < 3 * len(DISTRICTS):
        one = Point(chance.uniform(left, right), chance.uniform(bottom, top))
        if town.contains(one) and all(one.distance(other) > 620 for other in points):
            points.append(one)
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=town)
    kept = [shapely.intersection(one, town) for one in shapely.get_parts(cells)]
    features = [_feature(code, shape) for code, shape in _grouped(kept)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


def _grouped(cells: list[Any]) -> Iterator[tuple[str, Any]]:
    """Three cells for each district, always those that lie nearest to the first that is left."""
    left = sorted(cells, key=lambda one: (round(one.centroid.y, -3), one.centroid.x), reverse=True)
    for at in range(1, len(DISTRICTS) + 1):
        first = left.pop(0)
        near = sorted(left, key=lambda one: first.centroid.distance(one.centroid))[:2]
        left = [one for one in left if one not in near]
        yield f"WK9901{at:02}", shapely.union_all([first, *near])
        for part, cell in enumerate([first, *near], start=1):
            yield f"BU9901{at:02}{part:02}", cell


def _feature(code: str, shape: Any) -> dict[str, object]:
    name = DISTRICTS[int(code[6:8]) - 1]
    called = name if code.startswith("WK") else f"{name} {PARTS[int(code[8:10]) - 1]}"
    water = "JA" if name == "Zuiderplas" else "NEE"
    about = {"code": code, "name": called, "water": water}
    return {
        "type": "Feature",
        "properties": about,
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
