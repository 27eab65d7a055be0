"""Van andere gemeenten: checks that they made and gave away, apart from our own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.plans.actions.others import take_back, take_in
from houvast.plans.reads.others import other_page, others_page
from houvast.plans.rules.schemes import scheme_named
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_others import OtherPlanForm
from houvast.web.frame import tell
from houvast.web.plan_check_words import stands_words

TEMPLATE = "plan_checks/others.html"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_others(request: HttpRequest) -> HttpResponse:
    """The checks of other municipalities that are here, and one more to take in."""
    by = actor(request, Purpose.FIGURES)
    page = others_page(by)
    if request.method != "POST":
        return render(request, TEMPLATE, {"page": page, "form": OtherPlanForm()})
    form = OtherPlanForm(request.POST, request.FILES)

    def away(made: UUID) -> HttpResponse:
        tell(request, _("Ingelezen. Het blijft de lezing van die gemeente."))
        return redirect("plan_other", made)

    return answered(
        request,
        form,
        lambda: take_in(by=by, content=form.content(), given_by=form.cleaned_data["given_by"]),
        away,
        TEMPLATE,
        lambda: {"page": page},
    )


@require_safe
def plan_other(request: HttpRequest, other_id: UUID) -> HttpResponse:
    """One check of another municipality, question by question."""
    page = other_page(actor(request, Purpose.FIGURES), other_id)
    answers = [(question, one, stands_words(one.stands)) for question, one in page.answers]
    return render(
        request,
        "plan_checks/other.html",
        {"page": page, "answers": answers, "scheme": scheme_named(page.line.scheme)},
    )


@require_POST
def plan_other_gone(request: HttpRequest, other_id: UUID) -> HttpResponse:
    """Take a check of another municipality out again."""
    take_back(by=actor(request, Purpose.FIGURES), plan_id=other_id)
    tell(request, _("Weggehaald. Wat die gemeente zei, staat hier niet meer."), tone="blue")
    return redirect("plan_others")
