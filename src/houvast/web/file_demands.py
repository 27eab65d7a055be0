"""Vorderingen: a demand for a file is prepared by one, decided by another, and given row by row."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.cooperation.actions import demands as actions
from houvast.cooperation.reads import demands as reads
from houvast.cooperation.rules.demands import DECIDES, PREPARES
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.file_demand_papers import letter_of, piece_words
from houvast.web.forms.file_demands import (
    DecisionForm,
    DemandForm,
    FileForm,
    HandOverForm,
    LeaveOutForm,
    ProposalForm,
    SendBackForm,
)
from houvast.web.frame import tell

SENT = ("GET", "HEAD", "POST")


@require_safe
def demands(request: HttpRequest) -> HttpResponse:
    """Every demand for a file: what waits for an answer, and what had one."""
    return render(
        request, "file_demands/demands.html", {"page": reads.demands_page(actor(request))}
    )


@require_http_methods(SENT)
def new_demand(request: HttpRequest) -> HttpResponse:
    """Write down a demand that came in."""
    by, template = actor(request), "file_demands/new.html"
    page = reads.demands_page(by, to_register=True)
    if request.method != "POST":
        initial = {"key": uuid4(), "received_on": page.today}
        return render(request, template, {"form": DemandForm(initial=initial)})
    form = DemandForm(request.POST)

    def act() -> UUID:
        key = form.cleaned_data["key"]
        return actions.register_demand(by=by, asked=form.asked_for(), key=key)

    def away(made: Any) -> HttpResponse:
        tell(request, _("Opgeschreven. Zoek nu het dossier, of stel een weigering voor."))
        return redirect("demand", made)

    return answered(request, form, act, away, template, dict)


@require_safe
def demand(request: HttpRequest, demand_id: UUID) -> HttpResponse:
    """One demand: what was asked, what was gathered, what was proposed and decided."""
    page = reads.demand_page(actor(request), demand_id)
    pieces = [(one, piece_words(one)) for one in page.pieces]
    return render(request, "file_demands/demand.html", {"page": page, "pieces": pieces})


def _gather(by: Actor, demand_id: UUID, data: dict[str, Any]) -> str:
    many = actions.gather_pieces(by=by, demand_id=demand_id, **data)
    if not many:
        return _("Met deze naam en datum is er niets gevonden.")
    return _("{n} stukken gevonden. Lees ze na en haal weg wat niet mee mag.").format(n=many)


def _propose(by: Actor, demand_id: UUID, data: dict[str, Any]) -> str:
    actions.propose_answer(by=by, demand_id=demand_id, **data)
    return _("Voorgesteld. Een tweede persoon beslist.")


def _decide(by: Actor, demand_id: UUID, data: dict[str, Any]) -> str:
    actions.decide_demand(by=by, demand_id=demand_id, **data)
    return _("Besloten. De privacy officer maakt de brief.")


def _back(by: Actor, demand_id: UUID, data: dict[str, Any]) -> str:
    actions.send_demand_back(by=by, demand_id=demand_id, **data)
    return _("Terug naar de privacy officer.")


def _give(by: Actor, demand_id: UUID, data: dict[str, Any]) -> str:
    data = {"on": data.pop("given_on")} | data
    actions.hand_over_pieces(by=by, demand_id=demand_id, **data)
    return _("Opgeschreven wat je gaf, wanneer en aan wie.")


Act = Callable[[Actor, UUID, dict[str, Any]], str]
STEPS: dict[str, tuple[type[DomainForm], Act, Any, Any]] = {
    "dossier": (FileForm, _gather, "may_prepare", _("Zoek het dossier")),
    "voorstel": (ProposalForm, _propose, "may_prepare", _("Stel een antwoord voor")),
    "besluit": (DecisionForm, _decide, "may_decide", _("Neem het besluit")),
    "terug": (SendBackForm, _back, "may_decide", _("Stuur terug")),
    "gegeven": (HandOverForm, _give, "may_hand_over", _("Het is gegeven")),
}
"""What one does with a demand, by its name in the address: form, act, for whom, and its words."""


@require_http_methods(SENT)
def demand_step(request: HttpRequest, demand_id: UUID, turn: str) -> HttpResponse:
    """One step: find the file, propose, decide, send back, or say what was given."""
    if turn not in STEPS:
        raise NotFound
    kind, act, may, title = STEPS[turn]
    by, template = actor(request), "file_demands/step.html"
    page = reads.demand_page(by, demand_id)
    if by.role not in (DECIDES if may == "may_decide" else (PREPARES,)):
        raise NotFound
    context = {"page": page, "title": _(title), "turn": turn}
    if request.method != "POST":
        if not getattr(page, may):
            raise NotFound
        return render(request, template, context | {"form": kind()})
    form = kind(request.POST)

    def away(said: Any) -> HttpResponse:
        tell(request, said)
        return redirect("demand", demand_id)

    return answered(
        request,
        form,
        lambda: act(by, demand_id, dict(form.cleaned_data)),
        away,
        template,
        lambda: context,
    )


@require_http_methods(SENT)
def demand_piece(request: HttpRequest, piece_id: UUID) -> HttpResponse:
    """Leave one row out, with the reason."""
    by, template = actor(request), "file_demands/piece.html"
    demand_id, piece = reads.piece_of(by, piece_id)
    context = {"demand_id": demand_id, "piece": piece, "text": piece_words(piece)}
    if request.method != "POST":
        form = LeaveOutForm(initial={"reason": piece.left_out})
        return render(request, template, context | {"form": form})
    form = LeaveOutForm(request.POST)

    def act() -> UUID:
        return actions.leave_out(by=by, piece_id=piece_id, reason=form.cleaned_data["reason"])

    return answered(
        request, form, act, lambda made: redirect("demand", made), template, lambda: context
    )


@require_POST
def give_piece(request: HttpRequest, piece_id: UUID) -> HttpResponse:
    """Give a row after all."""
    demand_id = actions.leave_out(by=actor(request), piece_id=piece_id, reason="")
    tell(request, _("Je geeft dit toch."))
    return redirect("demand", demand_id)


@require_safe
def demand_letter(request: HttpRequest, decided_id: UUID) -> HttpResponse:
    """The decision with its reasons and the exact rows that are given, as a PDF kept nowhere."""
    if settings.SECOND_STEP:
        raise_if_reauthentication_required(request, app="houvast")
    facts = reads.demand_letter(actor(request), decided_id)
    made = letter_of(facts, getattr(request.user, "name", ""))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="besluit.pdf"'
    return answer
