"""Waar beginnen we, in heel Nederland: a map of a few bytes beside a table that says the same."""

import gzip
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.reads.country import (
    Asked,
    CountryPage,
    country_page,
    figures_packed,
    outlines_packed,
)
from houvast.areas.rules.packed import REASONS
from houvast.areas.rules.shown import CHOICES, Shown
from houvast.web.acting import actor
from houvast.web.area_rows import HUNDRED, WHY, legend_of, rows_by_name, said
from houvast.web.http import KEPT_PUBLIC
from houvast.web.queries import number, same_but, words

BYTES, TEXT = "application/octet-stream", "application/json"


@require_safe
@gzip_page
def country(request: HttpRequest) -> HttpResponse:
    """Every area of the country with a figure, its interval, or why there is none; by name."""
    query = request.GET
    asked = Asked(
        words(query, "per"), number(query, "jaar"), words(query, "cijfer"), words(query, "zoek"),
        number(query, "bladzijde"),
    )  # fmt: skip
    page = country_page(actor(request, Purpose.FIGURES), asked)
    rows = rows_by_name(Shown(tuple(one for one, _town in page.lines), page.whole), page.choice)
    context = {
        "page": page,
        "rows": list(zip(rows, (town for _one, town in page.lines), strict=True)),
        "legend": legend_of(page.cuts),
        "choices": [(one, _(one.indicator.called)) for one in CHOICES.values()],
        "whole": None if page.whole is None else said(page.whole, page.choice),
        "link": same_but(query, "bladzijde"),
        "addresses": _addresses(page),
        "places": 1 if page.choice.per == HUNDRED else 0,
        "reasons": [WHY[one] for one in REASONS],
    }
    return render(request, "areas/country.html", context)


def _addresses(page: CountryPage) -> dict[str, str]:
    """Where the map finds its outlines, figures and names: each with what it holds in its name."""
    if not page.outlines:
        return {}
    of = [page.level, page.year]
    return {
        "outlines": reverse("country_outlines", args=[*of, page.outlines]),
        "figures": reverse("country_figures", args=[*of, page.choice.id, page.version]),
        "names": reverse("country_names", args=[*of, page.choice.id, page.version]),
    }


@require_safe
def outlines(request: HttpRequest, level: str, year: int, version: str) -> HttpResponse:
    """The outlines of all areas, packed."""
    by = actor(request, Purpose.FIGURES)
    return _kept(request, lambda: outlines_packed(by, level, year), version, BYTES)


@require_safe
def figures(request: HttpRequest, level: str, year: int, figure: str, version: str) -> HttpResponse:
    """One figure of all areas, packed."""
    by = actor(request, Purpose.FIGURES)
    return _kept(request, lambda: figures_packed(by, level, year, figure), version, BYTES)


@require_safe
def names(request: HttpRequest, level: str, year: int, figure: str, version: str) -> HttpResponse:
    """What all areas are called."""
    by = actor(request, Purpose.FIGURES)
    return _kept(request, lambda: figures_packed(by, level, year, figure, True), version, TEXT)


def _kept(
    request: HttpRequest, found: Callable[[], tuple[bytes, str]], version: str, kind: str
) -> HttpResponse:
    """With gzip, and to be kept for ever when the address names what it holds; public figures."""
    content, now = found()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
        answer = HttpResponse(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(content, content_type=kind, headers={"Content-Encoding": "gzip"})
    else:
        answer = HttpResponse(gzip.decompress(content), content_type=kind)
    answer["ETag"] = tag
    answer["Vary"] = "Accept-Encoding, Cookie"
    if version == now:
        answer["Cache-Control"] = KEPT_PUBLIC
    return answer
