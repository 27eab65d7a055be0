"""Agreements with an experience expert: on the file of the coach, and as the expert sees his own.

What somebody may not read is empty: the row policies decide, table by table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, OuterRef, Subquery, UUIDField
from django.db.models.functions import JSONObject

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import HOUVAST_NOW, colleagues
from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.reads import holding
from houvast.sharing.rules import Capacity
from houvast.tracks.models import CompanionCheck, CompanionSession, Companionship
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.rules.companions import (
    CHECK_SOON,
    LIVING,
    UNDO_WITHIN,
    Aim,
    CompanionOutcome,
    CompanionState,
    Safeguard,
    SessionOutcome,
    SessionState,
    check_holds_until,
    in_order,
)

COACHING = (*COACHES, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR, Role.PROGRAMME_MANAGER)
"""Who can be the coach of an experience expert."""
SHOWN, MEETINGS = 5, 20
"""How many agreements a file shows, and how many meetings of each: the newest."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A meeting; how it went is for the coach and for the expert who noted it."""

    id: UUID
    day: date
    state: SessionState
    outcome: SessionOutcome | None
    call_me: bool
    note: str
    fresh: bool
    """Whether it was noted so recently that it can be taken back."""

    @property
    def said(self) -> SessionOutcome | SessionState:
        """How it went, or for who may not read that, whether they met."""
        return self.outcome or self.state


@dataclass(frozen=True, slots=True)
class CompanionLine:
    """An agreement; aim, safeguards and outcome are empty for who reads process facts only."""

    id: UUID
    who: str
    state: CompanionState
    ends_on: date
    introduced_on: date | None
    left_on: date | None
    aim: Aim | None
    safeguards: tuple[Safeguard, ...]
    words: str
    outcome: CompanionOutcome | None
    serves: bool
    """Whether the expert works here now and can sign in."""
    sessions: tuple[SessionLine, ...]

    @property
    def living(self) -> bool:
        """Whether it is asked for or runs."""
        return self.state in LIVING

    @property
    def planned(self) -> SessionLine | None:
        """The meeting that is planned."""
        waits = [one for one in self.sessions if one.state is SessionState.PLANNED]
        return waits[0] if waits else None

    @property
    def told(self) -> tuple[SessionLine, ...]:
        """What became of the meetings, the newest first."""
        return tuple(one for one in self.sessions if one.state is not SessionState.PLANNED)

    @property
    def noted(self) -> bool:
        """Whether there are words that somebody may read."""
        return any(one.note for one in self.sessions)

    @property
    def held(self) -> tuple[SessionLine, ...]:
        """The meetings that took place, the newest first."""
        return tuple(one for one in self.sessions if one.state is SessionState.HELD)


@dataclass(frozen=True, slots=True)
class OwnAgreement:
    """The agreement as the expert sees it: what they call the young person, and his coach.

    `phone` is that of the coach, whom the expert rings at once when something goes wrong.
    """

    name: str
    coach: str
    phone: str
    line: CompanionLine


@dataclass(frozen=True, slots=True)
class CompanionPage:
    """What is the expert's to do: the planned meetings first; and who is there for the expert."""

    today: date
    agreements: tuple[OwnAgreement, ...]
    own_coach: str
    checked_until: date | None

    def one(self, companionship_id: UUID) -> OwnAgreement:
        """The own agreement with this id. Raises NotFound."""
        for one in self.agreements:
            if one.line.id == companionship_id:
                return one
        raise NotFound


@dataclass(frozen=True, slots=True)
class ExpertToCheck:
    """An expert, and who can be his own coach: id and name."""

    id: UUID
    name: str
    today: date
    own_coach_id: UUID | None
    coaches: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class CompanionToKeep:
    """An agreement that its coach goes on with."""

    track_id: UUID
    name: str
    today: date
    line: CompanionLine


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """An experience expert with the look of the municipality; `running` counts agreements."""

    id: UUID
    name: str
    team: str
    own_coach: str
    own_coach_id: UUID | None
    checked_on: date | None
    until: date | None
    running: int
    over: bool
    """Whether the check is missing or over, so that nobody can be asked."""
    soon: bool
    """Whether it is time for the next one."""


