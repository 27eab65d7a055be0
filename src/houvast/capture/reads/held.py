"""What lost devices sent: how much of it waits, for who owns or steers them, and never what."""

from uuid import UUID

from django.db import connection

from houvast.capture.rules.devices import Quarantine

NOTHING = Quarantine()


def quarantines(device_id: UUID | None = None) -> dict[UUID, Quarantine]:
    """Of the devices that the actor owns or steers, or of one of them; who asks records it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select device_id, waiting, shut, first, last, let_in_at from capture_quarantine(%s)",
            [device_id],
        )
        return {one: Quarantine(*rest) for one, *rest in cursor.fetchall()}


def place_of(device: UUID, proof: str) -> UUID | None:
    """Of which municipality a device is that is lost and proves to be it; nothing for any other."""
    with connection.cursor() as cursor:
        cursor.execute("select capture_proves(%s, %s)", [device, proof])
        found: UUID | None = cursor.fetchone()[0]
        return found
