"""One area on one page: its figures beside the municipality and the country, and areas like it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection

from houvast.areas import permissions
from houvast.areas.reads.known import known_of, values_of
from houvast.areas.reads.overview import (
    Credit,
    credits_of,
    kept_panel,
)
from houvast.areas.rules.among import Among, among
from houvast.areas.rules.indicators import STORED
from houvast.areas.rules.intervals import of_counts
from houvast.areas.rules.panels import Level, Panel
from houvast.areas.rules.shown import CHOICES, Choice, Line, peers, shown
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the area. `town` and `country` are the same for all people there, per `per`."""

    choice: Choice
    line: Line
    town: float | None
    country: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """Registered offences of a year per 1,000 inhabitants, with an interval; None: not given."""

    year: int
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Like:
    """An area that is like this one, by features that are said."""

    code: str
    name: str
    town: str
    people: int
    young: float
    old: float


@dataclass(frozen=True, slots=True)
class AreaPage:
    """The page. `stable` is whether the boundary holds in the years around (rule A-09).

    `at` is when it was looked at.
    """

    code: str
    name: str
    town: str
    town_code: str
    level: str
    year: int
    people: int | None
    young: float | None
    old: float | None
    stable: bool
    facts: tuple[Fact, ...]
    trend: tuple[Year, ...]
    likes: tuple[Like, ...]
    among: Among | None
    credits: tuple[Credit, ...]
    at: datetime


LATEST = """
select area.year, area.level from areas_area area
where area.code = %s and area.level in ('wijk', 'buurt')
  and area.year in (select source.year from areas_source source where source.figures > 0)
order by area.year desc
"""


def area_page(by: Actor, code: str, year: int | None) -> AreaPage:
    """One area in the boundaries of a year, the latest unless one is asked.

    Raises NotAllowed, and NotFound for a code that is not known.
    """
    with recorded(by, "areas.area_viewed") as act:
        permissions.require_looks(by)
        return page_of(code, year, act.now)


def page_of(code: str, year: int | None, at: datetime) -> AreaPage:
    """The same, inside the caller's act. Raises NotFound for a code that is not known."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [code])
        found = dict(cursor.fetchall())
    year = year if year in found else next(iter(found), None)
    if year is None:
        raise NotFound
    panel = kept_panel(Level(found[year]), year)
    place = panel.codes.index(code)
    own = np.flatnonzero(np.array(panel.municipalities) == panel.municipalities[place])
    people = panel.people[place]
    return AreaPage(
        code=code,
        name=panel.names[place],
        town=panel.municipality_names[place],
        town_code=panel.municipalities[place],
        level=found[year],
        year=year,
        people=None if np.isnan(people) else int(people),
        young=_number(panel.figures["young_15_24_share"][place]),
        old=_number(panel.figures["aged_65_share"][place]),
        stable=bool(panel.stable[place]),
        facts=tuple(_fact(panel, own, code, one, year) for one in CHOICES.values()),
        trend=_trend(code, year, people),
        likes=_likes(panel, code),
        among=_among(panel, place),
        credits=credits_of(year),
        at=at,
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _fact(panel: Panel, own: np.ndarray, code: str, choice: Choice, year: int) -> Fact:
    found = shown(known_of(panel, own, choice, year), choice, ())
    line = next(one for one in found.lines if one.code == code)
    return Fact(choice, line, found.whole, _country(panel, choice))


def _country(panel: Panel, choice: Choice) -> float | None:
    """The same for all areas of the country that are known."""
    values = values_of(panel, choice)
    given = ~np.isnan(values) & ~np.isnan(panel.people) & (panel.people >= choice.indicator.fewest)
    if not given.any():
        return None
    people, some = panel.people[given], values[given]
    whole = some.sum() * choice.per if choice.by_event else (some * people).sum()
    return float(whole / people.sum())


OFFENCES = """
select distinct on (figure.year) figure.year, figure.value
from areas_observation figure
join areas_area area on area.id = figure.area_id
join areas_source source on source.id = figure.source_id
where area.code = %s and area.year = %s and source.year = %s and figure.indicator_id = %s
order by figure.year, source.current_since desc
"""


def _trend(code: str, year: int, people: float) -> tuple[Year, ...]:
    """Each year that is given, per 1,000 of the people of the year of the boundaries."""
    with connection.cursor() as cursor:
        cursor.execute(OFFENCES, [code, year, year, STORED["offences_total"]])
        rows = cursor.fetchall()
    if np.isnan(people) or people < CHOICES["offences_total"].indicator.fewest:
        return ()
    lines = []
    for of, value in rows:
        if value is None:
            lines.append(Year(of, None, 0.0, 0.0))
            continue
        low, high = of_counts(np.array([value]))
        per = 1000 / people
        lines.append(Year(of, float(value * per), float(low[0] * per), float(high[0] * per)))
    return tuple(lines)


def _among(panel: Panel, place: int) -> Among | None:
    """Where its offences lie among those of likes; nothing where too few people live."""
    offences = CHOICES["offences_total"].indicator
    if not panel.people[place] >= offences.fewest:
        return None
    return among(place, panel.outcome, panel.people, panel.urbanity, panel.municipalities)


def _likes(panel: Panel, code: str) -> tuple[Like, ...]:
    figures = {**panel.figures, "population": panel.people}
    return tuple(
        Like(
            panel.codes[at],
            panel.names[at],
            panel.municipality_names[at],
            int(panel.people[at]),
            float(panel.figures["young_15_24_share"][at]),
            float(panel.figures["aged_65_share"][at]),
        )
        for at in peers(code, panel.codes, figures, panel.urbanity)
    )
