"""Whom a coach seeks today: whose moment is today, and whose moment passed. The date decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Seek(StrEnum):
    """Why somebody is sought today, as a device may know it: no date, and no more reason."""

    LATE = "late"
    TODAY = "today"


def seek(due: date | None, today: date) -> Seek | None:
    """What a next moment asks of today; nothing when it lies ahead."""
    if due is None or due > today:
        return None
    return Seek.TODAY if due == today else Seek.LATE


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody of the own caseload who is sought today; `place` is empty when none is known."""

    track_id: UUID
    person_id: UUID
    name: str
    due: date
    seek: Seek
    place: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the team with whom one may find there, the earliest moment first."""

    place: str
    people: tuple[Sought, ...]


def stops(people: Iterable[Sought]) -> tuple[Stop, ...]:
    """A round past the places by name; whose place is not known comes last."""
    found: dict[str, list[Sought]] = {}
    for one in sorted(people, key=lambda one: (one.due, one.name, one.track_id)):
        found.setdefault(one.place, []).append(one)
    names = sorted(found, key=lambda place: (not place, place.lower()))
    return tuple(Stop(name, tuple(found[name])) for name in names)
