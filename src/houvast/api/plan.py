"""The plan of a track: its steps, who takes them, and what became of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.tracks import Plan, ReasonIn, StepIn
from houvast.errors import NotAllowed
from houvast.placements.reads import file_page
from houvast.tracks.actions import steps

router = Router(tags=["plan"])
READ, WRITE = Scope.TRACKS_READ, Scope.TRACKS_WRITE


@read(router, "/tracks/{track_id}/plan", READ, Plan)
def get_plan(request: HttpRequest, track_id: UUID) -> Plan:
    """The steps and the quick scan of one track."""
    file = file_page(actor(request), track_id).file
    if not file.sees_plan:
        raise NotAllowed("PL_see")
    return Plan.of(file)


@write(router, "/tracks/{track_id}/steps", WRITE, makes=True)
def add_step(request: HttpRequest, track_id: UUID, sent: StepIn) -> HttpResponse:
    """Add a step to the plan."""
    return written(
        request,
        track_id,
        lambda _key: steps.add_step(by=actor(request), track_id=track_id, step=sent.step()),
    )


@write(router, "/steps/{step_id}/_finish", WRITE)
def finish_step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The step is done."""

    def act(_key: UUID | None) -> None:
        steps.finish_step(by=actor(request), step_id=step_id)

    return written(request, step_id, act)


@write(router, "/steps/{step_id}/_drop", WRITE)
def drop_step(request: HttpRequest, step_id: UUID, sent: ReasonIn) -> HttpResponse:
    """The step is no longer needed, and why."""

    def act(_key: UUID | None) -> None:
        steps.drop_step(by=actor(request), step_id=step_id, reason=sent.reason)

    return written(request, step_id, act)


@write(router, "/steps/{step_id}/_reopen", WRITE)
def reopen_step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take back that a step was done or dropped."""

    def act(_key: UUID | None) -> None:
        steps.reopen_step(by=actor(request), step_id=step_id)

    return written(request, step_id, act)
