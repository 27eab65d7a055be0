"""One file in an emergency, for as long as it lasts; and for who looks at it afterwards."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.people.models import Identity
from houvast.people.rules import age_on
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.models import (
    Appointment,
    BreakGlass,
    FuturePlan,
    NextMoment,
    SupportPlan,
    Track,
)
from houvast.tracks.reads.contacts import ContactLine, latest_contacts
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.steps import StepLine, steps_column, steps_of
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.glass import BY_NAME, READS_REVIEWS, REVIEWS, Verdict
from houvast.tracks.rules.states import NextMomentState, PlaceKind

SHOWN, CONTACTS = 100, 10
OPENS = (InformationClass.ID, InformationClass.CT, InformationClass.PL, InformationClass.PR)
"""What the one file shows (trust T-53)."""


@dataclass(frozen=True, slots=True)
class GlassLine:
    """One emergency, as its user and its reviewers read it. `name` is empty for who sees none."""

    id: UUID
    track_id: UUID
    mark: str
    user: str
    role: Role
    team: str
    reason: str
    since: datetime
    until: datetime
    lasts: timedelta
    review_by: date
    extended_by: str
    account: str
    accounted_at: datetime | None
    verdict: Verdict | None
    note: str
    reviewed_by: str
    reviewed_at: datetime | None
    name: str = ""

    @property
    def minutes(self) -> int:
        """How long, in minutes."""
        return int(self.lasts.total_seconds() // 60)

    def runs(self, now: datetime) -> bool:
        """Whether it is open at this moment."""
        return self.until > now


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What an emergency opens: who it is, whom to call, the last contacts and the plan."""

    name: str
    nickname: str
    age: int | None
    birth_date: date | None
    phone: str
    lead: str
    lead_function: str
    lead_phone: str
    coordinators: tuple[Colleague, ...]
    due: date | None
    what: str
    place: PlaceKind | None
    contacts: tuple[ContactLine, ...]
    steps: tuple[StepLine, ...]
    wants: str
    first: LifeDomain | None
    """The life domain that the plan takes up first."""


@dataclass(frozen=True, slots=True)
class GlassPage:
    """An emergency of one's own; `file` is there only while it lasts."""

    today: date
    now: datetime
    line: GlassLine
    file: OpenFile | None


