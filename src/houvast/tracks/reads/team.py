"""Team: the tracks that coordinator and team lead steer, in views, fifty at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject

from houvast.accounts.models import Membership
from houvast.accounts.reads import HOUVAST_NOW
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.errors import NotAllowed
from houvast.tracks.models import Track
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.desk import Desk, desk_of
from houvast.tracks.reads.lines import Line, line_of
from houvast.tracks.reads.listing import Asked, counted, counting, part_of, with_facts
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.promise import REVIEW_AHEAD
from houvast.tracks.rules.states import PROMISED, TrackState
from houvast.tracks.rules.views import TeamView

EVERYONE = Asked(TeamView.ALL)
LEADS = ArrayAgg(JSONObject(name="lead_coach__name", id="lead_coach_id"), distinct=True)


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
    leads: tuple[tuple[UUID, str], ...]
    """Everyone who holds somebody here, by name: also who was suspended, or holds until a yes."""
    desk: Desk

    @property
    def full(self) -> tuple[AskedCoach, ...]:
        """Who holds more than was agreed, of whom one steers: it warns, it blocks nothing (P15)."""
        return tuple(one for one in self.coaches if one.steered and one.held > one.bound)

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def team_page(by: Actor, asked: Asked[TeamView] = EVERYONE) -> TeamPage:
    """Who holds whom, what is late, and what waits for a second person."""
    with recorded(by, "tracks.process_viewed") as act, prepared():
        if by.role not in STEERING:
            raise NotAllowed("steering")
        steered = _steered(by, act.now)
        views = _views(act.today, act.now)
        part = part_of(steered.filter(views[asked.view] & _narrowed(asked)), asked)
        found = steered.aggregate(leads=LEADS, **counting(views))
        desk = desk_of(by, act.now, act.today)
        act.concerns(*{row["person_id"] for row in part.rows} | desk.persons)
        return TeamPage(
            today=act.today,
            asked=asked,
            counts=counted(found, views),
            rows=tuple(TeamLine(line_of(row, act.today), row["silent"]) for row in part.rows),
            total=part.total,
            pages=part.pages,
            coaches=asked_coaches(),
            leads=tuple((UUID(one["id"]), one["name"]) for one in _by_name(found["leads"])),
            desk=desk,
        )


def _by_name(leads: list[dict[str, str]] | None) -> list[dict[str, str]]:
    return sorted(leads or (), key=lambda one: one["name"])


def _steered(by: Actor, now: datetime) -> QuerySet[Track]:
    """All tracks that are not closed, each with what the views ask; of a lead those of the teams.

    The policies say the same. Said here too, so that an index finds them in a big municipality.
    """
    states = [TrackState.PROPOSED.value, *(one.value for one in PROMISED)]
    found = Track.objects.filter(state__in=states)
    if by.role == Role.TEAM_LEAD:
        led = Membership.objects.filter(
            user=by.user_id,
            role=Role.TEAM_LEAD.value,
            since__lte=HOUVAST_NOW,
            until__gt=HOUVAST_NOW,
        )
        found = found.filter(team__in=led.values("team_id"))
    return with_facts(found, now)


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


def _narrowed(asked: Asked[TeamView]) -> Q:
    narrow = Q()
    if asked.search:
        narrow &= Q(nickname__icontains=asked.search)
    if asked.coach:
        narrow &= Q(lead_coach=asked.coach)
    if asked.phase:
        narrow &= Q(phase=asked.phase.value) & ~Q(state=TrackState.PROPOSED.value)
    return narrow
