"""An event to look at, as the job makes it."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from houvast.watching.models import Event
from houvast.watching.rules.limits import EventKind
from tests.cast import Town


def event_about(town: Town, user: UUID, kind: EventKind = EventKind.NO_WORK) -> UUID:
    """About a colleague; inside a block that acts."""
    now, today = timezone.now(), timezone.localdate()
    return Event.objects.create(
        municipality_id=town.admin.municipality_id,
        user_id=user,
        kind=kind.value,
        first_at=now - timedelta(days=2),
        last_at=now,
        count=12,
        persons=[user],
        found_at=now,
        conclude_by=today + timedelta(days=7),
        destroy_on=today + timedelta(days=366),
    ).pk
