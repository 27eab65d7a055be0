"""Blikken: access of colleagues to look at, for privacy officer and security officer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.watching.actions import agree, agree_honey, conclude, stop_watching
from houvast.watching.reads import event_page, events_page, honey_page
from houvast.watching.rules.outcomes import Outcome
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.watching import AgreementForm, ConcludeForm, HoneyForm
from houvast.web.frame import tell


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What waits for an outcome, the sample, and what it was before."""
    return render(request, "watching/events.html", {"page": events_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One event with its explanation; ask first, then say what it was."""
    by, here = actor(request), "watching/event.html"
    page = event_page(by, event_id)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": ConcludeForm()})
    form = ConcludeForm(request.POST)

    def away(_done: object) -> HttpResponse:
        misused = form.cleaned_data["outcome"] is Outcome.MISUSE
        breach = _("De uitkomst is bewaard. Er staat een datalek klaar, de 72 uur lopen.")
        tell(request, breach if misused else _("De uitkomst is bewaard."))
        return redirect("breaches" if misused else "events")

    def act() -> None:
        data = form.cleaned_data
        conclude(by=by, event_id=event_id, outcome=data["outcome"], note=data["note"])

    return answered(request, form, act, away, here, lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest) -> HttpResponse:
    """The consent of the works council: without it nothing is looked at."""
    by, here = actor(request), "watching/agreement.html"
    page = events_page(by)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": AgreementForm()})
    form = AgreementForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Bewaard. Vanaf vannacht kijkt Houvast naar de toegang."))
        return redirect("events")

    def act() -> None:
        data = form.cleaned_data
        agree(by=by, document=data["document"], agreed_on=data["agreed_on"])

    return answered(request, form, act, away, here, lambda: {"page": page})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """The consent ended: from now on nothing is looked at."""
    stop_watching(by=actor(request))
    tell(request, _("Gestopt. Houvast kijkt niet meer naar de toegang."))
    return redirect("events")


@require_http_methods(["GET", "HEAD", "POST"])
def honey(request: HttpRequest) -> HttpResponse:
    """How many files that belong to nobody stand where, and the yes of the security officer."""
    by, here = actor(request), "watching/honey.html"
    page = honey_page(by)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": HoneyForm()})
    form = HoneyForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Akkoord. Vanaf nu zie je het bij Blikken als iemand erin kijkt."))
        return redirect("honey")

    def act() -> None:
        agree_honey(by=by, code=form.cleaned_data["code"])

    return answered(request, form, act, away, here, lambda: {"page": page})
