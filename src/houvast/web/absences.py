"""Een tijd weg: the day of the return and how to reach somebody; and back again. Never why."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.placements.reads import file_page
from houvast.tracks.actions.absences import end_absence, enter_absence
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.absences import AbsenceForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Say until when a young person is away, or another day."""
    by = actor(request, Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if not page.file.may_log:
        raise NotFound
    if request.method != "POST":
        line = page.file.line
        start = {"until_on": line.back_on, "reachable_via": line.reachable_via}
        context = {"page": page, "form": AbsenceForm(initial=start)}
        return render(request, "tracks/absence.html", context)
    form = AbsenceForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het staat erin. Jij blijft de vaste coach en het volgende moment staat."))
        return redirect("track", track_id)

    def act() -> UUID:
        return enter_absence(by=by, track_id=track_id, **form.cleaned_data)

    return answered(request, form, act, away, "tracks/absence.html", lambda: {"page": page})


@require_POST
def back(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The young person is back, or did not go."""
    end_absence(by=actor(request, Purpose.GUIDANCE), track_id=track_id)
    tell(request, _("Terug. Het volgende moment staat nog waar het stond."))
    return redirect("track", track_id)
