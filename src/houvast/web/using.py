"""Toch gebruiken: what is restricted, for one colleague and a while, when the officer agrees."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Role
from houvast.cooperation.actions import using
from houvast.cooperation.reads.using import use_page, uses_page
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.forms.sharing import UseForm
from houvast.web.frame import tell

TEMPLATE = "sharing/use.html"


@require_http_methods(("GET", "HEAD", "POST"))
def use_restricted(request: HttpRequest, track_id: UUID, fact_id: UUID) -> HttpResponse:
    """Ask that the one who got a restricted fact may use it for a while, and see what was asked."""
    by = at_work(request, track_id)
    page = use_page(by, fact_id)
    context: dict[str, Any] = {"track_id": track_id, "page": page}
    if request.method != "POST":
        first = {"until": page.today}
        return render(request, TEMPLATE, context | {"form": UseForm(initial=first)})
    form = UseForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Gevraagd. Het opent pas als de privacy officer akkoord is."))
        return redirect("use_restricted", track_id, fact_id)

    def act() -> UUID:
        return using.ask_use(by=by, fact_id=fact_id, **form.cleaned_data)

    return answered(request, form, act, away, TEMPLATE, lambda: context)


@require_POST
def end_use(request: HttpRequest, track_id: UUID, fact_id: UUID, use_id: UUID) -> HttpResponse:
    """Who shared it stops the use: it is only kept again."""
    using.end_use(at_work(request, track_id), use_id)
    tell(request, _("Gestopt. Het wordt weer alleen bewaard."))
    return redirect("use_restricted", track_id, fact_id)


@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    """What waits for the privacy officer and what is open; the FG looks along, and advises."""
    return render(request, "sharing/uses.html", {"page": uses_page(actor(request))})


STEPS: "dict[str, tuple[Callable[[Actor, UUID], None], str | Promise]]" = {
    "akkoord": (using.agree_use, gettext_lazy("Akkoord. Die ene collega kan het nu lezen.")),
    "nee": (using.refuse_use, gettext_lazy("Niet akkoord. Het wordt alleen bewaard.")),
    "stop": (using.end_use, gettext_lazy("Gestopt. Het wordt weer alleen bewaard.")),
}


@require_POST
def use_step(request: HttpRequest, use_id: UUID, say: str) -> HttpResponse:
    """The privacy officer agrees, says no, or stops it."""
    by = actor(request)
    if say not in STEPS or by.role != Role.PRIVACY_OFFICER:
        raise NotFound
    do, words = STEPS[say]
    do(by, use_id)
    tell(request, words)
    return redirect("restricted_uses")
