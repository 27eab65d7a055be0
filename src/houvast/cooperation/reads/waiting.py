"""What waits too long between desks, for the safety net: of which track or signal, and whom to ask.

The functions of the database answer the safety net alone, and say nothing of what it is about.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from houvast.cooperation.rules.safety_ladder import Waiting


@dataclass(frozen=True, slots=True)
class Late:
    """Of which track, or entry without one, something is late, and which colleagues have it."""

    track_id: UUID | None
    signal_id: UUID | None
    since: date
    receivers: tuple[UUID, ...]


def late_corrections() -> tuple[Late, ...]:
    """What is late in this municipality, the oldest first; nothing for who is no safety net."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select track_id, signal_id, since, receivers from cooperation_late_corrections()"
        )
        return tuple(
            Late(track, signal, since, tuple(receivers))
            for track, signal, since, receivers in cursor.fetchall()
        )


def late_safety() -> tuple[Waiting, ...]:
    """What waits too long, the oldest first; nothing for who is no safety net."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select signal_id, person_id, since, entered_by, decided_by, near, destroy_on"
            " from cooperation_late_safety()"
        )
        return tuple(
            Waiting(key, person, since, entered, decided, frozenset(near), until)
            for key, person, since, entered, decided, near, until in cursor.fetchall()
        )
