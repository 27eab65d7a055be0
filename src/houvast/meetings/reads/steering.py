"""Regie: what is stuck, who owns it and who may decide. Process facts only, no note of a coach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from houvast.accounts.models import Team
from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.meetings.models import Agreement
from houvast.meetings.reads.agreements import AGREED, AgreementLine, agreement_of
from houvast.meetings.reads.facts import stuck_facts
from houvast.meetings.rules.agenda import DECIDES, AgendaCause, Case, agenda
from houvast.meetings.rules.agreements import COMES_BACK, AgreementState
from houvast.meetings.rules.figures import AgreedPart, Group, SharedPart, group
from houvast.people.models import Nickname
from houvast.tracks.models import Track
from houvast.tracks.rules.states import TrackState
from houvast.tracks.rules.terms import MAY_SEE

STEERS = (Role.PROCESS_COORDINATOR, Role.TEAM_LEAD)
MOST = 100
"""How many lines stand on the screen; what does not fit is told, and a team narrows it."""


@dataclass(frozen=True, slots=True)
class StuckLine:
    """One track of which something is stuck."""

    track_id: UUID
    name: str
    team: str
    state: TrackState
    owner: str
    """Who leads it, or who holds it while there is no coach."""
    case: Case
    decider: Role
    deciders: tuple[str, ...]
    """By name who may decide."""
    agreements: tuple[AgreementLine, ...]

    def late(self, today: date) -> tuple[AgreementLine, ...]:
        """The agreements that are over their day."""
        return tuple(
            one for one in self.agreements if one.state is AgreementState.OPEN and one.due < today
        )


@dataclass(frozen=True, slots=True)
class SteeringPage:
    """What is stuck, in the order of the agenda; `left_out` is what does not fit."""

    today: date
    lines: tuple[StuckLine, ...]
    left_out: int
    teams: tuple[tuple[UUID, str], ...]
    team_id: UUID | None


def steering_page(by: Actor, team_id: UUID | None = None) -> SteeringPage:
    """What is stuck of all whom the reader steers, or of one team. Raises NotAllowed."""
    with recorded(by, "meetings.steering_viewed") as act:
        if by.role not in STEERS or by.token is not None:
            raise NotAllowed("steers")
        teams = _teams(by, act)
        asked = team_id if team_id in dict(teams) else None
        found = agenda(stuck_facts([asked] if asked else [*dict(teams)], act), MOST)
        lines = _lines(by, found.cases, act)
        act.concerns(*dict.fromkeys(one.case.person_id for one in lines))
        return SteeringPage(act.today, lines, found.left_out, teams, asked)


def _teams(by: Actor, act: Operation) -> tuple[tuple[UUID, str], ...]:
    every = Team.objects.filter(municipality_id=by.municipality_id)
    if by.role == Role.TEAM_LEAD:
        every = every.filter(
            memberships__user=by.user_id,
            memberships__role=Role.TEAM_LEAD.value,
            memberships__since__lte=act.now,
            memberships__until__gt=act.now,
        )
    return tuple(dict.fromkeys(every.order_by("name", "pk").values_list("pk", "name")))


def _lines(by: Actor, cases: Collection[Case], act: Operation) -> tuple[StuckLine, ...]:
    nickname = Nickname.objects.filter(person=OuterRef("person_id"))
    agreed = Agreement.objects.filter(
        track=OuterRef("pk"), state__in=[one.value for one in COMES_BACK]
    )
    rows: Any = Track.objects.filter(pk__in=[one.track_id for one in cases]).values("pk", "state")
    rows = rows.annotate(
        nickname=Subquery(nickname.values("text")[:1]),
        owner=F("lead_coach__name"),
        of_team=F("team__name"),
        team_key=F("team_id"),
        agreed=ArraySubquery(agreed.order_by("due", "pk").values(one=JSONObject(**AGREED))),
    )
    of_track = {row["pk"]: row for row in rows}
    mandate = colleagues(by.municipality_id, {*DECIDES.values()}, act.now)
    return tuple(
        _line(one, of_track[one.track_id], mandate) for one in cases if one.track_id in of_track
    )


def _line(case: Case, row: Mapping[str, Any], mandate: Collection[Colleague]) -> StuckLine:
    decider = DECIDES[case.cause]
    names = [
        one.name
        for one in mandate
        if one.role is decider and (decider is not Role.TEAM_LEAD or one.team_id == row["team_key"])
    ]
    return StuckLine(
        track_id=row["pk"],
        name=row["nickname"] or "",
        team=row["of_team"],
        state=TrackState(row["state"]),
        owner=row["owner"],
        case=case,
        decider=decider,
        deciders=tuple(dict.fromkeys(names)),
        agreements=tuple(agreement_of(one) for one in row["agreed"]),
    )


@dataclass(frozen=True, slots=True)
class CooperationPage:
    """How many, for who manages the programme: nobody by name, and nothing too small."""

    stuck: Group
    agreed: Group
    shared: Group


PARTS: dict[str, type[StrEnum]] = {
    "stuck": AgendaCause,
    "agreed": AgreedPart,
    "shared": SharedPart,
}


def cooperation_page(by: Actor) -> CooperationPage:
    """Numbers of working together in the whole municipality. Raises NotAllowed."""
    with recorded(by, "meetings.cooperation_counted"):
        if by.role not in MAY_SEE or by.token is not None:
            raise NotAllowed("figures")
        found = {(what, part): number for what, part, number in _counted()}
        held = found.get(("held", ""), 0)
        made = {
            what: group(held, {part: found.get((what, part.value), 0) for part in parts})
            for what, parts in PARTS.items()
        }
        return CooperationPage(**made)


def _counted() -> list[tuple[str, str, int]]:
    """The true numbers; they leave this module only as they may be shown."""
    with connection.cursor() as cursor:
        cursor.execute("select what, part, number from meetings_cooperation_counts()")
        return list(cursor.fetchall())
