"""The day of the account manager, questions to brokers, their own page, and the work we miss."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.employers import actions
from houvast.employers.permissions import require
from houvast.employers.reads.questions import broker_page, missing_page, questions_page
from houvast.employers.reads.work_day import work_day
from houvast.employers.rules.roles import Act
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.demand_words import demand_part, first_words
from houvast.web.forms.questions import AskForm, MissingForm
from houvast.web.frame import tell
from houvast.web.queries import key, number
from houvast.web.sheets import Sheet, answer


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """What is due at one's employers: promises, talks, stale places, drafts and questions."""
    page = work_day(actor(request), all_of_us="alles" in request.GET)
    return render(request, "employers/day.html", {"page": page})


@require_safe
def broker_home(request: HttpRequest) -> HttpResponse:
    """What is asked of a broker, and what came of it at his own employers."""
    return render(request, "employers/broker.html", {"page": broker_page(actor(request))})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The questions to brokers and what they answered."""
    return render(request, "employers/questions.html", {"page": questions_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask brokers for work in general words; work that we miss can give the first words."""
    by = actor(request)
    require(by, Act.ASK_BROKER)
    asked = {"missing": key(request.GET, "gemist"), "demand": key(request.GET, "werk")}
    page = questions_page(by, **asked)
    start = first_words(page.demand) if page.demand else page.start
    sheet = Sheet(
        title=_("Nieuwe vraag"),
        about=_("Vragen aan bemiddelaars"),
        submit=_("Vraag het"),
        back=reverse("questions"),
        told=_("Gevraagd. Het antwoord komt hier te staan."),
        form=AskForm,
        initial={"text": start},
        given={"brokers": page.brokers},
        note=_("Begin met: Zoek je iemand die … Een bemiddelaar hoort nooit over wie het gaat."),
    )
    return answer(request, sheet, lambda form: actions.ask_brokers(by=by, **form.cleaned_data))


@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: HttpRequest) -> HttpResponse:
    """The work that we miss; a POST notes more."""
    by = actor(request)
    page = missing_page(by)
    demand = demand_part(page.demand, number(request.GET, "bladzijde"))
    if request.method != "POST":
        form = MissingForm(initial={"key": uuid4()})
        return render(
            request, "employers/missing.html", {"page": page, "demand": demand, "form": form}
        )
    form = MissingForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Genoteerd. Iedereen die met werkgevers praat, ziet het nu."))
        return redirect("missing")

    return answered(
        request,
        form,
        lambda: actions.note_missing(by=by, **form.cleaned_data),
        away,
        "employers/missing.html",
        lambda: {"page": page, "demand": demand},
    )


Told = str | Promise
QUESTION_STEPS: dict[str, tuple[Callable[[Actor, UUID], object], Told, str]] = {
    "ja": (
        lambda by, one: actions.answer_question(by=by, question_id=one, will_ask=True),
        gettext_lazy("Dank je. Lukt het? Voeg dan een werkplek toe bij de werkgever."),
        "terug",
    ),
    "nee": (
        lambda by, one: actions.answer_question(by=by, question_id=one, will_ask=False),
        gettext_lazy("Dat is goed. Je hoeft niet te zeggen waarom."),
        "terug",
    ),
    "terug": (
        lambda by, one: actions.take_back_answer(by=by, question_id=one),
        gettext_lazy("De vraag staat weer open."),
        "",
    ),
    "afronden": (
        lambda by, one: actions.close_question(by=by, question_id=one),
        gettext_lazy("Afgerond. De ondernemer ziet deze vraag niet meer."),
        "heropenen",
    ),
    "heropenen": (
        lambda by, one: actions.reopen_question(by=by, question_id=one),
        gettext_lazy("De vraag staat weer open."),
        "",
    ),
}
"""What a broker answers, and what staff does: the act, what is told, and the way back."""


@require_POST
def question_step(request: HttpRequest, question_id: UUID, step: str) -> HttpResponse:
    """Answer a question as its broker, or close it as staff; both can be undone that day."""
    if step not in QUESTION_STEPS:
        raise Http404
    by = actor(request)
    act, told, back = QUESTION_STEPS[step]
    act(by, question_id)
    tell(request, told, undo=reverse("question_step", args=[question_id, back]) if back else "")
    return redirect("broker_home" if by.role == Role.BROKER else "questions")


@require_POST
def missing_step(request: HttpRequest, missing_id: UUID, step: str) -> HttpResponse:
    """Such work was found; or take that back on the same day."""
    acts = {"gevonden": actions.missing_found, "terug": actions.missing_again}
    if step not in acts:
        raise Http404
    acts[step](by=actor(request), missing_id=missing_id)
    back = reverse("missing_step", args=[missing_id, "terug"]) if step == "gevonden" else ""
    tell(request, _("Mooi: gevonden.") if back else _("Teruggezet."), undo=back)
    return redirect("missing")
