"""Plans that are checked: what there is to look at, what people decided, and deciding.

Another program may put a passage before a person and bring what that person said, under the name
of who made the token. It decides nothing itself: what the machine suggests stays apart.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.made import Cursor
from houvast.api.shapes.plan_checks import (
    DecisionIn,
    PlanCheck,
    PlanCheckItem,
    PlanChecks,
    PlanPassage,
    PlanPassages,
    PlanReport,
    PlanSuggestion,
    PlanSuggestions,
)
from houvast.errors import Refused, gettext_noop
from houvast.plans.actions import marking
from houvast.plans.reads.checks import check_page
from houvast.plans.reads.lists import plans_page
from houvast.plans.reads.passages import looked_at_page, passages_page
from houvast.plans.reads.reports import report
from houvast.plans.rules.judging import Decision

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE
NO_PASSAGE = gettext_noop("Zeg over welke passage dit gaat.")
NOT_OF_A_PASSAGE = gettext_noop("Niet gevonden zeg je van een vraag. Laat de passage weg.")


@read(router, "/plan-checks", READ, PlanChecks)
def list_plan_checks(request: HttpRequest) -> PlanChecks:
    """The plans of the municipality, each version with its check, the latest first."""
    found = plans_page(actor(request)).plans
    return PlanChecks(items=[PlanCheckItem.of(one) for one in found])


def check_of(request: HttpRequest, reading_id: UUID) -> PlanCheck:
    """One check, as it is shown and as If-Match compares it."""
    return PlanCheck.of(check_page(actor(request), reading_id))


@read(router, "/plan-checks/{reading_id}", READ, PlanCheck)
def get_plan_check(request: HttpRequest, reading_id: UUID) -> PlanCheck:
    """How much work is in a plan: each question with what people confirmed, and the flags."""
    return check_of(request, reading_id)


@read(router, "/plan-checks/{reading_id}/suggestions", READ, PlanSuggestions)
def list_plan_suggestions(request: HttpRequest, reading_id: UUID) -> PlanSuggestions:
    """The passages to look at, for each question, with why and with what was decided of each."""
    found = looked_at_page(actor(request), reading_id)
    return PlanSuggestions(items=[PlanSuggestion.of_question(one) for one in found])


@read(router, "/plan-checks/{reading_id}/passages", READ, PlanPassages)
def list_plan_passages(request: HttpRequest, reading_id: UUID, cursor: Cursor = "") -> PlanPassages:
    """The text of a plan in passages, to find one that nobody pointed at."""
    page = passages_page(actor(request), reading_id, page_of(cursor))
    items = [PlanPassage.of(one) for one in page.passages]
    return PlanPassages(items=items, total=page.total).at(page.page, page.pages)


@read(router, "/plan-checks/{reading_id}/report", READ, PlanReport)
def get_plan_report(request: HttpRequest, reading_id: UUID) -> PlanReport:
    """The check to take out, with every quotation; that it left stands in the trail."""
    return PlanReport.of_report(report(actor(request), reading_id))


@write(router, "/plan-checks/{reading_id}/decisions", WRITE, makes=True)
def add_plan_decision(request: HttpRequest, reading_id: UUID, sent: DecisionIn) -> HttpResponse:
    """Say what a passage is for a question, or that nothing in the document answers it."""

    by = actor(request)

    def act(_key: UUID | None) -> UUID:
        if sent.decision is Decision.NOT_FOUND:
            if sent.passage is not None:
                raise Refused(NOT_OF_A_PASSAGE, field="passage")
            return marking.record_not_found(by=by, reading_id=reading_id, about=sent.about)
        if sent.passage is None:
            raise Refused(NO_PASSAGE, field="passage")
        return marking.decide_passage(by=by, reading_id=reading_id, **sent.said())

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/_finish", WRITE)
def finish_plan_check(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Finish a check: from here on nothing in it changes."""

    def act(_key: UUID | None) -> None:
        marking.finish_check(by=actor(request), reading_id=reading_id)

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))


@write(router, "/plan-checks/{reading_id}/_reopen", WRITE)
def reopen_plan_check(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Open a finished check again."""

    def act(_key: UUID | None) -> None:
        marking.open_check(by=actor(request), reading_id=reading_id)

    return written(request, reading_id, act, version=lambda: check_of(request, reading_id))
