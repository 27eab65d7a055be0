"""Figures of areas as the pages draw them: numbers in Dutch, and places in a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.areas.reads.one_area import AreaPage, Fact, Year
from houvast.areas.rules.among import Place
from houvast.areas.rules.drawing import Map
from houvast.areas.rules.shown import CHOICES, Choice, Hidden, Line, Shown

WIDE, NARROW = 160, 6
"""Of the picture of an interval."""
LABELS = 24
"""More areas than this have no room for a number on the map."""
WHY: dict[Hidden, str | Promise] = {
    Hidden.SMALL: gettext_lazy("Te klein om te tonen"),
    Hidden.NOT_LIVED_IN: gettext_lazy("Geen bewoonde buurt"),
    Hidden.WITHHELD: gettext_lazy("Niet gepubliceerd door de bron"),
    Hidden.ABSENT: gettext_lazy("De bron heeft dit cijfer niet"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An area in the table. `x`, `low_x`, `high_x` and `mean_x` are places in its picture."""

    code: str
    name: str
    people: str
    why: str | Promise
    value: str = ""
    low: str = ""
    high: str = ""
    apart: bool = False
    step: int = 0
    unsure: bool = False
    visited: bool = False
    x: int = 0
    low_x: int = 0
    high_x: int = 0
    mean_x: int = 0


HUNDRED = 100
MOST_ROWS = 60
"""Of a table on one page."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of a long table: from row `first` on, `each` rows."""

    page: int
    pages: int
    first: int
    each: int


