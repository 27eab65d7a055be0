"""Workplaces: what the work asks and gives, and whether it is still there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.employers import (
    ConditionIn,
    Workplace,
    WorkplaceIn,
    WorkplaceItem,
    Workplaces,
)
from houvast.api.shapes.made import Cursor, Word
from houvast.employers import actions
from houvast.employers.reads import workplace_page, workplaces_page
from houvast.employers.reads.workplace_list import AskedWorkplaces
from houvast.employers.rules.states import Sector, WorkKind, WorkplaceState

router = Router(tags=["workplaces"])
READ, WRITE = Scope.EMPLOYERS_READ, Scope.EMPLOYERS_WRITE


@read(router, "/workplaces", READ, Workplaces)
def list_workplaces(
    request: HttpRequest,
    state: WorkplaceState | None = None,
    kind: WorkKind | None = None,
    sector: Sector | None = None,
    search: Word = "",
    cursor: Cursor = "",
) -> Workplaces:
    """The workplaces, by title; without a state all that are not withdrawn."""
    asked = AskedWorkplaces(state, search, kind, sector, page=page_of(cursor))
    page = workplaces_page(actor(request), asked, up_to=None)
    items = [WorkplaceItem.model_validate(one) for one in page.rows]
    return Workplaces(items=items, total=page.total).at(page.page, page.pages)


def workplace_of(request: HttpRequest, workplace_id: UUID) -> Workplace:
    """One workplace, as it is shown and as If-Match compares it."""
    return Workplace.of(workplace_page(actor(request), workplace_id))


@read(router, "/workplaces/{workplace_id}", READ, Workplace)
def get_workplace(request: HttpRequest, workplace_id: UUID) -> Workplace:
    """One workplace with what it asks and gives."""
    return workplace_of(request, workplace_id)


@write(router, "/employers/{employer_id}/workplaces", WRITE, makes=True)
def add_workplace(request: HttpRequest, employer_id: UUID, sent: WorkplaceIn) -> HttpResponse:
    """Add a workplace as a draft."""
    return written(
        request,
        employer_id,
        lambda key: actions.add_workplace(
            by=actor(request), employer_id=employer_id, facts=sent.facts(), key=key
        ),
        at="/workplaces/{id}",
    )


@write(router, "/workplaces/{workplace_id}", WRITE, method="PUT")
def replace_workplace(request: HttpRequest, workplace_id: UUID, sent: WorkplaceIn) -> HttpResponse:
    """Write a workplace anew."""

    def act(_key: UUID | None) -> None:
        actions.change_workplace(by=actor(request), workplace_id=workplace_id, facts=sent.facts())

    return written(request, workplace_id, act, version=lambda: workplace_of(request, workplace_id))


@write(router, "/workplaces/{workplace_id}/conditions", WRITE, makes=True)
def add_condition(request: HttpRequest, workplace_id: UUID, sent: ConditionIn) -> HttpResponse:
    """Add what the work asks, with the reason that lies in the work."""
    return written(
        request,
        workplace_id,
        lambda key: actions.add_condition(
            by=actor(request), workplace_id=workplace_id, key=key, **sent.given()
        ),
    )


@write(router, "/workplaces/{workplace_id}/_offer", WRITE)
def offer_workplace(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """Make a draft available."""

    def act(_key: UUID | None) -> None:
        actions.offer_workplace(by=actor(request), workplace_id=workplace_id)

    return written(request, workplace_id, act, version=lambda: workplace_of(request, workplace_id))


@write(router, "/workplaces/{workplace_id}/_confirm", WRITE)
def confirm_workplace(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """The employer says today that the workplace is still there."""

    def act(_key: UUID | None) -> None:
        actions.confirm_workplace(by=actor(request), workplace_id=workplace_id)

    return written(request, workplace_id, act, version=lambda: workplace_of(request, workplace_id))


@write(router, "/workplaces/{workplace_id}/_withdraw", WRITE)
def withdraw_workplace(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """The workplace is gone, for good. Who works there stays."""

    def act(_key: UUID | None) -> None:
        actions.withdraw_workplace(by=actor(request), workplace_id=workplace_id)

    return written(request, workplace_id, act, version=lambda: workplace_of(request, workplace_id))