@dataclass(frozen=True, slots=True)
class ExpertsPage:
    """All experience experts, and the day of today."""

    today: date
    experts: tuple[ExpertLine, ...]

    @property
    def free(self) -> tuple[ExpertLine, ...]:
        """Who can be asked: the municipality looked within the year."""
        return tuple(one for one in self.experts if not one.over)


def companions_column() -> ArraySubquery:
    """An annotation with the agreements of the tracks of a query, the newest first."""
    mine = Companionship.objects.filter(track=OuterRef("pk")).order_by("-asked_at")[:SHOWN]
    return ArraySubquery(mine.values(one=JSONObject(**_columns())))


def companions_of(rows: Iterable[Mapping[str, Any]], now: datetime) -> tuple[CompanionLine, ...]:
    """The agreements of that annotation."""
    return tuple(_line(row, now) for row in rows)


def own_agreements(by: Actor) -> CompanionPage:
    """The agreements of the acting expert that are live. Raises NotAllowed for other roles."""
    with recorded(by, "tracks.companion_viewed") as act:
        if by.role != Role.EXPERIENCE_EXPERT:
            raise NotAllowed("companion")
        mine = Companionship.objects.filter(user=by.user_id, state=CompanionState.INTRODUCED.value)
        who = Func(OuterRef("pk"), function="tracks_coach_of", output_field=UUIDField())
        coach = User.objects.filter(pk=who)
        found: Any = mine.values("pk", "person_id").annotate(
            **names(),
            coach=Subquery(coach.values("name")[:1]),
            phone=Subquery(coach.values("phone")[:1]),
            one=JSONObject(**_columns()),
        )
        rows = list(found.order_by("asked_at"))
        act.concerns(*dict.fromkeys(row["person_id"] for row in rows))
        check = _newest_check(by.user_id)
        lines = [
            OwnAgreement(
                name=name_of(row),
                coach=row["coach"] or "",
                phone=row["phone"] or "",
                line=_line(row["one"], act.now),
            )
            for row in rows
        ]
        return CompanionPage(
            today=act.today,
            agreements=tuple(sorted(lines, key=_soonest)),
            own_coach=check["coach"] if check else "",
            checked_until=check_holds_until(check["checked_on"]) if check else None,
        )


def companion_to_keep(by: Actor, companionship_id: UUID) -> CompanionToKeep:
    """One agreement, for who leads the track or stands in. Raises NotFound for everybody else."""
    with recorded(by, "tracks.companion_opened", companionship_id) as act:
        found: Any = Companionship.objects.filter(pk=companionship_id)
        columns = found.values("track_id", "person_id", "asked_at")
        row = columns.annotate(**names(), one=JSONObject(**_columns())).first()
        held = holding(by, row["person_id"], act.now) if row else None
        if row is None or held is None or held.basis not in (Capacity.LEAD, Capacity.SECOND):
            raise NotFound
        act.concerns(row["person_id"])
        return CompanionToKeep(row["track_id"], name_of(row), act.today, _line(row["one"], act.now))


def experts(by: Actor) -> ExpertsPage:
    """The experience experts by name, for who asks or steers; each with the yearly check."""
    with recorded(by, "tracks.experts_listed") as act:
        if by.role not in (*COACHES, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR):
            raise NotAllowed("experts")
        noted = CompanionCheck.objects.order_by("recorded_at")
        columns = ("user_id", "checked_on", "own_coach_id", "own_coach__name")
        checks = {row["user_id"]: row for row in noted.values(*columns)}  # the newest stays
        states = [one.value for one in LIVING]
        running = Companionship.objects.filter(state__in=states).values_list("user_id", flat=True)
        count = list(running)
        found = colleagues(by.municipality_id, (Role.EXPERIENCE_EXPERT,), act.now)
        lines = (
            _expert(one.id, one.name, one.team, checks.get(one.id), count.count(one.id), act.today)
            for one in {each.id: each for each in found}.values()
        )
        return ExpertsPage(act.today, tuple(lines))


