"""Where a postcode of four digits lies, from a file with one point for each.

Points become whole metres of the Dutch grid (RD), in which a distance is Pythagoras.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from houvast.errors import Refused, gettext_noop
from houvast.reference.rules.editions import filled, once
from houvast.sheets import Limits, Recipe, Sheet, Wanted, as_text, check_chosen, propose
from houvast.sheets.values import Row

RECIPE = Recipe(
    (
        Wanted("pc4", gettext_noop("Postcode"), ("postcode", "pc4", "postcode4"), required=True),
        Wanted("lat", gettext_noop("Breedtegraad"), ("latitude", "lat"), required=True),
        Wanted("lon", gettext_noop("Lengtegraad"), ("longitude", "lon", "lng"), required=True),
        Wanted("town", gettext_noop("Woonplaats"), ("woonplaats", "plaats")),
        Wanted("kind", gettext_noop("Soort"), ("soort",)),
    )
)
ONLY = tuple(name for one in RECIPE.columns for name in one.synonyms)
LIMITS = Limits(rows=20_000)
LONGEST = 80
PC4 = re.compile(r"[1-9][0-9]{3}")
SOUTH, NORTH = Decimal("50.5"), Decimal("53.7")
WEST, EAST = Decimal("3.2"), Decimal("7.4")
"""Degrees around the European Netherlands."""

NO_POSTCODE = gettext_noop("Cel {cell}: geen postcode van vier cijfers, zoals 1234.")
NO_DEGREES = gettext_noop("Cel {cell}: geen getal in graden, zoals 52.0907.")
ELSEWHERE = gettext_noop(
    "Cel {cell}: dit punt ligt niet in Nederland. Staan breedte en lengte verwisseld?"
)
NO_ADDRESSES = gettext_noop("In dit bestand staat geen postcode met adressen.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a postcode lies, in whole metres of the Dutch grid; `town` is for people to read."""

    pc4: str
    x: int
    y: int
    town: str


@dataclass(frozen=True, slots=True)
class Places:
    """All points of a file. `left_out` counts postcodes without addresses, such as PO boxes."""

    rows: tuple[Place, ...]
    left_out: int


def read_places(sheet: Sheet) -> Places:
    """The points of a table. Raises Refused with the first cell that cannot be right."""
    chosen = check_chosen(RECIPE, sheet.headers, propose(RECIPE, sheet.headers))
    seen: dict[str, str] = {}
    rows = [_place(sheet, row, chosen, seen) for row in sheet.rows if _has_addresses(row, chosen)]
    if not rows:
        raise Refused(NO_ADDRESSES, field="file")
    return Places(tuple(rows), len(sheet.rows) - len(rows))


def to_rd(lat: float, lon: float) -> tuple[int, int]:
    """WGS84 degrees as whole metres of the Dutch grid (RD), right to about half a metre.

    The approximation of Schreutelkamp and Strang van Hees (Geodesia, 2001).
    """
    north, east = 0.36 * (lat - 52.15517440), 0.36 * (lon - 5.38720621)
    x = sum(by * north**p * east**q for p, q, by in FOR_X)
    y = sum(by * north**p * east**q for p, q, by in FOR_Y)
    return round(155_000 + x), round(463_000 + y)


FOR_X = (
    *((0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705)),
    *((3, 1, -2.340), (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148)),
)
FOR_Y = (
    *((1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788)),
    *((0, 1, 0.433), (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054)),
)
"""Powers of the two differences, and by how much their product counts."""


def _has_addresses(row: Row, chosen: dict[str, int]) -> bool:
    """Nobody lives or works at a PO box; a file without kinds has addresses only."""
    if "kind" not in chosen:
        return True
    return "adres" in as_text(row.values[chosen["kind"]]).casefold()


def _place(sheet: Sheet, row: Row, chosen: dict[str, int], seen: dict[str, str]) -> Place:
    cell = sheet.cell(row, chosen["pc4"])
    pc4 = filled(sheet, row, chosen["pc4"], LONGEST)
    if not PC4.fullmatch(pc4):
        raise Refused(NO_POSTCODE, field="file", cell=cell.name)
    once(seen, pc4, cell.name)
    lat = _degrees(sheet, row, chosen["lat"], SOUTH, NORTH)
    lon = _degrees(sheet, row, chosen["lon"], WEST, EAST)
    town = ""
    if "town" in chosen and row.values[chosen["town"]] is not None:
        town = filled(sheet, row, chosen["town"], LONGEST)
    return Place(pc4, *to_rd(lat, lon), town)


def _degrees(sheet: Sheet, row: Row, at: int, least: Decimal, most: Decimal) -> float:
    cell = sheet.cell(row, at).name
    try:
        found = Decimal(filled(sheet, row, at, LONGEST).replace(",", "."))
    except InvalidOperation:
        raise Refused(NO_DEGREES, field="file", cell=cell) from None
    if not found.is_finite():
        raise Refused(NO_DEGREES, field="file", cell=cell)
    if not least <= found <= most:
        raise Refused(ELSEWHERE, field="file", cell=cell)
    return float(found)
