"""Signalen van Veiligheid: enter one, answer it, and offer help without saying why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.cooperation.actions import safety as actions
from houvast.cooperation.actions.mending import confirm_correction, mend_offer
from houvast.cooperation.reads.safety import (
    SafetySignalPage,
    safety_choices,
    safety_signal_page,
    safety_signals_page,
)
from houvast.cooperation.rules.safety import ANSWERED, SafetyView
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.reads.listing import Asked
from houvast.tracks.rules.informing import Language
from houvast.tracks.rules.states import SignalState
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.safety import (
    AgreeForm,
    HelpToldForm,
    MendForm,
    NearForm,
    OfferHelpForm,
    PoliceYesForm,
    SafetySignalForm,
    WhyNotForm,
)
from houvast.web.frame import tell
from houvast.web.queries import choice, number, same_but

SENT = ("GET", "HEAD", "POST")


@require_safe
def safety_signals(request: HttpRequest) -> HttpResponse:
    """What Veiligheid heard: what waits, what a second person looks at, what is to be told."""
    view = choice(request.GET, "weergave", SafetyView) or SafetyView.WAITING
    asked = Asked(view, page=number(request.GET, "bladzijde"))
    page = safety_signals_page(actor(request, Purpose.SAFETY_TRIAGE), asked)
    context = {
        "page": page,
        "views": [(one, page.counts[one]) for one in SafetyView],
        "link": same_but(request.GET, "bladzijde"),
    }
    return render(request, "safety/signals.html", context)


@require_http_methods(SENT)
def new_safety_signal(request: HttpRequest) -> HttpResponse:
    """Enter what Veiligheid heard."""
    by, template = actor(request, Purpose.SAFETY_TRIAGE), "safety/new.html"
    offered = safety_choices(by)
    if request.method != "POST":
        first = {"key": uuid4(), "observed_on": offered.today}
        form = SafetySignalForm(initial=first, offered=offered)
        return render(request, template, {"form": form, "offered": offered})
    form = SafetySignalForm(request.POST, offered=offered)

    def act() -> UUID:
        return actions.receive_safety_signal(
            by=by,
            seen=form.noticed(),
            who=form.who(),
            given=form.given(),
            key=form.cleaned_data["key"],
        )

    def away(made: Any) -> HttpResponse:
        tell(request, _("Opgeschreven. Dit blijft bij Veiligheid."))
        return redirect("safety_signal", made)

    return answered(request, form, act, away, template, lambda: {"offered": offered})


@require_safe
def safety_signal(request: HttpRequest, safety_id: UUID) -> HttpResponse:
    """One signal with what was decided about it, and what leaves when help is offered."""
    page = safety_signal_page(actor(request, Purpose.SAFETY_TRIAGE), safety_id)
    return render(request, "safety/signal.html", {"page": page})


def _begin(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str | Promise:
    goes_on = actions.start_safety_triage(by=by, signal_id=signal_id, is_private=data["near"])
    return _("Je kunt nu beslissen.") if goes_on else CLOSED


def _offer(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    sent = actions.offer_help(by=by, signal_id=signal_id, **data)
    if sent:
        return _("Gegeven. Het college weet wie het kan bereiken, en niet waarom.")
    return _("Besloten. Een collega van Veiligheid kijkt mee voordat het gegeven wordt.")


def _turn_down(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    actions.turn_down_safety(by=by, signal_id=signal_id, **data)
    return _("Vastgelegd waarom jullie niets doen.")


def _agree(by: Actor, signal_id: UUID, _data: dict[str, Any]) -> str:
    actions.agree_offer(by=by, signal_id=signal_id)
    return _("Gegeven. Het college weet wie het kan bereiken, en niet waarom.")


def _back(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    actions.send_offer_back(by=by, signal_id=signal_id, **data)
    return _("Niet gegeven. De triage beslist opnieuw.")


def _police_yes(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    actions.note_police_yes(by=by, signal_id=signal_id, **data)
    return _("Vastgelegd. Jullie kunnen nu hulp aanbieden.")


def _told(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    actions.tell_of_offer(by=by, signal_id=signal_id, **data)
    return _("Vastgelegd wanneer de jongere het hoorde, en hoe.")


def _mend(by: Actor, signal_id: UUID, data: dict[str, Any]) -> str:
    if mend_offer(by=by, signal_id=signal_id, **data):
        return _("Ingetrokken. Niemand van het college leest het nog.")
    return _("Doorgegeven. Wie het kreeg, zet het binnen vijf werkdagen recht.")


CLOSED = gettext_lazy("Dit signaal is voor jou dicht. Een collega neemt het over.")
Act = Callable[[Actor, UUID, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What one does with a signal: the form, the act, when it can be done, and its words."""

    form: type[DomainForm]
    act: Act
    may: Callable[[SafetySignalPage], bool]
    title: str | Promise
    submit: str | Promise


