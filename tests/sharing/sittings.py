"""Who sits at which case table, drawn with what is rare; and when all of it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from houvast.accounts.rules import Purpose, Role
from houvast.meetings.rules.tables import TableState
from houvast.sharing.rules import Capacity

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
"""The one clock of that database stands still."""
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LAST_DAYS = (TODAY - DAY, TODAY, TODAY + DAY)
COVENANTS = (("ID", "PR", "PL", "WI"), ("ID", "PR", "SF", "PM"))
"""What the first teams of a place may receive."""
EDGES = (NOW - DAY, NOW - SECOND, NOW, NOW + SECOND, NOW + DAY)


@dataclass(frozen=True)
class Seat:
    """A role that somebody has in a team, from and until."""

    role: Role
    team: UUID
    since: datetime
    until: datetime

    def live(self) -> bool:
        return self.since <= NOW < self.until


@dataclass(frozen=True)
class Access:
    """An assignment."""

    user: UUID
    purpose: Purpose
    capacity: Capacity
    since: datetime
    until: datetime
    kept: bool = True
    """False: the row itself is past its last day."""


@dataclass(frozen=True)
class Sitting:
    """Somebody asked to a case table where a young person is on the agenda."""

    user: UUID
    role: Role
    came: datetime | None
    left: datetime | None
    state: TableState
    day: date
    joins: bool = True
    dropped: bool = False
    """Whether the young person is off the agenda again."""

    def shows(self) -> bool:
        """Whether the table is open today, with this person among his cases."""
        is_open = self.state is TableState.OPEN and self.day == TODAY
        return is_open and self.joins and not self.dropped and self.came is not None


def sitting(dice: Random, fits: list[tuple[UUID, Role]]) -> Sitting:
    """A seat of somebody from here, in a role that he mostly has; what ends it is not rare."""
    user, role = dice.choice(fits)
    odd = dice.random()
    return Sitting(
        user=user,
        role=dice.choice([*Role]) if odd < 0.08 else role,
        came=dice.choice((None, *EDGES)) if odd > 0.8 else NOW - DAY,
        left=dice.choice((None, *EDGES)) if odd > 0.9 else None,
        state=dice.choice([*TableState]) if 0.1 < odd < 0.2 else TableState.OPEN,
        day=dice.choice(LAST_DAYS) if 0.2 < odd < 0.3 else TODAY,
        joins=not 0.3 < odd < 0.4,
    )


def of_a_partner(dice: Random, fits: list[tuple[UUID, Role]]) -> Iterator[Sitting]:
    """A partner looks at what was shared with the table: a covenant names not every kind."""
    yield sitting(dice, [one for one in fits if one[1] is Role.STANDING_PARTNER])


def teams_of(every: dict[UUID, list[UUID]]) -> Iterator[dict[str, Any]]:
    """Each team is that of an organisation with the same key."""
    for place, teams in every.items():
        for one in teams:
            yield {"id": one, "municipality_id": place, "organisation_id": one}


def covenants_of(every: dict[UUID, list[UUID]]) -> Iterator[dict[str, Any]]:
    """The first two teams of a place are of organisations that joined a covenant."""
    what = {"state": "in_force", "kind": "covenant", "joined_on": TODAY}
    for place, teams in every.items():
        for one, kinds in zip(teams, COVENANTS, strict=False):
            of = {"id": one, "municipality_id": place, "organisation_id": one}
            yield of | what | {"kinds": list(kinds)}


def seated(
    people: Iterable[Any], about: Callable[[Any], dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """A table of its own for each sitting, with one case and one seat, all of one key."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in people:
        for sits in one.sittings:
            of = about(one)
            key, left = of["id"], None if sits.joins else NOW
            table = {name: of[name] for name in of if name != "person_id"}
            what = {"state": sits.state.value, "day": sits.day}
            rows.setdefault("meetings_casetable", []).append(table | what)
            who = {"table_id": key, "user_id": sits.user, "role": sits.role.value}
            who |= {"came_at": sits.came, "left_at": sits.left}
            rows.setdefault("meetings_tableseat", []).append(table | who)
            rows.setdefault("meetings_tableitem", []).append(
                of
                | {"table_id": key, "track_id": of["person_id"]}
                | {"dropped_at": NOW if sits.dropped else None}
            )
            joins = {"item_id": key, "seat_id": key, "left_at": left}
            rows.setdefault("meetings_itemseat", []).append(of | joins)
        for use in one.shared.uses:
            what = {"to_user_id": use.user, "purpose": use.purpose, "until": use.until}
            what |= {"state": use.state, "fact_id": one.id, "asked_at": use.until}
            rows.setdefault("cooperation_restricteduse", []).append(about(one) | what)
        for glass in one.shared.glasses:
            when = {"user_id": glass.user, "since": glass.since, "until": glass.until}
            rows.setdefault("tracks_breakglass", []).append(about(one) | when)
    return rows