@dataclass(frozen=True, slots=True)
class GlassStart:
    """Before it begins: what there is of one's own; `by_name` says how one points at the file."""

    today: date
    now: datetime
    own: tuple[GlassLine, ...]
    by_name: bool

    @property
    def blocked(self) -> bool:
        """Whether an earlier one was not reviewed in time: then no other opens (trust T-55)."""
        return any(one.verdict is None and one.review_by < self.today for one in self.own)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What somebody else has to look at, and what was looked at."""

    today: date
    now: datetime
    may_review: bool
    waiting: tuple[GlassLine, ...]
    done: tuple[GlassLine, ...]


def glass_start(by: Actor, *, to_name: bool = False) -> GlassStart:
    """The own emergencies; `to_name` is to point at somebody by name. Raises NotAllowed."""
    with recorded(by, "tracks.glass_listed") as act:
        if by.purpose != Purpose.EMERGENCY or (to_name and by.role not in BY_NAME):
            raise NotAllowed("purpose")
        rows = BreakGlass.objects.filter(user=by.user_id).order_by("-since", "pk")[:SHOWN]
        own = tuple(_line(row) for row in _columns(rows))
        return GlassStart(act.today, act.now, own, by.role in BY_NAME)


def glass_page(by: Actor, glass_id: UUID) -> GlassPage:
    """The one file, to who opened it. Raises NotFound for anybody else."""
    with recorded(by, "tracks.glass_viewed", glass_id) as act:
        if by.purpose != Purpose.EMERGENCY:
            raise NotAllowed("purpose")
        row = _one(BreakGlass.objects.filter(pk=glass_id, user=by.user_id))
        act.concerns(row["person_id"])
        line = _line(row)
        file = _file(by, row, act) if line.runs(act.now) else None
        return GlassPage(act.today, act.now, line, file)


def reviews_page(by: Actor) -> ReviewPage:
    """What waits for a second person, the first day first. Raises NotAllowed."""
    with recorded(by, "tracks.glasses_viewed") as act:
        _require_reader(by)
        seen = BreakGlass.objects.exclude(user=by.user_id)
        waiting = _columns(seen.filter(verdict="").order_by("since", "pk"))
        done = _columns(seen.exclude(verdict="").order_by("-since", "pk")[:SHOWN])
        rows = [*waiting, *done]
        act.concerns(*dict.fromkeys(row["person_id"] for row in rows))
        lines = [_line(row) for row in rows]
        return ReviewPage(
            act.today,
            act.now,
            by.role in REVIEWS,
            tuple(one for one in lines if one.verdict is None),
            tuple(one for one in lines if one.verdict),
        )


def review_page(by: Actor, glass_id: UUID) -> GlassPage:
    """One emergency for who looks at it; the file stays closed. Raises NotFound."""
    with recorded(by, "tracks.glass_review_viewed", glass_id) as act:
        _require_reader(by)
        row = _one(BreakGlass.objects.filter(pk=glass_id).exclude(user=by.user_id))
        act.concerns(row["person_id"])
        return GlassPage(act.today, act.now, _line(row), None)


def _require_reader(by: Actor) -> None:
    if by.role not in READS_REVIEWS or by.token is not None:
        raise NotAllowed("role")


def _columns(found: "QuerySet[BreakGlass]") -> "QuerySet[Any, Any]":
    plain = ("pk", "track_id", "person_id", "municipality_id", "role", "reason", "since", "until")
    said = ("lasts", "review_by", "account", "accounted_at", "verdict", "note", "reviewed_at")
    rows: Any = found.values(*plain, *said)
    named: QuerySet[Any, Any] = rows.annotate(
        **names(),
        who=F("user__name"),
        of=F("team__name"),
        second=F("extended_by__name"),
        reviewer=F("reviewed_by__name"),
    )
    return named


def _one(found: "QuerySet[BreakGlass]") -> dict[str, Any]:
    row: dict[str, Any] | None = _columns(found).first()
    if row is None:
        raise NotFound
    return row


def _line(row: dict[str, Any]) -> GlassLine:
    return GlassLine(
        id=row["pk"],
        track_id=row["track_id"],
        mark=row["person_id"].hex[:8],
        user=row["who"],
        role=Role(row["role"]),
        team=row["of"],
        reason=row["reason"],
        since=row["since"],
        until=row["until"],
        lasts=row["lasts"],
        review_by=row["review_by"],
        extended_by=row["second"] or "",
        account=row["account"],
        accounted_at=row["accounted_at"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        note=row["note"],
        reviewed_by=row["reviewer"] or "",
        reviewed_at=row["reviewed_at"],
        name=name_of(row),
    )


def _file(by: Actor, glass: dict[str, Any], act: Operation) -> OpenFile:
    held = Holding(Standing.EMERGENCY, glass["until"])
    place = glass["municipality_id"]
    for kind in OPENS:
        permissions.require(
            permissions.can(by, Verb.SEE, kind, place=place, holding=held, now=act.now)
        )
    row = _whole(glass["track_id"])
    contacts = latest_contacts(glass["track_id"], by.user_id, act.now)
    born = row["birth_date"]
    return OpenFile(
        name=name_of(row),
        nickname=row["nickname"] or "",
        age=age_on(born, act.today) if born else None,
        birth_date=born,
        phone=row["phone"] or "",
        lead=row["lead"],
        lead_function=row["lead_function"],
        lead_phone=row["lead_phone"],
        coordinators=colleagues(place, [Role.PROCESS_COORDINATOR], act.now),
        due=row["due"],
        what=row["what"] or "",
        place=PlaceKind(row["where"]) if row["where"] else None,
        contacts=contacts[:CONTACTS],
        steps=tuple(one for one in steps_of(row["steps"], row["lead"], act.today) if one.is_open),
        wants=row["wants"] or "",
        first=LifeDomain(row["first"]) if row["first"] else None,
    )


def _whole(track_id: UUID) -> dict[str, Any]:
    mine = {"track": OuterRef("pk")}
    identity = Identity.objects.filter(person=OuterRef("person_id"))
    moment = NextMoment.objects.filter(**mine, state=NextMomentState.PLANNED.value)
    about = Appointment.objects.filter(**mine, moment__state=NextMomentState.PLANNED.value)
    future = FuturePlan.objects.filter(**mine, state="agreed")
    support = SupportPlan.objects.filter(**mine, state="agreed")
    found: Any = Track.objects.filter(pk=track_id).values("pk", "person_id")
    row: dict[str, Any] | None = found.annotate(
        **names(),
        birth_date=Subquery(identity.values("birth_date")[:1]),
        phone=Subquery(identity.values("phone")[:1]),
        lead=F("lead_coach__name"),
        lead_function=F("lead_coach__function"),
        lead_phone=F("lead_coach__phone"),
        due=Subquery(moment.values("due")[:1]),
        what=Subquery(about.values("what")[:1]),
        where=Subquery(about.values("place_kind")[:1]),
        steps=steps_column(),
        wants=Subquery(future.values("wants")[:1]),
        first=Subquery(support.values("first")[:1]),
    ).first()
    if row is None:
        raise NotFound
    return row
