"""End what was opened on a device that is lost: whoever found it is signed out of Houvast."""

from uuid import UUID

from houvast.accounts.models import SignedIn
from houvast.audit.actions import Operation
from houvast.capture.rules.devices import ON_DEVICE


def end_sessions_on(device: UUID, act: Operation) -> int:
    """End every session that was begun on a device, of whoever; how many.

    A session says in itself on which device it is, and no list of that is kept beside it. Reading
    them all is the price, which is paid when a device is lost.
    """
    running = SignedIn.objects.filter(expire_date__gt=act.now)
    there = [one.pk for one in running if one.get_decoded().get(ON_DEVICE) == str(device)]
    SignedIn.objects.filter(pk__in=there).delete()
    return len(there)
