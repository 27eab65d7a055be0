"""What there is to look at, and what it turned out to be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.watching.models import Agreement, Event
from houvast.watching.rules.limits import EventKind
from houvast.watching.rules.outcomes import Outcome, check_may_look

SHOWN = 100
"""How many events a list shows: those that wait first, then the latest."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event; of young people stand only marks."""

    id: UUID
    kind: EventKind
    colleague: str
    first_at: datetime
    last_at: datetime
    count: int
    marks: tuple[str, ...]
    found_at: datetime
    conclude_by: date
    outcome: Outcome | None
    note: str
    concluded_by: str
    concluded_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Under which consent it is looked at."""

    document: str
    agreed_on: date


@dataclass(frozen=True, slots=True)
class EventsPage:
    """What waits, the sample, and what was concluded; `agreement` is None while it is off."""

    today: date
    agreement: AgreementLine | None
    waiting: tuple[EventLine, ...]
    samples: tuple[EventLine, ...]
    concluded: tuple[EventLine, ...]


def events_page(by: Actor) -> EventsPage:
    """The events of this municipality, without those about oneself."""
    with recorded(by, "watching.events_listed") as act:
        check_may_look(by.role, by.token)
        agreed = Agreement.objects.filter(ended_at=None).first()
        rows = Event.objects.select_related("user", "concluded_by")
        lines = [_line(one) for one in rows.order_by("-found_at", "pk")[:SHOWN]]
        waiting = sorted((one for one in lines if not one.outcome), key=lambda one: one.conclude_by)
        return EventsPage(
            today=act.today,
            agreement=AgreementLine(agreed.document, agreed.agreed_on) if agreed else None,
            waiting=tuple(one for one in waiting if one.kind is not EventKind.SAMPLE),
            samples=tuple(one for one in waiting if one.kind is EventKind.SAMPLE),
            concluded=tuple(one for one in lines if one.outcome),
        )


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event, opened: that stands in the trail."""

    today: date
    event: EventLine
    role: Role


def event_page(by: Actor, event_id: UUID) -> EventPage:
    """One event. Raises NotFound, also for one about oneself."""
    with recorded(by, "watching.event_seen", event_id) as act:
        check_may_look(by.role, by.token)
        found = Event.objects.select_related("user", "concluded_by").filter(pk=event_id).first()
        if found is None:
            raise NotFound
        return EventPage(act.today, _line(found), Role(by.role))


def _line(one: Event) -> EventLine:
    return EventLine(
        id=one.pk,
        kind=EventKind(one.kind),
        colleague=one.user.name,
        first_at=one.first_at,
        last_at=one.last_at,
        count=one.count,
        marks=tuple(person.hex[:8] for person in one.persons),
        found_at=one.found_at,
        conclude_by=one.conclude_by,
        outcome=Outcome(one.outcome) if one.outcome else None,
        note=one.note,
        concluded_by=one.concluded_by.name if one.concluded_by else "",
        concluded_at=one.concluded_at,
    )
