"""Somebody whose door is kept is there again: the keeper hears it, without a name (P12)."""

from uuid import UUID

from django.db import connection

from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind


def tell_keepers(by: Actor, person_id: UUID, act: Operation) -> None:
    """Tell who keeps the door of a closed track with this exact surname and birth date.

    Asked of the database: who enters a signal sees no closed track, and is told nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_keepers_of(%s)", [person_id])
        keepers = [keeper for (keeper,) in cursor.fetchall()]
    for keeper in keepers:
        if keeper != by.user_id:
            tell(by.municipality_id, keeper, NoticeKind.CAME_BACK, act)
