"""Team: the tracks that coordinator and team lead steer, in views, fifty at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.models import User
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.errors import NotAllowed
from houvast.tracks.models import Track
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.desk import Desk, desk_of
from houvast.tracks.reads.lines import Line, line_of
from houvast.tracks.reads.listing import Asked, Listed, counted, in_views, with_facts
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.reads.steered import Whose, whose_of
from houvast.tracks.rules.promise import REVIEW_AHEAD
from houvast.tracks.rules.states import PROMISED, TrackPhase, TrackState
from houvast.tracks.rules.views import TeamView

EVERYONE = Asked(TeamView.ALL)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A track in the list; `silent`: longer without real contact than agreed for its phase."""

    line: Line
    silent: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Process facts and nickname only. `counts` has every view, `total` the rows that fit."""

    today: date
    asked: Asked[TeamView]
    counts: dict[TeamView, int]
    rows: tuple[TeamLine, ...]
    total: int
    pages: int
    coaches: tuple[AskedCoach, ...]
    """Whom one steers, with what they hold."""
    leads: tuple[tuple[UUID, str], ...]
    """Everyone who holds somebody here, by name: also who was suspended, or holds until a yes."""
    desk: Desk

    @property
    def full(self) -> tuple[AskedCoach, ...]:
        """Who holds more than was agreed, of whom one steers: it warns, it blocks nothing (P15)."""
        return tuple(one for one in self.coaches if one.held > one.bound)

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def team_page(by: Actor, asked: Asked[TeamView] = EVERYONE) -> TeamPage:
    """Who holds whom, what is late, and what waits for a second person."""
    with recorded(by, "tracks.process_viewed") as act, prepared():
        if by.role not in STEERING:
            raise NotAllowed("steering")
        whose = whose_of(by)
        given = {"user_id": by.user_id, "now": act.now, "today": act.today}
        given |= {"soon": act.now + REVIEW_AHEAD}
        part = Listed(_fitting, (whose, asked.view, asked.phase), given | _narrowed(asked)).part(
            asked.order, asked.page
        )
        [found] = ask(_counts, whose, **given)
        desk = desk_of(by, act.now, act.today)
        act.concerns(*{row["person_id"] for row in part.rows} | desk.persons)
        return TeamPage(
            today=act.today,
            asked=asked,
            counts=counted(found["counts"], TeamView),
            rows=tuple(TeamLine(line_of(row, act.today), row["silent"]) for row in part.rows),
            total=part.total,
            pages=part.pages,
            coaches=asked_coaches(steered=True),
            leads=tuple((UUID(one["id"]), one["name"]) for one in found["leads"]),
            desk=desk,
        )


def _narrowed(asked: Asked[TeamView]) -> dict[str, Any]:
    narrow: dict[str, Any] = {"search": asked.search} if asked.search else {}
    return narrow | ({"coach": asked.coach} if asked.coach else {})


def _steered(whose: Whose, user_id: Given) -> QuerySet[Track]:
    """All tracks that are not closed; of a lead his or her teams'."""
    states = [TrackState.PROPOSED.value, *(one.value for one in PROMISED)]
    return Track.objects.filter(whose(user_id), state__in=states)


def _counts(
    whose: Whose, *, user_id: Given, now: Given, today: Given, soon: Given
) -> QuerySet[Any, Any]:
    steered = _steered(whose, user_id)
    leads = steered.order_by("lead_coach__name").distinct()
    lead = JSONObject(name="lead_coach__name", id="lead_coach_id")
    return User.objects.filter(pk=user_id).values(
        counts=in_views(with_facts(steered, now, today), _views(today, soon)),
        leads=ArraySubquery(leads.values("lead_coach__name").values(lead=lead)),
    )


def _fitting(
    whose: Whose,
    view: TeamView,
    phase: TrackPhase | None,
    *,
    user_id: Given,
    now: Given,
    today: Given,
    soon: Given,
    search: Given | None = None,
    coach: Given | None = None,
) -> QuerySet[Track]:
    narrow = _views(today, soon)[view]
    if search:
        narrow &= Q(nickname__icontains=search)
    if coach:
        narrow &= Q(lead_coach=coach)
    if phase:
        narrow &= Q(phase=phase.value) & ~Q(state=TrackState.PROPOSED.value)
    return with_facts(_steered(whose, user_id), now, today).filter(narrow)


def _views(today: Given, soon: Given) -> dict[TeamView, Q]:
    runs = Q(state__in=[one.value for one in PROMISED])
    ends = Q(access_until=None) | Q(access_until__lte=soon)
    return {
        TeamView.ALL: Q(),
        TeamView.LATE: Q(due__lt=today) | Q(state="proposed", accept_by__lt=today),
        TeamView.SILENT: Q(silent=True),
        TeamView.PROPOSED: Q(state=TrackState.PROPOSED.value),
        TeamView.ENDING: runs & ends,
    }
