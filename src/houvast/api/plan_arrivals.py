"""Bring a plan: a file comes in, a job reads it, and all of it is kept or nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.plan_arrivals import (
    PlanArrival,
    PlanArrivalIn,
    PlanArrivalItem,
    PlanArrivals,
)
from houvast.plans.actions.arriving import bring_plan, read_again, throw_away
from houvast.plans.reads.lists import arrival_page, plans_page, waits_here

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE


@read(router, "/plan-arrivals", READ, PlanArrivals)
def list_plan_arrivals(request: HttpRequest) -> PlanArrivals:
    """The files of one's own that are no plan yet, or could not be read."""
    found = plans_page(actor(request)).waiting
    return PlanArrivals(items=[PlanArrivalItem.of(one) for one in found])


@read(router, "/plan-arrivals/{arrival_id}", READ, PlanArrival)
def get_plan_arrival(request: HttpRequest, arrival_id: UUID) -> PlanArrival:
    """How far a file is: its page, why it is no plan, or the check that it became."""
    return PlanArrival.of(arrival_page(actor(request), arrival_id))


@write(router, "/plan-arrivals", WRITE, makes=True)
def add_plan_arrival(request: HttpRequest, sent: PlanArrivalIn) -> HttpResponse:
    """Bring a plan or its next version; of a file that is here already it gives the check."""
    by = actor(request)

    def act(_key: UUID | None) -> UUID | None:
        made = bring_plan(by=by, **sent.brought())
        return made.arrival or made.reading

    def there(made: UUID) -> str:
        return f"/plan-{'arrivals' if waits_here(by, made) else 'checks'}/{made}"

    return written(request, None, act, at=there)


@write(router, "/plan-arrivals/{arrival_id}/_retry", WRITE)
def retry_plan_arrival(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Let a job read a file again whose reading stopped halfway."""

    def act(_key: UUID | None) -> None:
        read_again(by=actor(request), arrival_id=arrival_id)

    return written(request, arrival_id, act)


@write(router, "/plan-arrivals/{arrival_id}/_discard", WRITE)
def discard_plan_arrival(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Throw away a file that waits, or that could not be read."""

    def act(_key: UUID | None) -> None:
        throw_away(by=actor(request), arrival_id=arrival_id)

    return written(request, arrival_id, act)
