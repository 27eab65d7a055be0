"""Who of Veiligheid is asked to decide, in the statement that reads the signal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from houvast.cooperation.models import SafetyRung, SafetySignal
from houvast.tracks.rules.states import RungState


@dataclass(frozen=True, slots=True)
class Told:
    """Who was asked at a rung, and when."""

    level: int
    who: str
    at: datetime


def asked_now() -> Subquery:
    """SQL: who is asked now about a signal; nothing while it is not late."""
    raised = SafetyRung.objects.filter(signal=OuterRef("pk"), state=RungState.RAISED.value)
    return Subquery(raised.values("held_by_id")[:1])


def told_when() -> ArraySubquery:
    """SQL: who was asked about a signal, the first one first."""
    row: Any = JSONObject(level="level", who="held_by__name", at="raised_at")
    every = SafetyRung.objects.filter(signal=OuterRef("pk")).order_by("raised_at", "pk")
    return ArraySubquery(every.values(one=row))


def told_of(signal: SafetySignal) -> tuple[Told, ...]:
    """The same, of a signal that was read with it."""
    rows = getattr(signal, "told", ())
    return tuple(Told(one["level"], one["who"], datetime.fromisoformat(one["at"])) for one in rows)
