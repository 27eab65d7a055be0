"""How the actor held somebody when something happened; nothing of whom he does not hold now."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from houvast.sharing.rules import Capacity, Standing
from houvast.tracks.rules.late import HeldThen

AS = {Capacity.LEAD: Standing.HELD, Capacity.SECOND: Standing.HELD_BESIDE}


def held_then(track_id: UUID, told_at: datetime) -> HeldThen | None:
    """The access of the actor at the moment that something happened, if there was any."""
    with connection.cursor() as cursor:
        cursor.execute("select * from tracks_held_then(%s, %s)", [track_id, told_at])
        found = cursor.fetchone()
    if found is None:
        return None
    person, capacity, since, until = found
    return HeldThen(person, AS[Capacity(capacity)], since, until)
