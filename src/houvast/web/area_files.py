"""Figures of areas as files: a page of paper, a text to go on with, a table."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.areas.reads.one_area import area_page
from houvast.areas.reads.overview import overview_page
from houvast.areas.reads.relations import answer_page
from houvast.errors import NotFound
from houvast.paper.document import KIND, written
from houvast.paper.printing import Paper, printed
from houvast.sheets.downloads import as_csv
from houvast.sheets.values import Value
from houvast.web.acting import actor
from houvast.web.area_map import drawing
from houvast.web.area_papers import overview_table, profile, table
from houvast.web.areas import asked_of
from houvast.web.queries import number
from houvast.web.relation_papers import answer_paper, answer_table

CSV = "text/csv; charset=utf-8"
Rows = tuple[Sequence[str], Sequence[Sequence[Value]]]


@require_safe
def area_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What is known of an area, to keep and to send on."""
    page = area_page(actor(request, Purpose.FIGURES), code, number(request.GET, "jaar"))
    paper = profile(page, page.at, getattr(request.user, "name", ""))
    return _file(form, f"{page.code}-{page.year}", paper, table(page))


@require_safe
def areas_file(request: HttpRequest, form: str) -> HttpResponse:
    """One figure of the areas of a municipality: as a table, or as the map in one drawing."""
    page = overview_page(actor(request, Purpose.FIGURES), asked_of(request.GET))
    drawn = drawing(page) if form == "svg" else None
    if page.town is None or (form != "csv" and drawn is None):
        raise NotFound
    if drawn is not None:
        answer = HttpResponse(drawn, content_type="image/svg+xml")
    else:
        answer = HttpResponse(as_csv(*overview_table(page)), content_type=CSV)
    name = f"houvast-{page.town.code}-{page.choice.id}-{page.year}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def relation_file(request: HttpRequest, answer_id: UUID, form: str) -> HttpResponse:
    """An answer with the way it was counted, to keep and to send on."""
    page = answer_page(actor(request, Purpose.FIGURES), answer_id)
    if page.told is None:
        raise NotFound
    paper = answer_paper(page, page.told, page.at, getattr(request.user, "name", ""))
    return _file(form, f"verband-{str(page.id)[:8]}", paper, answer_table(page, page.told))


def _file(form: str, name: str, paper: Paper, rows: Rows) -> HttpResponse:
    if form == "pdf":
        answer = HttpResponse(printed(paper), content_type="application/pdf")
    elif form == "odt":
        answer = HttpResponse(written(paper), content_type=KIND)
    elif form == "csv":
        answer = HttpResponse(as_csv(*rows), content_type=CSV)
    else:
        raise NotFound
    answer["Content-Disposition"] = f'attachment; filename="houvast-{name}.{form}"'
    return answer
