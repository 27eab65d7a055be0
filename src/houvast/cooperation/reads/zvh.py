"""Which young people are at a Zorg- en Veiligheidshuis too, for the coordinator alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from houvast.accounts.rules import Controller, InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import ZvhCase
from houvast.cooperation.rules.zvh import GROUND, ZvhState
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.people.models import Nickname
from houvast.sharing.models import Ground
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.models import Track

PR = InformationClass.PR
MOST = 200


@dataclass(frozen=True, slots=True)
class ZvhLine:
    """A reference in a list."""

    track_id: UUID
    name: str
    reference: str
    contact: str
    state: ZvhState
    from_on: date
    accepted_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class ZvhPage:
    """Beside one track: what runs, and what ended; `may_refer` says whether the ground is on."""

    today: date
    track_id: UUID
    name: str
    running: ZvhLine | None
    ended: tuple[ZvhLine, ...]
    may_refer: bool


@dataclass(frozen=True, slots=True)
class ZvhList:
    """Everybody who is there too, the longest on top."""

    today: date
    running: tuple[ZvhLine, ...]
    is_on: bool


def zvh_list(by: Actor) -> ZvhList:
    """Who is there too, for the coordinator. Raises NotAllowed."""
    with recorded(by, "cooperation.zvh_listed") as act:
        require_steers(by, Verb.SEE, act)
        runs = ZvhCase.objects.exclude(state=ZvhState.ENDED.value)
        rows = list(_named(runs)[:MOST])
        act.concerns(*(one.person_id for one in rows))
        return ZvhList(act.today, tuple(_line(one) for one in rows), holds_today(act))


def zvh_page(by: Actor, track_id: UUID) -> ZvhPage:
    """What there is beside one track. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.zvh_viewed", track_id) as act:
        require_steers(by, Verb.SEE, act)
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        rows = [_line(one) for one in _named(ZvhCase.objects.filter(track=track_id))]
        called = Nickname.objects.filter(person=track.person_id).values_list("text", flat=True)
        running = next((one for one in rows if one.state is not ZvhState.ENDED), None)
        ended = tuple(one for one in rows if one.state is ZvhState.ENDED)
        name = called.first() or ""
        return ZvhPage(act.today, track_id, name, running, ended, holds_today(act))


def holds_today(act: Operation) -> bool:
    """Whether the ground for this reference is on and holds."""
    found = Ground.objects.filter(code=GROUND, state="in_force").first()
    purpose = Purpose.PROCESS_STEERING
    return found is not None and found.facts().holds(Controller.COLLEGE, PR, purpose, act.today)


def require_steers(by: Actor, verb: Verb, act: Operation) -> None:
    """Go on for the coordinator, also who stands in. A team lead is not told. Raises NotAllowed."""
    if by.role != Role.PROCESS_COORDINATOR or by.token is not None:
        raise NotAllowed("coordinator")
    steers = Holding(Standing.STEERING)
    permissions.require(
        permissions.can(by, verb, PR, place=by.municipality_id, holding=steers, now=act.now)
    )


def _named(found: "QuerySet[ZvhCase]") -> "QuerySet[ZvhCase]":
    called = Nickname.objects.filter(person=OuterRef("person_id"))
    named: QuerySet[ZvhCase] = found.annotate(called=Subquery(called.values("text")[:1])).order_by(
        "from_on", "pk"
    )
    return named


def _line(one: ZvhCase) -> ZvhLine:
    return ZvhLine(
        track_id=one.track_id,
        name=getattr(one, "called", "") or "",
        reference=one.reference,
        contact=one.contact,
        state=ZvhState(one.state),
        from_on=one.from_on,
        accepted_on=one.accepted_on,
        until_on=one.until_on,
    )
