"""Figures that were cited, as they were; and whether the source says something else by now."""

from dataclasses import dataclass
from datetime import date, datetime

from houvast.areas import permissions
from houvast.areas.models import Citation
from houvast.areas.reads.one_area import page_of
from houvast.areas.reads.overview import Credit
from houvast.areas.reads.relations import credits_of_tables
from houvast.areas.rules.citing import Frozen, frozen, number, read_number
from houvast.areas.rules.shown import CHOICES, Choice
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound

SHOWN = 100
"""Figures that are listed, the latest first."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as it was when it was cited."""

    number: str
    figure: Frozen
    choice: Choice
    name: str
    town: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CitationPage:
    """One cited figure. `now` is what the tables say today, when that is another figure."""

    cited: Cited
    now: Frozen | None
    gone: bool
    credits: tuple[Credit, ...]
    today: date


@dataclass(frozen=True, slots=True)
class CitationsPage:
    """The figures that were cited last."""

    cited: tuple[Cited, ...]
    today: date


def citations_page(by: Actor) -> CitationsPage:
    """What was cited. Raises NotAllowed."""
    with recorded(by, "areas.citations_viewed") as act:
        permissions.require_looks(by)
        rows = Citation.objects.order_by("-year", "-number")[:SHOWN]
        return CitationsPage(tuple(map(_cited, rows)), act.today)


def citation_page(by: Actor, text: str) -> CitationPage:
    """A figure by its number. Raises NotAllowed, and NotFound for what is no number of ours."""
    with recorded(by, "areas.citation_viewed") as act:
        permissions.require_looks(by)
        asked = read_number(text)
        row = asked and Citation.objects.filter(year=asked[0], number=asked[1]).first()
        if not row:
            raise NotFound
        cited = _cited(row)
        now = _now(cited, act.now)
        return CitationPage(
            cited,
            None if now is None or _same(now, cited.figure) else now,
            now is None,
            credits_of_tables(row.tables),
            act.today,
        )


def _cited(row: Citation) -> Cited:
    figure = Frozen(
        row.code, row.boundaries, row.indicator, row.value, row.low, row.high, row.people
    )
    choice = CHOICES[row.indicator]
    return Cited(number(row.year, row.number), figure, choice, row.name, row.town, row.at)


def _now(cited: Cited, at: datetime) -> Frozen | None:
    """What is shown of it today, in the same boundaries; None when nothing is."""
    figure = cited.figure
    try:
        page = page_of(figure.code, figure.boundaries, at)
    except NotFound:
        return None
    fact = next(one for one in page.facts if one.choice.id == figure.indicator)
    if page.year != figure.boundaries or fact.line.why:
        return None
    return frozen(figure.code, page.year, fact.choice, fact.line)


def _same(one: Frozen, other: Frozen) -> bool:
    return (one.value, one.low, one.high) == (other.value, other.low, other.high)
