"""The published points table: integers about a pair, that sort workplaces for one young person.

Nothing learns and nothing is compared as text. A municipality may publish a table of its own: same
lines, whole numbers, 1,000 together, with a new version; old explanations keep theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TypedDict

from houvast.matching.rules.codes import Component
from houvast.matching.rules.law import LABEL
from houvast.matching.rules.plainly import Written
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.travel import USUAL_LIMIT, TravelModel

TOGETHER = 1_000


@dataclass(frozen=True)
class PointsTable(Written):
    """A points table (puntentabel). Each component has a most; the rest says how it is reached."""

    version: str
    wish: int = 300
    wish_near: int = 150
    """Another occupation of the same minor group (three digits) of ISCO-08."""
    sector: int = 150
    can: int = 250
    can_gap: int = 50
    """Taken off for each skill that is asked and not had: asking less never lowers."""
    learn_each: int = 25
    learn_most: int = 4
    travel: int = 150
    day_parts: int = 50
    day_parts_full: int = 8

    @property
    def total(self) -> int:
        """The most that a pair can get."""
        learn = self.learn_each * self.learn_most
        return self.wish + self.sector + self.can + learn + self.travel + self.day_parts


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All that decides besides the two sides: points and how journeys are estimated."""

    table: PointsTable
    travel: TravelModel = field(default_factory=TravelModel)
    law: str = LABEL
    """Which values of the law were asked."""

    @property
    def version(self) -> str:
        """What is stored with a choice: the table, the law, and what journeys came from."""
        return f"{self.table.version} {self.law} {self.travel.version}".rstrip()


RULESET = Ruleset(PointsTable("2026-1"))
"""Points table 2026-1 (matching section 5)."""


def check_table(table: PointsTable) -> PointsTable:
    """A table that may be used: whole numbers from 0, 1,000 together. Raises ValueError."""
    amounts = [getattr(table, name) for one in fields(table) if (name := one.name) != "version"]
    if any(not isinstance(one, int) or one < 0 for one in amounts) or table.total != TOGETHER:
        raise ValueError("A points table has whole numbers and makes 1,000 together.")
    if table.wish_near > table.wish or not table.version or not table.day_parts_full:
        raise ValueError("A points table gives the exact wish the most.")
    return table


def limit_of(pair: Pair) -> int:
    """The longest journey in minutes: what the young person said, else the usual one."""
    return pair.wishes.minutes or USUAL_LIMIT


def minutes_of(pair: Pair, ruleset: Ruleset) -> int | None:
    """Minutes one way, or None when that cannot be said."""
    return pair.minutes(ruleset.travel)


class Facts(TypedDict):
    """What points and sentences count."""

    minutes: int | None
    limit: int
    day_parts: int
    """Parts of days on which there is work and the young person is known to be free."""
    asked: int
    had: int
    """Skills asked, and those of them that the young person has."""
    learned: int
    """Skills to be learned here of those that the young person wants to learn."""


def facts_of(pair: Pair, ruleset: Ruleset) -> Facts:
    """What the points of a pair count."""
    wishes, place = pair.wishes, pair.place
    return {
        "minutes": minutes_of(pair, ruleset),
        "limit": limit_of(pair),
        "day_parts": (wishes.surely_free & place.slots).bit_count(),
        "asked": len(place.skills_asked),
        "had": len(place.skills_asked & wishes.can),
        "learned": len(place.teaches & wishes.learns),
    }


def points_of(pair: Pair, ruleset: Ruleset, facts: Facts | None = None) -> Mapping[Component, int]:
    """The points of a pair per component, in the order of the table; of facts counted before."""
    table, wishes, place = ruleset.table, pair.wishes, pair.place
    facts = facts or facts_of(pair, ruleset)
    gaps = facts["asked"] - facts["had"]
    learned = min(table.learn_most, facts["learned"])
    free = min(table.day_parts_full, facts["day_parts"])
    return {
        Component.WISH: wish_points(wishes.occupations, place.isco, table),
        Component.SECTOR: table.sector if place.sector in wishes.sectors else 0,
        Component.CAN: max(0, table.can - table.can_gap * gaps),
        Component.LEARN: table.learn_each * learned,
        Component.TRAVEL: _travel(facts["minutes"], facts["limit"], table),
        Component.DAY_PARTS: table.day_parts * free // table.day_parts_full,
    }


def wish_points(wanted: frozenset[str], isco: str, table: PointsTable) -> int:
    """Points for an occupation, of 4 digits or unknown: wished, or of the group of one wished."""
    if isco and isco in wanted:
        return table.wish
    alike = isco and any(one[:3] == isco[:3] for one in wanted)
    return table.wish_near if alike else 0


def _travel(minutes: int | None, limit: int, table: PointsTable) -> int:
    if minutes is None or minutes > limit:
        return 0
    return table.travel * (limit - minutes) // limit
