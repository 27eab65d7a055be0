"""Beperken: what was shared is only kept for now, and is told before it is shared again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.cooperation.actions import restricting
from houvast.cooperation.reads.restricting import RestrictionPage, restriction_page
from houvast.cooperation.rules.restricting import Limit
from houvast.database.actor import Actor
from houvast.web.acting import at_work
from houvast.web.answers import answered
from houvast.web.forms.sharing import LiftForm, RestrictForm
from houvast.web.frame import tell

TEMPLATE = "sharing/restrict.html"


@require_http_methods(("GET", "HEAD", "POST"))
def restrict(request: HttpRequest, track_id: UUID, fact_id: UUID) -> HttpResponse:
    """Restrict a fact that was shared, or tell from which day it is shared again."""
    by = at_work(request, track_id)
    page = restriction_page(by, fact_id)
    context: dict[str, Any] = {"track_id": track_id, "page": page}
    kind = RestrictForm if page.limit is Limit.FREE else LiftForm
    if request.method != "POST":
        return render(request, TEMPLATE, context | {"form": kind()})
    form = kind(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _said(page))
        return redirect("sharing", track_id)

    def act() -> None:
        _restricted(by, page, form.cleaned_data)

    return answered(request, form, act, away, TEMPLATE, lambda: context)


def _restricted(by: Actor, page: RestrictionPage, data: dict[str, Any]) -> None:
    if page.limit is Limit.FREE:
        return restricting.restrict(by=by, fact_id=page.fact.id, **data)
    return restricting.announce_lifting(by=by, fact_id=page.fact.id, **data)


def _said(page: RestrictionPage) -> str:
    if page.limit is Limit.FREE:
        return _("Beperkt. Ontvangers zien het niet meer en krijgen vijf werkdagen.")
    return _("Het staat erin. Vanaf die dag kun je de beperking opheffen.")
