"""Inlezen: a caseload that runs already comes in, after a look at every row that cannot."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.actions import importing
from houvast.tracks.reads.importing import example_table, imports_page, upload_page
from houvast.uploads.stages import LaterPage
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.imports import CaseloadForm, ColumnsForm
from houvast.web.frame import tell
from houvast.web.http import HtmxRequest
from houvast.web.later import Ways, gone, later
from houvast.web.tables import shown

CSV = "text/csv; charset=utf-8"
OF_CASELOAD = Ways("upload", "bring_in", "take_down", "imports")


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Put a file up, see what waits and what was brought in before."""
    by = actor(request, Purpose.INTAKE)
    if request.method != "POST":
        context = {"page": imports_page(by), "form": CaseloadForm()}
        return render(request, "imports/imports.html", context)
    form = CaseloadForm(request.POST, request.FILES)

    def act() -> UUID:
        return importing.put_up(by=by, file=form.taken(), reason=form.cleaned_data["reason"])

    return answered(
        request,
        form,
        act,
        lambda upload: redirect("upload", upload),
        "imports/imports.html",
        lambda: {"page": imports_page(by)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HtmxRequest, upload_id: UUID) -> HttpResponse:
    """What is in the table and what stays out; the columns can be chosen anew."""
    by = actor(request, Purpose.INTAKE)
    page = upload_page(by, upload_id)
    if isinstance(page, LaterPage):
        return later(request, page, OF_CASELOAD)
    if request.method != "POST":
        return render(request, "imports/upload.html", shown(page) | {"form": ColumnsForm(page)})
    form = ColumnsForm(page, request.POST)

    def act() -> None:
        importing.choose_columns(by=by, upload_id=upload_id, chosen=form.columns())

    return answered(
        request,
        form,
        act,
        lambda done: redirect("upload", upload_id),
        "imports/upload.html",
        lambda: shown(page),
    )


@require_POST
def bring_in(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Bring in every row that is good and new; a table with many rows goes on by itself."""
    done = importing.say_yes(by=actor(request, Purpose.INTAKE), upload_id=upload_id)
    if done is None:
        return redirect("upload", upload_id)
    words = ngettext(
        "{n} traject ingelezen. De coach ziet de jongere bij Jongeren.",
        "{n} trajecten ingelezen. De coaches zien hun jongeren bij Jongeren.",
        done.brought,
    )
    told = words.format(n=done.brought) if done.brought else _("Alles stond er al.")
    tell(request, told)
    return redirect("imports")


@require_POST
def take_down(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Throw the table away."""
    was_in = importing.take_down(by=actor(request, Purpose.INTAKE), upload_id=upload_id)
    tell(request, gone(was_in), tone="blue")
    return redirect("imports")


@require_safe
def example_caseload(request: HttpRequest) -> HttpResponse:
    """A file with the headers and one made-up young person, to fill."""
    content = example_table(actor(request, Purpose.INTAKE))
    answer = HttpResponse(content, content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="houvast-trajecten.csv"'
    return answer
