"""Grenzen: from when access is asked about, per role. One proposes, another one agrees."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.errors import NotFound
from houvast.watching.actions import (
    agree_hours,
    agree_limit,
    decline_hours,
    decline_limit,
    propose_hours,
    propose_limit,
)
from houvast.watching.reads import limits_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.limits import HoursForm, LimitForm
from houvast.web.frame import tell

PAGE = "watching/new_limit.html"
HOURS = "watching/new_hours.html"


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


@require_http_methods(["GET", "HEAD", "POST"])
def new_hours(request: HttpRequest) -> HttpResponse:
    """Propose other hours for a role."""
    by = actor(request)
    page = limits_page(by, to_change=True)
    if request.method != "POST":
        return render(request, HOURS, {"page": page, "form": HoursForm(initial={"key": uuid4()})})
    form = HoursForm(request.POST)

    def act() -> UUID:
        said = form.cleaned_data
        given = {name: said[name] for name in ("role", "reason", "key")}
        return propose_hours(by=by, hours=form.hours(), **given)

    def away(_made: Any) -> HttpResponse:
        tell(
            request, _("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")
        )
        return redirect("limits")

    return answered(request, form, act, away, HOURS, lambda: {"page": page})


@require_POST
def answer_hours(request: HttpRequest, hours_id: UUID, step: str) -> HttpResponse:
    """Agree as the second person, or leave the hours as they were."""
    if step not in ("akkoord", "niet"):
        raise NotFound
    if step == "akkoord":
        agree_hours(by=actor(request), hours_id=hours_id)
        tell(request, _("Akkoord. Dit geldt vanaf nu."))
    else:
        decline_hours(by=actor(request), hours_id=hours_id)
        tell(request, _("Niet veranderd. Het blijft zoals het was."))
    return redirect("limits")


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
