"""The one way in which a form is answered: saved and away, or back with what is wrong beside it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from houvast.audit.actions import with_choices
from houvast.errors import Refused
from houvast.web.fields import DomainForm


def answered(
    request: HttpRequest,
    form: DomainForm,
    act: Callable[[], object],
    away: Callable[[Any], HttpResponse],
    template: str,
    context: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Act on a valid form and go away; otherwise show it again with every typed word in it.

    What somebody chose to keep as it was written goes into the trail with the act.

    `away` gets what `act` gave. `context` is asked only when the page is shown again.
    """
    if form.is_valid():
        try:
            with with_choices(form.choices):
                done = act()
            return away(done)
        except Refused as reason:
            form.refuse(reason)
    return render(request, template, context() | {"form": form}, status=422)
