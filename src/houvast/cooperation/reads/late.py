"""What is late between two desks, for who watches over both: no name, and not of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, UUIDField, Value
from django.utils.timezone import localdate

from houvast.cooperation.models import EntryCorrection, HelpOffer, PushedTask, SafetyRung
from houvast.tracks.rules.states import RungState

MOST = 200
COLUMNS = ("desk", "part", "who", "of_team", "young", "at", "by_when")


class Desk(StrEnum):
    """At whom it is late."""

    TOLD = "told"
    """Veiligheid has not told the young person that his name was given."""
    RECEIVER = "receiver"
    """Who got it has not put right, removed or marked what was shared."""
    ENTRY = "entry"
    """The college has not put right what Veiligheid gave."""
    DECIDES = "decides"
    """Veiligheid has not decided about a signal."""


@dataclass(frozen=True, slots=True)
class LateLine:
    """One thing that is late. `part` is the kind of task or of mending; who: whom to ask."""

    desk: Desk
    part: str
    who: str
    team: str
    person_id: UUID | None
    on: date
    """When it was given, sent or asked."""
    due: date


def late_lines(today: date) -> tuple[LateLine, ...]:
    """All of it in one statement, what waits longest first; inside the caller's act."""
    tasks = _columns(PushedTask.objects.filter(confirmed_at=None, due__lt=today), Desk.RECEIVER)
    rows = tasks.union(
        _columns(EntryCorrection.objects.filter(confirmed_at=None, due__lt=today), Desk.ENTRY),
        _offers(today),
        _rungs(),
        all=True,
    )
    ordered: Iterable[tuple[Any, ...]] = rows.order_by("by_when", "at")[:MOST]
    return tuple(_line(*row) for row in ordered)


def _columns(found: Any, desk: Desk) -> Any:
    part = F("kind") if desk is Desk.RECEIVER else F("why")
    named = found.annotate(
        desk=Value(desk.value),
        part=part,
        who=F("track__lead_coach__name"),
        of_team=F("track__team__name"),
        young=F("person_id"),
        at=F("made_at"),
        by_when=F("due"),
    )
    return named.order_by().values_list(*COLUMNS)


def _offers(today: date) -> Any:
    found = HelpOffer.objects.filter(tell_by__lt=today, told_on=None, sent_at__isnull=False)
    named = found.annotate(
        desk=Value(Desk.TOLD.value),
        part=Value(""),
        who=F("decided_by__name"),
        of_team=Value(""),
        young=Value(None, output_field=UUIDField()),
        at=F("sent_at"),
        by_when=F("tell_by"),
    )
    return named.order_by().values_list(*COLUMNS)


def _rungs() -> Any:
    """Of what Veiligheid has not decided: only what has climbed to who watches."""
    named = SafetyRung.objects.filter(state=RungState.RAISED.value).annotate(
        desk=Value(Desk.DECIDES.value),
        part=Value(""),
        who=Value(""),
        of_team=Value(""),
        young=F("person_id"),
        at=F("raised_at"),
        by_when=F("overdue_since"),
    )
    return named.order_by().values_list(*COLUMNS)


def _line(
    desk: str,
    part: str,
    who: str | None,
    team: str | None,
    person_id: UUID | None,
    at: datetime,
    due: date,
) -> LateLine:
    return LateLine(Desk(desk), part, who or "", team or "", person_id, localdate(at), due)