def expert_to_check(by: Actor, user_id: UUID) -> ExpertToCheck:
    """One expert, for the coordinator who notes the yearly check. Raises NotFound."""
    with recorded(by, "tracks.expert_viewed", user_id) as act:
        if by.role != Role.PROCESS_COORDINATOR:
            raise NotAllowed("companion_check")
        serving = colleagues(by.municipality_id, (*COACHING, Role.EXPERIENCE_EXPERT), act.now)
        name = next(
            (
                one.name
                for one in serving
                if one.id == user_id and one.role is Role.EXPERIENCE_EXPERT
            ),
            None,
        )
        if name is None:
            raise NotFound
        check = _newest_check(user_id)
        return ExpertToCheck(
            id=user_id,
            name=name,
            today=act.today,
            own_coach_id=check["own_coach_id"] if check else None,
            coaches=tuple({one.id: one.name for one in serving if one.id != user_id}.items()),
        )


def _expert(
    key: UUID, name: str, team: str, check: Mapping[str, Any] | None, running: int, today: date
) -> ExpertLine:
    until = check_holds_until(check["checked_on"]) if check else None
    return ExpertLine(
        id=key,
        name=name,
        team=team,
        own_coach=check["own_coach__name"] if check else "",
        own_coach_id=check["own_coach_id"] if check else None,
        checked_on=check["checked_on"] if check else None,
        until=until,
        running=running,
        over=until is None or until < today,
        soon=until is not None and today <= until < today + CHECK_SOON,
    )


def _newest_check(user_id: UUID) -> Any:
    rows = CompanionCheck.objects.filter(user=user_id).order_by("-recorded_at")
    return rows.values("checked_on", "own_coach_id", coach=F("own_coach__name")).first()


def _soonest(own: OwnAgreement) -> tuple[bool, date, str]:
    planned = own.line.planned
    return planned is None, planned.day if planned else own.line.ends_on, own.name


def _columns() -> dict[str, Any]:
    session = {
        "id": "pk",
        "day": "day",
        "state": "state",
        "answered_at": "answered_at",
        "outcome": "talk__outcome",
        "call_me": "talk__call_me",
        "note": "talk__note",
    }
    serves = Membership.objects.filter(
        user=OuterRef("user_id"),
        role=Role.EXPERIENCE_EXPERT.value,
        since__lte=HOUVAST_NOW,
        until__gt=HOUVAST_NOW,
        user__is_active=True,
        user__suspended_at=None,
    )
    met = CompanionSession.objects.filter(companionship=OuterRef("pk"))
    met = met.exclude(state=SessionState.UNDONE.value).order_by("-day", "-made_at")[:MEETINGS]
    return {
        "id": "pk",
        "who": "user__name",
        "state": "state",
        "ends_on": "ends_on",
        "introduced_on": "introduced_on",
        "left_at": "left_at",
        "aim": "terms__aim",
        "safeguards": "terms__safeguards",
        "words": "terms__words",
        "outcome": "terms__outcome",
        "serves": Exists(serves),
        "sessions": ArraySubquery(met.values(one=JSONObject(**session))),
    }


def _line(row: Mapping[str, Any], now: datetime) -> CompanionLine:
    return CompanionLine(
        id=UUID(row["id"]),
        who=row["who"],
        state=CompanionState(row["state"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        introduced_on=_day(row["introduced_on"]),
        left_on=_day(row["left_at"]),
        aim=Aim(row["aim"]) if row["aim"] else None,
        safeguards=in_order(row["safeguards"] or ()),
        words=row["words"] or "",
        outcome=CompanionOutcome(row["outcome"]) if row["outcome"] else None,
        serves=row["serves"],
        sessions=tuple(_session(one, now) for one in row["sessions"]),
    )


def _session(row: Mapping[str, Any], now: datetime) -> SessionLine:
    answered = row["answered_at"]
    fresh = bool(answered) and now - datetime.fromisoformat(answered) <= UNDO_WITHIN
    return SessionLine(
        id=UUID(row["id"]),
        day=date.fromisoformat(row["day"]),
        state=SessionState(row["state"]),
        outcome=SessionOutcome(row["outcome"]) if row["outcome"] else None,
        call_me=bool(row["call_me"]),
        note=row["note"] or "",
        fresh=fresh,
    )


def _day(value: str | None) -> date | None:
    return datetime.fromisoformat(value).date() if value else None