def _received(page: SafetySignalPage) -> bool:
    return page.may_answer and page.line.state is SignalState.RECEIVED


def _in_triage(page: SafetySignalPage) -> bool:
    return page.may_answer and page.line.state is SignalState.IN_TRIAGE


STEPS = {
    "begin": Step(
        NearForm, _begin, _received, gettext_lazy("Begin de triage"), gettext_lazy("Begin")
    ),
    "prive": Step(
        NearForm,
        _begin,
        lambda page: page.may_second or _in_triage(page),
        gettext_lazy("Ken je deze jongere?"),
        gettext_lazy("Leg vast"),
    ),
    "aanbod": Step(
        OfferHelpForm,
        _offer,
        lambda page: _in_triage(page) and not page.waits_for_police,
        gettext_lazy("Hulp aanbieden"),
        gettext_lazy("Bied hulp aan"),
    ),
    "niets-doen": Step(
        WhyNotForm, _turn_down, _in_triage, gettext_lazy("Niets doen"), gettext_lazy("Doe niets")
    ),
    "akkoord": Step(
        AgreeForm,
        _agree,
        lambda page: page.may_second,
        gettext_lazy("Kijk mee"),
        gettext_lazy("Akkoord, geef het"),
    ),
    "terug": Step(
        WhyNotForm,
        _back,
        lambda page: page.may_second,
        gettext_lazy("Niet geven"),
        gettext_lazy("Geef het niet"),
    ),
    "politie": Step(
        PoliceYesForm,
        _police_yes,
        lambda page: page.may_note_yes,
        gettext_lazy("De politie vindt het goed"),
        gettext_lazy("Leg vast"),
    ),
    "herstel": Step(
        MendForm,
        _mend,
        lambda page: page.may_mend,
        gettext_lazy("Er klopt iets niet"),
        gettext_lazy("Geef door"),
    ),
    "verteld": Step(
        HelpToldForm,
        _told,
        lambda page: page.may_tell,
        gettext_lazy("De jongere weet het"),
        gettext_lazy("Leg vast"),
    ),
}


@require_http_methods(SENT)
def safety_step(request: HttpRequest, safety_id: UUID, act: str) -> HttpResponse:
    """One step with a signal of Veiligheid."""
    by, template = actor(request, Purpose.SAFETY_TRIAGE), "safety/step.html"
    page, step = safety_signal_page(by, safety_id), STEPS.get(act)
    if step is None:
        raise NotFound
    context = {"page": page, "act": act, "title": step.title, "submit": step.submit}
    if request.method != "POST":
        if not step.may(page):
            tell(request, _(ANSWERED), tone="amber")
            return redirect("safety_signal", safety_id)
        return render(request, template, context | {"form": _form(step, page, None)})
    form = _form(step, page, request.POST)

    def away(said: Any) -> HttpResponse:
        tell(request, said)
        closed = said is CLOSED
        return redirect("safety_signals") if closed else redirect("safety_signal", safety_id)

    def do() -> Any:
        return step.act(by, safety_id, _data(form))

    return answered(request, form, do, away, template, lambda: context)


@require_POST
def correction_done(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Who has the entry put it right: the triage, or who leads the track."""
    of_triage = getattr(request, "role", None) == Role.TRIAGE_MEMBER
    confirm_correction(
        actor(request, Purpose.INTAKE if of_triage else Purpose.GUIDANCE), correction_id
    )
    tell(request, _("Verwerkt. Het is van de lijst."))
    return redirect("signals" if of_triage else "tasks")


def _form(step: Step, page: SafetySignalPage, data: Any) -> DomainForm:
    kind: Any = step.form
    if kind in (OfferHelpForm, MendForm, WhyNotForm):
        made: DomainForm = kind(data, page=page)
        return made
    first = {"on": page.today, "language": Language.DUTCH}
    return step.form(data, initial=first)


def _data(form: DomainForm) -> dict[str, Any]:
    if isinstance(form, OfferHelpForm):
        data = form.cleaned_data
        asked = {"holds_police": data["holds_police"]} if "holds_police" in data else {}
        return {"answers": form.answers(), "what": data["what"], **asked}
    return dict(form.cleaned_data)
