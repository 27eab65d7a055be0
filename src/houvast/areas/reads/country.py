"""All areas of the country with one figure: on a map of a few bytes, and in a table by name."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

import numpy as np
from django.db import connection

from houvast.areas import permissions
from houvast.areas.models import Drawing
from houvast.areas.reads.known import known_of
from houvast.areas.reads.overview import Credit, credits_of, kept_panel
from houvast.areas.rules.packed import figures
from houvast.areas.rules.panels import Level
from houvast.areas.rules.shown import CHOICES, FIRST, Choice, Line, borders, shown
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound

ROWS = 50
"""Of the table on a page."""
LEVELS = ("gemeente", "wijk", "buurt")
KEPT = 6
"""Figures of a country that a process keeps: each of a megabyte or two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose; empty is the first. `text` is looked for in names."""

    level: str = ""
    year: int | None = None
    figure: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Country:
    """A figure of a whole country, by name. `towns` are of the lines, and `packed` is for the map.

    `version` names what is packed: another figure of another table has another one.
    """

    lines: tuple[Line, ...]
    towns: tuple[str, ...]
    whole: float | None
    cuts: tuple[float, ...]
    packed: bytes
    names: bytes
    version: str
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class CountryPage:
    """The page; without figures `year` is 0. `outlines` is empty where nobody brought shapes."""

    level: str
    levels: tuple[str, ...]
    year: int
    years: tuple[int, ...]
    choice: Choice
    lines: tuple[tuple[Line, str], ...]
    found: int
    page: int
    pages: int
    asked: str
    whole: float | None
    cuts: tuple[float, ...]
    outlines: str
    version: str
    approximate: bool
    credits: tuple[Credit, ...]


def country_page(by: Actor, asked: Asked) -> CountryPage:
    """The areas of the country by name, a page of them. Raises NotAllowed."""
    with recorded(by, "areas.country_viewed"):
        permissions.require_looks(by)
        choice = CHOICES.get(asked.figure, CHOICES[FIRST])
        placed = _places()
        if not placed:
            return _nothing(choice)
        levels = tuple(one for one in LEVELS if one in placed)
        level = asked.level if asked.level in placed else levels[0]
        years = placed[level]
        year = asked.year if asked.year in years else years[0]
        country = _country(level, year, choice)
        text = asked.text.casefold()
        every = zip(country.lines, country.towns, strict=True)
        rows = [(one, town) for one, town in every
                if text in one.name.casefold() or text in town.casefold()]  # fmt: skip
        pages = max(1, -(-len(rows) // ROWS))
        page = min(asked.page, pages)
        drawing = Drawing.objects.filter(level=level, year=year).defer("content").first()
        return CountryPage(
            level, levels, year, years, choice, tuple(rows[(page - 1) * ROWS : page * ROWS]),
            len(rows), page, pages, asked.text, country.whole, country.cuts,
            drawing.checksum[:16] if drawing else "", country.version,
            bool(drawing and not drawing.official), country.credits,
        )  # fmt: skip


def outlines_packed(by: Actor, level: str, year: int) -> tuple[bytes, str]:
    """The outlines of a level with gzip, and their checksum. Raises NotAllowed, NotFound."""
    with recorded(by, "areas.country_outlines_fetched"):
        permissions.require_looks(by)
        drawing = Drawing.objects.filter(level=level, year=year).first()
        if drawing is None:
            raise NotFound
        return bytes(drawing.content), drawing.checksum[:16]


def figures_packed(
    by: Actor, level: str, year: int, figure: str, names: bool = False
) -> tuple[bytes, str]:
    """A figure of all areas, or their names, with gzip in the order of the outlines; its version.

    Raises NotAllowed, NotFound.
    """
    with recorded(by, "areas.country_figures_fetched"):
        permissions.require_looks(by)
        if figure not in CHOICES or year not in _places().get(level, ()):
            raise NotFound
        country = _country(level, year, CHOICES[figure])
        return (country.names if names else country.packed), country.version


def whole_country(level: str, year: int | None, choice: Choice) -> bytes | None:
    """Outlines and figures of all areas after each other, as `rules/packed.py` has them.

    Of the latest year unless one is asked; None without figures or shapes. Inside the caller's act.
    """
    years = _places().get(level, ())
    drawing = Drawing.objects.filter(level=level, year=year or max(years, default=0)).first()
    if drawing is None or drawing.year not in years:
        return None
    packed = _country(level, drawing.year, choice).packed
    return gzip.decompress(bytes(drawing.content)) + gzip.decompress(packed)


def _nothing(choice: Choice) -> CountryPage:
    return CountryPage("", (), 0, (), choice, (), 0, 1, 1, "", None, (), "", "", False, ())


PLACES = """
select area.level, area.year from areas_area area
where area.level in ('gemeente', 'wijk', 'buurt') and area.year in
  (select source.year from areas_source source where source.figures > 0)
group by area.level, area.year having count(area.people) > 0
order by area.year desc
"""


def _places() -> dict[str, tuple[int, ...]]:
    """The years of each level that have figures, the latest first."""
    found: dict[str, tuple[int, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        for level, year in cursor.fetchall():
            found[level] = (*found.get(level, ()), year)
    return found


LATEST = """
select id, current_since, (select checksum from areas_drawing where level = %s and year = %s)
from areas_source where year = %s order by current_since desc limit 1
"""
_kept: dict[tuple[object, ...], Country] = {}
_lock = Lock()


def _country(level: str, year: int, choice: Choice) -> Country:
    """Counted once in a process, until another table counts or other shapes came in."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [level, year, year])
        key = (level, year, choice.id, cursor.fetchone())
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = _counted(level, year, choice)
            _kept[key] = found
            for old in list(_kept)[:-KEPT]:
                del _kept[old]
    return found


DRAWN = """
select area.code from areas_shape shape join areas_area area on area.id = shape.area_id
where area.year = %s and area.level = %s order by area.code
"""


def _counted(level: str, year: int, choice: Choice) -> Country:
    panel = kept_panel(Level(level), year)
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [year, level])
        order = [code for (code,) in cursor.fetchall()]
    known = known_of(panel, np.arange(len(panel.codes)), choice, year)
    cuts = borders(panel.people, known.values, choice)
    found = shown(known, choice, cuts)
    town_of = dict(zip(panel.codes, panel.municipality_names, strict=True))
    towns = tuple("" if level == "gemeente" else town_of[one.code] for one in found.lines)
    packed, names = _packed(found.lines, town_of if level != "gemeente" else {}, order)
    return Country(
        found.lines, towns, found.whole, cuts, packed, names,
        sha256(packed + names).hexdigest()[:16], credits_of(year),
    )  # fmt: skip


def _packed(
    lines: Sequence[Line], towns: dict[str, str], order: Sequence[str]
) -> tuple[bytes, bytes]:
    """What the map reads: of each area that has a shape, in that order."""
    by_code = {one.code: one for one in lines}
    drawn = [by_code[one] for one in order]
    named = [[one.name, towns[one.code]] if towns else [one.name] for one in drawn]
    names = json.dumps(named, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(figures(drawn), 9, mtime=0), gzip.compress(names, 9, mtime=0)
