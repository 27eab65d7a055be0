"""Te laat: what is overdue, who was told, and the act that answers it one tap away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.reads.overdue import overdue_page
from houvast.web.acting import actor


@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """The ladder of the tracks that the actor steers, with nicknames and dates only."""
    page = overdue_page(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "process/late.html", {"page": page})
