"""Lock what an act is about to write below, on behalf of who may not change it."""

from uuid import UUID

from django.db import connection

from houvast.tracks.models import Track


def locked(track_id: UUID) -> Track:
    """The track as it is now, locked without its key until the transaction ends.

    `select … for no key update` asks the policies for changing, and the work coach changes no
    track. So the database locks it for whoever holds the person (tracks 0038). Raises NotFound.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_lock(%s)", [track_id])
    return Track.objects.one(track_id)


def lock_held(user_id: UUID) -> None:
    """Lock what a colleague holds and may be given to another, before the colleague."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_lock_held(%s)", [user_id])


def lock_moment(track_id: UUID) -> None:
    """Lock the planned moment for who is asked to take over, before his access begins.

    Access writes the glance, and who notes a contact locks the moment before that: else a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_lock_moment(%s)", [track_id])
