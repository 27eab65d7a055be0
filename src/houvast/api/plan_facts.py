"""What people say of a whole plan and do with it: numbers, who is responsible, work on a gap."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.plan_checks import check_of
from houvast.api.shapes.plan_facts import (
    FactIn,
    PassageNumbers,
    PlanActionIn,
    PlanNumbers,
    ResponsibleIn,
    SchemeIn,
)
from houvast.plans.actions.carrying import carry_over
from houvast.plans.actions.following import follow_up, follow_up_done
from houvast.plans.actions.marking import accept_fact, say_responsible, say_scheme, withdraw_fact
from houvast.plans.reads.facts import facts_page

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE


@read(router, "/plan-checks/{reading_id}/facts", READ, PlanNumbers)
def list_plan_facts(request: HttpRequest, reading_id: UUID) -> PlanNumbers:
    """What each confirmed passage says in numbers: what reads like one, and what counts."""
    found = facts_page(actor(request), reading_id)
    return PlanNumbers(items=[PassageNumbers.of(one) for one in found])


@write(router, "/plan-checks/{reading_id}/facts", WRITE, makes=True)
def add_plan_fact(request: HttpRequest, reading_id: UUID, sent: FactIn) -> HttpResponse:
    """Accept an amount, fte or a number of young people of a confirmed passage."""

    def act(_key: UUID | None) -> UUID:
        return accept_fact(by=actor(request), reading_id=reading_id, **sent.accepted())

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/facts/{fact_id}/_withdraw", WRITE)
def withdraw_plan_fact(request: HttpRequest, reading_id: UUID, fact_id: UUID) -> HttpResponse:
    """Take a number back: it does not count any more."""

    def act(_key: UUID | None) -> None:
        withdraw_fact(by=actor(request), reading_id=reading_id, fact_id=fact_id)

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/_attribute", WRITE)
def say_plan_responsible(
    request: HttpRequest, reading_id: UUID, sent: ResponsibleIn
) -> HttpResponse:
    """Say who is responsible for work, as it stands in the plan."""

    def act(_key: UUID | None) -> None:
        say_responsible(by=actor(request), reading_id=reading_id, **sent.given())

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/_tag", WRITE)
def say_plan_scheme(request: HttpRequest, reading_id: UUID, sent: SchemeIn) -> HttpResponse:
    """Say for which scheme this version was written, by its code."""

    def act(_key: UUID | None) -> None:
        say_scheme(by=actor(request), reading_id=reading_id, **sent.given())

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/_carry", WRITE)
def carry_plan_over(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Take over what was decided of the same text in the version before, in the own name."""

    def act(_key: UUID | None) -> None:
        carry_over(by=actor(request), reading_id=reading_id)

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/actions", WRITE, makes=True)
def add_plan_action(request: HttpRequest, reading_id: UUID, sent: PlanActionIn) -> HttpResponse:
    """Make an action of a gap: what, who does it, and before which day."""

    def act(_key: UUID | None) -> UUID:
        return follow_up(by=actor(request), reading_id=reading_id, **sent.given())

    return written(request, reading_id, act)


@write(router, "/plan-actions/{action_id}/_finish", WRITE)
def finish_plan_action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say that an action is done."""

    def act(_key: UUID | None) -> None:
        follow_up_done(by=actor(request), follow_up_id=action_id)

    return written(request, action_id, act)
