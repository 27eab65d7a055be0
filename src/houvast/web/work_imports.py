"""Inlezen for work: employers and workplaces come in and go out. No young person is in them."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.database.actor import Actor
from houvast.employers.actions import importing
from houvast.employers.reads.importing import refused_rows, work_imports_page, work_upload_page
from houvast.employers.reads.taking_out import (
    TakenOut,
    employers_out,
    example_table,
    workplaces_out,
)
from houvast.employers.reads.vacancies_out import as_file, vacancies_out
from houvast.employers.rules.states import Brings
from houvast.uploads.stages import LaterPage
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.coding import coding_of
from houvast.web.forms.imports import ColumnsForm, WorkForm
from houvast.web.frame import tell
from houvast.web.http import HtmxRequest
from houvast.web.later import Ways, gone, later
from houvast.web.tables import download, in_words, shown

NAMES = {"werkgevers": Brings.EMPLOYERS, "werkplekken": Brings.WORKPLACES}
OF_WORK = Ways("work_upload", "bring_in_work", "take_down_work", "work_imports", True)
OUT: dict[str, Callable[[Actor], TakenOut]] = {
    "werkgevers": employers_out,
    "contactpersonen": lambda by: employers_out(by, with_people=True),
    "werkplekken": workplaces_out,
}
"""What can be taken out, by its part of the address."""


VACANCIES = ("vacatures", "json")
"""What is offered, in the shape of VUM."""
JSON = "application/json; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Put a file up, see what waits, and take out what stands here."""
    by = actor(request)
    page = work_imports_page(by)
    if request.method != "POST":
        context = {"page": page, "form": WorkForm(page.may)}
        return render(request, "imports/work.html", context)
    form = WorkForm(page.may, request.POST, request.FILES)

    def act() -> UUID:
        data = form.cleaned_data
        return importing.put_up(
            by=by,
            file=form.taken(),
            brings=data["brings"],
            file_name=data["file"].name,
        )

    return answered(
        request,
        form,
        act,
        lambda table: redirect("work_upload", table),
        "imports/work.html",
        lambda: {"page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HtmxRequest, table_id: UUID) -> HttpResponse:
    """What is in the table, what differs and what stays out; the columns can be chosen anew."""
    by = actor(request)
    page = work_upload_page(by, table_id)
    if isinstance(page, LaterPage):
        return later(request, page, OF_WORK)
    if request.method != "POST":
        context = shown(page) | {"form": ColumnsForm(page), "coding": coding_of(page)}
        return render(request, "imports/work_upload.html", context)
    form = ColumnsForm(page, request.POST)
    return answered(
        request,
        form,
        lambda: importing.choose_columns(by=by, upload_id=table_id, chosen=form.columns()),
        lambda done: redirect("work_upload", table_id),
        "imports/work_upload.html",
        lambda: shown(page) | {"coding": coding_of(page)},
    )


@require_POST
def bring_in(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Bring in what is good and new, and what was ticked of what differs; many rows by a job."""
    take = request.POST.getlist("take")
    done = importing.say_yes(by=actor(request), upload_id=table_id, take=take)
    if done is None:
        return redirect("work_upload", table_id)
    told = [
        ngettext("{n} rij ingelezen.", "{n} rijen ingelezen.", done.brought).format(n=done.brought),
        ngettext("{n} keer overgenomen.", "{n} keer overgenomen.", done.changed).format(
            n=done.changed
        ),
    ]
    wanted = [words for words, many in zip(told, (done.brought, done.changed), strict=True) if many]
    tell(request, " ".join(wanted) or _("Alles stond er al."))
    return redirect("work_imports")


@require_POST
def take_down(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Throw the table away."""
    tell(request, gone(importing.take_down(by=actor(request), upload_id=table_id)), tone="blue")
    return redirect("work_imports")


@require_safe
def refused(request: HttpRequest, table_id: UUID, kind: str) -> HttpResponse:
    """The rows that stay out, each with what is wrong behind it: to mend and bring again."""
    found = refused_rows(actor(request), table_id)
    rows = [(*values, in_words(one)) for values, one in found.rows]
    return download(
        (*found.headers, _("Wat klopt er niet?")), rows, name="niet-ingelezen", kind=kind
    )


@require_safe
def example(request: HttpRequest, what: str) -> HttpResponse:
    """A file with the headers and one made-up row."""
    if what not in NAMES:
        raise Http404
    made = example_table(actor(request), NAMES[what])
    return download(made.headers, made.rows, name=f"voorbeeld-{what}", kind="csv")


@require_safe
def out(request: HttpRequest, what: str, kind: str) -> HttpResponse:
    """What one's own organisation looks after, as a table that can be brought in again."""
    if (what, kind) == VACANCIES:
        answer = HttpResponse(as_file(vacancies_out(actor(request))), content_type=JSON)
        answer["Content-Disposition"] = 'attachment; filename="houvast-vacatures.json"'
        return answer
    if what not in OUT:
        raise Http404
    made = OUT[what](actor(request))
    return download(made.headers, made.rows, name=what, kind=kind)
