"""Zorg- en Veiligheidshuis: a reference beside a track, for the coordinator. Nothing of a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.zvh import accept_by_zvh, end_zvh, refer_to_zvh
from houvast.cooperation.reads.zvh import ZvhPage, zvh_list, zvh_page
from houvast.cooperation.rules.zvh import NOT_NOW, ZvhState
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.zvh import OnDayForm, ReferForm
from houvast.web.frame import tell


@require_safe
def zvh_cases(request: HttpRequest) -> HttpResponse:
    """Which young people are there too."""
    page = zvh_list(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "zvh/cases.html", {"page": page})


@require_safe
def zvh(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What stands beside one track."""
    page = zvh_page(actor(request, Purpose.PROCESS_STEERING), track_id)
    return render(request, "zvh/zvh.html", {"page": page})


def _up(by: Actor, track_id: UUID, data: dict[str, Any]) -> str:
    refer_to_zvh(by=by, track_id=track_id, **data)
    return _("Vastgelegd. Het traject en de afspraken lopen gewoon door.")


def _there(by: Actor, track_id: UUID, data: dict[str, Any]) -> str:
    accept_by_zvh(by=by, track_id=track_id, **data)
    return _("Vastgelegd dat zij de casus hebben.")


def _back(by: Actor, track_id: UUID, data: dict[str, Any]) -> str:
    end_zvh(by=by, track_id=track_id, **data)
    return _("Vastgelegd. Wat alleen bewaard werd, is weer te lezen.")


def _runs(page: ZvhPage, *states: ZvhState) -> bool:
    return page.running is not None and page.running.state in states


Act = Callable[[Actor, UUID, dict[str, Any]], str]
STEPS: dict[str, tuple[type[DomainForm], Act, Callable[[ZvhPage], bool], Any]] = {
    "aanmelden": (
        ReferForm,
        _up,
        lambda page: page.running is None and page.may_refer,
        gettext_lazy("Aanmelden bij het ZVH"),
    ),
    "aangenomen": (
        OnDayForm,
        _there,
        lambda page: _runs(page, ZvhState.REFERRED) and page.may_refer,
        gettext_lazy("Zij hebben de casus"),
    ),
    "terug": (
        OnDayForm,
        _back,
        lambda page: _runs(page, ZvhState.REFERRED, ZvhState.ACCEPTED),
        gettext_lazy("Afschalen"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def zvh_step(request: HttpRequest, track_id: UUID, way: str) -> HttpResponse:
    """Up, there, or back."""
    by, template = actor(request, Purpose.PROCESS_STEERING), "zvh/step.html"
    page = zvh_page(by, track_id)
    if way not in STEPS:
        raise NotFound
    kind, act, may, title = STEPS[way]
    context = {"page": page, "way": way, "title": title}
    if request.method != "POST":
        if not may(page):
            tell(request, _(NOT_NOW), tone="amber")
            return redirect("zvh", track_id)
        return render(request, template, context | {"form": kind(initial={"on": page.today})})
    form = kind(request.POST)

    def away(said: Any) -> HttpResponse:
        tell(request, said)
        return redirect("zvh", track_id)

    def do() -> str:
        return act(by, track_id, dict(form.cleaned_data))

    return answered(request, form, do, away, template, lambda: context)
