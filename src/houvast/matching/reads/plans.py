"""Proposals for a team: for who steers, that they are there and for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet, Subquery

from houvast.accounts.models import Membership, Programme, Team
from houvast.accounts.reads import HOUVAST_NOW
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.matching.models import TeamPlan
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.reads.terms import term_here

MOST = 200


@dataclass(frozen=True, slots=True)
class ToldLine:
    """That there is a line for somebody: process facts and nickname only."""

    track_id: UUID
    name: str
    coach: str
    is_proposed: bool
    first_talk: bool
    is_decided: bool


@dataclass(frozen=True, slots=True)
class TeamPlanPage:
    """The latest proposal of a team, for who steers it; no workplace of anybody is in it."""

    today: date
    teams: tuple[tuple[UUID, str], ...]
    team_id: UUID
    team: str
    made_at: datetime | None
    made_by: str
    lines: tuple[ToldLine, ...]
    """By name."""
    most: int
    """How many young people the programme agreed on for one proposal; 0: they are off."""


def most_in_one(by: Actor, today: date) -> int:
    """How many young people one proposal may be about, as the programme agreed for today."""
    return _agreed(by, today).get()


def _agreed(by: Actor, today: date) -> QuerySet[Programme, int]:
    return term_here("team_proposal_most", by.municipality_id, today)


def check_steers(by: Actor, team_id: UUID) -> None:
    """Who asks steers this team now. Raises NotAllowed, or NotFound for a team that is not here."""
    if by.purpose != Purpose.PROCESS_STEERING or by.role not in STEERING:
        raise NotAllowed("steering")
    if team_id not in {one for one, _name in own_teams(by)}:
        raise NotFound


def own_teams(by: Actor) -> tuple[tuple[UUID, str], ...]:
    """The teams that one steers, by name: of a lead the own ones, of a coordinator all."""
    return tuple(_own_teams(by).values_list("pk", "name"))


def _own_teams(by: Actor) -> QuerySet[Team]:
    served = Membership.objects.filter(
        municipality=by.municipality_id, since__lte=HOUVAST_NOW, until__gt=HOUVAST_NOW
    )
    coaches = served.filter(role__in=[Role.OUTREACH_COACH.value, Role.WORK_COACH.value])
    led = served.filter(user=by.user_id, role=Role.TEAM_LEAD.value)
    mine = led if by.role == Role.TEAM_LEAD else coaches
    return Team.objects.filter(pk__in=mine.values("team_id")).order_by("name", "pk")


def team_plan_page(by: Actor, team_id: UUID | None) -> TeamPlanPage:
    """The latest proposal of a team. Raises NotAllowed, NotFound."""
    with recorded(by, "matching.plan_viewed", team_id) as act:
        if by.role not in STEERING:
            raise NotAllowed("steering")
        asked = _own_teams(by).annotate(most=Subquery(_agreed(by, act.today)))
        teams = list(asked.values_list("pk", "name", "most"))
        chosen = team_id or next((one for one, _name, _most in teams), None)
        names_of = {one: name for one, name, _most in teams}
        if chosen is None or chosen not in names_of:
            raise NotFound
        plans = TeamPlan.objects.filter(team=chosen).order_by("-at", "pk")
        latest = plans.values("pk", "at", by=F("asked_by__name")).first()
        lines = _told(latest["pk"]) if latest else {}
        rows = _people(list(lines))
        act.concerns(*(row["person_id"] for row in rows))
        return TeamPlanPage(
            today=act.today,
            teams=tuple(names_of.items()),
            team_id=chosen,
            team=names_of[chosen],
            made_at=latest["at"] if latest else None,
            made_by=latest["by"] if latest else "",
            lines=tuple(
                ToldLine(row["pk"], name_of(row), row["lead_coach__name"], *lines[row["pk"]])
                for row in rows
            ),
            most=teams[0][2],
        )


def _told(plan_id: UUID) -> dict[UUID, tuple[bool, bool, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from matching_plan_told(%s)", [plan_id])
        return {row[0]: (row[1], row[2], row[3]) for row in cursor.fetchall()}


def _people(tracks: list[UUID]) -> list[dict[str, Any]]:
    """Name and lead coach of these tracks, by name."""
    rows: Any = Track.objects.filter(pk__in=tracks).annotate(**names())
    found = rows.values(
        "pk", "person_id", "lead_coach__name", "nickname", "given_name", "family_name"
    )
    return sorted(found, key=lambda row: (name_of(row).casefold(), row["pk"]))
