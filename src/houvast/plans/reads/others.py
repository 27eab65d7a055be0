"""Checks of other municipalities: whose reading each is, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import OtherPlan
from houvast.plans.rules.catalogue import Criterion, catalogue
from houvast.plans.rules.exchanging import TheirAnswer, TheirQuote
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Accepted, Level, Responsible, Standing, State, Word

SHOWN = 200
"""Checks of other municipalities that are listed, by name."""


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A check of another municipality, as its file says; who took it in is ours."""

    id: UUID
    town: str
    title: str
    number: int
    pages: int | None
    questions: str
    signed_at: datetime
    given_by: str
    brought_by: str
    brought_at: datetime
    scheme: str


@dataclass(frozen=True, slots=True)
class OthersPage:
    """What other municipalities gave, by municipality and plan."""

    plans: tuple[OtherLine, ...]
    today: date


@dataclass(frozen=True, slots=True)
class OtherPage:
    """One check of another municipality, question by question."""

    line: OtherLine
    word: Word
    responsible: Responsible | None
    answers: tuple[tuple[Criterion, TheirAnswer], ...]
    facts: tuple[Accepted, ...]
    today: date


def others_page(by: Actor) -> OthersPage:
    """The checks of other municipalities that are here. Raises NotAllowed."""
    with recorded(by, "plans.other_plans_viewed") as act:
        permissions.require_checks(by)
        return OthersPage(tuple(line_of(one) for one in others_here()), act.today)


def other_page(by: Actor, plan_id: UUID) -> OtherPage:
    """One of them. Raises NotAllowed, and NotFound also for what was taken back."""
    with recorded(by, "plans.other_plan_viewed", plan_id) as act:
        permissions.require_checks(by)
        found: Any = OtherPlan.objects.select_related("brought_by").one(plan_id)
        if found.withdrawn_at is not None:
            raise NotFound
        answers = answers_kept(found)
        return OtherPage(
            line=line_of(found),
            word=Word(found.word),
            responsible=Responsible(found.responsible) if found.responsible else None,
            answers=tuple((one, answers[one.id]) for one in catalogue(found.questions).criteria),
            facts=tuple(
                Accepted(one["about"], FactKind(one["kind"]), Decimal(one["amount"]), one["period"])
                for one in found.facts
            ),
            today=act.today,
        )


def others_here() -> list[Any]:
    """Those that were not taken back, by municipality, plan and version."""
    rows = OtherPlan.objects.filter(withdrawn_at=None).select_related("brought_by")
    some = list(rows.order_by("town", "title", "number", "pk")[:SHOWN])
    some.sort(key=lambda one: (one.town.casefold(), one.title.casefold(), one.number))
    return some


def answers_kept(plan: OtherPlan) -> Mapping[str, TheirAnswer]:
    """What it says of each question."""
    return {
        one["id"]: TheirAnswer(
            Standing(one["id"], State(one["state"]), Level(one["level"])),
            one["passages"],
            tuple(TheirQuote(**each) for each in one["quotes"]),
        )
        for one in plan.answers
    }


def line_of(one: Any) -> OtherLine:
    """A check of elsewhere in a list."""
    same = ("town", "title", "number", "pages", "questions", "signed_at", "given_by", "brought_at",
            "scheme")  # fmt: skip
    told: dict[str, Any] = {name: getattr(one, name) for name in same}
    return OtherLine(id=one.pk, brought_by=one.brought_by.name, **told)
