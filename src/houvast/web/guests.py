"""Vraag een partner, De vraag (all that a guest has), and Gasten for who watches."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.cooperation.actions import guests as actions
from houvast.cooperation.reads import guests as reads
from houvast.cooperation.reads import own_question as own
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.guests import AnswerForm, AskForm
from houvast.web.forms.sharing import WhyForm
from houvast.web.frame import tell

SENT = ("GET", "HEAD", "POST")


@require_http_methods(SENT)
def ask_partner(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The questions about one young person, and a form for another one."""
    by, template = actor(request, Purpose.GUIDANCE), "guests/ask.html"
    page = reads.ask_page(by, track_id)
    if request.method != "POST":
        until = min((one.latest for one in page.decided), default=None)
        form = AskForm(page=page, initial={"until": until})
        return render(request, template, {"page": page, "form": form})
    form = AskForm(request.POST, page=page)

    def act() -> UUID:
        key = form.cleaned_data["key"]
        return actions.ask_guest(by=by, track_id=track_id, asked=form.ask(), key=key)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Gevraagd. Bij het antwoord of na de laatste dag sluit het vanzelf."))
        return redirect("ask_partner", track_id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_http_methods(SENT)
def stop_guest(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Stop a question, with why: from this moment the guest sees nothing."""
    by, template = actor(request), "guests/stop.html"
    line = reads.guest_line(by, asked_id)
    watches = by.role == Role.PRIVACY_OFFICER
    context = {"line": line, "watches": watches}
    if request.method != "POST":
        return render(request, template, context | {"form": WhyForm()})
    form = WhyForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Gestopt. De gast ziet niets meer."))
        return redirect("guests") if watches else redirect("ask_partner", line.track_id)

    return answered(
        request,
        form,
        lambda: actions.stop_guest(by=by, question_id=asked_id, why=form.cleaned_data["why"]),
        away,
        template,
        lambda: context,
    )


@require_POST
def answer_read(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """The coach has read the answer."""
    track = actions.note_read(actor(request, Purpose.GUIDANCE), answer_id)
    tell(request, _("Gelezen. Het antwoord blijft bij Delen staan."))
    return redirect("tasks") if "tasks" in request.POST else redirect("ask_partner", track)


@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """Where a guest begins: his question, or that there is none."""
    found = own.own_question(actor(request))
    if found is not None:
        return redirect("guest_question", found)
    return render(request, "guests/none.html")


@require_http_methods(SENT)
def guest_question(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """The question, what was shared for it, and the answer; over is not found."""
    by, template = actor(request), "guests/question.html"
    page = own.guest_page(by, asked_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": AnswerForm()})
    form = AnswerForm(request.POST)

    def act() -> UUID:
        data = form.cleaned_data
        given = {"text": data["text"], "certainty": data["certainty"]}
        return actions.answer(by=by, question_id=asked_id, **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Bedankt. De coach heeft je antwoord. Je ziet nu niets meer."))
        return redirect("question")

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_POST
def return_question(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """The guest does not answer it."""
    actions.give_back(by=actor(request), question_id=asked_id)
    tell(request, _("Teruggegeven. De coach hoort dat je niet antwoordt."))
    return redirect("question")


@require_safe
def guests(request: HttpRequest) -> HttpResponse:
    """Every question to a guest, the open ones first; about whom is not told."""
    return render(request, "guests/guests.html", {"page": reads.watch_page(actor(request))})
