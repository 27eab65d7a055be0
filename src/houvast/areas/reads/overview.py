"""Waar beginnen we: the areas of one municipality, with a figure, its interval and a map."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from django.db import connection

from houvast.accounts.models import Municipality
from houvast.areas import permissions
from houvast.areas.models import Source
from houvast.areas.reads.known import known_of, values_of
from houvast.areas.reads.panels import panel_of
from houvast.areas.rules.drawing import Map, drawn
from houvast.areas.rules.panels import Level, Panel
from houvast.areas.rules.shown import CHOICES, FIRST, Choice, Shown, borders, shown
from houvast.audit.actions import recorded
from houvast.database.actor import Actor

WANTED = ("young_15_24_share", "aged_65_share", *(one for one in CHOICES if one != FIRST))
OUTCOME = "offences_total"
KEPT = 4
"""Panels that a process keeps: a country of a level and a year is a megabyte or two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose: a municipality (code or name), a level, a year, a figure; else ours."""

    town: str = ""
    level: str = ""
    year: int | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality that can be chosen: by its code where two are called the same."""

    code: str
    name: str
    called_twice: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """Where figures come from."""

    publisher: str
    title: str
    licence: str
    year: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page. Without figures `town` is None and all else is empty."""

    towns: tuple[Town, ...]
    years: tuple[int, ...]
    levels: tuple[str, ...]
    town: Town | None
    year: int
    level: str
    choice: Choice
    figures: Shown
    cuts: tuple[float, ...]
    map: Map | None
    approximate: bool
    credits: tuple[Credit, ...]


def overview_page(by: Actor, asked: Asked) -> OverviewPage:
    """The areas of a municipality, ours unless another was asked. Raises NotAllowed."""
    with recorded(by, "areas.overview_viewed"):
        permissions.require_looks(by)
        name = Municipality.objects.values_list("name", flat=True).get(pk=by.municipality_id)
        return seen(asked, name)


def seen(asked: Asked, ours: str) -> OverviewPage:
    """The same, inside the caller's act; `ours` is shown unless another municipality was asked."""
    choice = CHOICES.get(asked.figure, CHOICES[FIRST])
    here = _here(asked, ours)
    if here is None:
        return _nothing(choice)
    towns, years, levels, town, year, level = here
    credit = credits_of(year)
    panel = kept_panel(Level(level), year)
    own = np.flatnonzero(np.array(panel.municipalities) == town.code)
    known = known_of(panel, own, choice, year)
    cuts = borders(panel.people, values_of(panel, choice), choice)
    polygons, official = _shapes(year, level, town.code)
    return OverviewPage(
        towns, years, levels, town, year, level, choice, shown(known, choice, cuts), cuts,
        drawn(polygons), not official, credit,
    )  # fmt: skip


def beside(page: OverviewPage, choice: Choice) -> Shown:
    """Another figure of the same areas, apart from the first: the two are never joined."""
    panel, code = kept_panel(Level(page.level), page.year), page.town.code if page.town else ""
    own = np.flatnonzero(np.array(panel.municipalities) == code)
    return shown(known_of(panel, own, choice, page.year), choice, ())


def _nothing(choice: Choice) -> OverviewPage:
    return OverviewPage((), (), (), None, 0, "", choice, Shown((), None), (), None, False, ())


PLACES = """
select distinct area.year, area.level from areas_area area
where area.level in ('wijk', 'buurt') and area.year in
  (select source.year from areas_source source where source.figures > 0)
order by area.year desc, area.level desc
"""
TOWNS = """
select area.municipality, max(town.name)
from areas_area area
left join areas_area town on town.code = area.municipality and town.year = area.year
where area.year = %s and area.level = %s group by area.municipality order by 2, 1
"""
Here = tuple[tuple[Town, ...], tuple[int, ...], tuple[str, ...], Town, int, str]


def _here(asked: Asked, ours: str) -> Here | None:
    """What can be chosen, and what is: the latest year, wijken before buurten, our own town."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        found = cursor.fetchall()
        if not found:
            return None
        years = tuple(dict.fromkeys(year for year, _ in found))
        year: int = asked.year if asked.year in years else years[0]  # type: ignore[assignment]
        levels = tuple(level for of, level in found if of == year)
        level = asked.level if asked.level in levels else levels[0]
        cursor.execute(TOWNS, [year, level])
        rows = [(code, name or code) for code, name in cursor.fetchall()]
    times = Counter(name for _code, name in rows)
    towns = tuple(Town(code, name, times[name] > 1) for code, name in rows)
    chosen = [one for one in towns if asked.town in (one.code, one.name)]
    own = [one for one in towns if one.name == ours]
    return towns, years, levels, (chosen or own or [towns[0]])[0], year, level


def credits_of(year: int) -> tuple[Credit, ...]:
    """Of whom the figures in the boundaries of a year are."""
    rows = Source.objects.filter(year=year, figures__gt=0).order_by("publisher", "title")
    fields = ("publisher", "title", "licence", "year")
    return tuple(dict.fromkeys(Credit(*one) for one in rows.values_list(*fields)))


SHAPES = """
select area.code, shape.polygon, shape.official from areas_shape shape
join areas_area area on area.id = shape.area_id
where area.year = %s and area.level = %s and area.municipality = %s order by area.code
"""


def _shapes(year: int, level: str, town: str) -> tuple[dict[str, bytes], bool]:
    with connection.cursor() as cursor:
        cursor.execute(SHAPES, [year, level, town])
        rows: Sequence[tuple[str, bytes, bool]] = cursor.fetchall()
    return {code: bytes(polygon) for code, polygon, _ in rows}, all(one[2] for one in rows)


_kept: dict[tuple[Level, int, object], Panel] = {}
_lock = Lock()


def kept_panel(level: Level, year: int) -> Panel:
    """All areas of the country of a level and year, read again when another table counts."""
    latest = Source.objects.filter(year=year).order_by("-current_since")
    key = (level, year, latest.values_list("pk", "current_since").first())
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = panel_of(level, year, year, OUTCOME, WANTED)
            _kept[key] = found
            for old in list(_kept)[:-KEPT]:
                del _kept[old]
    return found
