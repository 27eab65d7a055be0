"""Questions that a municipality asks of a plan itself: one proposes, and another agrees."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.plan_questions import PlanQuestionIn, PlanQuestions
from houvast.plans.actions.asking import agree_question, decline_question, propose_question
from houvast.plans.reads.own_questions import questions_page

router = Router(tags=["plan checks"])
READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE


@read(router, "/plan-questions", READ, PlanQuestions)
def list_plan_questions(request: HttpRequest) -> PlanQuestions:
    """The own questions of the municipality, and those that wait for a second person."""
    return PlanQuestions.of(questions_page(actor(request)))


@write(router, "/plan-questions", WRITE, makes=True)
def add_plan_question(request: HttpRequest, sent: PlanQuestionIn) -> HttpResponse:
    """Propose a question, or another version of one; it counts once a second person agrees."""

    def act(key: UUID | None) -> UUID:
        made = key or uuid4()
        propose_question(by=actor(request), key=made, **sent.said())
        return made

    return written(request, None, act)


@write(router, "/plan-questions/{version_id}/_agree", WRITE)
def agree_plan_question(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Agree as the second person: plans that come in from now on are held against it."""

    def act(_key: UUID | None) -> None:
        agree_question(by=actor(request), version_id=version_id)

    return written(request, version_id, act)


@write(router, "/plan-questions/{version_id}/_decline", WRITE)
def decline_plan_question(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Let a question stay as it was; who proposed takes it back like this too."""

    def act(_key: UUID | None) -> None:
        decline_question(by=actor(request), version_id=version_id)

    return written(request, version_id, act)
