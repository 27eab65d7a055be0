"""Overdragen: ask another coach, say yes or no, and meet."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.placements.reads import file_page
from houvast.tracks.actions.handovers import (
    accept_handover,
    decline_handover,
    introduce_handover,
    offer_handover,
    withdraw_handover,
)
from houvast.tracks.reads.caseloads import coaches
from houvast.tracks.reads.handovers import handover_to_meet
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.handovers import HandoverForm, MetForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Ask another coach; until the yes the old one holds on."""
    by = actor(request)
    page = file_page(by, track_id)
    asked = [one for one in coaches(by) if one.id != page.file.lead_id]
    if request.method != "POST":
        form = HandoverForm(initial={"lead": page.file.lead_id}, coaches=asked)
        return render(request, "tracks/hand_over.html", {"page": page, "form": form})
    form = HandoverForm(request.POST, coaches=asked)

    def act() -> UUID:
        data = form.cleaned_data
        return offer_handover(
            by=by,
            track_id=track_id,
            from_user=data["lead"],
            to_user=data["to"],
            reason=data["reason"],
        )

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De vraag ligt bij de nieuwe coach. Tot zijn ja verandert er niets."))
        return redirect("track", track_id)

    return answered(request, form, act, away, "tracks/hand_over.html", lambda: {"page": page})


@require_POST
def accept(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Become the coach."""
    track_id = accept_handover(by=actor(request, Purpose.GUIDANCE), handover_id=handover_id)
    tell(request, _("Jij bent nu de vaste coach. Maak samen met de oude coach kennis."))
    return redirect("track", track_id)


@require_POST
def decline(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Say no: the old coach holds on."""
    decline_handover(by=actor(request, Purpose.GUIDANCE), handover_id=handover_id)
    tell(request, _("De oude coach blijft de vaste coach."))
    return redirect("today")


@require_POST
def withdraw(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Take the question back."""
    track_id = withdraw_handover(by=actor(request), handover_id=handover_id)
    tell(request, _("De vraag is ingetrokken. Er verandert niets."), tone="blue")
    return redirect("track", track_id)


@require_http_methods(["GET", "HEAD", "POST"])
def met(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The meeting of three."""
    by = actor(request, Purpose.GUIDANCE)
    context = {"handover": handover_to_meet(by, handover_id)}
    if request.method != "POST":
        return render(request, "tracks/met.html", context | {"form": MetForm()})
    form = MetForm(request.POST)

    def act() -> None:
        day = form.cleaned_data["introduced_on"]
        introduce_handover(by=by, handover_id=handover_id, introduced_on=day)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De overdracht is rond."))
        return redirect("today")

    return answered(request, form, act, away, "tracks/met.html", lambda: context)
