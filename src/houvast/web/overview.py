"""Overzicht: how the promise stands, for who steers a programme and sees no young person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.reads.figures import figures_page
from houvast.web.acting import actor


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Numbers only: what is late, what waits, and what is 0 by law."""
    page = figures_page(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "process/overview.html", {"page": page})
