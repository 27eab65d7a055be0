"""Team: the tracks that coordinator and team lead steer, in views, fifty at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Lower

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.tracks.models import Track
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.desk import Desk, desk_of
from houvast.tracks.reads.lines import Line, line_annotations, line_of
from houvast.tracks.reads.phases import is_silent, phase_as_sql, spoken_at
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.promise import REVIEW_AHEAD
from houvast.tracks.rules.states import PROMISED, TrackPhase, TrackState
from houvast.tracks.rules.views import Order, TeamView

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the list: a view, and what narrows it. Pages count from 1."""

    view: TeamView = TeamView.ALL
    search: str = ""
    coach: UUID | None = None
    phase: TrackPhase | None = None
    order: Order = Order.MOMENT
    page: int = 1


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A track in the list; `silent`: longer without real contact than agreed for its phase."""

    line: Line
    silent: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Process facts and nickname only. `counts` has every view, `total` the rows that fit."""

    today: date
    asked: Asked
    counts: dict[TeamView, int]
    rows: tuple[TeamLine, ...]
    total: int
    pages: int
    coaches: tuple[AskedCoach, ...]
    desk: Desk

    @property
    def full(self) -> tuple[AskedCoach, ...]:
        """Who holds more than was agreed, of whom one steers: it warns, it blocks nothing (P15)."""
        return tuple(one for one in self.coaches if one.steered and one.held > one.bound)

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def team_page(by: Actor, asked: Asked = Asked()) -> TeamPage:
    """Who holds whom, what is late, and what waits for a second person."""
    with recorded(by, "tracks.process_viewed") as act:
        if by.role not in STEERING:
            raise NotAllowed("steering")
        steered = _steered(act.now)
        views = _views(act.today, act.now)
        fitting = steered.filter(views[asked.view] & _narrowed(asked))
        rows, total = _page_of(fitting, asked)
        desk = desk_of(by, act.now, act.today)
        act.concerns(*{row["person_id"] for row in rows} | desk.persons)
        return TeamPage(
            today=act.today,
            asked=asked,
            counts=_counts(steered, views),
            rows=tuple(TeamLine(line_of(row, act.today), row["silent"]) for row in rows),
            total=total,
            pages=max(1, -(-total // PER_PAGE)),
            coaches=asked_coaches(),
            desk=desk,
        )


def _steered(now: datetime) -> QuerySet[Track]:
    """All tracks that are not closed, each with what the views ask."""
    states = [TrackState.PROPOSED.value, *(one.value for one in PROMISED)]
    found = Track.objects.filter(state__in=states).annotate(**line_annotations())
    found = found.annotate(phase=phase_as_sql(), spoken_at=spoken_at())
    return found.annotate(silent=is_silent(now))


def _views(today: date, now: datetime) -> dict[TeamView, Q]:
    runs = Q(state__in=[one.value for one in PROMISED])
    ends = Q(access_until=None) | Q(access_until__lte=now + REVIEW_AHEAD)
    return {
        TeamView.ALL: Q(),
        TeamView.LATE: Q(due__lt=today) | Q(state="proposed", accept_by__lt=today),
        TeamView.SILENT: Q(silent=True),
        TeamView.PROPOSED: Q(state=TrackState.PROPOSED.value),
        TeamView.ENDING: runs & ends,
    }


def _narrowed(asked: Asked) -> Q:
    narrow = Q()
    if asked.search:
        narrow &= Q(nickname__icontains=asked.search)
    if asked.coach:
        narrow &= Q(lead_coach=asked.coach)
    if asked.phase:
        narrow &= Q(phase=asked.phase.value) & ~Q(state=TrackState.PROPOSED.value)
    return narrow


ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.MOMENT: (F("due").asc(nulls_first=True),),
    Order.NAME: (Lower("nickname"),),
    Order.CONTACT: (F("spoken_at").asc(nulls_first=True),),
    Order.COACH: (Lower("lead"), F("due").asc(nulls_first=True)),
}


def _page_of(fitting: QuerySet[Track], asked: Asked) -> tuple[list[Any], int]:
    """Fifty rows and how many there are; a page beyond the last shows the last."""
    columns = [*COLUMNS, *line_annotations(), "silent"]
    rows = fitting.order_by(*ORDERS[asked.order], "pk").annotate(total=Window(Count("*")))
    start = (asked.page - 1) * PER_PAGE
    found = list(rows.values(*columns, "total")[start : start + PER_PAGE])
    if not found and asked.page > 1:
        total = fitting.count()
        start = max(0, (total - 1) // PER_PAGE * PER_PAGE)
        found = list(rows.values(*columns, "total")[start : start + PER_PAGE])
    return found, found[0]["total"] if found else 0


COLUMNS = ("pk", "person_id", "state", "accept_by", "work_started_on")


def _counts(steered: QuerySet[Track], views: dict[TeamView, Q]) -> dict[TeamView, int]:
    found = steered.aggregate(
        **{f"in_{view.value}": Count("pk", filter=fits) for view, fits in views.items()}
    )
    return {view: found[f"in_{view.value}"] for view in views}
