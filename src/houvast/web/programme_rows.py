"""A figure over the years as a small picture and a table: of each place on the same scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.areas.reads.overview import Credit
from houvast.areas.reads.programmes import Seen
from houvast.areas.rules.indicators import INDICATORS, Place
from houvast.areas.rules.over_years import Gap, Point, Series
from houvast.areas.rules.programmes import Programme
from houvast.areas.rules.shown import Choice, Hidden
from houvast.areas.rules.wording import ABOUT_AREAS, NOT_WHY, Evidence
from houvast.sheets.values import Value
from houvast.web.area_papers import source
from houvast.web.area_rows import WHY, said

WIDE, TALL, EDGE, FOOT, HEAD_ROOM = 240, 104, 16, 18, 16
"""Of a picture, in its own units."""
NO_FIGURE: dict[Hidden | Gap, str | Promise] = {
    **dict(WHY.items()),
    Gap.OTHER_BOUNDARIES: gettext_lazy("De grenzen waren toen anders"),
}
HEAD = (
    "programma", "plek", "gemeente", "bestaat uit", "codes", "grenzen van", "gekozen op", "waarom",
    "cijfer", "id", "jaar", "waarde", "laag", "hoog", "per", "noemer", "status", "weggelaten",
    "lijn naar vorig cijfer", "geteld waar", "bron", "bewijs", "lees dit",
)  # fmt: skip
"""Of the table, for programs: not translated."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A year with a figure; heights run from 0 (high) down."""

    year: int
    value: str
    x: int
    y: int
    low_y: int
    high_y: int


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the table: its figure with its interval, or why there is none."""

    year: int
    value: str
    low: str
    high: str
    why: str | Promise
    left_out: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure over the years. `lines` join the years with the same boundaries (rule A-09).

    `gaps` are where a year has no figure. `label` is what the picture says to who hears it.
    """

    choice: Choice
    dots: list[Dot]
    lines: list[str]
    gaps: list[int]
    rows: list[YearRow]
    label: str
    first: int
    last: int
    broken: bool
    last_x: int = WIDE - EDGE
    foot: int = TALL - 4
    ground: int = TALL - FOOT


@dataclass(frozen=True, slots=True)
class Scale:
    """The years from left to right, and the highest figure: the same for all pictures."""

    first: int
    last: int
    most: float

    def x(self, year: int) -> int:
        """Where a year stands."""
        along = (year - self.first) / max(self.last - self.first, 1)
        return round(EDGE + (WIDE - 2 * EDGE) * along)

    def y(self, value: float) -> int:
        """How high a figure stands; 0 is the ground."""
        ground = TALL - FOOT
        return round(ground - (ground - HEAD_ROOM) * value / self.most)


def scale_of(series: Iterable[Series]) -> Scale | None:
    """The scale that fits all of these; None when no year has a figure."""
    points = [point for one in series for point in one.points]
    given = [one for one in points if not one.why]
    if not given:
        return None
    years = [one.year for one in points]
    return Scale(min(years), max(years), max(one.high for one in given) or 1.0)


def drawn(series: Series, scale: Scale) -> Drawn:
    """The picture and the table of a figure."""
    choice = series.choice
    dots = [
        Dot(one.year, said(one.value, choice), scale.x(one.year), scale.y(one.value),
            scale.y(one.low), scale.y(one.high))
        for one in series.given
    ]  # fmt: skip
    rows = [_row(one, choice) for one in series.points]
    label = ", ".join(f"{one.year}: {one.value or one.why}" for one in rows)
    gaps = [scale.x(one.year) for one in series.points if one.why]
    return Drawn(choice, dots, _lines(series.given, dots), gaps, rows, label, scale.first,
                 scale.last, series.broken)  # fmt: skip


def _row(one: Point, choice: Choice) -> YearRow:
    if one.why:
        return YearRow(one.year, "", "", "", NO_FIGURE[one.why], "")
    value, low, high = (said(part, choice) for part in (one.value, one.low, one.high))
    return YearRow(one.year, value, low, high, "", ", ".join(one.left_out))


def _lines(points: Sequence[Point], dots: Sequence[Dot]) -> list[str]:
    found: list[list[str]] = []
    for point, dot in zip(points, dots, strict=True):
        at = f"{dot.x},{dot.y}"
        if point.joined:
            found[-1].append(at)
        else:
            found.append([at])
    return [" ".join(one) for one in found if len(one) > 1]


def scale_words(scale: Scale | None, choice: Choice) -> str:
    """How the pictures are to be read."""
    if scale is None:
        return ""
    words = _("Elk plaatje heeft dezelfde schaal: van 0 tot {most}, van {first} tot en met {last}.")
    return words.format(most=said(scale.most, choice), first=scale.first, last=scale.last)


def table(
    programme: Programme, places: Sequence[Seen], credits: Sequence[Credit]
) -> tuple[Sequence[str], list[list[Value]]]:
    """Each year of each figure of each place, with its interval and base, or why there is none."""
    sources = "; ".join(map(source, credits))
    rows: list[list[Value]] = []
    for seen in places:
        if not seen.series:
            why = "niet gekoppeld" if seen.unlinked else "niet ingelezen"
            rows.append([*_place(programme, seen), *[None] * 8, why, *[None] * 5,
                         ABOUT_AREAS.in_dutch()])  # fmt: skip
        for series in seen.series:
            rows += [
                [*_place(programme, seen), *_figure(series.choice, point), sources,
                 Evidence.CONTEXT.value, f"{ABOUT_AREAS.in_dutch()} {NOT_WHY.in_dutch()}"]
                for point in series.points
            ]  # fmt: skip
    return HEAD, rows


def _place(programme: Programme, seen: Seen) -> list[Value]:
    place, link = seen.place, seen.link
    what: list[Value] = [programme.short, place.name, place.town]
    if place.whole:
        return [*what, place.name, place.code, None, None, None]
    if link is None or not link.codes:
        return [*what, None, None, None, None, None]
    return [*what, ", ".join(link.names), " ".join(link.codes), str(link.year),
            link.at.date(), link.reason]  # fmt: skip


def _figure(choice: Choice, point: Point) -> list[Value]:
    of = INDICATORS[choice.id]
    numbers: list[Value] = [None, None, None]
    if not point.why:
        numbers = [Decimal(str(round(one, 4))) for one in (point.value, point.low, point.high)]
    counted = "pleegplaats" if of.place is Place.HAPPENED else "woonplaats"
    status = str(NO_FIGURE[point.why]) if point.why else "getoond"
    return [
        of.called, choice.id, str(point.year), *numbers, Decimal(choice.per),
        Decimal(point.base) if not point.why else None, status, ", ".join(point.left_out) or None,
        "ja" if point.joined else "nee", counted,
    ]  # fmt: skip
