"""Wijken: public figures of areas, for who makes policy. No young person is in them."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.reads.one_area import area_page
from houvast.areas.reads.overview import Asked, overview_page
from houvast.areas.rules.shown import CHOICES
from houvast.web.acting import actor
from houvast.web.area_rows import (
    drawn_of,
    facts_of,
    grouped,
    legend_of,
    rows_of,
    said,
    trend_of,
    turned,
    usual_of,
)
from houvast.web.queries import number, same_but, words


def asked_of(query: QueryDict) -> Asked:
    """What the address asks; what it does not say is ours."""
    return Asked(
        town=words(query, "gemeente"),
        level=words(query, "per"),
        year=number(query, "jaar"),
        figure=words(query, "cijfer"),
    )


@require_safe
@gzip_page
def areas(request: HttpRequest) -> HttpResponse:
    """Waar beginnen we: a figure of each area with its interval, on a map and in a table."""
    page = overview_page(actor(request, Purpose.FIGURES), asked_of(request.GET))
    rows = rows_of(page.figures, page.choice)
    turn = turned(len(rows), number(request.GET, "bladzijde"))
    return render(
        request,
        "areas/areas.html",
        {
            "page": page,
            "rows": rows[turn.first : turn.first + turn.each],
            "turn": turn,
            "link": same_but(request.GET, "bladzijde"),
            "map": drawn_of(page.map, rows, page.cuts),
            "legend": legend_of(page.cuts),
            "of_year": f"?jaar={page.year}" if page.year not in page.years[:1] else "",
            "choices": [(one, _(one.indicator.called)) for one in CHOICES.values()],
            "whole": None if page.figures.whole is None else said(page.figures.whole, page.choice),
        },
    )


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: what is known of it, what is not, and areas like it."""
    page = area_page(actor(request, Purpose.FIGURES), code, number(request.GET, "jaar"))
    context = {
        "page": page,
        "facts": facts_of(page),
        "trend": trend_of(page),
        "usual": usual_of(page),
        "people": grouped(page.people),
        "likes": [(one, grouped(one.people)) for one in page.likes],
    }
    return render(request, "areas/area.html", context)
