"""Toegang nakijken: whose access to a young person ends soon, and for whom it goes on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houvast.accounts.rules import Purpose
from houvast.tracks.actions.access import keep_access
from houvast.tracks.reads.access import access_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.access import KeepAccessForm
from houvast.web.frame import tell

PAGE = "process/access.html"


@require_http_methods(["GET", "HEAD", "POST"])
def access_reviews(request: HttpRequest) -> HttpResponse:
    """What ends within a month, the first on top, and one form for as many as one ticks."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = access_page(by)
    if request.method != "POST":
        return render(request, PAGE, {"page": page, "form": KeepAccessForm(page=page)})
    form = KeepAccessForm(request.POST, page=page)

    def act() -> int:
        data = form.cleaned_data
        return keep_access(by=by, assignments=data["kept"], why=data["why"])

    def away(kept: Any) -> HttpResponse:
        said = ngettext("{kept} collega houdt toegang.", "{kept} keer gaat de toegang door.", kept)
        tell(request, said.format(kept=kept))
        return redirect("access_reviews")

    return answered(request, form, act, away, PAGE, lambda: {"page": page})
