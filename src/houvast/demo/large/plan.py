"""How a number of tracks is spread over municipalities, districts, squads and copies. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

TOWN = 25_000
"""Tracks of an ordinary municipality; one that has fewer in all is the only one."""
CITY = 100_000
"""The first municipality is a city: a quarter of all tracks, and this at most."""
LIVED_LONG = 100_000
"""Beyond this number the copies are of municipalities that began lately: nobody works there yet.

The share of lives without a placement is copied only, because those are the short ones: a million
whole lives are 80 GB, and the pages look at one municipality.
"""
SQUADS = 6
"""Per district. A district has one set of teams, so a team is as big as its squads make it."""
COPIES = 2
"""Per squad, if they are whole: one coach of each kind, who then holds about thirty."""


@dataclass(frozen=True, slots=True)
class World:
    """What there is to copy: `lives` young people with a track, of whom `alone` touch no other.

    Who has no placement, no chosen workplace, no merge and no companion can be copied alone.
    """

    lives: int
    alone: int
    shops: int


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the world, or of its first `lives`; numbers count from 1 over everything."""

    number: int
    place: int
    district: int
    squad: int
    lives: int
    shops: int
    whole: bool
    begins_place: bool
    begins_district: bool
    begins_squad: bool


def copies(tracks: int, world: World) -> list[Copy]:
    """Copies with exactly this many tracks together."""
    made: list[Copy] = []
    place = district = squad = 0
    in_place = in_district = in_squad = 0
    room = 0
    for lives in _lives(tracks, world):
        new_place = not made or in_place >= room
        new_district = new_place or in_district >= SQUADS * COPIES * world.lives
        new_squad = new_district or in_squad >= COPIES * world.lives
        if new_place:
            room = _room(tracks, place)
            place, in_place = place + 1, 0
        district, in_district = district + new_district, 0 if new_district else in_district
        squad, in_squad = squad + new_squad, 0 if new_squad else in_squad
        in_place, in_district, in_squad = in_place + lives, in_district + lives, in_squad + lives
        made.append(
            Copy(
                number=len(made) + 1,
                place=place,
                district=district,
                squad=squad,
                lives=lives,
                shops=max(1, round(world.shops * lives / world.lives)),
                whole=lives == world.lives,
                begins_place=new_place,
                begins_district=new_district,
                begins_squad=new_squad,
            )
        )
    return made


def _room(tracks: int, before: int) -> int:
    """How many tracks the next municipality has at least, after so many others."""
    if tracks <= TOWN:
        return tracks
    return TOWN if before else min(CITY, max(TOWN, tracks // 4))


def _lives(tracks: int, world: World) -> Iterator[int]:
    """How many lives each copy has: all of them, as long as that fits."""
    left = tracks
    while left >= world.lives and tracks - left < LIVED_LONG:
        yield world.lives
        left -= world.lives
    while left > 0:
        yield min(left, world.alone)
        left -= min(left, world.alone)
