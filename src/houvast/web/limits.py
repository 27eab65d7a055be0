"""Grenzen: from when access is asked about, per role. One proposes, another one agrees."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.watching.actions import agree_limit, decline_limit, propose_limit
from houvast.watching.reads import limits_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.limits import LimitForm
from houvast.web.frame import tell

PAGE = "watching/new_limit.html"


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """What holds, what a municipality set itself, and what waits for a second person."""
    return render(request, "watching/limits.html", {"page": limits_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new_limit(request: HttpRequest) -> HttpResponse:
    """Propose another limit for a role."""
    by = actor(request)
    page = limits_page(by, to_change=True)
    if request.method != "POST":
        return render(request, PAGE, {"page": page, "form": LimitForm(initial={"key": uuid4()})})
    form = LimitForm(request.POST)

    def act() -> UUID:
        return propose_limit(by=by, **form.cleaned_data)

    def away(_made: Any) -> HttpResponse:
        tell(
            request, _("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")
        )
        return redirect("limits")

    return answered(request, form, act, away, PAGE, lambda: {"page": page})


@require_POST
def agree(request: HttpRequest, limit_id: UUID) -> HttpResponse:
    """Agree as the second person."""
    agree_limit(by=actor(request), limit_id=limit_id)
    tell(request, _("Akkoord. Dit geldt vanaf nu."))
    return redirect("limits")


@require_POST
def decline(request: HttpRequest, limit_id: UUID) -> HttpResponse:
    """It stays as it was."""
    decline_limit(by=actor(request), limit_id=limit_id)
    tell(request, _("Niet veranderd. Het blijft zoals het was."))
    return redirect("limits")
