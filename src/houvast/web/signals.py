"""Aanmeldingen: enter a signal, and answer it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.cooperation.reads.offers import entries_page, entry_page
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.actions import signals as acts
from houvast.tracks.actions.tracks import take_up as take
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.signals import SignalPage, entry_choices, signal_page
from houvast.tracks.rules.known import AskedFor
from houvast.tracks.rules.views import SignalView
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.asked_first import warn_when_known
from houvast.web.fields import DomainForm
from houvast.web.forms.signals import ReferForm, SignalForm, TakeUpForm, TurnDownForm
from houvast.web.frame import tell
from houvast.web.queries import choice, number, same_but


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what was answered, in views."""
    view = choice(request.GET, "weergave", SignalView) or SignalView.WAITING
    asked = Asked(view, page=number(request.GET, "bladzijde"))
    page, wrong = entries_page(actor(request, Purpose.INTAKE), asked)
    context = {
        "page": page,
        "corrections": wrong,
        "views": [(one, page.counts[one]) for one in SignalView],
        "link": same_but(request.GET, "bladzijde"),
    }
    return render(request, "signals/signals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_signal(request: HttpRequest) -> HttpResponse:
    """Enter what was noticed."""
    by = actor(request, Purpose.INTAKE)
    offered = entry_choices(by)
    if request.method != "POST":
        form = SignalForm(initial={"key": uuid4(), "observed_on": offered.today}, offered=offered)
        return render(request, "signals/new.html", {"form": form})
    form = SignalForm(request.POST, offered=offered)

    def away(signal_id: Any) -> HttpResponse:
        tell(request, _("Aangemeld. De triage antwoordt binnen drie werkdagen."))
        return redirect("signal", signal_id)

    def act() -> UUID:
        seen, who = form.observation(), form.who()
        return acts.receive_signal(by=by, seen=seen, who=who, key=form.cleaned_data["key"])

    return answered(request, form, act, away, "signals/new.html", dict)


@require_safe
def signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """One signal with its facts; with what Veiligheid offered, the record of what it gave."""
    by = actor(request, Purpose.INTAKE)
    page, offer = entry_page(by, signal_id)
    return render(request, "signals/signal.html", {"page": page, "offer": offer})


@require_POST
def start(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Begin to look at it."""
    acts.start_triage(by=actor(request, Purpose.INTAKE), signal_id=signal_id)
    return redirect("signal", signal_id)


@require_POST
def confirm(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The named receiver has taken it over."""
    acts.confirm_referral(by=actor(request, Purpose.INTAKE), signal_id=signal_id)
    tell(request, _("Vastgelegd dat het is overgenomen."))
    return redirect("signal", signal_id)


def _to_answer(by: Actor, signal_id: UUID) -> SignalPage:
    """A signal for who answers signals; who only reads it finds no form here."""
    if by.role != Role.TRIAGE_MEMBER:
        raise NotFound
    return signal_page(by, signal_id)


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Propose a track: with the answers of the law, a holder and a coach."""
    by = actor(request, Purpose.INTAKE)
    page = _to_answer(by, signal_id)
    if request.method != "POST":
        form = TakeUpForm(page=page)
        return render(request, "signals/take_up.html", {"page": page, "form": form})
    form = TakeUpForm(request.POST, page=page)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Opgepakt. De coach krijgt de vraag, de regisseur houdt het vast."))
        return redirect("signals")

    def act() -> UUID:
        warn_when_known(request, form, AskedFor.SIGNAL, (page.family_name, page.birth_date))
        return take(
            by=by,
            signal_id=signal_id,
            answers=form.answers(),
            proposal=form.proposal(),
            who=form.who(),
            criterion=form.cleaned_data.get("criterion"),
        )

    return answered(request, form, act, away, "signals/take_up.html", lambda: {"page": page})


def _answer(
    request: HttpRequest,
    signal_id: UUID,
    form_class: type[DomainForm],
    act: Callable[[Actor, dict[str, Any]], None],
    words: tuple[str, str, str],
) -> HttpResponse:
    """One of the two short answers: a form with a reason, then back to the list."""
    by = actor(request, Purpose.INTAKE)
    title, submit, done = words
    page = _to_answer(by, signal_id)
    context = {"page": page, "title": title, "submit": submit}
    if request.method != "POST":
        return render(request, "signals/answer.html", context | {"form": form_class()})
    form = form_class(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, done)
        return redirect("signals")

    return answered(
        request,
        form,
        lambda: act(by, form.cleaned_data),
        away,
        "signals/answer.html",
        lambda: context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def turn_down(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Do nothing, and say why."""
    words = (_("Niet oppakken"), _("Niet oppakken"), _("Vastgelegd waarom we dit niet oppakken."))
    return _answer(
        request,
        signal_id,
        TurnDownForm,
        lambda by, data: acts.turn_down(by=by, signal_id=signal_id, reason=data["reason"]),
        words,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Pass it on warmly, to a named person."""
    words = (
        _("Doorverwijzen"),
        _("Doorverwijzen"),
        _("Doorverwezen. Leg vast wanneer het is overgenomen."),
    )
    return _answer(
        request,
        signal_id,
        ReferForm,
        lambda by, data: acts.refer(
            by=by, signal_id=signal_id, to=data["to"], reason=data["reason"]
        ),
        words,
    )
