"""Amounts and numbers in a passage of a plan: a person says of each whether it counts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.plans.actions.marking import accept_fact, withdraw_fact
from houvast.plans.reads.facts import FactPage, fact_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_facts import AmountForm
from houvast.web.frame import tell
from houvast.web.queries import number

SENT = ("GET", "HEAD", "POST")
TEMPLATE = "plan_checks/facts.html"


@require_http_methods(SENT)
def plan_facts(
    request: HttpRequest, reading_id: UUID, about: str, passage_id: UUID
) -> HttpResponse:
    """What a passage says in numbers; a post says that one of them counts."""
    by = actor(request, Purpose.FIGURES)
    page = fact_page(by, reading_id, about, passage_id)
    context: dict[str, Any] = {"page": page, "about": about}
    if request.method != "POST":
        form = AmountForm(initial=_first(page, number(request.GET, "wat")))
        return render(request, TEMPLATE, context | {"form": form})
    form = AmountForm(request.POST)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Dit telt nu mee."))
        return redirect("plan_facts", reading_id, about, passage_id)

    return answered(
        request,
        form,
        lambda: accept_fact(
            by=by, reading_id=reading_id, about=about, passage_id=passage_id, **form.accepted()
        ),
        away,
        TEMPLATE,
        lambda: context,
    )


def _first(page: FactPage, chosen: int) -> dict[str, Any]:
    """What is filled in to begin with: the number that was chosen, counted from one."""
    return AmountForm.of(page.offers[chosen - 1]) if chosen <= len(page.offers) else {}


@require_POST
def plan_fact_back(
    request: HttpRequest, reading_id: UUID, about: str, passage_id: UUID, fact_id: UUID
) -> HttpResponse:
    """Take an amount or number back."""
    withdraw_fact(by=actor(request, Purpose.FIGURES), reading_id=reading_id, fact_id=fact_id)
    tell(request, _("Teruggenomen. Dit telt niet meer mee."), tone="blue")
    return redirect("plan_facts", reading_id, about, passage_id)
