"""Regie: what is stuck and who may decide; and Samenwerken: the same in numbers, of nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.meetings.reads.steering import cooperation_page, steering_page
from houvast.web.acting import actor
from houvast.web.queries import key


@require_safe
def steering(request: HttpRequest) -> HttpResponse:
    """Each track of which something is stuck: its owner, since when, and who decides."""
    page = steering_page(actor(request, Purpose.PROCESS_STEERING), key(request.GET, "team"))
    lines = [(one, one.late(page.today)) for one in page.lines]
    return render(request, "process/steering.html", {"page": page, "lines": lines})


@require_safe
def cooperation(request: HttpRequest) -> HttpResponse:
    """Numbers of working together; what is too small to show says so."""
    page = cooperation_page(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "process/cooperation.html", {"page": page})
