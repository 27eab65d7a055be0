"""The hours of each role on the page of limits: what holds, what waits, and what was before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.sharing.rules.registers import RegisterState
from houvast.watching.models import RoleHours
from houvast.watching.rules.facts import Hours
from houvast.watching.rules.hours import EVENING_HOURS, EVENINGS, OFFICE_HOURS, is_longer

SHOWN = 100


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The hours of a role as they were set, with both people."""

    id: UUID
    role: Role
    hours: Hours
    state: RegisterState
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool

    @property
    def is_longer(self) -> bool:
        """Whether less is found than with what Houvast came with."""
        return is_longer(self.role, self.hours)


@dataclass(frozen=True, slots=True)
class HoursPart:
    """What Houvast came with, what a municipality set, what waits, and what was before."""

    evenings: Hours
    of_evenings: tuple[Role, ...]
    office: Hours
    set_now: tuple[HoursLine, ...]
    waiting: tuple[HoursLine, ...]
    earlier: tuple[HoursLine, ...]


def hours_part(by: Actor) -> HoursPart:
    """Within an operation of who may see the limits."""
    rows = RoleHours.objects.select_related("proposed_by", "answered_by")
    lines = [_line(by, one) for one in rows.order_by("-proposed_at", "pk")]

    def of(*states: RegisterState) -> tuple[HoursLine, ...]:
        return tuple(one for one in lines if one.state in states)

    return HoursPart(
        EVENING_HOURS,
        EVENINGS,
        OFFICE_HOURS,
        tuple(sorted(of(RegisterState.IN_FORCE), key=lambda one: one.role)),
        of(RegisterState.PROPOSED),
        of(RegisterState.REPLACED, RegisterState.DECLINED)[:SHOWN],
    )


def _line(by: Actor, one: RoleHours) -> HoursLine:
    return HoursLine(
        id=one.pk,
        role=Role(one.role),
        hours=Hours(one.begins, one.ends, one.weekend),
        state=RegisterState(one.state),
        reason=one.reason,
        proposed_by=one.proposed_by.name if one.proposed_by else "",
        proposed_on=localdate(one.proposed_at),
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_on=localdate(one.answered_at) if one.answered_at else None,
        is_own=one.proposed_by_id == by.user_id,
    )
