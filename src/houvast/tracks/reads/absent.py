"""Who is away on a day: asked inside the act that has to know."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from houvast.database.written import Given
from houvast.tracks.models import Deputy, Leave


def absent(today: date) -> frozenset[UUID]:
    """The colleagues who are away on a day, of those the actor may know it of."""
    away = Leave.objects.filter(ended_at=None, from_on__lte=today, until_on__gte=today)
    return frozenset(away.values_list("user_id", flat=True))


def stand_in_today(today: Given) -> QuerySet[Any, Any]:
    """For a subquery on tracks: who stands in for the lead coach on a day, and until when."""
    serving = Deputy.objects.filter(
        leave__user=OuterRef("lead_coach_id"),
        leave__ended_at=None,
        from_on__lte=today,
        until_on__gte=today,
    )
    return serving.values(one=JSONObject(name="user__name", until="until_on"))[:1]
