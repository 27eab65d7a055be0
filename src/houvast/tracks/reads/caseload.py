"""Jongeren: everyone whom a coach holds, and whose door he keeps, in views, fifty at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from houvast.accounts.models import User
from houvast.accounts.reads import HOUVAST_NOW
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.people.models import Identity
from houvast.people.rules import age_on
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks import permissions
from houvast.tracks.models import Door, Track
from houvast.tracks.reads.lines import Line, line_of
from houvast.tracks.reads.listing import (
    Asked,
    Listed,
    counted,
    given_words,
    in_views,
    with_facts,
)
from houvast.tracks.rules.states import PROMISED, TrackPhase, TrackState
from houvast.tracks.rules.views import CaseloadView

WHOM_I_HOLD = Asked(CaseloadView.RUNNING)


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """A young person in the list. `age` is in years; nothing when the birth date is not known."""

    line: Line
    age: int | None
    silent: bool
    stands_in: bool
    """Somebody else leads the track, and the actor stands beside him."""
    may_log: bool
    """Whether the actor may note a contact: who was the coach before reads along only."""
    rings_on: date | None
    """Of a closed track: when the keeper of the door rings."""


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """The own list. `counts` has every view, `total` the rows that fit."""

    today: date
    asked: Asked[CaseloadView]
    counts: dict[CaseloadView, int]
    rows: tuple[CaseloadLine, ...]
    total: int
    pages: int

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def caseload_page(by: Actor, asked: Asked[CaseloadView] = WHOM_I_HOLD) -> CaseloadPage:
    """Everyone this coach holds or stands in for, and whose door he keeps."""
    with recorded(by, "tracks.caseload_viewed") as act, prepared():
        permissions.require_coach(by)
        given = {"user_id": by.user_id, "purpose": by.purpose, "now": act.now, "today": act.today}
        words = given_words(asked.search)
        part = Listed(_fitting, (asked.view, asked.phase), given | words, MORE).part(
            asked.order, asked.page
        )
        act.concerns(*(row["person_id"] for row in part.rows))
        return CaseloadPage(
            today=act.today,
            asked=asked,
            counts=counted(ask(_counts, **given)[0]["counts"], CaseloadView),
            rows=tuple(_line(row, by, act.today) for row in part.rows),
            total=part.total,
            pages=part.pages,
        )


MORE = ("birth_date", "lead_coach_id", "rings_on", "may_log")
WRITES = (Capacity.LEAD, Capacity.SECOND)
"""Who holds on, or stands in: the capacities that note a contact."""


def _fitting(
    view: CaseloadView,
    phase: TrackPhase | None,
    *,
    user_id: Given,
    purpose: Given,
    now: Given,
    today: Given,
    **words: Given,
) -> QuerySet[Track]:
    more = {
        "birth_date": _birth_date(),
        "rings_on": _rings_on(),
        "may_log": Exists(_held(user_id, purpose)),
    }
    mine = with_facts(_mine(user_id, purpose), now, today).annotate(**more)
    narrow = Q(phase=phase.value) if phase else Q()
    for word in words.values():
        narrow &= Q(called__icontains=word)
    return mine.filter(_views(today)[view] & narrow)


def _counts(*, user_id: Given, purpose: Given, now: Given, today: Given) -> QuerySet[Any, Any]:
    mine = with_facts(_mine(user_id, purpose), now, today)
    return User.objects.filter(pk=user_id).values(counts=in_views(mine, _views(today)))


def _held(user_id: Given, purpose: Given) -> QuerySet[Assignment]:
    held = _live(user_id, purpose).filter(person=OuterRef("person_id"))
    return held.filter(capacity__in=[one.value for one in WRITES])


def _live(user_id: Given, purpose: Given) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        user=user_id, purpose=purpose, since__lte=HOUVAST_NOW, until__gt=HOUVAST_NOW
    )


def _mine(user_id: Given, purpose: Given) -> QuerySet[Track]:
    runs = Q(state__in=[one.value for one in PROMISED])
    held = Track.objects.filter(runs, person__in=_live(user_id, purpose).values("person_id"))
    closed = Track.objects.filter(state=TrackState.CLOSED.value, lead_coach=user_id)
    return Track.objects.filter(pk__in=held.values("pk").union(closed.values("pk")))


def _birth_date() -> Subquery:
    of_the_row = Identity.objects.filter(person=OuterRef("person_id"))
    return Subquery(of_the_row.values("birth_date")[:1])


def _rings_on() -> Subquery:
    return Subquery(
        Door.objects.filter(track=OuterRef("pk"), until=None).values("come_back_on")[:1]
    )


def _views(today: Given) -> dict[CaseloadView, Q]:
    runs = ~Q(state=TrackState.CLOSED.value)
    working = (TrackPhase.AT_WORK.value, TrackPhase.AFTERCARE.value)
    return {
        CaseloadView.RUNNING: runs,
        CaseloadView.LATE: runs & Q(due__lt=today),
        CaseloadView.SILENT: Q(silent=True),
        CaseloadView.SEEKING: runs & Q(phase=TrackPhase.SEEKING_WORKPLACE.value),
        CaseloadView.WORKING: runs & Q(phase__in=working),
        CaseloadView.DOOR: ~runs,
    }


def _line(row: dict[str, Any], by: Actor, today: date) -> CaseloadLine:
    return CaseloadLine(
        line=line_of(row, today),
        age=age_on(row["birth_date"], today) if row["birth_date"] else None,
        silent=row["silent"],
        stands_in=row["lead_coach_id"] != by.user_id,
        may_log=row["may_log"],
        rings_on=row["rings_on"],
    )
