"""How a device stands, asked also when nobody is signed in on it."""

from uuid import UUID

from django.db import connection

from houvast.capture import permissions
from houvast.capture.models import Device
from houvast.capture.rules.devices import DeviceLost, Standing, standing
from houvast.database.actor import Actor
from houvast.errors import NotFound


def standing_of(device: UUID, user_id: UUID | None) -> Standing:
    """Of a device in these hands, or in nobody's: then also whether an owner has no access now.

    It tells no more than that: who asks knows the name that the device made up for itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("select lost, heard from capture_stands(%s, %s)", [device, user_id])
        lost, heard = cursor.fetchone()
    return standing({"lost": lost, "heard": heard})


def check_takes_in(by: Actor, device: UUID, item: UUID | None) -> None:
    """Raise DeviceLost, unless this is a letter of before that somebody let in since."""
    with connection.cursor() as cursor:
        cursor.execute("select capture_takes_in(%s, %s, %s)", [device, by.user_id, item])
        if not cursor.fetchone()[0]:
            raise DeviceLost


def device_locked(by: Actor, device_id: UUID) -> Device:
    """The device, locked for the act. Raises NotFound for who may not know of it."""
    permissions.require_minds_devices(by)
    found = Device.objects.select_for_update(no_key=True).filter(pk=device_id).first()
    if found is None:
        raise NotFound
    return found
