"""Datalekken: who was seen by whom, and what is decided within seventy-two hours."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.watching.actions import decide_breach, open_breach
from houvast.watching.reads import breach_page, breaches_page, may_be_named
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.watching import BreachForm, DecideForm
from houvast.web.frame import tell


@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """What is still to be decided, with its hours; and what was."""
    return render(request, "watching/breaches.html", {"page": breaches_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a breach that somebody reported."""
    by, here = actor(request), "watching/new_breach.html"
    named = may_be_named(by)
    if request.method != "POST":
        return render(request, here, {"form": BreachForm(colleagues=named)})
    form = BreachForm(request.POST, colleagues=named)
    return answered(
        request,
        form,
        lambda: open_breach(by=by, facts=form.facts()),
        lambda one: redirect("breach", one),
        here,
        dict,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One breach: whom it concerns, drawn from the trail; and what is decided."""
    by, here = actor(request), "watching/breach.html"
    page = breach_page(by, breach_id)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": DecideForm()})
    form = DecideForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Het besluit is bewaard."))
        return redirect("breach", breach_id)

    return answered(
        request,
        form,
        lambda: decide_breach(by=by, breach_id=breach_id, **form.cleaned_data),
        away,
        here,
        lambda: {"page": page},
    )
