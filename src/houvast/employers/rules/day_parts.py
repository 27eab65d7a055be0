"""When there is work, in a week of four parts a day: as 28 bits, and as people choose it."""

from collections.abc import Iterable, Mapping

from houvast.employers.rules.states import DayPart

WEEK = 7


def mask_of(days: Mapping[DayPart, Iterable[int]]) -> int | None:
    """Days (Monday is 0) per part of the day as 28 bits; nothing is not known."""
    parts = tuple(DayPart)
    return sum(1 << (day * len(parts) + parts.index(at)) for at in days for day in days[at]) or None


def days_of(mask: int | None) -> dict[DayPart, tuple[int, ...]]:
    """The other way: the days of each part of the day."""
    parts, bits = tuple(DayPart), mask or 0
    return {
        part: tuple(day for day in range(WEEK) if bits >> (day * len(parts) + at) & 1)
        for at, part in enumerate(parts)
    }
