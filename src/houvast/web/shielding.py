"""Afschermen: nobody hears at "Bekend hier?" that this young person is here, and with whom."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.shielding import lift_shield
from houvast.cooperation.actions.shielding import shield as shield_track
from houvast.cooperation.reads.shielding import shield_page, shields_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.shielding import ShieldForm
from houvast.web.frame import tell

PAGE = "sharing/shield.html"


@require_http_methods(["GET", "HEAD", "POST"])
def shield(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Whether it is shielded and who asked meanwhile, or a form to do it."""
    by = actor(request, Purpose.GUIDANCE)
    page = shield_page(by, track_id)
    if request.method != "POST":
        return render(request, PAGE, {"page": page, "form": ShieldForm()})
    form = ShieldForm(request.POST)

    def act() -> UUID:
        return shield_track(by=by, track_id=track_id, **form.cleaned_data)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Afgeschermd. De procesregisseur krijgt hier bericht van."))
        return redirect("shield", track_id)

    return answered(request, form, act, away, PAGE, lambda: {"page": page})


@require_safe
def shields(request: HttpRequest) -> HttpResponse:
    """For who steers: which tracks are shielded, and until when."""
    return render(request, "sharing/shields.html", {"page": shields_page(actor(request))})


@require_POST
def lift(request: HttpRequest, shield_id: UUID) -> HttpResponse:
    """From now on the answer is yes again."""
    by = actor(request)
    track = lift_shield(by=by, shield_id=shield_id)
    tell(request, _("Opgeheven. Wie vraagt, hoort weer wie er gebeld kan worden."))
    if by.purpose == Purpose.PROCESS_STEERING:
        return redirect("shields")
    return redirect("shield", track)
