"""How a device stands, asked also when nobody is signed in on it."""

from uuid import UUID

from django.db import connection

from houvast.capture.rules.devices import DeviceLost, Standing, standing
from houvast.database.actor import Actor


def standing_of(device: UUID, user_id: UUID | None) -> Standing:
    """Of a device in these hands, or in nobody's: then also whether an owner has no access now.

    It tells no more than that: who asks knows the name that the device made up for itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("select lost, heard from capture_stands(%s, %s)", [device, user_id])
        lost, heard = cursor.fetchone()
    return standing({"lost": lost, "heard": heard})


def check_not_lost(by: Actor, device: UUID) -> None:
    """Raise DeviceLost for a device from which nothing comes in."""
    if standing_of(device, by.user_id) is Standing.REVOKED:
        raise DeviceLost
