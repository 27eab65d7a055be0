"""Afsluiten met de deur open, and opening again."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.placements.reads import file_page
from houvast.tracks.actions.closing import (
    agree_closing,
    decline_closing,
    propose_closing,
    reopen_track,
    stop_at_own_wish,
)
from houvast.tracks.reads.closing import ClosingPage, closing_page
from houvast.tracks.rules.closing import BIG_FIVE, OpenPoint
from houvast.tracks.rules.states import CloseReason
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.tracks import ClosingForm, ReopenForm
from houvast.web.frame import tell

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


MENDS: "dict[OpenPoint, tuple[str, str, Words]]" = {
    **dict.fromkeys(BIG_FIVE, ("scan", "", _lazy("Kijk samen hoe het staat"))),
    OpenPoint.STEPS_OPEN: ("plan", "", _lazy("Bekijk de stappen")),
    OpenPoint.AFTERCARE: ("track", "#work", _lazy("Bekijk de nazorg")),
    OpenPoint.WORK_RUNNING: ("track", "#work", _lazy("Bekijk het werk")),
    OpenPoint.HANDOVER_RUNNING: ("track", "", _lazy("Bekijk de overdracht")),
    OpenPoint.NOT_INFORMED: ("informing", "", _lazy("Vertel het, en leg het vast")),
}
"""Where the act is that mends an open point, and its words; the others stand in the form below."""


def mending(page: ClosingPage) -> "list[tuple[OpenPoint, str, Words]]":
    """Each open point with the address of the act that mends it; empty when it is on this page."""
    found = []
    for point in page.points:
        name, place, words = MENDS.get(point, ("", "", ""))
        url = reverse(name, args=[page.file.line.track_id]) + place if name else ""
        found.append((point, url, words))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What is still open, each with its own line; then ask the coordinator to agree."""
    by = actor(request, Purpose.GUIDANCE)
    page = closing_page(by, track_id)
    if request.method != "POST":
        form = _form(page, None)
        context = {"page": page, "form": form, "points": mending(page)}
        return render(request, "tracks/closing.html", context)
    form = _form(page, request.POST)

    def away(proposed: Any) -> HttpResponse:
        if proposed is None:
            tell(request, _("De jongere stopt. Dat mag altijd. De deur blijft open."))
            return redirect("young_people")
        tell(request, _("Het voorstel ligt bij de procesregisseur. Tot die tijd loopt alles door."))
        return redirect("track", track_id)

    def act() -> object:
        wish = form.farewell()
        if wish.reason is CloseReason.YOUNG_PERSON_STOPPED:
            stop_at_own_wish(
                by=by,
                track_id=track_id,
                door_contact=wish.door_contact,
                come_back_on=wish.come_back_on,
            )
            return None
        return propose_closing(by=by, track_id=track_id, farewell=wish)

    return answered(
        request,
        form,
        act,
        away,
        "tracks/closing.html",
        lambda: {"page": page, "points": mending(page)},
    )


def _form(page: ClosingPage, data: Any) -> ClosingForm:
    start = {
        "told_on": page.today,
        "come_back_on": page.come_back_on,
        "door_contact": page.file.lead_id,
    }
    return ClosingForm(data, initial=start, keepers=page.keepers, points=page.points)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Open the door again, with a next moment, in one act."""
    by = actor(request, Purpose.GUIDANCE)
    if request.method != "POST":
        page = file_page(by, track_id)
        start = {"next_on": page.file.today + timedelta(days=1)}
        form = ReopenForm(initial=start)
        return render(request, "tracks/reopen.html", {"page": page, "form": form})
    form = ReopenForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De deur is open. Jij bent weer de vaste coach."))
        return redirect("track", track_id)

    def act() -> None:
        data = form.cleaned_data
        reopen_track(
            by=by,
            track_id=track_id,
            ground=data["ground"],
            next_on=data["next_on"],
            what=data["what"],
        )

    return answered(
        request,
        form,
        act,
        away,
        "tracks/reopen.html",
        lambda: {"page": file_page(by, track_id)},
    )


@require_POST
def agree(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    """The second person agrees: the track closes, with its door."""
    agree_closing(by=actor(request, Purpose.PROCESS_STEERING), closing_id=closing_id)
    tell(request, _("Het traject is afgesloten. De deur blijft open."))
    return redirect("team")


@require_POST
def disagree(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    """The second person does not agree: everything goes on."""
    decline_closing(by=actor(request, Purpose.PROCESS_STEERING), closing_id=closing_id)
    tell(request, _("Het traject loopt door. Laat de coach weten waarom."), tone="blue")
    return redirect("team")
