"""How often a next moment was moved since the last contact."""

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from houvast.tracks.models import Contact, NextMoment
from houvast.tracks.rules.states import NextMomentState

BEFORE_ALL = Value(datetime.min.replace(year=2000, tzinfo=UTC))


def moves_in_a_row(track: OuterRef | UUID) -> Subquery:
    """Annotation: the moves of a track without a contact between them; empty when there are none.

    A contact leaves the old moment at the same instant, so that one does not count.
    """
    contacts = Contact.objects.standing().filter(track=OuterRef("track")).order_by("-recorded_at")
    moved = NextMoment.objects.filter(
        track=track,
        state=NextMomentState.MOVED.value,
        left_at__gt=Coalesce(Subquery(contacts.values("recorded_at")[:1]), BEFORE_ALL),
    )
    return Subquery(moved.order_by().values("track").annotate(n=Count("pk")).values("n"))
