"""Work of one young person: wishes, workplaces that fit, choices."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.made import Cursor
from houvast.api.shapes.work import ChoiceIn, Fit, Fits, Wishes, WishesIn
from houvast.matching.actions import record_wishes
from houvast.matching.reads import place_page, wishes_page, work_page
from houvast.matching.rules.views import PlacesView
from houvast.placements.actions import decide

router = Router(tags=["work"])
READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
PER_PART = 20


def wishes_of(request: HttpRequest, track_id: UUID) -> Wishes:
    """The wishes, as they are shown and as If-Match compares them."""
    return Wishes.of(wishes_page(actor(request), track_id).known)


@read(router, "/tracks/{track_id}/wishes", READ, Wishes)
def get_wishes(request: HttpRequest, track_id: UUID) -> Wishes:
    """The work wishes that count now."""
    return wishes_of(request, track_id)


@write(router, "/tracks/{track_id}/wishes", WRITE, makes=True)
def add_wishes(request: HttpRequest, track_id: UUID, sent: WishesIn) -> HttpResponse:
    """Write down a new version of the wishes; it is the one that counts from now on."""
    return written(
        request,
        track_id,
        lambda key: record_wishes(
            by=actor(request), track_id=track_id, wished=sent.wished(), key=key
        ),
        version=lambda: wishes_of(request, track_id),
    )


@read(router, "/tracks/{track_id}/fits", READ, Fits)
def list_fits(
    request: HttpRequest, track_id: UUID, view: PlacesView = PlacesView.OPEN, cursor: Cursor = ""
) -> Fits:
    """What fits this young person and what nearly fits, in the order of the screen."""
    work = work_page(actor(request), track_id).work
    found = work.seen_in(view)
    pages = max(1, -(-len(found) // PER_PART))
    page = min(page_of(cursor), pages)
    shown = found[(page - 1) * PER_PART : page * PER_PART]
    return Fits(items=[Fit.of(work, one) for one in work.explained(shown)], total=len(found)).at(
        page, pages
    )


@read(router, "/tracks/{track_id}/fits/{workplace_id}", READ, Fit)
def get_fit(request: HttpRequest, track_id: UUID, workplace_id: UUID) -> Fit:
    """One workplace for this young person, with what stands in the way and what to arrange."""
    work = place_page(actor(request), track_id, workplace_id).work
    return Fit.of(work, work.suggestion(workplace_id))


@write(router, "/tracks/{track_id}/choices", WRITE)
def add_choice(request: HttpRequest, track_id: UUID, sent: ChoiceIn) -> HttpResponse:
    """Decide together about a workplace: discuss it, not now and why, or take that back."""

    def act(key: UUID | None) -> None:
        decide(
            by=actor(request),
            track_id=track_id,
            workplace_id=sent.workplace_id,
            chosen=sent.chosen(),
            key=key,
        )

    return written(request, track_id, act)
