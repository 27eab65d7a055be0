"""The duty to tell, for who watches that it is kept: no name, but who leads and since when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.utils.timezone import localtime

from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.models import Hold, InformationMoment, LetterSender
from houvast.tracks.reads.informing import HOLD, HoldLine, hold_line
from houvast.tracks.rules.informing import Audience, HoldState
from houvast.tracks.rules.states import InformationState

STANDS = {Role.PRIVACY_OFFICER: Standing.RIGHTS, Role.FG: Standing.OVERSIGHT}
MOST = 200
"""Lines of one list on one page; how many there are is said."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Somebody who still has to hear it: which track is said by who leads it and since when."""

    audience: Audience
    state: InformationState
    since: date
    by_when: date
    coach: str
    team: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question to wait, of whom, and for whose track."""

    hold: HoldLine
    audience: Audience
    by_when: date
    coach: str
    team: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class SenderLine:
    """Who sends the letters now, and who said so."""

    name: str
    address: str
    phone: str
    email: str
    fg: str
    ground: str
    set_by: str
    set_on: date


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """What waits for an answer, what is late, what was put off, and who sends the letters."""

    today: date
    may_answer: bool
    asked: tuple[AskedLine, ...]
    late: tuple[DutyLine, ...]
    later: tuple[AskedLine, ...]
    sender: SenderLine | None

    @property
    def cut(self) -> bool:
        """Whether there are more late ones than the page shows."""
        return len(self.late) >= MOST


@dataclass(frozen=True, slots=True)
class HoldPage:
    """One question to wait, with the earlier ones for the same person."""

    today: date
    line: AskedLine
    earlier: tuple[HoldLine, ...]
    may_answer: bool


def nothing(_act: Operation) -> None:
    """Nothing more is read."""


def duties_page(by: Actor, also: Callable[[Operation], None] = nothing) -> DutiesPage:
    """For privacy officer and FG, the longest wait first. Raises NotAllowed for anybody else.

    `also` reads more in the same look.
    """
    with recorded(by, "tracks.duties_viewed") as act:
        page = _read(by, act)
        also(act)
        return page


def _read(by: Actor, act: Operation) -> DutiesPage:
    _check(by, act)
    late = tuple(_late(row) for row in _rows(InformationMoment.objects.late(act.today)))
    holds = [_asked(row) for row in _columns(_waiting(act.today))]
    asked = tuple(one for one in holds if one.hold.state is HoldState.ASKED)
    later = sorted(
        (one for one in holds if one.hold.state is HoldState.AGREED),
        key=lambda one: one.hold.until or date.max,
    )
    seen = [one.person_id for one in (*asked, *later)] + [one.person_id for one in late]
    act.concerns(*dict.fromkeys(seen))
    may = by.role == Role.PRIVACY_OFFICER
    return DutiesPage(act.today, may, asked, late, tuple(later), _sender(by))


def hold_page(by: Actor, hold_id: UUID) -> HoldPage:
    """One question to wait. Raises NotFound for one that is not there."""
    with recorded(by, "tracks.hold_viewed", hold_id) as act:
        _check(by, act)
        rows = list(_columns(Hold.objects.filter(pk=hold_id)))
        if not rows:
            raise NotFound
        line = _asked(rows[0])
        act.concerns(line.person_id)
        before = Hold.objects.filter(moment=rows[0]["moment_id"]).exclude(pk=hold_id)
        earlier = tuple(hold_line(row["hold"]) for row in _columns(before.order_by("asked_at")))
        may = by.role == Role.PRIVACY_OFFICER and line.hold.state is HoldState.ASKED
        return HoldPage(act.today, line, earlier, may)


def _check(by: Actor, act: Operation) -> None:
    standing = STANDS.get(Role(by.role))
    if standing is None:
        raise NotAllowed("role")
    kind, place = InformationClass.SH, by.municipality_id
    permissions.require(
        permissions.can(by, Verb.SEE, kind, place=place, holding=Holding(standing), now=act.now)
    )


def _rows(found: "QuerySet[InformationMoment]") -> "QuerySet[Any, Any]":
    rows: Any = found.values("audience", "state", "since", "person_id")
    ordered: QuerySet[Any, Any] = rows.annotate(
        due=Coalesce("postponed_until", "due"),
        coach=F("track__lead_coach__name"),
        team_name=F("track__team__name"),
    ).order_by("due", "pk")
    return ordered[:MOST]


def _late(row: dict[str, Any]) -> DutyLine:
    return DutyLine(
        Audience(row["audience"]),
        InformationState(row["state"]),
        row["since"],
        row["due"],
        row["coach"],
        row["team_name"],
        row["person_id"],
    )


def _waiting(today: date) -> "QuerySet[Hold]":
    """What was asked, and what was agreed and still lasts; parents who are left out stay."""
    lasts = Q(state=HoldState.AGREED.value, moment__state__in=["postponed", "left_out"])
    lasts &= Q(until=None) | Q(until__gte=today)
    return Hold.objects.filter(Q(state=HoldState.ASKED.value) | lasts).order_by("asked_at", "pk")


def _columns(found: "QuerySet[Hold]") -> "QuerySet[Any, Any]":
    rows: QuerySet[Any, Any] = found.values("person_id", "moment_id").annotate(
        hold=JSONObject(**HOLD),
        audience=F("moment__audience"),
        by_when=Coalesce("moment__postponed_until", "moment__due"),
        coach=F("track__lead_coach__name"),
        team_name=F("track__team__name"),
    )
    return rows


def _asked(row: dict[str, Any]) -> AskedLine:
    return AskedLine(
        hold_line(row["hold"]),
        Audience(row["audience"]),
        row["by_when"],
        row["coach"],
        row["team_name"],
        row["person_id"],
    )


def _sender(by: Actor) -> SenderLine | None:
    mine = LetterSender.objects.filter(municipality=by.municipality_id).select_related("set_by")
    one = mine.order_by("-set_at").first()
    if one is None:
        return None
    told = (one.name, one.address, one.phone, one.email, one.fg, one.ground)
    return SenderLine(*told, one.set_by.name, localtime(one.set_at).date())


def sender_page(by: Actor) -> SenderLine | None:
    """Who sends the letters now, for who may change it. Raises NotAllowed."""
    with recorded(by, "tracks.letter_sender_viewed"):
        if by.role != Role.PRIVACY_OFFICER:
            raise NotAllowed("role")
        return _sender(by)
