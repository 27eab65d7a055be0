"""Toestemming: ask a young person for one thing, together, and stop it in one tap."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions import allowed as actions
from houvast.cooperation.reads.allowed import allowed_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.allowed import AllowForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def allowed(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What a young person allowed, and a question to ask together."""
    by, template = actor(request, Purpose.GUIDANCE), "sharing/allowed.html"
    page = allowed_page(by, track_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": AllowForm(page=page)})
    form = AllowForm(request.POST, page=page)

    def act() -> UUID:
        data = form.cleaned_data
        given = {"to": data["to"], "asked": form.said(), "key": data["key"]}
        return actions.ask_allowed(by=by, track_id=track_id, **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Het antwoord staat erin. Een nee verandert niets."))
        return redirect("allowed", track_id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_POST
def take_back(request: HttpRequest, track_id: UUID, allowance_id: UUID) -> HttpResponse:
    """The young person takes it back: what was shared on it stops at once."""
    by = actor(request, Purpose.GUIDANCE)
    actions.take_allowed_back(by=by, allowance_id=allowance_id)
    tell(request, _("Gestopt. Wat erop gedeeld was, is nu ook gestopt."))
    return redirect("allowed", track_id)
