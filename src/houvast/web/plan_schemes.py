"""Voor welk programma: for which scheme a plan was written, as a person read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.accounts.rules import Purpose
from houvast.plans.actions.marking import say_scheme
from houvast.plans.reads.checks import check_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_checks import SchemeForm
from houvast.web.frame import tell

TEMPLATE = "plan_checks/scheme.html"


@require_http_methods(("GET", "HEAD", "POST"))
def plan_scheme(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Say for which scheme this version of a plan was written."""
    by = actor(request, Purpose.FIGURES)
    page = check_page(by, reading_id)
    if request.method != "POST":
        form = SchemeForm(initial={"scheme": page.head.scheme})
        return render(request, TEMPLATE, {"page": page, "form": form})
    form = SchemeForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Bewaard. Bij Plannen naast elkaar kies je plannen van dit programma."))
        return redirect("plan_check", reading_id)

    return answered(
        request,
        form,
        lambda: say_scheme(by=by, reading_id=reading_id, **form.cleaned_data),
        away,
        TEMPLATE,
        lambda: {"page": page},
    )
