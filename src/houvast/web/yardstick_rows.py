"""A yardstick as a picture and as a sentence for a letter: what was counted, and nothing foretold.

The picture has the numbers of the table and no others (disclosure D-31). There is no line to where
it should be by now, and no colour for much or little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from houvast.plans.reads.yardsticks import Figure, Place, Stick
from houvast.plans.rules.yardsticks import FigureState, Source
from houvast.web.plan_check_words import amount_words
from houvast.web.words import word

LEFT, RIGHT, TOP, GROUND = 14, 326, 22, 104
"""Of the picture, in its own units."""
NEAR = 72
"""Words closer than this to the end of the line would run into those of the end."""
CLOSE = 24
"""Of two dots that are closer, only the latter says its number."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure that counts, on its day. `number` is empty where words would run together."""

    x: int
    y: int
    number: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A yardstick on a line of time: its number as a line across, and what was counted."""

    dots: tuple[Dot, ...]
    aim_y: int
    aim: str
    due_x: int
    due: str
    since: str
    today_x: int | None
    today_words: bool
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A yardstick with its name, its picture and, for each figure, a sentence for a letter."""

    stick: Stick
    name: str
    where: str
    drawn: Drawn
    figures: tuple[tuple[Figure, str], ...]

    @property
    def waits(self) -> Figure | None:
        """A figure about which a second person has to decide."""
        return next((one for one, _said in self.figures if one.state == FigureState.PROPOSED), None)


def row(stick: Stick, today: date) -> Row:
    """A yardstick as it is shown."""
    return Row(
        stick=stick,
        name=name(stick),
        where=stick.part or _("hele gemeente"),
        drawn=drawn(stick, today),
        figures=tuple((one, sentence(stick, one)) for one in reversed(stick.figures)),
    )


def name(stick: Stick) -> str:
    """'80 jongeren na zes maanden nog aan het werk'."""
    return _("{number} jongeren {what}").format(
        number=amount_words(stick.amount), what=word(stick.measure)
    )


def drawn(stick: Stick, today: date) -> Drawn:
    """The picture of a yardstick: time from left to right, people from below."""
    figures = stick.agreed
    last = max((stick.due, *(one.on_day for one in figures)))
    most = max((stick.amount, *(one.number for one in figures)))

    def across(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - stick.since).days / (last - stick.since).days)

    def up(number: int) -> int:
        return GROUND - round((GROUND - TOP) * number / most)

    shown = across(today) if stick.since <= today <= last else None
    clear = shown is not None and all(abs(shown - x) > NEAR for x in (LEFT, across(stick.due)))
    return Drawn(
        dots=tuple(_dots([(across(one.on_day), up(one.number), one.number) for one in figures])),
        aim_y=up(stick.amount),
        aim=amount_words(stick.amount),
        due_x=across(stick.due),
        due=_day(stick.due),
        since=_day(stick.since),
        today_x=shown,
        today_words=clear,
        label=_label(stick, figures),
    )


def _dots(points: list[tuple[int, int, int]]) -> Iterable[Dot]:
    for at, (x, y, number) in enumerate(points):
        alone = at + 1 == len(points) or points[at + 1][0] - x > CLOSE
        yield Dot(x, y, amount_words(number) if alone else "")


def _label(stick: Stick, figures: tuple[Figure, ...]) -> str:
    told = [f"{amount_words(one.number)}, {_day(one.on_day)}" for one in figures]
    aim = _("{name}, uiterlijk {day}.").format(name=name(stick), day=_day(stick.due))
    counted = "; ".join(told) if told else _("nog geen cijfer")
    return f"{aim} {_('Geteld:')} {counted}."


def sentence(stick: Stick, one: Figure) -> str:
    """A sentence for a letter, that says what was counted, up to when, and where it comes from."""
    return _(
        "Tot en met {day}: {number} jongeren {what} ({where}, vanaf {since}). Het plan “{plan}”"
        " noemt {aim}, uiterlijk {due}. Bron: {source}. Vastgelegd in Houvast op {kept}."
    ).format(
        day=_day(one.on_day), number=amount_words(one.number), what=word(stick.measure),
        where=stick.part or _("hele gemeente"), since=_day(stick.since), plan=stick.plan,
        aim=amount_words(stick.amount), due=_day(stick.due), source=source(one),
        kept=_day(localtime(one.at).date()),
    )  # fmt: skip


def source(one: Figure) -> str:
    """Where a figure comes from: our own counts, or a place in a report."""
    if one.source is Source.OWN or one.place is None:
        return _("eigen aantallen van Houvast, afgerond op vijftallen")
    return f"{one.place.title}, {place_words(one.place)}"


def place_words(one: Place) -> str:
    """By its page; by its paragraph where there are no pages."""
    if one.page is None:
        return _("alinea {number}").format(number=one.paragraph)
    return _("bladzijde {page}").format(page=one.label or one.page)


def _day(day: date) -> str:
    return str(date_format(day, "j F Y"))
