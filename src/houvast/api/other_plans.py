"""Checks of plans between municipalities: give one, take one in, and lay plans side by side."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.other_plans import (
    OtherPlan,
    OtherPlanIn,
    OtherPlanItem,
    OtherPlans,
    PlanExchange,
    PlanMatrix,
)
from houvast.plans.actions.others import take_back, take_in
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.matrix import matrix_page
from houvast.plans.reads.others import other_page, others_page
from houvast.plans.reads.reports import report

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE
NOTHING: list[UUID] = []


@read(router, "/plan-checks/{reading_id}/exchange", READ, PlanExchange)
def get_plan_exchange(
    request: HttpRequest,
    reading_id: UUID,
    passage: Query[list[UUID]] = NOTHING,
) -> PlanExchange:
    """A check for another municipality; the words of `passage` go along, and no other."""
    page = report(actor(request), reading_id)
    return PlanExchange(file=exchange(page, frozenset(passage)))


@read(router, "/other-plans", READ, OtherPlans)
def list_other_plans(request: HttpRequest) -> OtherPlans:
    """The checks that other municipalities gave, by municipality and plan."""
    found = others_page(actor(request)).plans
    return OtherPlans(items=[OtherPlanItem.of(one) for one in found])


@read(router, "/other-plans/{other_id}", READ, OtherPlan)
def get_other_plan(request: HttpRequest, other_id: UUID) -> OtherPlan:
    """One of them: their reading, and not ours."""
    return OtherPlan.of_page(other_page(actor(request), other_id))


@write(router, "/other-plans", WRITE, makes=True)
def add_other_plan(request: HttpRequest, sent: OtherPlanIn) -> HttpResponse:
    """Take in the check of another municipality: all of it holds, or nothing is kept."""

    def act(_key: UUID | None) -> UUID:
        content = json.dumps(sent.file, ensure_ascii=False).encode(errors="surrogatepass")
        return take_in(by=actor(request), content=content, given_by=sent.given_by)

    return written(request, None, act, at="/other-plans/{id}")


@write(router, "/other-plans/{other_id}/_withdraw", WRITE)
def withdraw_other_plan(request: HttpRequest, other_id: UUID) -> HttpResponse:
    """Take a check of another municipality out again: what it said is gone."""

    def act(_key: UUID | None) -> None:
        take_back(by=actor(request), plan_id=other_id)

    return written(request, other_id, act)


@read(router, "/plan-matrix", READ, PlanMatrix)
def get_plan_matrix(
    request: HttpRequest,
    plan: Query[list[UUID]] = NOTHING,
) -> PlanMatrix:
    """Plans side by side, question by question: those of `plan`, or the first by name."""
    return PlanMatrix.of(matrix_page(actor(request), plan))
