"""The own caseload as the street needs it: names, the usual way, the next moment and the place."""

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from houvast.capture.models import SoughtPlace
from houvast.database.actor import Actor
from houvast.tracks.models import Contact, ContactDetail, Track
from houvast.tracks.reads.lines import names
from houvast.tracks.rules.states import PROMISED


def caseload(by: Actor) -> list[Any]:
    """A row for each running track that the actor leads, the oldest first; who asks records it."""
    running = Track.objects.filter(
        Q(state__in=[one.value for one in PROMISED]), lead_coach=by.user_id
    )
    last = ContactDetail.objects.filter(
        track=OuterRef("pk"), contact__in=Contact.objects.standing()
    ).order_by("-contact__at")
    sought = SoughtPlace.objects.filter(track=OuterRef("pk"), place__ended_at=None)
    columns = running.values("pk", "person_id", "opened_at")
    rows: Any = columns.annotate(
        **names(),
        channel=Subquery(last.values("channel")[:1]),
        where=Subquery(last.values("place_kind")[:1]),
        due=F("glance__due"),
        place_id=Subquery(sought.values("place_id")[:1]),
        place_name=Subquery(sought.values("place__name")[:1]),
    )
    return list(rows.order_by(F("opened_at").asc(nulls_last=True), "pk"))
