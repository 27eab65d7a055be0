"""A contact that comes in later than it was: it counts when it happened (README 23, trust T-108).

What was planned after the contact stands: the newest word about the next moment wins, in whatever
order things arrive. What the ladder did in between is not rewritten.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from houvast.accounts.rules import WorkingDays
from houvast.sharing.rules import Standing
from houvast.tracks.rules.contacts import Talk, check_recent
from houvast.tracks.rules.promise import Terms, check_moment, left_by_contact
from houvast.tracks.rules.states import REAL, ContactOutcome, NextMomentState


@dataclass(frozen=True, slots=True)
class Later:
    """The next moment as it was told: so many days after the day of the contact."""

    days: int
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class HeldThen:
    """How somebody held a person at a moment that has passed: from when until when."""

    person_id: UUID
    basis: Standing
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class LateEffect:
    """What a late contact does.

    `left` is how the planned moment ends; None leaves it. `told_on` is the day that was told, and
    `told` what became of it; `next_on` is the day that is planned now; None plans nothing.
    """

    left: NextMomentState | None
    told_on: date
    told: NextMomentState
    next_on: date | None
    is_real: bool


def after_late_contact(
    talk: Talk,
    later: Later,
    *,
    on: date,
    due: date,
    decided_at: datetime,
    today: date,
    days: WorkingDays,
    terms: Terms,
) -> LateEffect:
    """The effect of a talk on the Dutch day `on`, while a moment on `due` is planned.

    `decided_at` is when that moment was talked about: of a contact when it happened, not when it
    came in. A told day that has passed was missed, and the next working day follows on it.
    """
    stands = after_contact_then(talk, later, on=on, today=today)
    if decided_at > talk.at:
        return stands
    told_on, is_real, passed = stands.told_on, stands.is_real, stands.told is NextMomentState.MISSED
    left = left_by_contact(due, on, reached=talk.outcome is not ContactOutcome.NOT_REACHED)
    if passed:
        follows = days.after(today - timedelta(days=1), 1)
        return LateEffect(left, told_on, NextMomentState.MISSED, follows, is_real)
    next_on = check_moment(told_on, today, terms)
    return LateEffect(left, told_on, NextMomentState.PLANNED, next_on, is_real)


def after_contact_then(talk: Talk, later: Later, *, on: date, today: date) -> LateEffect:
    """The effect of a talk that changes nothing of what is planned: the day that was told is kept.

    So it is of who held the person then and does no longer. The promise is that of the coach of
    now, who sees which day was told, and moves the own moment or lets it stand.
    """
    check_recent(on, today, field="on")
    told_on = on + timedelta(days=later.days)
    told = NextMomentState.MISSED if told_on < today else NextMomentState.MOVED
    return LateEffect(None, told_on, told, None, talk.outcome in REAL)
