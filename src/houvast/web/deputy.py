"""The deputy of the coordinator: the programme manager names one, or lets the term end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.tracks.actions.coordinating import end_deputy, name_deputy
from houvast.tracks.reads.coordinating import deputy_choices
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.deputy import DeputyForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: HttpRequest) -> HttpResponse:
    """Name a deputy, until a day or for as long as a role lasts."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = deputy_choices(by)
    form = DeputyForm(request.POST if request.method == "POST" else None, choices=page)
    if request.method != "POST":
        return render(request, "settings/deputy.html", {"page": page, "form": form})

    def act() -> UUID:
        data = form.cleaned_data
        return name_deputy(by=by, user_id=data["who"], until_on=data["until_on"])

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De vervanger krijgt bericht en kan meteen meekijken."))
        return redirect(f"{reverse('settings')}#seats")

    return answered(request, form, act, away, "settings/deputy.html", lambda: {"page": page})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Let the deputy stop now."""
    end_deputy(by=actor(request, Purpose.PROCESS_STEERING))
    tell(request, _("Deze vervanging is voorbij. Kies een ander, dan is er altijd iemand."))
    return redirect(f"{reverse('settings')}#seats")
