"""Verwerkingen: the register of processing and the fields behind it, to read and to take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.sharing.reads.processing import (
    Made,
    Processing,
    access_paper,
    fields_page,
    processing_page,
)
from houvast.sharing.rules.fields import Held, Table
from houvast.web.acting import actor
from houvast.web.field_words import CALLED, kept
from houvast.web.processing_papers import (
    Printed,
    as_pdf,
    everywhere,
    of_access,
    of_activities,
    of_fields,
)
from houvast.web.tables import KINDS, download


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """The register of processing: what for, on what ground, of whom, by whom and until when."""
    page = processing_page(actor(request))
    lines = [{"one": one, "kept": _terms(one)} for one in page.activities]
    context = {"lines": lines, "everywhere": everywhere()}
    return render(request, "processing/processing.html", context)


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """What is kept, kind by kind and table by table: the annex of the DPIA."""
    page = fields_page(actor(request))
    kinds = [{"one": one, "tables": list(map(_shown, one.tables))} for one in page.kinds]
    context = {"kinds": kinds, "others": list(map(_shown, page.others))}
    return render(request, "processing/fields.html", context)


@require_safe
def paper(request: HttpRequest, named: str, form: str) -> HttpResponse:
    """One of the three as a PDF or a table, made now from the rules and kept nowhere."""
    if named not in PAPERS or form not in (*KINDS, "pdf"):
        raise Http404
    made, printed = PAPERS[named](request)
    if form != "pdf":
        return download(printed.headers, printed.rows, name=named, kind=form, title=named)
    who = f"{getattr(request.user, 'name', '')} · {made.operation}"
    answer = HttpResponse(as_pdf(printed, made, who), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="houvast-{named}.pdf"'
    return answer


def _activities(request: HttpRequest) -> tuple[Made, Printed]:
    page = processing_page(actor(request))
    return page.made, of_activities(page)


def _fields(request: HttpRequest) -> tuple[Made, Printed]:
    page = fields_page(actor(request))
    return page.made, of_fields(page)


def _access(request: HttpRequest) -> tuple[Made, Printed]:
    made, lines = access_paper(actor(request))
    return made, of_access(lines)


PAPERS = {"verwerkingen": _activities, "gegevens": _fields, "wie-ziet-wat": _access}
"""What can be taken along, by its name in the address."""


def _terms(one: Processing) -> list[str]:
    return list(dict.fromkeys(map(kept, one.kept)))


def _shown(one: Table) -> dict[str, object]:
    holds = tuple(dict.fromkeys(held for _name, held in one.columns if held is not Held.LINK))
    return {"called": CALLED[one.name], "table": one, "holds": holds, "kept": kept(one)}
