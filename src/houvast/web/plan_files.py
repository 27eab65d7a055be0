"""The check of a plan as a file: a page of paper, a text to go on with, a table, an exchange."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.paper.document import KIND, written
from houvast.paper.printing import printed
from houvast.plans.reads.checks import Quote
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.reports import Report, report, report_page
from houvast.sheets.downloads import as_csv
from houvast.web.acting import actor
from houvast.web.plan_papers import report_paper, report_table

KINDS = {
    "pdf": "application/pdf",
    "odt": KIND,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
LONGEST_NAME = 60
MOST_TICKED = 500


@require_safe
def plan_report(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """What goes along, and which words of the plan may go to another program."""
    page = report_page(actor(request, Purpose.FIGURES), reading_id)
    context = {"page": page, "quotes": list(_quotes(page).values())}
    return render(request, "plan_checks/report.html", context)


def _quotes(page: Report) -> dict[UUID, tuple[list[str], Quote]]:
    """Each passage once, with the questions that it supports."""
    found: dict[UUID, tuple[list[str], Quote]] = {}
    for one in page.answers:
        for each in one.quotes:
            if each.text:
                found.setdefault(each.passage, ([], each))[0].append(one.question.id)
    return found


@require_safe
def plan_file(request: HttpRequest, reading_id: UUID, form: str) -> HttpResponse:
    """The check in one of four forms, to keep and to send on."""
    if form not in KINDS:
        raise NotFound
    page = report(actor(request, Purpose.FIGURES), reading_id)
    who = getattr(request.user, "name", "")
    ticked = frozenset(_keys(request.GET.getlist("mee")[:MOST_TICKED]))
    answer = HttpResponse(filed(page, form, who, ticked), content_type=KINDS[form])
    name = slugify(page.head.title)[:LONGEST_NAME].strip("-") or "plan"
    said = f'attachment; filename="houvast-{name}-versie-{page.head.number}.{form}"'
    answer["Content-Disposition"] = said
    return answer


def filed(page: Report, form: str, who: str, ticked: frozenset[UUID] = frozenset()) -> bytes:
    """The check as a file of this form: pdf, odt, csv or json."""
    if form == "csv":
        return as_csv(*report_table(page))
    if form == "json":
        text = json.dumps(exchange(page, ticked), ensure_ascii=False, indent=2)
        return f"{text}\n".encode()
    paper = report_paper(page, who)
    return printed(paper) if form == "pdf" else written(paper)


def _keys(texts: Iterable[str]) -> Iterable[UUID]:
    """Those that are a key; what is none is passed over."""
    for one in texts:
        try:
            yield UUID(one)
        except ValueError:
            continue
