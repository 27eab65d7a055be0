"""The places of a national programme beside each other, each with figures over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from houvast.areas import permissions
from houvast.areas.models import ProgrammeLink
from houvast.areas.reads.overview import Credit
from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.over_years import Given, Part, Series, Source, ids_of, over_years
from houvast.areas.rules.programmes import EXAMPLE, Place, Programme, place_called, programmes
from houvast.areas.rules.shown import CHOICES, Choice
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound

FIRST_FIGURE = "not_working_share"
LEVELS = ("wijk", "buurt")
Known = dict[int, dict[str, Part]]
Found = dict[tuple[int, str, str, int], Given]
NAMES = {number: id for id, number in STORED.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """What somebody said of a place: these areas (codes with names) in the boundaries of a year.

    Without codes it says that nothing holds any more.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    year: int
    reason: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A place with its figures. Without `series` nobody linked it, or nothing came in of it."""

    place: Place
    link: Link | None
    series: tuple[Series, ...]

    @property
    def unlinked(self) -> bool:
        """Whether somebody has yet to say of which areas it is made."""
        return not self.place.whole and not (self.link and self.link.codes)


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme, its places by name, and the figure that each of them shows."""

    programme: Programme
    choice: Choice
    places: tuple[Seen, ...]
    credits: tuple[Credit, ...]
    today: date


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place with all figures, and all that was said of it, the latest first."""

    programme: Programme
    seen: Seen
    said: tuple[Link, ...]
    credits: tuple[Credit, ...]
    today: date


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What can be chosen for a place (code and name), in the boundaries of a year."""

    programme: Programme
    place: Place
    level: str
    year: int | None
    known: tuple[tuple[str, str], ...]
    link: Link | None


def known_programmes() -> dict[str, Programme]:
    """Programmes by their id; in the demo one that does not exist comes first."""
    return (programmes(EXAMPLE) if settings.DEMO else {}) | programmes()


def called(id: str) -> tuple[Programme, Place]:
    """The place with this id, with its programme. Raises NotFound."""
    return place_called(id, known_programmes().values())


def programme_page(by: Actor, id: str, figure: str) -> ProgrammePage:
    """The places of a programme, the first when this is none. Raises NotAllowed."""
    with recorded(by, "areas.programme_viewed") as act:
        permissions.require_looks(by)
        every = known_programmes()
        programme = every.get(id) or next(iter(every.values()))
        choice = CHOICES.get(figure, CHOICES[FIRST_FIGURE])
        links = _links(one.id for one in programme.places if not one.whole)
        seen, credits = _seen(programme.places, links, (choice,))
        return ProgrammePage(programme, choice, seen, credits, act.today)


def programme_table(by: Actor, id: str) -> tuple[Programme, tuple[Seen, ...], tuple[Credit, ...]]:
    """The places with all figures, to send on. Raises NotAllowed, and NotFound for no programme."""
    with recorded(by, "areas.programme_exported"):
        permissions.require_looks(by)
        programme = known_programmes().get(id)
        if programme is None:
            raise NotFound
        links = _links(one.id for one in programme.places if not one.whole)
        return programme, *_seen(programme.places, links, tuple(CHOICES.values()))


def place_page(by: Actor, id: str) -> PlacePage:
    """One place of a programme. Raises NotAllowed, NotFound."""
    with recorded(by, "areas.programme_place_viewed") as act:
        permissions.require_looks(by)
        programme, place = called(id)
        said = _links([place.id])
        [seen], credits = _seen((place,), said, tuple(CHOICES.values()))
        return PlacePage(programme, seen, tuple(said.get(place.id, ())), credits, act.today)


def link_page(by: Actor, id: str, level: str) -> LinkPage:
    """What somebody who links a place can choose. Raises NotAllowed, NotFound."""
    with recorded(by, "areas.programme_choice_viewed"):
        permissions.require_links(by)
        programme, place = called(id)
        if place.whole or level not in LEVELS:
            raise NotFound
        year, known = choosable(place.code, level)
        return LinkPage(programme, place, level, year or None, known, link_of(place.id))


CHOOSABLE = """
select area.year, area.code, area.name from areas_area area
where area.municipality = %s and area.level = %s and area.year =
  (select max(other.year) from areas_area other
   join areas_source source on source.year = other.year and source.figures > 0
   where other.level = %s and other.municipality = %s)
order by area.name, area.code
"""


def choosable(town: str, level: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The latest boundaries of a municipality (code), and its areas of a level by name.

    0 and nothing where no figures came in. Inside the caller's act.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHOOSABLE, [town, level, level, town])
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), tuple((code, name) for _year, code, name in rows)


def link_of(place: str) -> Link | None:
    """What was said of a place last. Inside the caller's act."""
    said = _links([place]).get(place)
    return said[0] if said else None


