"""Vindplaatsen: where a team seeks young people out, and how many unknown ones it met."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.capture.actions.mending import let_be, try_again
from houvast.capture.actions.places import add_place, allow_labels, end_place
from houvast.capture.reads.places import labels_page, places_page
from houvast.capture.reads.refused import refused_of, refused_page
from houvast.capture.reads.shift import shift_page
from houvast.capture.rules import sentence, why_of
from houvast.errors import DomainError
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.contacts import WAY_WORDS
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


@require_safe
def shift(request: HttpRequest) -> HttpResponse:
    """What one captured today, or in the night that began yesterday, and what did not come in."""
    page = shift_page(actor(request, Purpose.GUIDANCE))
    refused = [(one, _(one.why)) for one in page.refused]
    return render(request, "outreach/shift.html", {"page": page, "refused": refused})


@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """What a phone sent and a rule refused: a list without what is in it."""
    today, lines = refused_of(actor(request, Purpose.GUIDANCE))
    said = [(one, _(one.why)) for one in lines]
    return render(request, "outreach/refused.html", {"today": today, "lines": said})


@require_http_methods(["GET", "HEAD", "POST"])
def refused_one(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One of them, opened for its maker: try again, or note it oneself and let this go."""
    by = actor(request, Purpose.GUIDANCE)
    page, no = refused_page(by, item_id), None
    if request.method == "POST":
        try:
            try_again(by=by, item_id=item_id)
        except DomainError as found:
            no = found
        else:
            tell(request, _("Het contact staat in het dossier, op de tijd dat het was."))
            return redirect("refused_items")
    why = _why(no) if no else _(page.why)
    context = {"page": page, "how": WAY_WORDS[page.how][0] if page.how else "", "why": why}
    return render(request, "outreach/refused_one.html", context, status=422 if no else 200)


def _why(no: DomainError) -> str:
    words, values = sentence(why_of(no), no)
    return _(words).format(**values)


@require_POST
def let_go(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Let it go: it was noted elsewhere, or was a slip."""
    let_be(by=actor(request, Purpose.GUIDANCE), item_id=item_id)
    tell(request, _("Weggehaald. Dat het er was, staat in het logboek."))
    return redirect("refused_items")


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
