"""Who can be asked as a coach, and how many young people each of them holds already."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.tracks.rules.caseload import bound_of, room_in
from houvast.tracks.rules.promise import Terms


@dataclass(frozen=True, slots=True)
class AskedCoach:
    """A coach who can be asked: how many he or she holds, and how many were agreed."""

    id: UUID
    name: str
    team: str
    team_id: UUID
    role: Role
    held: int
    bound: int
    steered: bool
    """Whether the asker leads the team of this coach, or coordinates."""

    @property
    def room(self) -> int:
        """How many more fit within what the programme agreed."""
        return room_in(self.held, self.bound)


EVERYBODY = "select * from tracks_coaches()"
STEERED = "select * from tracks_coaches_steered()"


def coaches(by: Actor) -> tuple[AskedCoach, ...]:
    """Who can be asked as a coach, by name."""
    with recorded(by, "tracks.coaches_listed"):
        return asked_coaches()


def asked_coaches(*, steered: bool = False) -> tuple[AskedCoach, ...]:
    """The coaches of now with their load, by name, inside the caller's act; `steered`: one's own.

    Asked of the database, because whoever looks for a coach sees none of those tracks.
    """
    with connection.cursor() as cursor:
        cursor.execute(STEERED if steered else EVERYBODY)
        columns = [one.name for one in cursor.description]
        return tuple(_asked(dict(zip(columns, row, strict=True))) for row in cursor.fetchall())


def _asked(row: dict[str, Any]) -> AskedCoach:
    role = Role(row.pop("role"))
    bound = row.pop("bound")
    if bound is None:
        bound = bound_of(role, Terms())
    return AskedCoach(role=role, bound=bound, **row)
