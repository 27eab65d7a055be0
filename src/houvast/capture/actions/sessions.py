"""End what was opened on a device that is lost: whoever found it is signed out of Houvast."""

from uuid import UUID

from django.contrib.sessions.models import Session

from houvast.audit.actions import Operation
from houvast.capture.rules.devices import ON_DEVICE


def end_sessions_on(device: UUID, act: Operation) -> int:
    """End every session that was begun on a device, of whoever; how many.

    A session says in itself on which device it is, so there is no list of sessions of a colleague
    to keep. Reading them all is the price, which is paid when a device is lost.
    """
    running = Session.objects.filter(expire_date__gt=act.now)
    there = [one.pk for one in running if one.get_decoded().get(ON_DEVICE) == str(device)]
    Session.objects.filter(pk__in=there).delete()
    return len(there)