def turned(rows: int, asked: int) -> Turn:
    """Pages that are about as long as each other, so that none has a row or two."""
    pages = max(1, -(-rows // MOST_ROWS))
    page, each = min(asked, pages), -(-rows // pages)
    return Turn(page, pages, (page - 1) * each, each)


def said(number: float, choice: Choice) -> str:
    """A number as people say it: of a hundred with one decimal, of a thousand whole; rounded."""
    places = 1 if choice.per == HUNDRED else 0
    return str(number_format(round(number, places), places, use_l10n=True, force_grouping=True))


def bound(number: float) -> str:
    """The border of a class, which is a round number."""
    return f"{number:g}".replace(".", ",")


def grouped(number: int | None) -> str:
    """A number of people, in thousands; nothing when it is not known."""
    return "" if number is None else str(number_format(number, 0, force_grouping=True))


def rows_of(figures: Shown, choice: Choice) -> list[Row]:
    """A row for each area, those without a figure last; both by name."""
    rows = rows_by_name(figures, choice)
    return [one for one in rows if not one.why] + [one for one in rows if one.why]


def rows_by_name(figures: Shown, choice: Choice) -> list[Row]:
    """A row for each area, by name."""
    most = max((one.high for one in figures.lines if not one.why), default=1.0) or 1.0
    return [_row(one, most, figures.whole, choice) for one in figures.lines]


def _row(one: Line, most: float, whole: float | None, choice: Choice) -> Row:
    if one.why:
        return Row(one.code, one.name, grouped(one.people), WHY[one.why])
    along = (one.value, one.low, one.high, whole or 0)
    x, low, high, mean = (round(NARROW + (WIDE - 2 * NARROW) * at / most) for at in along)
    value, least, most_of_it = (said(part, choice) for part in along[:3])
    return Row(
        one.code, one.name, grouped(one.people), "", value, least, most_of_it,
        one.apart, one.step, one.unsure, one.visited, x, low, high, mean,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area on the map. `kind` is the name of its class: a step, `known` without, or `hidden`."""

    row: Row
    path: str
    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """All areas in a box of this size; `labels` is whether there is room for numbers."""

    areas: list[Drawn]
    width: int
    height: int
    labels: bool


def drawn_of(found: Map | None, rows: Sequence[Row], cuts: Sequence[float]) -> DrawnMap | None:
    """The map with the same numbers as the table; None when nobody brought shapes.

    Without classes each area with a figure looks the same, and not like the lowest class.
    """
    if found is None:
        return None
    by_code = {one.code: one for one in rows}
    areas = [
        Drawn(by_code[one.code], one.path, _kind(by_code[one.code], cuts), one.x, one.y)
        for one in found.outlines
        if one.code in by_code
    ]
    return DrawnMap(areas, found.width, found.height, len(areas) <= LABELS)


def _kind(row: Row, cuts: Sequence[float]) -> str:
    if row.why or not cuts:
        return "hidden" if row.why else "known"
    return f"step{row.step}{' unsure' if row.unsure else ''}"


def legend_of(cuts: Sequence[float]) -> list[tuple[str, str]]:
    """Each class with its bounds in words: the same for the whole country and each screen."""
    if not cuts:
        return [("known", _("met een cijfer"))]
    low = _("minder dan %(most)s") % {"most": bound(cuts[0])}
    high = _("%(least)s of meer") % {"least": bound(cuts[-1])}
    between = [
        _("%(least)s tot %(most)s") % {"least": bound(least), "most": bound(most)}
        for least, most in pairwise(cuts)
    ]
    return [(f"step{at}", text) for at, text in enumerate((low, *between, high))]


def facts_of(page: AreaPage) -> list[tuple[Fact, Row, str, str]]:
    """Each figure with its row, and the municipality and the country beside it."""
    found = []
    for one in page.facts:
        most = max(one.line.high, one.town or 0, one.country or 0) or 1.0
        beside = (
            "" if part is None else said(part, one.choice) for part in (one.town, one.country)
        )
        found.append((one, _row(one.line, most, one.town, one.choice), *beside))
    return found  # type: ignore[return-value]


def usual_of(page: AreaPage) -> str:
    """Where offences lie among those of likes, in words; nothing when there are too few likes."""
    found = page.among
    if found is None:
        return ""
    of = CHOICES["offences_total"]
    words = {
        Place.WITHIN: _("Dit valt binnen wat bij vergelijkbare gebieden gewoon is"),
        Place.OUTSIDE: _("Dit ligt buiten wat bij vergelijkbare gebieden gewoon is"),
        Place.FAR: _("Dit ligt ver buiten wat bij vergelijkbare gebieden gewoon is"),
    }
    between = _("{low} tot {high} van de 1.000, bij {n} gebieden").format(
        low=said(found.low, of), high=said(found.high, of), n=grouped(found.n)
    )
    alike = _("Even stedelijk, en half tot twee keer zo veel inwoners.")
    return f"{words[found.place]}: {between}. {alike}"


@dataclass(frozen=True, slots=True)
class Point:
    """A year in the picture of a trend; heights run from 0 (high) to `TALL`."""

    year: int
    value: str
    low: str
    high: str
    x: int
    y: int
    low_y: int
    high_y: int


TALL, STEP, LEFT = 110, 64, 30


@dataclass(frozen=True, slots=True)
class Trend:
    """The years in one picture of this size; `line` is empty where the boundary changed."""

    points: list[Point]
    line: str
    width: int
    height: int


def trend_of(page: AreaPage) -> Trend | None:
    """The years as points with their interval; a line only where the boundary holds (A-09)."""
    of = CHOICES["offences_total"]
    given: list[Year] = [one for one in page.trend if one.value is not None]
    if len(given) < 2:
        return None
    most = max(one.high for one in given) or 1.0
    first = given[0].year

    def height(value: float) -> int:
        return round(TALL - (TALL - 14) * value / most)

    points = [
        Point(
            one.year,
            said(one.value or 0, of),
            said(one.low, of),
            said(one.high, of),
            LEFT + (one.year - first) * STEP,
            height(one.value or 0),
            height(one.low),
            height(one.high),
        )
        for one in given
    ]
    line = " ".join(f"{one.x},{one.y}" for one in points) if page.stable else ""
    return Trend(points, line, points[-1].x + LEFT, TALL + 22)
