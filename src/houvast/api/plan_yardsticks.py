"""What later reports of a plan are held against, and figures that count by the yes of two."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.plan_figures import FigureIn, PlanYardstickPage
from houvast.api.shapes.plan_yardsticks import (
    PlanYardsticks,
    YardstickChangeIn,
    YardstickDropIn,
    YardstickIn,
)
from houvast.placements.actions.counting import count_half_years
from houvast.placements.reads.counting import programme_counts
from houvast.plans.actions.yardsticks import (
    agree_figure,
    change_yardstick,
    decline_figure,
    drop_yardstick,
    lay_own_count,
    lay_report_figure,
    mark_result,
    set_yardstick,
)
from houvast.plans.reads.yardsticks import yardstick_page, yardsticks_page
from houvast.plans.rules.yardsticks import counted_of

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE


@read(router, "/plan-checks/{reading_id}/yardsticks", READ, PlanYardsticks)
def list_plan_yardsticks(request: HttpRequest, reading_id: UUID) -> PlanYardsticks:
    """What later reports of a plan are held against, and the figures that two people agreed on."""
    return PlanYardsticks.of(yardsticks_page(actor(request), reading_id))


@write(router, "/plan-checks/{reading_id}/yardsticks", WRITE, makes=True)
def add_plan_yardstick(request: HttpRequest, reading_id: UUID, sent: YardstickIn) -> HttpResponse:
    """Say what an accepted number of the plan is about: later reports are held against it."""

    def act(key: UUID | None) -> UUID:
        return set_yardstick(by=actor(request), reading_id=reading_id, key=key, **sent.said())

    return written(request, reading_id, act)


@write(router, "/plan-yardsticks/{yardstick_id}", WRITE, method="PUT")
def replace_plan_yardstick(
    request: HttpRequest, yardstick_id: UUID, sent: YardstickChangeIn
) -> HttpResponse:
    """Another number, day or part, with why; what it said before stays."""

    def act(_key: UUID | None) -> None:
        change_yardstick(by=actor(request), line=yardstick_id, **sent.given())

    return written(request, yardstick_id, act)


@write(router, "/plan-yardsticks/{yardstick_id}/_drop", WRITE)
def drop_plan_yardstick(
    request: HttpRequest, yardstick_id: UUID, sent: YardstickDropIn
) -> HttpResponse:
    """Let a yardstick go, with why. All of it stays to be read."""

    def act(_key: UUID | None) -> None:
        drop_yardstick(by=actor(request), line=yardstick_id, reason=sent.reason)

    return written(request, yardstick_id, act)


@read(router, "/plan-yardsticks/{yardstick_id}", READ, PlanYardstickPage)
def get_plan_yardstick(request: HttpRequest, yardstick_id: UUID) -> PlanYardstickPage:
    """One yardstick with each figure, also those that wait, and numbers of reports to lay."""
    return PlanYardstickPage.of_page(yardstick_page(actor(request), yardstick_id))


@write(router, "/plan-yardsticks/{yardstick_id}/figures", WRITE, makes=True)
def add_plan_figure(request: HttpRequest, yardstick_id: UUID, sent: FigureIn) -> HttpResponse:
    """Lay a number of a report beside a yardstick. It counts once a second person agrees."""

    def act(_key: UUID | None) -> UUID:
        return lay_report_figure(by=actor(request), line=yardstick_id, **sent.said())

    return written(request, yardstick_id, act)


@write(router, "/plan-yardsticks/{yardstick_id}/_count", WRITE, makes=True)
def count_plan_yardstick(request: HttpRequest, yardstick_id: UUID) -> HttpResponse:
    """Lay our own count beside a yardstick. It counts once a second person agrees."""
    by = actor(request)

    def act(_key: UUID | None) -> UUID:
        stick = yardstick_page(by, yardstick_id).stick
        count_half_years(by=by)
        found = counted_of(stick.measure, programme_counts(by), stick.since)
        return lay_own_count(by=by, line=yardstick_id, number=found.number, until=found.until)

    return written(request, yardstick_id, act)


@write(router, "/plan-figures/{figure_id}/_agree", WRITE)
def agree_plan_figure(request: HttpRequest, figure_id: UUID) -> HttpResponse:
    """Agree as the second person: from here on the figure counts."""

    def act(_key: UUID | None) -> None:
        agree_figure(by=actor(request), figure_id=figure_id)

    return written(request, figure_id, act)


@write(router, "/plan-figures/{figure_id}/_decline", WRITE)
def decline_plan_figure(request: HttpRequest, figure_id: UUID) -> HttpResponse:
    """Let a figure not count; who laid it there takes it back like this too."""

    def act(_key: UUID | None) -> None:
        decline_figure(by=actor(request), figure_id=figure_id)

    return written(request, figure_id, act)


@write(router, "/plan-figures/{figure_id}/_result", WRITE)
def mark_plan_result(request: HttpRequest, figure_id: UUID) -> HttpResponse:
    """Say that the goal of the plan has a result: a figure that two people agreed on."""

    def act(_key: UUID | None) -> None:
        mark_result(by=actor(request), figure_id=figure_id)

    return written(request, figure_id, act)
