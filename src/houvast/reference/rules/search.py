"""Find an occupation by any of its names: what people type is never the official name.

Compared without accents and capitals, by whole words and by their beginnings. Nothing learns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from houvast.sheets.values import plain

MOST = 8
"""As many as one looks through; who sees too many types another word."""
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Work:
    """An occupation with its name, and the unit group of ISCO-08 that rules read."""

    concept: UUID
    isco: str
    name: str
    group: str
    """The Dutch name of the unit group, to tell two alike apart."""


@dataclass(frozen=True, slots=True)
class Named:
    """An occupation with all its names as they are compared, the official one first."""

    work: Work
    names: tuple[str, ...]


def named(work: Work, also: Iterable[str]) -> Named:
    """An occupation that can be found, from its names as they are written."""
    return Named(work, tuple(dict.fromkeys(plain(one) for one in (work.name, *also))))


def find(every: Iterable[Named], words: str, most: int = MOST) -> list[Work]:
    """What the words name, the closest first; nothing for fewer than three letters."""
    asked = plain(words)
    if len(asked) < SHORTEST:
        return []
    close = [(far, one) for one in every if (far := _distance(one, asked)) is not None]
    close.sort(key=lambda pair: (pair[0], len(pair[1].names[0]), pair[1].work.name))
    return [one.work for _, one in close[:most]]


def exactly(every: Iterable[Named], words: str) -> Work | None:
    """The one occupation of which this is the official name, or that alone has it as another."""
    asked = plain(words)
    having = [one for one in every if asked in one.names]
    official = [one for one in having if one.names[0] == asked]
    certain = official or having
    return certain[0].work if len(certain) == 1 else None


def _distance(one: Named, asked: str) -> int | None:
    """0 for the very name, more for a name that only begins so, has the word, or holds it."""
    ways = [_far(name, asked) * 2 + (at > 0) for at, name in enumerate(one.names)]
    return min((far for far in ways if far >= 0), default=None)


def _far(name: str, asked: str) -> int:
    if asked not in name and not all(f" {word}" in f" {name}" for word in asked.split()):
        return -1
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    return 2 if all(f" {word}" in f" {name}" for word in asked.split()) else 3
