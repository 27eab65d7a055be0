"""From the introduction to the start: the trial days and what was agreed, for a placement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from houvast.employers.rules.states import PayKind
from houvast.matching.rules.week import days_in
from houvast.placements.models import AgreedTerms, TrialDay
from houvast.placements.rules.states import ContractKind, TrialNext, TrialState, TrialView
from houvast.placements.rules.terms import WorkTerms


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial day; what both want and the next step are None until it was noted."""

    day: date
    state: TrialState
    young_person: TrialView | None
    employer: TrialView | None
    next_step: TrialNext | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed with the employer, and who wrote it down."""

    terms: WorkTerms
    on: date
    made_by: str

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The days of the week, Monday is 0."""
        return days_in(self.terms.days)

    @property
    def wage(self) -> float | None:
        """The wage an hour in euros, where one is paid."""
        cents = self.terms.wage_cents
        return None if cents is None else cents / 100


@dataclass(frozen=True, slots=True)
class Offered:
    """What the workplace says of itself: what the terms start from."""

    hours: int | None
    """None where it is not one number."""
    pay_kind: PayKind
    wage_cents: int | None


TRIAL = ("day", "state", "young_person", "employer", "next_step")
TERMS = ("hours", "days", "contract", "pay_kind", "wage_cents", "contact_person", "at")


def about_the_way() -> dict[str, Any]:
    """Annotations for placements: the trial days, the first one first, and the latest terms."""
    days = TrialDay.objects.filter(placement=OuterRef("pk")).order_by("day", "planned_at")
    terms = AgreedTerms.objects.filter(placement=OuterRef("pk")).order_by("-at", "-pk")
    written = JSONObject(**{name: name for name in TERMS}, by="made_by__name")
    return {
        "trials": ArraySubquery(days.values(one=JSONObject(**{name: name for name in TRIAL}))),
        "agreed": Subquery(terms.values(one=written)[:1]),
    }


def short_of_the_way() -> dict[str, Any]:
    """Annotations for a card: the day of the planned trial day, and the hours that were agreed."""
    ahead = TrialDay.objects.filter(placement=OuterRef("pk"), state=TrialState.PLANNED.value)
    terms = AgreedTerms.objects.filter(placement=OuterRef("pk")).order_by("-at", "-pk")
    return {
        "trial_on": Subquery(ahead.values("day")[:1]),
        "hours": Subquery(terms.values("hours")[:1]),
    }


def trial_of(row: dict[str, str]) -> Trial:
    """A trial day from what `about_the_way` gave."""
    return Trial(
        day=date.fromisoformat(row["day"]),
        state=TrialState(row["state"]),
        young_person=TrialView(row["young_person"]) if row["young_person"] else None,
        employer=TrialView(row["employer"]) if row["employer"] else None,
        next_step=TrialNext(row["next_step"]) if row["next_step"] else None,
    )


def agreed_of(row: dict[str, Any]) -> Agreed:
    """The terms from what `about_the_way` gave."""
    terms = WorkTerms(
        hours=row["hours"],
        days=row["days"],
        contract=ContractKind(row["contract"]),
        pay_kind=PayKind(row["pay_kind"]),
        wage_cents=row["wage_cents"],
        contact_person=row["contact_person"],
    )
    on = timezone.localdate(datetime.fromisoformat(row["at"]))
    return Agreed(terms, on, row["by"])
