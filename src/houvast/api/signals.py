"""Signals of the college: enter one, and answer where one act is enough."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from houvast.accounts.rules import Scope
from houvast.api.bearer import actor
from houvast.api.endpoints import page_of, read, write, written
from houvast.api.shapes.made import Cursor
from houvast.api.shapes.signals import (
    Criteria,
    Criterion,
    ReferIn,
    Signal,
    SignalIn,
    Signals,
)
from houvast.api.shapes.tracks import ReasonIn
from houvast.tracks.actions import signals as acts
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.signal_list import signals_page
from houvast.tracks.reads.signals import entry_choices, signal_page
from houvast.tracks.rules.views import SignalView

router = Router(tags=["signals"])
READ, WRITE = Scope.SIGNALS_READ, Scope.SIGNALS_WRITE


@read(router, "/signals", READ, Signals)
def list_signals(
    request: HttpRequest, view: SignalView = SignalView.WAITING, cursor: Cursor = ""
) -> Signals:
    """The signals of who answers and watches, or the own of who reported."""
    page = signals_page(actor(request), Asked(view, page=page_of(cursor)))
    return Signals.of(page.rows, page.total).at(page.page, page.pages)


@read(router, "/signals/{signal_id}", READ, Signal)
def get_signal(request: HttpRequest, signal_id: UUID) -> Signal:
    """One signal with its facts."""
    return Signal.of(signal_page(actor(request), signal_id))


@read(router, "/entry-criteria", READ, Criteria)
def list_criteria(request: HttpRequest) -> Criteria:
    """On which grounds a track may begin today."""
    found = entry_choices(actor(request)).criteria
    return Criteria(items=[Criterion.model_validate(one) for one in found])


@write(router, "/signals", WRITE, makes=True)
def add_signal(request: HttpRequest, sent: SignalIn) -> HttpResponse:
    """Enter what a professional noticed, also what a parent said."""
    return written(
        request,
        None,
        lambda key: acts.receive_signal(
            by=actor(request), seen=sent.observation(), who=sent.who(), key=key
        ),
        at="/signals/{id}",
    )


@write(router, "/signals/{signal_id}/_begin", WRITE)
def begin_triage(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Begin to look at a signal."""

    def act(_key: UUID | None) -> None:
        acts.start_triage(by=actor(request), signal_id=signal_id)

    return written(request, signal_id, act)


@write(router, "/signals/{signal_id}/_decline", WRITE)
def decline_signal(request: HttpRequest, signal_id: UUID, sent: ReasonIn) -> HttpResponse:
    """Answer that we do nothing, and why."""

    def act(_key: UUID | None) -> None:
        acts.turn_down(by=actor(request), signal_id=signal_id, reason=sent.reason)

    return written(request, signal_id, act)


@write(router, "/signals/{signal_id}/_refer", WRITE)
def refer_signal(request: HttpRequest, signal_id: UUID, sent: ReferIn) -> HttpResponse:
    """Pass a signal on to a named person."""

    def act(_key: UUID | None) -> None:
        acts.refer(by=actor(request), signal_id=signal_id, to=sent.to, reason=sent.reason)

    return written(request, signal_id, act)


@write(router, "/signals/{signal_id}/_confirm", WRITE)
def confirm_signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The named receiver has taken it over."""

    def act(_key: UUID | None) -> None:
        acts.confirm_referral(by=actor(request), signal_id=signal_id)

    return written(request, signal_id, act)
