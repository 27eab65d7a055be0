"""Which work do we miss, in three codes (werk dat we missen)."""

from dataclasses import dataclass
from enum import StrEnum


class DayTime(StrEnum):
    """When somebody could work (dagdelen), as coarse as talks with employers are."""

    WORKDAYS = "workdays"
    """Mornings or afternoons, Monday to Friday."""
    EVENINGS = "evenings"
    WEEKEND = "weekend"
    ANY = "any"
    """Nobody asked yet, or all of it."""


@dataclass(frozen=True, slots=True, order=True)
class Missed:
    """Work that is missed (gemist werk)."""

    occupation: str
    region: str
    day_time: DayTime
