"""Employers: what we know of them, the talks, and what was promised."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Role, Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.employers import (
    AnswerIn,
    BrokenIn,
    BrokerQuestion,
    BrokerQuestions,
    ContactPersonIn,
    ConversationIn,
    Employer,
    EmployerIn,
    EmployerItem,
    Employers,
    PromiseIn,
)
from houvast.api.shapes.made import Cursor, Word
from houvast.employers import actions
from houvast.employers.reads import employer_page, employers_page
from houvast.employers.reads.employer_list import AskedEmployers
from houvast.employers.reads.questions import broker_page, questions_page
from houvast.employers.rules.states import Sector
from houvast.employers.rules.views import EmployerView

router = Router(tags=["employers"])
READ, WRITE = Scope.EMPLOYERS_READ, Scope.EMPLOYERS_WRITE


@read(router, "/employers", READ, Employers)
def list_employers(
    request: HttpRequest,
    view: EmployerView = EmployerView.ALL,
    search: Word = "",
    sector: Sector | None = None,
    cursor: Cursor = "",
) -> Employers:
    """The employers, by name."""
    asked = AskedEmployers(view, search, sector, page=page_of(cursor))
    page = employers_page(actor(request), asked)
    items = [EmployerItem.model_validate(one) for one in page.rows]
    return Employers(items=items, total=page.total).at(page.page, page.pages)


def employer_of(request: HttpRequest, employer_id: UUID) -> Employer:
    """One employer, as it is shown and as If-Match compares it."""
    return Employer.of(employer_page(actor(request), employer_id))


@read(router, "/employers/{employer_id}", READ, Employer)
def get_employer(request: HttpRequest, employer_id: UUID) -> Employer:
    """One employer with contacts, talks, promises and workplaces."""
    return employer_of(request, employer_id)


@write(router, "/employers", WRITE, makes=True)
def add_employer(request: HttpRequest, sent: EmployerIn) -> HttpResponse:
    """Add an employer."""
    return written(
        request,
        None,
        lambda key: actions.add_employer(
            by=actor(request), facts=sent.facts(), account_manager_id=sent.account_manager, key=key
        ),
        at="/employers/{id}",
    )


@write(router, "/employers/{employer_id}", WRITE, method="PUT")
def replace_employer(request: HttpRequest, employer_id: UUID, sent: EmployerIn) -> HttpResponse:
    """Write an employer anew."""

    def act(_key: UUID | None) -> None:
        actions.change_employer(
            by=actor(request),
            employer_id=employer_id,
            facts=sent.facts(),
            account_manager_id=sent.account_manager,
        )

    return written(request, employer_id, act, version=lambda: employer_of(request, employer_id))


@write(router, "/employers/{employer_id}/contact-persons", WRITE, makes=True)
def add_contact_person(
    request: HttpRequest, employer_id: UUID, sent: ContactPersonIn
) -> HttpResponse:
    """Add someone who works at an employer."""
    return written(
        request,
        employer_id,
        lambda key: actions.add_contact(
            by=actor(request), employer_id=employer_id, facts=sent.facts(), key=key
        ),
    )


@write(router, "/employers/{employer_id}/conversations", WRITE, makes=True)
def add_conversation(request: HttpRequest, employer_id: UUID, sent: ConversationIn) -> HttpResponse:
    """Note a talk with an employer: about the work, never about a young person."""
    return written(
        request,
        employer_id,
        lambda key: actions.log_conversation(
            by=actor(request),
            employer_id=employer_id,
            on=sent.on,
            about=sent.about,
            contact_id=sent.contact,
            next_on=sent.next_on,
            key=key,
        ),
    )


@write(router, "/employers/{employer_id}/promises", WRITE, makes=True)
def add_promise(request: HttpRequest, employer_id: UUID, sent: PromiseIn) -> HttpResponse:
    """Note what the employer promised, or we, and by when."""
    return written(
        request,
        employer_id,
        lambda key: actions.make_promise(
            by=actor(request), employer_id=employer_id, key=key, **sent.given()
        ),
    )


@write(router, "/promises/{promise_id}/_keep", WRITE)
def keep_promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """The promise was kept."""

    def act(_key: UUID | None) -> None:
        actions.answer_promise(by=actor(request), promise_id=promise_id, kept=True)

    return written(request, promise_id, act)


@write(router, "/promises/{promise_id}/_break", WRITE)
def break_promise(request: HttpRequest, promise_id: UUID, sent: BrokenIn) -> HttpResponse:
    """The promise was not kept: what came in between."""

    def act(_key: UUID | None) -> None:
        actions.answer_promise(
            by=actor(request), promise_id=promise_id, kept=False, reason=sent.reason
        )

    return written(request, promise_id, act)


@read(router, "/broker-questions", READ, BrokerQuestions)
def list_broker_questions(request: HttpRequest) -> BrokerQuestions:
    """The questions to brokers that run, in general words."""
    by = actor(request)
    if by.role == Role.BROKER:
        own = broker_page(by)
        lines = (*own.waiting, *own.asking, *own.refused)
    else:
        lines = questions_page(by).running
    return BrokerQuestions(items=[BrokerQuestion.model_validate(one) for one in lines])


@write(router, "/broker-questions/{question_id}/_answer", WRITE)
def answer_broker_question(request: HttpRequest, question_id: UUID, sent: AnswerIn) -> HttpResponse:
    """The broker says: yes, I ask around; or: not now."""

    def act(_key: UUID | None) -> None:
        actions.answer_question(by=actor(request), question_id=question_id, will_ask=sent.will_ask)

    return written(request, question_id, act)
