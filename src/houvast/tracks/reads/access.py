"""Access that ends soon or lapsed, for who says whether it goes on (trust T-61)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from houvast.accounts.rules import QUARTER
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.people.models import Nickname
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.sharing.rules.access import LOOKED_AT, check_looks, keeps_its_term
from houvast.tracks.models import Track
from houvast.tracks.rules.promise import REVIEW_AHEAD
from houvast.tracks.rules.states import PROMISED

LAPSED_FOR = timedelta(days=30)
"""How long help with work that lapsed is still asked about; a lead is until somebody answers."""
MOST = 200
"""So many on one page, the first end on top; the rest follows when these are answered."""


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Who reads whose file until when, and what a yes would mean."""

    id: UUID
    track_id: UUID
    name: str
    """The nickname."""
    who: str
    capacity: Capacity
    until: datetime
    lapsed: bool
    new_term: bool
    """A yes begins a new term; else it goes on for a quarter of the one that runs."""
    own: bool


@dataclass(frozen=True, slots=True)
class AccessPage:
    """What is to be looked at; `more` says that there is more than one page holds."""

    today: date
    lines: tuple[AccessLine, ...]
    more: bool

    @property
    def own_lines(self) -> tuple[AccessLine, ...]:
        """The reader's own access, which somebody else looks at."""
        return tuple(one for one in self.lines if one.own)


def access_page(by: Actor) -> AccessPage:
    """For who steers: of the own teams, or of all. Raises NotAllowed for others."""
    with recorded(by, "tracks.access_to_look_at_viewed") as act:
        check_looks(by.role)
        rows = list(_ending(act.now)[: MOST + 1])
        shown = rows[:MOST]
        act.concerns(*{one.person_id for one in shown})
        lines = tuple(_line(one, by, act.now) for one in shown)
        return AccessPage(act.today, lines, len(rows) > MOST)


def asked_about(one: Assignment, now: datetime) -> bool:
    """Whether it is on that list: it ends soon or lapsed, and nobody ended it or let it go on."""
    return _ending(now).filter(pk=one.pk).exists()


def _ending(now: datetime) -> QuerySet[Any, Any]:
    runs = Track.objects.filter(
        person=OuterRef("person_id"), state__in=[one.value for one in PROMISED]
    )
    longer = Assignment.objects.filter(
        person=OuterRef("person_id"),
        user=OuterRef("user_id"),
        capacity=OuterRef("capacity"),
        until__gt=OuterRef("until"),
    )
    name = Nickname.objects.filter(person=OuterRef("person_id"))
    rows: QuerySet[Any, Any] = (
        Assignment.objects.filter(
            capacity__in=[one.value for one in LOOKED_AT], until__lte=now + REVIEW_AHEAD
        )
        .annotate(
            track_id=Subquery(runs.values("pk")[:1]),
            leads=Subquery(runs.values("lead_coach")[:1]),
            nickname=Subquery(name.values("text")[:1]),
            longer=Exists(longer),
        )
        .filter(_asks(now), track_id__isnull=False, longer=False, user__is_active=True)
        .select_related("user")
        .order_by("until", "user__name", "pk")
    )
    return rows


def _asks(now: datetime) -> Q:
    """Whoever leads; and who helps with work, unless somebody ended that."""
    by_itself = Q(until=F("term_ends")) | Q(until=F("since") + QUARTER)
    lately = Q(until__gt=now) | Q(by_itself, until__gt=now - LAPSED_FOR)
    helps = Q(lately, capacity=Capacity.WORK.value)
    return Q(capacity=Capacity.LEAD.value, leads=F("user_id")) | helps


def _line(one: Any, by: Actor, now: datetime) -> AccessLine:
    return AccessLine(
        id=one.pk,
        track_id=one.track_id,
        name=one.nickname or "",
        who=one.user.name,
        capacity=Capacity(one.capacity),
        until=one.until,
        lapsed=one.until <= now,
        new_term=not keeps_its_term(one.term_ends, now),
        own=one.user_id == by.user_id,
    )
