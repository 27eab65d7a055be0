"""Programma's: places of the national programmes beside each other, by name and never in order."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.actions.programmes import link_place, unlink_place
from houvast.areas.reads.programmes import (
    Seen,
    known_programmes,
    link_page,
    place_page,
    programme_page,
    programme_table,
)
from houvast.areas.rules.shown import CHOICES
from houvast.areas.rules.wording import ABOUT_AREAS, NOT_WHY
from houvast.sheets.downloads import as_csv
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.area_words import said
from houvast.web.forms.programmes import LinkForm, UnlinkForm
from houvast.web.frame import tell
from houvast.web.programme_rows import Drawn, Scale, drawn, scale_of, scale_words, table
from houvast.web.queries import words
from houvast.web.sheets import Sheet, answer

SENT = ("GET", "HEAD", "POST")
LINK = "areas/link_place.html"


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All places of a programme: the same figure of each on the same scale, in a small picture."""
    asked = words(request.GET, "programma"), words(request.GET, "cijfer")
    page = programme_page(actor(request, Purpose.FIGURES), *asked)
    scale = scale_of(one for seen in page.places for one in seen.series)
    context = {
        "page": page,
        "programmes": list(known_programmes().values()),
        "choices": [(one, _(one.indicator.called)) for one in CHOICES.values()],
        "cards": [(seen, _picture(seen, scale)) for seen in page.places],
        "scale": scale_words(scale, page.choice),
        "limits": [said(ABOUT_AREAS), said(NOT_WHY)],
    }
    return render(request, "areas/programmes.html", context)


def _picture(seen: Seen, scale: Scale | None) -> Drawn | None:
    return drawn(seen.series[0], scale) if seen.series and scale else None


@require_safe
def programme_file(request: HttpRequest, programme: str) -> HttpResponse:
    """All figures of all places, to count on with."""
    found, places, credits = programme_table(actor(request, Purpose.FIGURES), programme)
    answer = HttpResponse(
        as_csv(*table(found, places, credits)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="houvast-{found.id}.csv"'
    return answer


@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    """One place of a programme: each figure over the years, and of which areas it is made."""
    page = place_page(actor(request, Purpose.FIGURES), place)
    pictures = [
        drawn(one, scale) for one in page.seen.series if (scale := scale_of([one])) is not None
    ]
    shown = {one.choice.id for one in pictures}
    context = {
        "page": page,
        "pictures": pictures,
        "absent": [_(one.indicator.called) for one in CHOICES.values() if one.id not in shown],
        "limits": [said(ABOUT_AREAS), said(NOT_WHY)],
    }
    return render(request, "areas/programme_place.html", context)


@require_http_methods(SENT)
def link(request: HttpRequest, place: str, level: str) -> HttpResponse:
    """Say of which districts or neighbourhoods an area of a programme is made, and why."""
    by = actor(request, Purpose.FIGURES)
    page = link_page(by, place, level)
    before = page.link.codes if page.link else ()
    if request.method != "POST":
        initial = {"codes": [code for code, _name in page.known if code in before]}
        form = LinkForm(initial=initial, areas=page.known)
        return render(request, LINK, {"page": page, "form": form})
    form = LinkForm(request.POST, areas=page.known)

    def act() -> None:
        link_place(by=by, place_id=place, level=level, **form.cleaned_data)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Gekoppeld. Wie dat deed, staat in het logboek."))
        return redirect("programme_place", place)

    return answered(request, form, act, away, LINK, lambda: {"page": page})


@require_http_methods(SENT)
def unlink(request: HttpRequest, place: str) -> HttpResponse:
    """Say that what was said of an area does not hold any more."""
    by = actor(request, Purpose.FIGURES)
    page = place_page(by, place)
    sheet = Sheet(
        title=_("Koppeling weghalen"),
        about=page.seen.place.name,
        submit=_("Haal weg"),
        back=reverse("programme_place", args=[place]),
        told=_("Weggehaald. Wat er stond, blijft te lezen."),
        form=UnlinkForm,
        note=_("Er staan dan geen cijfers meer, tot iemand opnieuw kiest."),
    )

    def act(form: Any) -> None:
        unlink_place(by=by, place_id=place, **form.cleaned_data)

    return answer(request, sheet, act)
