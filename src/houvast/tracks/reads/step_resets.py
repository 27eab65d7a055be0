"""Who waits for a new second step, and for whom one can be asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from houvast.accounts.models import User
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.sharing.models import StepReset
from houvast.sharing.rules.step_resets import ANSWERS, Lost, ResetState, Shown, check_asks

SHOWN, SINCE = 30, timedelta(days=90)
"""How many that are over a page shows, and from when."""


@dataclass(frozen=True, slots=True)
class ResetLine:
    """One question, with both people."""

    id: UUID
    who: str
    lost: Lost
    shown: Shown
    state: ResetState
    asked_by: str
    asked_at: datetime
    until: datetime
    answered_by: str
    answered_at: datetime | None
    may_reset: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class ResetsPage:
    """What waits, the first end on top; what is over; and for whom one can be asked."""

    today: date
    waiting: tuple[ResetLine, ...]
    over: tuple[ResetLine, ...]
    people: tuple[tuple[UUID, str], ...]


def step_resets_page(by: Actor) -> ResetsPage:
    """For who sees colleagues at the desk. Raises NotAllowed for others."""
    with recorded(by, "tracks.second_steps_viewed") as act:
        check_asks(by.role, by.token)
        rows = StepReset.objects.select_related("user", "asked_by", "answered_by")
        found = rows.filter(asked_at__gte=act.now - SINCE).order_by("-asked_at", "pk")
        lines = [line(one, by, act.now) for one in found[: SHOWN * 2]]
        waits = [one for one in lines if one.state is ResetState.ASKED]
        people = User.objects.filter(
            municipality_id=by.municipality_id,
            is_system=False,
            system_of=None,
            is_active=True,
            suspended_at=None,
        ).exclude(pk=by.user_id)
        return ResetsPage(
            act.today,
            tuple(sorted(waits, key=lambda one: one.until)),
            tuple(one for one in lines if one.state is not ResetState.ASKED)[:SHOWN],
            tuple(people.order_by("name", "pk").values_list("pk", "name")),
        )


def line(one: StepReset, by: Actor, now: datetime) -> ResetLine:
    """One row as it is shown; who asked after a day gets no answer any more."""
    state = ResetState(one.state)
    if state is ResetState.ASKED and one.until <= now:
        state = ResetState.LAPSED
    waits = state is ResetState.ASKED
    manages = waits and by.role == ANSWERS and by.user_id != one.user_id
    return ResetLine(
        id=one.pk,
        who=one.user.name,
        lost=Lost(one.lost),
        shown=Shown(one.shown),
        state=state,
        asked_by=one.asked_by.name,
        asked_at=one.asked_at,
        until=one.until,
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_at=one.answered_at,
        may_reset=manages and by.user_id != one.asked_by_id,
        may_keep=manages or (waits and by.user_id == one.asked_by_id),
    )
