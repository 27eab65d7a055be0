"""Te coderen: somebody says which occupation a workplace is about, here or before it comes in."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from houvast.employers.actions.coding import choose_occupations, code_workplaces
from houvast.employers.reads.coding import ToCodePage, to_code_page
from houvast.employers.reads.importing import WorkUploadPage, checked_work_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.coding import CodingForm
from houvast.web.forms.imports import ColumnsForm
from houvast.web.forms.works import FIND
from houvast.web.frame import tell
from houvast.web.queries import number
from houvast.web.tables import shown

KEY = re.compile(r"work_([0-9a-f]{32})")


def coding_of(page: WorkUploadPage, sent: QueryDict | None = None) -> CodingForm:
    """The form of the texts in a table that waits."""
    return CodingForm(page.to_code.rows, page.to_code.works, sent)


@require_http_methods(["GET", "HEAD", "POST"])
def to_code(request: HttpRequest) -> HttpResponse:
    """Workplaces without an occupation, each with what the list suggests; a person confirms."""
    by = actor(request)
    page = to_code_page(by, number(request.GET, "bladzijde"), _answered(request.POST))
    template, shown_with = "employers/to_code.html", {"page": page, "to": _back_to(page)}
    if request.method != "POST":
        form = CodingForm(page.rows, page.works)
        return render(request, template, shown_with | {"form": form})
    form = CodingForm(page.rows, page.works, request.POST)
    if FIND in request.POST:
        return render(request, template, shown_with | {"form": form})

    def act() -> int:
        said = {UUID(key): one for key, one in form.chosen().items() if one}
        return code_workplaces(by=by, chosen=said)

    def away(done: int) -> HttpResponse:
        words = ngettext("{n} werkplek bevestigd.", "{n} werkplekken bevestigd.", done)
        tell(request, words.format(n=done))
        return redirect(_back_to(page))

    return answered(request, form, act, away, template, lambda: shown_with)


def _back_to(page: ToCodePage) -> str:
    """The address of this page of the list."""
    address = reverse("to_code")
    return f"{address}?bladzijde={page.page}" if page.page > 1 else address


def _answered(sent: QueryDict) -> list[UUID]:
    """The workplaces that a form is about; what is no key is no field of it either."""
    keys = (KEY.fullmatch(name) for name in sent)
    return [UUID(one[1]) for one in keys if one]


@require_POST
def code_upload(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Say of the texts in a table that waits which occupation they mean; or look for another."""
    by = actor(request)
    page = checked_work_page(by, table_id)
    form = coding_of(page, request.POST)

    def context() -> dict[str, Any]:
        return shown(page) | {"columns": ColumnsForm(page)}

    template = "imports/work_upload.html"
    if FIND in request.POST:
        return render(request, template, context() | {"form": form})

    def act() -> int:
        return choose_occupations(by=by, upload_id=table_id, chosen=form.chosen())

    def away(done: int) -> HttpResponse:
        words = ngettext("{n} beroep bevestigd.", "{n} beroepen bevestigd.", done)
        tell(request, words.format(n=done) if done else _("Je koos nog niets."))
        return redirect("work_upload", table_id)

    return answered(request, form, act, away, template, context)
