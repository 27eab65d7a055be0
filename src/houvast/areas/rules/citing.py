"""A figure that somebody cites: frozen as it was shown, under a number for a letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from uuid import UUID

from houvast.areas.rules.shown import Choice, Line

NUMBER = re.compile(r"HV-(\d{4})-(\d{4,6})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is cited: one figure of one area, with its interval and how many people live there."""

    code: str
    boundaries: int
    indicator: str
    value: float
    low: float
    high: float
    people: int


def frozen(code: str, boundaries: int, choice: Choice, line: Line) -> Frozen:
    """The figure of a line that is shown, to as many places as it is told with."""
    value, low, high = (round(one, 4) for one in (line.value, line.low, line.high))
    return Frozen(code, boundaries, choice.id, value, low, high, line.people or 0)


def key_of(figure: Frozen, tables: Sequence[int]) -> UUID:
    """The same figure of the same tables is cited once."""
    parts = (
        figure.code, figure.boundaries, figure.indicator, figure.value, figure.low, figure.high,
        ",".join(map(str, tables)),
    )  # fmt: skip
    return UUID(sha256("|".join(map(str, parts)).encode()).hexdigest()[:32])


def number(year: int, at: int) -> str:
    """How it stands in a letter."""
    return f"HV-{year}-{at:04}"


def read_number(text: str) -> tuple[int, int] | None:
    """The year and the number of what somebody typed; None when it is no such number."""
    found = NUMBER.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def base(line: Line, choice: Choice) -> int:
    """Of how many the figure is: inhabitants, or the households or people of an age among them."""
    return round((line.people or 0) * choice.among)


def error(line: Line, choice: Choice) -> float:
    """The standard error of a figure, as it is told: of a count, or of a share of its base."""
    if choice.by_event:
        return sqrt(max(line.value, 0.0) * choice.per / (line.people or 1))
    share = min(max(line.value / choice.per, 0.0), 1.0)
    return choice.per * sqrt(share * (1 - share) / max(base(line, choice), 1))
