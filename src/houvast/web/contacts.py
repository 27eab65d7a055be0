"""Contact vastleggen: who, how, how it went, and when next. And moving a moment."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.placements.reads import FilePage, file_page
from houvast.tracks.actions.contacts import log_contact as log
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.absences import latest_moment
from houvast.tracks.rules.contacts import way_of
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.contacts import ContactForm, MomentForm
from houvast.web.frame import tell


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """With whom: the own caseload as tiles, who is late first."""
    page = today_page(actor(request, Purpose.GUIDANCE))
    people = (*page.late, *page.now, *page.week, *page.later)
    return render(request, "contacts/choose.html", {"page": page, "people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def log_contact(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """A contact with one young person."""
    by = actor(request, Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if not page.file.may_log:
        raise NotFound
    may_note = page.file.may_note
    if request.method != "POST":
        via = request.GET.get("via", "")
        form = ContactForm(initial=_start(page, via), may_note=may_note)
        return render(request, "contacts/log.html", {"page": page, "form": form, "via": via})
    form = ContactForm(request.POST, may_note=may_note)

    def act() -> UUID:
        return log(
            by=by,
            track_id=track_id,
            talk=form.talk(page.file.now),
            ahead=form.next_moment(page.file.today),
            key=form.cleaned_data["key"],
        )

    def away(contact_id: UUID) -> HttpResponse:
        undo = reverse("undo_contact", args=[contact_id])
        tell(request, _("Contact bewaard. Het volgende moment staat."), undo=undo)
        return redirect("today")

    return answered(request, form, act, away, "contacts/log.html", lambda: {"page": page})


WEEK = timedelta(days=7)
TRIES = ("phone", "message")
"""The ways that are filled in as a try, for who comes back from ringing or writing."""


def _start(page: FilePage, via: str) -> dict[str, Any]:
    """Prefilled and shown: the usual way, today, a week ahead; or a try, with the next tomorrow."""
    line = page.file.line
    attempt = {"how": via, "outcome": "not_reached", "ahead": "1"} if via in TRIES else {}
    return {
        "key": uuid4(),
        "how": way_of(line.last_channel, line.last_place),
        "on": page.file.today,
        "ahead": _usual(line.back_on, page.file.today),
        "agreed": "no",
    } | attempt


def _usual(back_on: date | None, today: date) -> str:
    """A week ahead; sooner where somebody who is away is to be spoken before that."""
    left = latest_moment(back_on, today) - today if back_on else WEEK
    return "7" if left >= WEEK else "3" if left.days >= 3 else "1"


@require_http_methods(["GET", "HEAD", "POST"])
def moment(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Move the next moment. The purpose is that of the role: guidance, or steering."""
    by = actor(request)
    page = file_page(by, track_id)
    if not page.file.may_plan:
        raise NotFound
    if request.method != "POST":
        return render(request, "contacts/moment.html", {"page": page, "form": MomentForm()})
    form = MomentForm(request.POST)

    def away(planned_id: UUID) -> HttpResponse:
        undo = reverse("undo_move", args=[planned_id])
        tell(request, _("Het moment is verzet."), undo=undo)
        return redirect("track", track_id)

    return answered(
        request,
        form,
        lambda: move_moment(by=by, track_id=track_id, ahead=form.next_moment()),
        away,
        "contacts/moment.html",
        lambda: {"page": page},
    )
