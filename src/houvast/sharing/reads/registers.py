"""The registers on screen: what is in force, what waits for a second person, what runs out."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from houvast.accounts.models import HiringContract, Organisation
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.models import Ground, Partnership
from houvast.sharing.rules.grounds import GroundFacts
from houvast.sharing.rules.partners import PartnershipFacts, PartnershipKind
from houvast.sharing.rules.registers import ANSWERS, LOOKS, PROPOSES, RegisterState, days_left

IN_FORCE, PROPOSED = RegisterState.IN_FORCE.value, RegisterState.PROPOSED.value


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A version of a ground, with who proposed and who answered."""

    id: UUID
    code: str
    title: str
    article: str
    link: str
    remark: str
    state: RegisterState
    facts: GroundFacts
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool
    """Proposed by who looks: somebody else answers it."""


@dataclass(frozen=True, slots=True)
class GroundsPage:
    """The grounds in force, in order, and the proposals that wait."""

    today: date
    grounds: tuple[GroundLine, ...]
    waiting: tuple[GroundLine, ...]
    may_propose: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class GroundPage:
    """One ground: what is in force, what waits, and every version before, the newest first."""

    today: date
    now: GroundLine
    waiting: GroundLine | None
    earlier: tuple[GroundLine, ...]
    may_propose: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A version of what was agreed with an organisation."""

    id: UUID
    organisation: str
    state: RegisterState
    facts: PartnershipFacts
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool
    left: int | None
    """The days that are left, when it runs out soon; 0 or less is over."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that runs out within 90 days, or ran out."""

    kind: PartnershipKind | None
    """Nothing for the contract of a hired coach."""
    name: str
    on: date
    left: int


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """The partners in force by name, the proposals that wait, and what runs out first."""

    today: date
    partners: tuple[PartnerLine, ...]
    waiting: tuple[PartnerLine, ...]
    ending: tuple[Ending, ...]
    may_propose: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One partnership: what is in force (or was asked for first), what waits, what was before."""

    today: date
    now: PartnerLine
    waiting: PartnerLine | None
    earlier: tuple[PartnerLine, ...]
    may_propose: bool
    may_answer: bool


def grounds_page(by: Actor) -> GroundsPage:
    """Every ground. Raises NotAllowed for who does not watch how sharing is arranged."""
    with recorded(by, "sharing.grounds_viewed") as act:
        _check_looks(by)
        found = _with_names(Ground.objects.filter(state__in=[IN_FORCE, PROPOSED]), "code")
        lines = [_ground(by, one) for one in found]
        return GroundsPage(
            act.today,
            tuple(one for one in lines if one.state is RegisterState.IN_FORCE),
            tuple(one for one in lines if one.state is RegisterState.PROPOSED),
            by.role == PROPOSES,
            by.role in ANSWERS,
        )


def ground_page(by: Actor, ground_id: UUID, *, to_change: bool = False) -> GroundPage:
    """One ground with its history; any version leads to it. Raises NotFound."""
    with recorded(by, "sharing.ground_viewed", ground_id) as act:
        _check_looks(by, to_change=to_change)
        code = Ground.objects.filter(pk=ground_id).values("code")
        found = [_ground(by, one) for one in _with_names(Ground.objects.filter(code__in=code))]
        now = next((one for one in found if one.state is RegisterState.IN_FORCE), None)
        if now is None:
            raise NotFound
        return GroundPage(
            act.today,
            now,
            next((one for one in found if one.state is RegisterState.PROPOSED), None),
            tuple(one for one in found if one.state in OVER),
            by.role == PROPOSES,
            by.role in ANSWERS,
        )


OVER = (RegisterState.REPLACED, RegisterState.DECLINED)


def partners_page(by: Actor) -> PartnersPage:
    """Every partner, and all that runs out within 90 days, contracts of coaches included."""
    with recorded(by, "sharing.partners_viewed") as act:
        _check_looks(by)
        states = Partnership.objects.filter(state__in=[IN_FORCE, PROPOSED])
        found = _with_names(states.select_related("organisation"), "organisation__name", "name")
        lines = [_partner(by, one, act.today) for one in found]
        running = tuple(one for one in lines if one.state is RegisterState.IN_FORCE)
        return PartnersPage(
            act.today,
            running,
            tuple(one for one in lines if one.state is RegisterState.PROPOSED),
            _ending(running, act.today),
            by.role == PROPOSES,
            by.role in ANSWERS,
        )


def partner_page(by: Actor, partnership_id: UUID, *, to_change: bool = False) -> PartnerPage:
    """One partnership in force, with its history; any version leads to it. Raises NotFound."""
    with recorded(by, "sharing.partner_viewed", partnership_id) as act:
        _check_looks(by, to_change=to_change)
        line = Partnership.objects.filter(pk=partnership_id).values("line")
        rows = Partnership.objects.filter(line__in=line).select_related("organisation")
        found = [_partner(by, one, act.today) for one in _with_names(rows)]
        now = next((one for one in found if one.state is RegisterState.IN_FORCE), None)
        if now is None:
            raise NotFound
        return PartnerPage(
            act.today,
            now,
            next((one for one in found if one.state is RegisterState.PROPOSED), None),
            tuple(one for one in found if one.state in OVER),
            by.role == PROPOSES,
            by.role in ANSWERS,
        )


def partner_choices(by: Actor) -> tuple[tuple[UUID, str], ...]:
    """The organisations that are here, for who lets a partner in."""
    with recorded(by, "sharing.partner_choices_viewed"):
        _check_looks(by, to_change=True)
        places = Organisation.objects.filter(municipality_id=by.municipality_id).order_by("name")
        return tuple(places.values_list("pk", "name"))


def _with_names(rows: Any, *order: str) -> Any:
    return rows.select_related("proposed_by", "answered_by").order_by(*order, "-proposed_at", "pk")


def _ground(by: Actor, one: Ground) -> GroundLine:
    same = ("code", "title", "article", "link", "remark")
    return GroundLine(
        facts=one.facts(), **{name: getattr(one, name) for name in same}, **_version(by, one)
    )


def _partner(by: Actor, one: Partnership, today: date) -> PartnerLine:
    return PartnerLine(
        facts=one.facts(),
        organisation=one.organisation.name,
        left=days_left(one.left_on, today),
        **_version(by, one),
    )


def _version(by: Actor, one: Ground | Partnership) -> dict[str, Any]:
    return {
        "id": one.pk,
        "state": RegisterState(one.state),
        "reason": one.reason,
        "proposed_by": one.proposed_by.name if one.proposed_by else "",
        "proposed_on": localdate(one.proposed_at),
        "answered_by": one.answered_by.name if one.answered_by else "",
        "answered_on": localdate(one.answered_at) if one.answered_at else None,
        "is_own": one.proposed_by_id == by.user_id,
    }


def _ending(running: tuple[PartnerLine, ...], today: date) -> tuple[Ending, ...]:
    """What runs out, the first end on top; of a hired coach only the newest contract counts."""
    ends = [
        Ending(one.facts.kind, f"{one.organisation}: {one.facts.name}", one.facts.left_on, one.left)
        for one in running
        if one.facts.left_on is not None and one.left is not None
    ]
    hired = HiringContract.objects.select_related("user").order_by("user_id", "-set_at", "pk")
    for one in hired.distinct("user_id"):
        left = days_left(one.last_day, today)
        if left is not None and one.user.is_active:
            ends.append(Ending(None, one.user.name, one.last_day, left))
    return tuple(sorted(ends, key=lambda one: (one.on, one.name)))


def _check_looks(by: Actor, *, to_change: bool = False) -> None:
    """Who watches looks; only who carries out may propose. Neither is done by a system."""
    if by.token is not None or by.role not in ((PROPOSES,) if to_change else LOOKS):
        raise NotAllowed("role")
