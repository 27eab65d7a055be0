"""Plan van vandaag: whom a coach seeks today, place by place; and where somebody is sought."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.capture.actions.sought import seek_at
from houvast.capture.reads.day_plan import SoughtPage, day_plan, sought_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.outreach import NO_PLACE, SoughtForm
from houvast.web.frame import tell


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Those of the own caseload whose moment is today or passed, by the places of the team."""
    return render(
        request, "outreach/plan.html", {"page": day_plan(actor(request, Purpose.GUIDANCE))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Where to seek somebody: one tap from the list of the team."""
    by, here = actor(request, Purpose.GUIDANCE), "outreach/sought.html"
    page = sought_page(by, track_id)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": _form(page)})
    form = _form(page, request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Bewaard. Het staat in je plan van vandaag."))
        return redirect("day_plan")

    return answered(
        request,
        form,
        lambda: seek_at(by=by, track_id=track_id, place_id=_chosen(form)),
        away,
        here,
        lambda: {"page": page},
    )


def _form(page: SoughtPage, data: Mapping[str, Any] | None = None) -> SoughtForm:
    places = [(str(one.id), one.name) for one in page.places]
    now = str(page.place_id or NO_PLACE)
    return SoughtForm(places, data, initial={"place": now})


def _chosen(form: SoughtForm) -> UUID | None:
    said = form.cleaned_data["place"]
    return None if said == NO_PLACE else UUID(said)
