"""The page of a table that a job brings in: in the queue, under way, stopped, or done."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from houvast.uploads.stages import LaterPage
from houvast.web.http import HtmxRequest
from houvast.web.tables import by_sentence


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the page of an importer leads: its addresses by name, and whether rows are fetched."""

    page: str
    yes: str
    away: str
    back: str
    downloads: bool = False


def later(request: HtmxRequest, page: LaterPage, ways: Ways) -> HttpResponse:
    """How far it is. The page that asks by itself is drawn anew once there is something to do."""
    if request.htmx and not page.moves:
        return HttpResponseClientRefresh()
    if request.htmx:
        return render(request, "imports/_later.html", {"page": page, "ways": ways})
    context = {"page": page, "ways": ways, "refused": by_sentence(page.refused)}
    return render(request, "imports/later.html", context)


def gone(was_in: bool) -> str:
    """What is said of a table that was thrown away."""
    if was_in:
        return _("De uitslag is weg. Wat is ingelezen, blijft staan.")
    return _("De tabel is weg. Er is niets ingelezen.")
