"""Jeugdhulp: that it is involved and whom to ring. What stands in their file never comes here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.care import end_care, note_care
from houvast.cooperation.reads.care import care_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.care import CareForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def care(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Who is involved, and a form for who leads the track."""
    by, template = actor(request, Purpose.GUIDANCE), "sharing/care.html"
    page = care_page(by, track_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": CareForm(page=page)})
    form = CareForm(request.POST, page=page)

    def act() -> UUID:
        return note_care(by=by, track_id=track_id, **form.cleaned_data)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Vastgelegd. De instelling krijgt hier geen bericht van."))
        return redirect("care", track_id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_POST
def over(request: HttpRequest, track_id: UUID, care_id: UUID) -> HttpResponse:
    """It is over there."""
    end_care(by=actor(request, Purpose.GUIDANCE), track_id=track_id, care_id=care_id)
    tell(request, _("Vastgelegd dat het voorbij is."))
    return redirect("care", track_id)