def _links(places: Iterable[str]) -> dict[str, list[Link]]:
    wanted = list(places)
    found: dict[str, list[Link]] = {}
    if wanted:
        for one in ProgrammeLink.objects.filter(place__in=wanted).order_by("-number"):
            link = Link(tuple(one.codes), (), one.year, one.reason, one.at, one.number)
            found.setdefault(one.place, []).append(link)
    return found


PARTS = """
select area.code, area.year, area.name, area.people, area.why_not,
       (select same.holds from areas_continuity same
        join areas_source source on source.id = same.source_id
        where same.area_id = area.id order by source.current_since desc, same.later_year limit 1),
       (area.year, area.level) in (select other.year, other.level from areas_continuity same
                                   join areas_area other on other.id = same.area_id)
from areas_area area where area.code = any(%s)
"""
GIVEN = """
select distinct on (area.year, area.code, figure.indicator_id, figure.year)
       area.year, area.code, figure.indicator_id, figure.year, figure.value, figure.state
from areas_area area
join areas_source source on source.year = area.year and source.figures > 0
join areas_observation figure on figure.source_id = source.id and figure.area_id = area.id
where area.code = any(%s) and figure.indicator_id = any(%s)
order by area.year, area.code, figure.indicator_id, figure.year, source.current_since desc
"""
YEARS = """
select source.year, source.publisher, source.title, source.licence,
       array(select distinct area.level from areas_area area where area.year = source.year)
from areas_source source where source.figures > 0
order by source.publisher, source.title, source.year
"""


def _seen(
    places: Sequence[Place], links: dict[str, list[Link]], choices: tuple[Choice, ...]
) -> tuple[tuple[Seen, ...], tuple[Credit, ...]]:
    """Each place with its figures, in three statements for all of them together."""
    codes = {one.code for one in places if one.whole}
    codes |= {code for said in links.values() for each in said for code in each.codes}
    with connection.cursor() as cursor:
        cursor.execute(YEARS)
        sources = cursor.fetchall()
        cursor.execute(PARTS, [list(codes)])
        parts = _parts(cursor.fetchall())
        cursor.execute(GIVEN, [list(codes), [STORED[id] for id in ids_of(choices)]])
        figures = {
            (at, code, NAMES[number], year): Given(value, State(state))
            for at, code, number, year, value, state in cursor.fetchall()
        }
    levels: dict[str, set[int]] = {}
    for year, _who, _title, _licence, kinds in sources:
        for level in kinds:
            levels.setdefault(level, set()).add(year)
    seen = []
    for place in places:
        said = links.get(place.id, [])
        links[place.id] = said = [_named(one, parts) for one in said]
        link = said[0] if said else None
        of = _source(place, link, parts, figures, levels)
        series = tuple(over_years(one, of) for one in choices) if of else ()
        seen.append(Seen(place, link, tuple(one for one in series if one.points)))
    return tuple(seen), _credits(sources, figures)


def _parts(rows: Iterable[tuple[str, int, str, int | None, str, bool | None, bool]]) -> Known:
    found: Known = {}
    for code, year, name, people, why_not, holds, said in rows:
        stable = bool(holds) if holds is not None else not said
        part = Part(code, name, people, why_not, stable, holds is True)
        found.setdefault(year, {})[code] = part
    return found


def _source(
    place: Place, link: Link | None, parts: Known, figures: Found, levels: dict[str, set[int]]
) -> Source | None:
    """What is known of a place; None when it has no areas, or nothing came in of them."""
    if place.whole:
        codes: tuple[str, ...] = (place.code,)
        level = "gemeente"
        events = [at for at, code, id, _year in figures
                  if code == place.code and id == "offences_total"]  # fmt: skip
        boundaries = max(events, default=max(levels.get(level, ()), default=0))
    elif link and link.codes:
        codes, boundaries = link.codes, link.year
        level = "wijk" if codes[0].startswith("WK") else "buurt"
    else:
        return None
    years = sorted(levels.get(level, ()))
    if not any(code in parts.get(year, {}) for year in years for code in codes):
        return None
    return Source(codes, boundaries, years, parts, figures)


def _named(link: Link, parts: Known) -> Link:
    """With the names of its areas in those boundaries, by name; the code where none is known."""
    here = parts.get(link.year, {})
    names = (here[one].name if one in here else one for one in link.codes)
    return replace(link, names=tuple(sorted(names, key=str.casefold)))


def _credits(
    rows: Iterable[tuple[int, str, str, str, list[str]]], used: Found
) -> tuple[Credit, ...]:
    years = {at for at, _code, _id, _year in used}
    found = (Credit(who, what, how, year) for year, who, what, how, _levels in rows)
    return tuple(dict.fromkeys(one for one in found if one.year in years))
