"""Toestellen: on which phones a coach captures, and what to do when one is lost."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import COACHES, Purpose
from houvast.capture.actions.devices import call_device, give_back, lose
from houvast.capture.actions.quarantine import let_in
from houvast.capture.reads.devices import device_page, devices_page
from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.outreach import DeviceForm
from houvast.web.frame import tell


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The own devices; for who steers, those of the coaches."""
    return render(request, "outreach/devices.html", {"page": devices_page(_minds(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One device: since when, when it was heard last, which numbers never came; and its name."""
    by, here = _minds(request), "outreach/device.html"
    if request.method != "POST":
        page = device_page(by, device_id)
        form = DeviceForm(initial={"name": page.device.name})
        return render(request, here, {"page": page, "form": form})
    form = DeviceForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Zo heet dit toestel nu."))
        return redirect("device", device_id)

    return answered(
        request,
        form,
        lambda: call_device(by=by, device_id=device_id, name=form.cleaned_data["name"]),
        away,
        here,
        lambda: {"page": device_page(by, device_id)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Toestel kwijt: first what it may hold at most, then it is done at once."""
    by = _minds(request)
    if request.method == "POST":
        try:
            lose(by=by, device_id=device_id)
        except Refused as no:
            tell(request, _(no.reason), tone="amber")
        else:
            tell(request, _("Het toestel is afgemeld."))
        return redirect("device", device_id)
    page = device_page(by, device_id)
    if page.device.lost_at:
        return redirect("device", device_id)
    return render(request, "outreach/device_lost.html", {"page": page})


@require_POST
def found(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Its owner has it again: what waits on it may come."""
    try:
        give_back(by=_minds(request), device_id=device_id)
    except Refused as no:
        tell(request, _(no.reason), tone="amber")
    else:
        tell(request, _("Het toestel mag weer. Wat erop staat, komt na het inloggen binnen."))
    return redirect("device", device_id)


@require_POST
def let_letters_in(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """What it sent while it was lost comes in after all, in the name of its owner."""
    try:
        let_in(by=_minds(request), device_id=device_id)
    except Refused as no:
        tell(request, _(no.reason), tone="amber")
    else:
        tell(request, _("Toegelaten. Het komt nu binnen, op naam van de eigenaar."))
    return redirect("device", device_id)


def _minds(request: HttpRequest) -> Actor:
    """A coach acts for guidance, and who steers for steering."""
    coaches = getattr(request, "role", None) in COACHES
    return actor(request, Purpose.GUIDANCE if coaches else Purpose.PROCESS_STEERING)
