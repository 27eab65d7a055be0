"""Placements, from the introduction to aftercare. The yes itself is said at a screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import read, write, written
from houvast.api.shapes.work import (
    AgreedIn,
    CheckInIn,
    Placement,
    PlacementItem,
    Placements,
    StartedIn,
    TrialIn,
    TrialNoteIn,
    WorkplaceChosenIn,
)
from houvast.placements import actions
from houvast.placements.reads import file_page, placement_page

router = Router(tags=["placements"])
READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE


@read(router, "/tracks/{track_id}/placements", READ, Placements)
def list_placements(request: HttpRequest, track_id: UUID) -> Placements:
    """The placements of one track."""
    page = file_page(actor(request), track_id)
    return Placements(items=[PlacementItem.model_validate(one) for one in page.placements])


@write(router, "/tracks/{track_id}/placements", WRITE, makes=True)
def add_placement(request: HttpRequest, track_id: UUID, sent: WorkplaceChosenIn) -> HttpResponse:
    """Put a workplace that was named by hand before the young person."""
    return written(
        request,
        track_id,
        lambda key: actions.propose(
            by=actor(request), track_id=track_id, workplace_id=sent.workplace_id, key=key
        ),
        at="/placements/{id}",
    )


def placement_of(request: HttpRequest, placement_id: UUID) -> Placement:
    """One placement, as it is shown and as If-Match compares it."""
    return Placement.of(placement_page(actor(request), placement_id))


@read(router, "/placements/{placement_id}", READ, Placement)
def get_placement(request: HttpRequest, placement_id: UUID) -> Placement:
    """One placement with what comes next."""
    return placement_of(request, placement_id)


@write(router, "/placements/{placement_id}/_introduce", WRITE)
def introduce_placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Young person and employer have met."""

    def act(_key: UUID | None) -> None:
        actions.introduce(by=actor(request), placement_id=placement_id)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/trial-days", WRITE)
def add_trial_day(request: HttpRequest, placement_id: UUID, sent: TrialIn) -> HttpResponse:
    """Plan the trial day, or move the one that is planned."""

    def act(_key: UUID | None) -> None:
        actions.plan_trial_day(by=actor(request), placement_id=placement_id, day=sent.day)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/trial-days/_note", WRITE)
def note_trial_day(request: HttpRequest, placement_id: UUID, sent: TrialNoteIn) -> HttpResponse:
    """Say how the planned trial day went, and what comes next."""

    def act(_key: UUID | None) -> None:
        actions.note_trial_day(by=actor(request), placement_id=placement_id, note=sent.note())

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/_agree", WRITE)
def agree_placement(request: HttpRequest, placement_id: UUID, sent: AgreedIn) -> HttpResponse:
    """Agree on a start and its terms: a place is taken."""

    def act(_key: UUID | None) -> None:
        actions.agree(
            by=actor(request),
            placement_id=placement_id,
            start_on=sent.start_on,
            terms=sent.terms.terms(),
            day_one_companion=sent.day_one_companion,
        )

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/_start", WRITE)
def start_placement(request: HttpRequest, placement_id: UUID, sent: StartedIn) -> HttpResponse:
    """Work began: aftercare is planned in one go."""

    def act(_key: UUID | None) -> None:
        actions.start(by=actor(request), placement_id=placement_id, started_on=sent.started_on)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/_end", WRITE)
def end_placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """The work came to its own end, as agreed."""

    def act(_key: UUID | None) -> None:
        actions.end(by=actor(request), placement_id=placement_id)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/_breakoff", WRITE)
def break_off_placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Work stopped: a moment within days, and the search is open again."""

    def act(_key: UUID | None) -> None:
        actions.break_off(by=actor(request), placement_id=placement_id)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/placements/{placement_id}/_cancel", WRITE)
def cancel_placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """It does not go on before work began."""

    def act(_key: UUID | None) -> None:
        actions.not_started(by=actor(request), placement_id=placement_id)

    return written(request, placement_id, act, version=lambda: placement_of(request, placement_id))


@write(router, "/aftercare-moments/{moment_id}/_note", WRITE)
def note_aftercare(request: HttpRequest, moment_id: UUID, sent: CheckInIn) -> HttpResponse:
    """Note that a moment of aftercare took place or was missed, and what was said."""

    def act(_key: UUID | None) -> None:
        actions.check_in(
            by=actor(request), moment_id=moment_id, reached=sent.reached, note=sent.note
        )

    return written(request, moment_id, act)
