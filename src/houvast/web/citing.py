"""Citeer dit cijfer: a figure is frozen under a number, and that number shows it unchanged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.actions.citing import cite_figure
from houvast.areas.reads.citing import Cited, citation_page, citations_page
from houvast.areas.rules.citing import Frozen, read_number
from houvast.areas.rules.shown import Choice
from houvast.areas.rules.wording import ABOUT_AREAS
from houvast.web.acting import actor
from houvast.web.area_papers import source
from houvast.web.area_rows import grouped, said
from houvast.web.queries import number, words


@require_POST
def cite(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze one figure of an area, and show it under its number."""
    by = actor(request, Purpose.FIGURES)
    year = number(request.GET, "jaar")
    found = cite_figure(by=by, code=code, year=year, indicator=words(request.POST, "figure"))
    return redirect("citation", found)


@require_safe
def citations(request: HttpRequest) -> HttpResponse:
    """What was cited, and the place to fill in a number from a letter."""
    by = actor(request, Purpose.FIGURES)
    asked = words(request.GET, "nummer")
    if read_number(asked):
        return redirect("citation", asked.upper())
    page = citations_page(by)
    rows = [(one, _shown(one.figure, one.choice)) for one in page.cited]
    return render(request, "areas/citations.html", {"page": page, "rows": rows, "asked": asked})


@require_safe
def citation(request: HttpRequest, cited: str) -> HttpResponse:
    """One cited figure as it was, and a note when the source says something else by now."""
    page = citation_page(actor(request, Purpose.FIGURES), cited)
    choice = page.cited.choice
    context = {
        "page": page,
        "shown": _shown(page.cited.figure, choice),
        "now": page.now and _shown(page.now, choice),
        "called": capfirst(_(choice.words)),
        "people": grouped(page.cited.figure.people),
        "sources": "; ".join(map(source, page.credits)),
        "sentence": _sentence(page.cited, "; ".join(map(source, page.credits))),
    }
    return render(request, "areas/citation.html", context)


def _shown(figure: Frozen, choice: Choice) -> dict[str, str]:
    return {name: said(getattr(figure, name), choice) for name in ("value", "low", "high")}


def _sentence(cited: Cited, sources: str) -> str:
    """A sentence for a letter: of when and where, how sure, what it is not about, its number."""
    shown, figure = _shown(cited.figure, cited.choice), cited.figure
    told = _(cited.choice.told).format(
        year=figure.boundaries, name=cited.name, town=cited.town, value=shown["value"]
    )
    return _(
        "{told}, met 95 procent zekerheid tussen {low} en {high}. {about} Bron: {sources}."
        " Cijfer {number} in Houvast."
    ).format(
        told=told, about=_(ABOUT_AREAS.text), sources=sources, number=cited.number,
        low=shown["low"], high=shown["high"],
    )  # fmt: skip
