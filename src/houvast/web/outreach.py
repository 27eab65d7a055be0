"""Vindplaatsen: where a team seeks young people out, and how many unknown ones it met."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.capture.actions.places import add_place, allow_labels, end_place
from houvast.capture.reads.places import labels_page, places_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.outreach import LabelsForm, PlaceForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """The places of the own team, and what one counted there in the last weeks."""
    by, here = actor(request, Purpose.GUIDANCE), "outreach/places.html"
    if request.method != "POST":
        return render(request, here, {"page": places_page(by), "form": PlaceForm()})
    form = PlaceForm(request.POST)

    def away(_made: UUID) -> HttpResponse:
        tell(request, _("De plek staat in de lijst van je team."))
        return redirect("outreach_places")

    return answered(
        request,
        form,
        lambda: add_place(by=by, name=form.cleaned_data["name"]),
        away,
        here,
        lambda: {"page": places_page(by)},
    )


@require_POST
def end(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Take a place off the list."""
    end_place(by=actor(request, Purpose.GUIDANCE), place_id=place_id)
    tell(request, _("De plek is van de lijst. Wat je er telde, blijft staan."))
    return redirect("outreach_places")


@require_http_methods(["GET", "HEAD", "POST"])
def device_names(request: HttpRequest) -> HttpResponse:
    """Whether the phones of coaches may know first names: the programme manager decides."""
    by, here = actor(request), "outreach/names.html"
    page = labels_page(by)
    if request.method != "POST":
        form = LabelsForm(initial={"allowed": "yes" if page.allowed else "no"})
        return render(request, here, {"page": page, "form": form})
    form = LabelsForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Bewaard. Toestellen merken het zodra ze Houvast weer openen."))
        return redirect("device_names")

    return answered(
        request,
        form,
        lambda: allow_labels(by=by, allowed=form.cleaned_data["allowed"] == "yes"),
        away,
        here,
        lambda: {"page": page},
    )
