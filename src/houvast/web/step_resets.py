"""Tweede stap kwijt: somebody at the desk begins anew, when two colleagues say so."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.tracks.actions.step_resets import ask_step_reset, keep_step, reset_step
from houvast.tracks.reads.step_resets import step_resets_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.step_resets import StepResetForm
from houvast.web.frame import tell

PAGE = "colleagues/step_resets.html"


@require_http_methods(["GET", "HEAD", "POST"])
def step_resets(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and a form for who was at the desk."""
    by = actor(request)
    page = step_resets_page(by)
    if request.method != "POST":
        form = StepResetForm(initial={"key": uuid4()}, page=page)
        return render(request, PAGE, {"page": page, "form": form})
    form = StepResetForm(request.POST, page=page)

    def act() -> UUID:
        data = form.cleaned_data
        given = {name: data[name] for name in ("lost", "shown", "key")}
        return ask_step_reset(by=by, user_id=data["who"], **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Gevraagd. Een beheerder antwoordt binnen een dag. Bel die even."))
        return redirect("step_resets")

    return answered(request, form, act, away, PAGE, lambda: {"page": page})


@require_POST
def reset(request: HttpRequest, reset_id: UUID) -> HttpResponse:
    """Say yes as the second person."""
    reset_step(by=actor(request), reset_id=reset_id)
    tell(request, _("De tweede stap is weg. Deze collega maakt een nieuwe bij het inloggen."))
    return redirect("step_resets")


@require_POST
def keep(request: HttpRequest, reset_id: UUID) -> HttpResponse:
    """It stays as it was."""
    keep_step(by=actor(request), reset_id=reset_id)
    tell(request, _("Niet gedaan. De tweede stap blijft zoals hij was."), tone="blue")
    return redirect("step_resets")
