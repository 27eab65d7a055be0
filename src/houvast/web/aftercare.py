"""Nazorg and the open door: begin, pick the thread up again, and ring again or pass the door on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose, Role
from houvast.errors import NotFound
from houvast.placements.reads import file_page
from houvast.tracks.actions.aftercare import resume_track, start_aftercare
from houvast.tracks.actions.doors import keep_door
from houvast.tracks.reads.closing import keepers
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.tracks import DoorForm, ResumeForm
from houvast.web.frame import tell


@require_POST
def begin(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Begin the aftercare: the coach stays, and so does the next moment."""
    start_aftercare(by=actor(request, Purpose.GUIDANCE), track_id=track_id)
    tell(request, _("De nazorg is begonnen. Jij blijft de vaste coach."))
    return redirect("track", track_id)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Out of aftercare again, with a moment soon."""
    by = actor(request, Purpose.GUIDANCE)
    if request.method != "POST":
        page = file_page(by, track_id)
        form = ResumeForm(initial={"next_on": page.file.today})
        return render(request, "tracks/resume.html", {"page": page, "form": form})
    form = ResumeForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Jullie gaan weer samen verder. Het volgende moment staat."))
        return redirect("track", track_id)

    return answered(
        request,
        form,
        lambda: resume_track(by=by, track_id=track_id, **form.cleaned_data),
        away,
        "tracks/resume.html",
        lambda: {"page": file_page(by, track_id)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Say when you ring again, or who keeps the door from now on."""
    steers = getattr(request, "role", None) is Role.PROCESS_COORDINATOR
    by = actor(request, Purpose.PROCESS_STEERING if steers else Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if not (page.file.leads or page.file.door):
        raise NotFound
    start = {
        "door_contact": page.file.door.contact_id if page.file.door else page.file.lead_id,
        "come_back_on": page.file.today + timedelta(days=page.file.terms.come_back_after),
    }
    asked = keepers(by)
    if request.method != "POST":
        form = DoorForm(initial=start, keepers=asked)
        return render(request, "tracks/door.html", {"page": page, "form": form})
    form = DoorForm(request.POST, keepers=asked)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De deur blijft open. Er staat wie, en wanneer jullie weer bellen."))
        return redirect("track", track_id) if steers else redirect("young_people")

    def act() -> None:
        data = form.cleaned_data
        keep_door(
            by=by,
            track_id=track_id,
            keeper=data["door_contact"],
            come_back_on=data["come_back_on"],
        )

    return answered(request, form, act, away, "tracks/door.html", lambda: {"page": page})
