"""How many, for who manages a programme and sees nobody: what is too small is not shown (D-04).

A number below ten is a few people whom somebody knows. So is the difference between a total and
its parts: a group is split only when each part can be shown by itself (D-08, D-11).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST = 10
"""Fewer than these, and not none at all, is too small to show."""
LEAST_TO_SPLIT = 50
"""Held together: with fewer only the total of a group is shown."""
STEP = 5


class AgreedPart(StrEnum):
    """How agreements of case tables stand that are not done."""

    LATE = "late"
    OPEN = "open"
    ASKED = "asked"
    DECLINED = "declined"


class SharedPart(StrEnum):
    """How decisions to share stand."""

    LIVES = "lives"
    WAITS = "waits"
    """For a second person."""
    NOT_CONFIRMED = "not_confirmed"
    """A receiver did not say in time that it was put right or removed."""


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its parts, as they may be shown; None is too small to show."""

    total: int | None
    parts: Mapping[StrEnum, int] | None


def rounded(number: int) -> int:
    """To the nearest five, from the true number."""
    return STEP * ((number + STEP // 2) // STEP)


def shown(number: int) -> int | None:
    """A number as it may be shown: none is none, a few is too small, more is rounded."""
    return None if 0 < number < LEAST else rounded(number)


def group(held: int, parts: Mapping[StrEnum, int]) -> Group:
    """A group of numbers about `held` tracks. With few tracks nothing of it is shown."""
    if held < LEAST:
        return Group(None, None)
    every = {name: shown(number) for name, number in parts.items()}
    total = shown(sum(parts.values()))
    whole = {name: number for name, number in every.items() if number is not None}
    splits = held >= LEAST_TO_SPLIT and total is not None and len(whole) == len(every)
    return Group(total, whole if splits else None)
