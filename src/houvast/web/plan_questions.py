"""Vragen aan een plan: those of Houvast, and those of the municipality, by two people."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.plans.actions.asking import agree_question, decline_question, propose_question
from houvast.plans.reads.own_questions import (
    OneQuestionPage,
    one_question_page,
    questions_page,
)
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_questions import QuestionForm, as_initial
from houvast.web.frame import tell

SENT = ("GET", "HEAD", "POST")
CHANGE = "plan_checks/change_question.html"


@require_safe
def plan_questions(request: HttpRequest) -> HttpResponse:
    """What a plan is held against from now on, and what waits for a second person."""
    page = questions_page(actor(request, Purpose.FIGURES))
    return render(request, "plan_checks/questions.html", {"page": page})


@require_safe
def own_plan_question(request: HttpRequest, code: str) -> HttpResponse:
    """One question of the municipality, and what became of it."""
    page = one_question_page(actor(request, Purpose.FIGURES), code)
    return render(request, "plan_checks/own_question.html", {"page": page})


@require_http_methods(SENT)
def new_plan_question(request: HttpRequest) -> HttpResponse:
    """Propose a question of one's own."""
    page = questions_page(actor(request, Purpose.FIGURES))
    return _proposed(request, None, {"key": uuid4(), "read_on": page.today})


@require_http_methods(SENT)
def change_plan_question(request: HttpRequest, code: str) -> HttpResponse:
    """Propose another version of a question of the municipality."""
    page = one_question_page(actor(request, Purpose.FIGURES), code)
    return _proposed(request, page, as_initial(page.kept.question) | {"key": uuid4()})


def _proposed(
    request: HttpRequest, page: OneQuestionPage | None, first: dict[str, Any]
) -> HttpResponse:
    is_new = page is None
    context = {"page": page}
    if request.method != "POST":
        form = QuestionForm(initial=first, is_new=is_new)
        return render(request, CHANGE, context | {"form": form})
    form = QuestionForm(request.POST, is_new=is_new)
    by = actor(request, Purpose.FIGURES)

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
