"""Werk en wijken: what is offered beside who lives there; and in which wijk a workplace is."""

from dataclasses import dataclass
from math import sqrt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.rules.shown import CHOICES, Line
from houvast.employers.actions.workplaces import choose_district
from houvast.employers.reads.offer import (
    NOT_WORKING,
    YOUNG,
    Offered,
    OfferPage,
    district_page,
    offer_page,
)
from houvast.web.acting import actor
from houvast.web.area_rows import Drawn, Row, drawn_of, grouped, legend_of, rows_by_name
from houvast.web.forms.districts import DistrictForm
from houvast.web.sheets import Sheet, answer

TENS = 10
SMALLEST, LARGEST = 9, 24
"""Of the circles on the map, in its own units; their surface is how many places there are."""
WIDE = 120
"""Of the bars in the table."""


@dataclass(frozen=True, slots=True)
class Side:
    """A wijk in the table: its row, who has no work apart from that, and what is offered.

    `young` is about how many young people live there; the bars are lengths.
    """

    row: Row
    idle: Row
    young: str
    low: str
    high: str
    offered: Offered
    young_bar: int
    places_bar: int


@dataclass(frozen=True, slots=True)
class Circle:
    """What is offered in an area of the map."""

    x: int
    y: int
    r: int
    places: int


@require_safe
def need_and_offer(request: HttpRequest) -> HttpResponse:
    """Young people and, apart, who has no work, beside the places that are offered in each wijk."""
    page = offer_page(actor(request, Purpose.FIGURES))
    young = rows_by_name(page.overview.figures, CHOICES[YOUNG]) if page.offered else []
    drawn = drawn_of(page.overview.map, young, page.overview.cuts) if young else None
    every = [*page.offered.values(), page.elsewhere]
    context = {
        "page": page,
        "sides": _sides(page, young),
        "map": drawn,
        "circles": _circles(page, drawn.areas if drawn else []),
        "legend": legend_of(page.overview.cuts),
        "offered": sum(one.places for one in every),
        "old": sum(one.old for one in every),
    }
    return render(request, "areas/offer.html", context)


def _sides(page: OfferPage, young: list[Row]) -> list[Side]:
    lines = page.overview.figures.lines[: len(young)]
    most = max((_people(one, one.value) for one in lines), default=0) or 1
    most_places = max((one.places for one in page.offered.values()), default=0) or 1
    return [
        Side(
            row,
            apart,
            "" if one.why else grouped(_people(one, one.value)),
            grouped(_people(one, one.low)),
            grouped(_people(one, one.high)),
            page.offered[one.code],
            round(WIDE * _people(one, one.value) / most),
            round(WIDE * page.offered[one.code].places / most_places),
        )
        for one, row, apart in zip(
            lines, young, rows_by_name(page.idle, CHOICES[NOT_WORKING]), strict=True
        )
    ]


def _people(line: Line, share: float) -> int:
    """A share as a number of people, in tens: it is as sure as its interval is."""
    return round(share * (line.people or 0) / CHOICES[YOUNG].per / TENS) * TENS


def _circles(page: OfferPage, areas: list[Drawn]) -> list[Circle]:
    found = [(one, page.offered[one.row.code].places) for one in areas]
    most = max((places for _one, places in found), default=0) or 1
    return [
        Circle(one.x, one.y, round(max(LARGEST * sqrt(places / most), SMALLEST)), places)
        for one, places in found
        if places
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def district(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """Say in which wijk a workplace is."""
    by = actor(request)
    page = district_page(by, workplace_id)
    sheet = Sheet(
        title=_("Wijk van het werk"),
        about=page.title,
        submit=_("Bewaren"),
        back=reverse("workplace", args=[workplace_id]),
        told=_("Wijk bewaard."),
        form=DistrictForm,
        initial={"district": page.chosen},
        given={"districts": page.districts},
        note=_(
            "Zo telt de plek mee bij wat er per wijk aan werk is. Over jongeren zegt dat niets."
        ),
    )

    def act(form: Any) -> None:
        choose_district(by=by, workplace_id=workplace_id, **form.cleaned_data)

    return answer(request, sheet, act)
