"""Logboek: whether the trail is sealed, and whether somebody else knows. Never what is in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.audit.reads import chain_page
from houvast.web.acting import actor


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """How far the chain is, when the witness answered last, and what waits for too long."""
    return render(request, "process/chain.html", {"page": chain_page(actor(request))})
