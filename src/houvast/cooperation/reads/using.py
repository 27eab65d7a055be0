"""Uses of what is restricted: of one fact for who shared it, and what waits for the officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from houvast.audit.actions import Operation, recorded
from houvast.cooperation.models import RestrictedUse, Sharing
from houvast.cooperation.reads.guests import last_day_of
from houvast.cooperation.reads.restricting import (
    RestrictionLine,
    check_watches,
    restricted_now,
    restriction_line,
)
from houvast.cooperation.reads.shared import FactLine, own_fact
from houvast.cooperation.rules.restricting import Limit, RestrictionState
from houvast.cooperation.rules.states import Label, Receiver
from houvast.cooperation.rules.using import REACHES, UseGround, UseState
from houvast.database.actor import Actor
from houvast.sharing.rules import Standing

MOST = 50


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use: what of, for whom, why and until when; never the fact itself."""

    id: UUID
    label: Label
    ground: UseGround
    reason: str
    to: str
    asked_by: str
    asked_on: date
    last_day: date
    state: UseState
    second: str
    is_open: bool
    """It can be read by that colleague now."""

    @property
    def may_end(self) -> bool:
        """Whether there is something to stop."""
        return self.state is UseState.ASKED or self.is_open


@dataclass(frozen=True, slots=True)
class UsePage:
    """One fact of one's own that is restricted, and who may use it all the same."""

    today: date
    fact: FactLine
    uses: tuple[UseLine, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class UsesPage:
    """What waits for the privacy officer, and what is open now."""

    today: date
    waits: tuple[UseLine, ...]
    open_now: tuple[UseLine, ...]
    restrictions: tuple[RestrictionLine, ...]
    may_decide: bool

    @property
    def to_decide(self) -> tuple[RestrictionLine, ...]:
        """What was restricted at once and waits for a decision."""
        return tuple(one for one in self.restrictions if one.state is RestrictionState.ASKED)

    @property
    def lifting(self) -> tuple[RestrictionLine, ...]:
        """What will be lifted: after its letter, and from its day."""
        return tuple(one for one in self.restrictions if one.state is RestrictionState.LIFTING)

    @property
    def staying(self) -> tuple[RestrictionLine, ...]:
        """What stays restricted."""
        return tuple(one for one in self.restrictions if one.state is RestrictionState.STAYS)


def use_page(by: Actor, fact_id: UUID) -> UsePage:
    """One fact that the reader shared. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.use_viewed", fact_id) as act:
        fact = own_fact(by, fact_id, act)
        uses = _lines(RestrictedUse.objects.filter(fact=fact_id), act)
        return UsePage(act.today, fact, uses, _may_ask(fact, fact_id, uses))


def _may_ask(fact: FactLine, fact_id: UUID, uses: tuple[UseLine, ...]) -> bool:
    made = Sharing.objects.filter(facts=fact_id).values_list("receiver", flat=True).first()
    reached = made is not None and Receiver(made) in REACHES
    return reached and fact.limit is not Limit.FREE and not any(one.may_end for one in uses)


def uses_page(by: Actor) -> UsesPage:
    """All that waits or is open, for who decides and who advises. Raises NotAllowed."""
    with recorded(by, "cooperation.uses_viewed") as act:
        standing = check_watches(by, act)
        rows = RestrictedUse.objects.filter(state__in=["asked", "open"])
        found = list(_rows(rows)[:MOST])
        restricted = restricted_now()
        about = [one.person_id for one in (*found, *restricted)]
        act.concerns(*dict.fromkeys(about))
        lines = tuple(_line(one, act.now) for one in found)
        return UsesPage(
            act.today,
            tuple(one for one in lines if one.state is UseState.ASKED),
            tuple(one for one in lines if one.is_open),
            tuple(restriction_line(one, act.today) for one in restricted),
            standing is Standing.RIGHTS,
        )


def _rows(rows: Any) -> Any:
    return rows.select_related("to_user", "asked_by", "second").order_by("until", "pk")


def _lines(rows: Any, act: Operation) -> tuple[UseLine, ...]:
    found: Iterable[RestrictedUse] = _rows(rows)[:MOST]
    return tuple(_line(one, act.now) for one in found)


def _line(one: RestrictedUse, now: datetime) -> UseLine:
    state = UseState(one.state)
    return UseLine(
        id=one.pk,
        label=Label(one.label),
        ground=UseGround(one.ground),
        reason=one.reason,
        to=one.to_user.name,
        asked_by=one.asked_by.name,
        asked_on=localdate(one.asked_at),
        last_day=last_day_of(one),
        state=state,
        second=one.second.name if one.second else "",
        is_open=state is UseState.OPEN and one.until > now,
    )
