"""What a plan is held against later: how many young people, of what, before which day.

A yardstick (meetlat) comes from a number in the plan that a person accepted. A person says what it
is about; nothing is guessed, and nothing is foretold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from houvast.errors import Refused, gettext_noop


class Measure(StrEnum):
    """What is counted: only what the work of the programme itself leaves behind."""

    REACHED = "reached"
    PLACED = "placed"
    AT_WORK = "at_work"
    """Still at work six months after the first working day."""


class Source(StrEnum):
    """Where a figure comes from."""

    OWN = "own"
    """Counted by Houvast."""
    REPORT = "report"
    """A number that a person accepted from a report that was brought."""


class FigureState(StrEnum):
    """How far a figure is: it counts once a second person agreed."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    DECLINED = "declined"


DEFINITIONS = {
    Measure.REACHED: gettext_noop(
        "Jongeren met wie in deze tijd voor het eerst een echt gesprek was. Iedereen telt één keer."
    ),
    Measure.PLACED: gettext_noop(
        "Jongeren die in deze tijd voor het eerst bij een werkgever begonnen. Iedereen telt één"
        " keer, ook wie daarna stopte."
    ),
    Measure.AT_WORK: gettext_noop(
        "Jongeren die zes maanden na hun eerste werkdag werkten, daar of elders. Iedereen telt één"
        " keer, op de dag van het antwoord. Onbekend telt niet."
    ),
}
"""What a count of our own is, word for word; a figure keeps the sentence of its day."""
MOST, LONGEST_PART, LONGEST_REASON, SHORTEST_REASON = 100_000, 100, 300, 5
YEARS = 15
JANUARY, JULY = 1, 7
NO_AMOUNT = gettext_noop("Vul een heel aantal jongeren in, van 1 tot en met 100.000.")
NO_HALF_YEAR = gettext_noop("Kies de eerste dag van een half jaar: 1 januari of 1 juli.")
NO_DUE = gettext_noop("Kies een dag die na het begin komt, en binnen vijftien jaar daarna.")
NO_REASON = gettext_noop("Schrijf in een paar woorden waarom.")
BEFORE = gettext_noop("Deze dag ligt vóór het begin van de meetlat.")
AHEAD = gettext_noop("Deze dag is nog niet geweest.")
TOO_SMALL = gettext_noop(
    "Te klein om te tonen. Houvast toont aantallen van tien of meer, over halve jaren die voorbij"
    " zijn."
)
ONLY_WHOLE = gettext_noop(
    "Deze meetlat gaat over een deel van de gemeente. Daarvoor telt Houvast niet: neem het cijfer"
    " uit een verslag."
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many in one or more half years together, in fives; it never changes afterwards."""

    since: date
    until: date
    number: int


@dataclass(frozen=True, slots=True)
class OwnCount:
    """What our own counts say from a day on: a number up to a day.

    `apart` are half years that were counted together with time before that day: they are left out.
    """

    number: int
    until: date | None
    apart: tuple[Counted, ...]


def half_year_of(day: date) -> date:
    """The first day of the half year of a day."""
    return date(day.year, JULY if day.month >= JULY else JANUARY, 1)


def half_years(first: int, last: int) -> list[date]:
    """The first days of the half years of some years, in order."""
    return [date(year, month, 1) for year in range(first, last + 1) for month in (JANUARY, JULY)]


def check_yardstick(amount: int, since: date, due: date) -> None:
    """A whole number of people, from the start of a half year to a later day. Raises Refused."""
    if not 1 <= amount <= MOST:
        raise Refused(NO_AMOUNT, field="amount")
    if since != half_year_of(since):
        raise Refused(NO_HALF_YEAR, field="since")
    if not since < due or due.year > since.year + YEARS:
        raise Refused(NO_DUE, field="due")


def check_reason(reason: str) -> str:
    """Why, tidied: a few letters are no reason. Raises Refused."""
    clean = " ".join(reason.split())[:LONGEST_REASON]
    if sum(one.isalpha() for one in clean) < SHORTEST_REASON:
        raise Refused(NO_REASON, field="reason")
    return clean


def check_day(on_day: date, since: date, today: date) -> None:
    """A figure is of a day from the start on that has been. Raises Refused at on_day."""
    if on_day < since:
        raise Refused(BEFORE, field="on_day")
    if on_day > today:
        raise Refused(AHEAD, field="on_day")


class HalfYear(Protocol):
    """What was counted of one measure in one or more half years."""

    @property
    def measure(self) -> str:
        """What it is about."""

    @property
    def since(self) -> date:
        """Its first day."""

    @property
    def until(self) -> date:
        """Its last day."""

    @property
    def number(self) -> int:
        """How many, in fives."""


def counted_of(measure: Measure, halves: Iterable[HalfYear], since: date) -> OwnCount:
    """What our own counts of one measure say from `since` on."""
    own = (one for one in halves if one.measure == measure.value)
    return own_count([Counted(one.since, one.until, one.number) for one in own], since)


def own_count(counts: Iterable[Counted], since: date) -> OwnCount:
    """What the counts of half years say from `since` on; none is taken apart."""
    later = [one for one in counts if one.until >= since]
    within = sorted((one for one in later if one.since >= since), key=lambda one: one.until)
    return OwnCount(
        number=sum(one.number for one in within),
        until=within[-1].until if within else None,
        apart=tuple(one for one in later if one.since < since),
    )


def newest(figures: Sequence[tuple[date, int]]) -> tuple[date, int] | None:
    """The figure of the latest day."""
    return max(figures, default=None)
