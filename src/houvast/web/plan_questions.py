"""Vragen aan een plan: those of Houvast, and those of the municipality, by two people."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans.actions.asking import agree_question, decline_question, propose_question
from houvast.plans.reads.own_questions import OneQuestionPage, QuestionsPage, questions_page
from houvast.plans.reads.own_questions import one_question_page as one_question
from houvast.plans.rules.trying import Sought, sought_by
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_questions import QuestionForm, as_initial
from houvast.web.frame import tell
from houvast.web.plan_trying import TRY, Trial, trial

SENT = ("GET", "HEAD", "POST")
CHANGE = "plan_checks/change_question.html"


@require_safe
def plan_questions(request: HttpRequest) -> HttpResponse:
    """What a plan is held against from now on, and what waits for a second person."""
    page = questions_page(actor(request, Purpose.FIGURES))
    return render(request, "plan_checks/questions.html", {"page": page})


@require_safe
def own_plan_question(request: HttpRequest, code: str) -> HttpResponse:
    """One question of the municipality; `plan` is where somebody sees what a proposal does."""
    by = actor(request, Purpose.FIGURES)
    page = one_question(by, code)
    context: dict[str, Any] = {"page": page}
    if page.waiting and not page.waiting.question.withdrawn and page.plans:
        sent = request.GET if "plan" in request.GET else None
        context["trial"] = trial(by, sent, sought_by(page.waiting.question), page.plans)
    return render(request, "plan_checks/own_question.html", context)


@require_http_methods(SENT)
def new_plan_question(request: HttpRequest) -> HttpResponse:
    """Propose a question of one's own."""
    page = questions_page(actor(request, Purpose.FIGURES))
    return _proposed(request, page, None, {"key": uuid4(), "read_on": page.today})


@require_http_methods(SENT)
def change_plan_question(request: HttpRequest, code: str) -> HttpResponse:
    """Propose another version of a question of the municipality."""
    page = one_question(actor(request, Purpose.FIGURES), code)
    return _proposed(request, page, page, as_initial(page.kept.question) | {"key": uuid4()})


def _proposed(
    request: HttpRequest,
    seen: QuestionsPage | OneQuestionPage,
    page: OneQuestionPage | None,
    first: dict[str, Any],
) -> HttpResponse:
    is_new = page is None
    by = actor(request, Purpose.FIGURES)
    sends = request.method == "POST"
    form = QuestionForm(request.POST if sends else None, initial=first, is_new=is_new)
    if sends and TRY in request.POST:
        looked = _looked(request, by, form, seen)
        status = 200 if looked.effect else 422
        context = {"page": page, "form": form, "trial": looked}
        return render(request, CHANGE, context, status=status)
    context = {"page": page, "trial": trial(by, None, Sought(()), seen.plans)}
    if not sends:
        return render(request, CHANGE, context | {"form": form})

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("reason", "key")}
        code = page.kept.code if page else ""
        return propose_question(by=by, question=form.own(), code=code, **given)

    def away(made: str) -> HttpResponse:
        tell(
            request, _("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")
        )
        return redirect("own_plan_question", made)

    return answered(request, form, act, away, CHANGE, lambda: context)


def _looked(
    request: HttpRequest, by: Actor, form: QuestionForm, seen: QuestionsPage | OneQuestionPage
) -> Trial:
    """What the words that were typed point at; what else is typed stays, and is not asked yet."""
    looked = trial(by, request.POST, form.words(), seen.plans)
    if looked.refused:
        form.refuse(looked.refused)
    return looked


@require_POST
def answer_plan_question(request: HttpRequest, version_id: UUID, step: str) -> HttpResponse:
    """Agree as the second person, or leave the question as it was."""
    by = actor(request, Purpose.FIGURES)
    if step == "akkoord":
        code = agree_question(by=by, version_id=version_id)
        tell(request, _("Akkoord. Plannen die je nu brengt, gaan langs deze vraag."))
        return redirect("own_plan_question", code)
    if step != "niet":
        raise NotFound
    decline_question(by=by, version_id=version_id)
    tell(request, _("Niet veranderd. Het blijft zoals het was."))
    return redirect("plan_questions")
