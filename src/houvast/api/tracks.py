"""Tracks: the own list, one file, contacts, next moments, and the questions to become a coach."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.made import Cursor
from houvast.api.shapes.tracks import (
    Contact,
    ContactIn,
    Contacts,
    HandoverIn,
    MetIn,
    MomentIn,
    NextMoment,
    Notice,
    Notices,
    Questions,
    Track,
    TrackItem,
    Tracks,
)
from houvast.placements.reads import file_page
from houvast.tracks.actions import contacts, handovers, moments
from houvast.tracks.actions import tracks as acts
from houvast.tracks.reads.asked import questions_page
from houvast.tracks.reads.caseload import caseload_page
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.notices import post_box
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import CaseloadView, Order

router = Router(tags=["tracks"])
READ, WRITE = Scope.TRACKS_READ, Scope.TRACKS_WRITE


@read(router, "/tracks", READ, Tracks)
def list_tracks(
    request: HttpRequest,
    view: CaseloadView = CaseloadView.RUNNING,
    phase: TrackPhase | None = None,
    cursor: Cursor = "",
) -> Tracks:
    """The own list of a coach, the first next moment first."""
    asked = Asked(view, phase=phase, order=Order.MOMENT, page=page_of(cursor))
    page = caseload_page(actor(request), asked)
    items = [TrackItem.of(one) for one in page.rows]
    return Tracks(items=items, total=page.total).at(page.page, page.pages)


def track_of(request: HttpRequest, track_id: UUID) -> Track:
    """The file, as it is shown and as If-Match compares it."""
    return Track.of(file_page(actor(request), track_id).file)


@read(router, "/tracks/{track_id}", READ, Track)
def get_track(request: HttpRequest, track_id: UUID) -> Track:
    """The file of one track."""
    return track_of(request, track_id)


@read(router, "/tracks/{track_id}/next-moment", READ, NextMoment)
def get_next_moment(request: HttpRequest, track_id: UUID) -> NextMoment:
    """The next moment of one track."""
    return track_of(request, track_id).next_moment


@read(router, "/tracks/{track_id}/contacts", READ, Contacts)
def list_contacts(request: HttpRequest, track_id: UUID) -> Contacts:
    """The latest contacts of one track."""
    file = file_page(actor(request), track_id).file
    return Contacts(items=[Contact.model_validate(one) for one in file.contacts])


@write(router, "/tracks/{track_id}/contacts", WRITE, makes=True)
def add_contact(request: HttpRequest, track_id: UUID, sent: ContactIn) -> HttpResponse:
    """Log a contact: a talk or a try, always with a next moment."""
    return written(
        request,
        track_id,
        lambda key: contacts.log_contact(
            by=actor(request),
            track_id=track_id,
            talk=sent.talk(),
            ahead=sent.next_moment.ahead(),
            key=key,
        ),
        version=lambda: track_of(request, track_id),
    )


@write(router, "/tracks/{track_id}/next-moments", WRITE, makes=True)
def add_next_moment(request: HttpRequest, track_id: UUID, sent: MomentIn) -> HttpResponse:
    """Move the next moment without a contact; too often in a row climbs the ladder."""
    return written(
        request,
        track_id,
        lambda _key: moments.move_moment(by=actor(request), track_id=track_id, ahead=sent.ahead()),
        version=lambda: track_of(request, track_id),
    )


@read(router, "/questions-to-me", READ, Questions)
def list_questions_to_me(request: HttpRequest) -> Questions:
    """Tracks that ask for your yes: as a first coach, or handed over by another."""
    return Questions.of(questions_page(actor(request)))


@read(router, "/notices", READ, Notices)
def list_notices(request: HttpRequest) -> Notices:
    """What the user was told by mail: a rung, a question, something that came back."""
    found = post_box(actor(request)).notices
    return Notices(items=[Notice.model_validate(one) for one in found])


@write(router, "/tracks/{track_id}/handovers", WRITE, makes=True)
def add_handover(request: HttpRequest, track_id: UUID, sent: HandoverIn) -> HttpResponse:
    """Ask another coach to take over; until the yes you hold on."""
    return written(
        request,
        track_id,
        lambda _key: handovers.offer_handover(
            by=actor(request),
            track_id=track_id,
            from_user=sent.from_id,
            to_user=sent.to_id,
            reason=sent.reason,
        ),
        version=lambda: track_of(request, track_id),
    )


@write(router, "/handovers/{handover_id}/_accept", WRITE)
def accept_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Say yes: you are the coach from this moment on."""

    def act(_key: UUID | None) -> None:
        handovers.accept_handover(by=actor(request), handover_id=handover_id)

    return written(request, handover_id, act)


@write(router, "/handovers/{handover_id}/_decline", WRITE)
def decline_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Say no: the coach of now holds on."""

    def act(_key: UUID | None) -> None:
        handovers.decline_handover(by=actor(request), handover_id=handover_id)

    return written(request, handover_id, act)


@write(router, "/handovers/{handover_id}/_withdraw", WRITE)
def withdraw_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Take the question back."""

    def act(_key: UUID | None) -> None:
        handovers.withdraw_handover(by=actor(request), handover_id=handover_id)

    return written(request, handover_id, act)


@write(router, "/handovers/{handover_id}/_introduce", WRITE)
def introduce_handover(request: HttpRequest, handover_id: UUID, sent: MetIn) -> HttpResponse:
    """Old coach, new coach and young person have met: the handover is done."""

    def act(_key: UUID | None) -> None:
        handovers.introduce_handover(
            by=actor(request), handover_id=handover_id, introduced_on=sent.introduced_on
        )

    return written(request, handover_id, act)


@write(router, "/offers/{offer_id}/_accept", WRITE)
def accept_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Become the first coach of a track."""

    def act(_key: UUID | None) -> None:
        acts.accept_track(by=actor(request), offer_id=offer_id)

    return written(request, offer_id, act)


@write(router, "/offers/{offer_id}/_decline", WRITE)
def decline_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Say no to a track; the coordinator keeps holding it."""

    def act(_key: UUID | None) -> None:
        acts.decline_track(by=actor(request), offer_id=offer_id)

    return written(request, offer_id, act)
