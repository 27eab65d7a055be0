"""Screens of a coach: Vandaag, the file, the quick scan, and yes or no to a track."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.placements.reads import aftercare_waiting, file_page
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.people import complete_identity
from houvast.tracks.actions.tracks import (
    accept_track,
    decline_track,
    record_scan,
)
from houvast.tracks.reads.signals import entry_choices
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.known import AskedFor
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.asked_first import warn_when_known
from houvast.web.cards import best_of
from houvast.web.forms.signals import OwnFindForm
from houvast.web.forms.tracks import DetailsForm, ScanForm
from houvast.web.frame import tell


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Whom is up, the late ones first."""
    page = today_page(actor(request, Purpose.GUIDANCE), aftercare_waiting)
    return render(request, "tracks/today.html", {"page": page})


@require_safe
def track(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """One file: the promise on top, then work, contacts and the scan."""
    by = at_work(request, track_id, usual=None)
    page = file_page(by, track_id, whole=True)
    context = {"page": page, "best": best_of(page.work)}
    beside = by.purpose == Purpose.PLACEMENT
    return render(request, "work/helped.html" if beside else "tracks/track.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_find(request: HttpRequest) -> HttpResponse:
    """Someone this coach found on the street: it works at once, the team lead confirms it."""
    by = actor(request, Purpose.GUIDANCE)
    offered = entry_choices(by)
    if request.method != "POST":
        start = {"key": uuid4(), "observed_on": offered.today}
        form = OwnFindForm(initial=start, offered=offered)
        return render(request, "tracks/own_find.html", {"form": form})
    form = OwnFindForm(request.POST, offered=offered)

    def act() -> UUID:
        who = form.who()
        warn_when_known(request, form, AskedFor.OWN_FIND, (who.family_name, who.birth_date))
        return open_own_find(
            by=by,
            seen=form.observation(),
            who=who,
            ahead=form.next_moment(),
            key=form.cleaned_data["key"],
        )

    def away(track_id: Any) -> HttpResponse:
        tell(request, _("Jij houdt deze jongere vast. Je teamleider bevestigt het."))
        return redirect("track", track_id)

    return answered(request, form, act, away, "tracks/own_find.html", dict)


@require_POST
def accept(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Become the coach."""
    track_id = accept_track(by=actor(request, Purpose.GUIDANCE), offer_id=offer_id)
    tell(request, _("Jij bent nu de vaste coach. Het eerste moment staat klaar."))
    return redirect("track", track_id)


@require_POST
def decline(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Say no; the coordinator keeps holding the track."""
    decline_track(by=actor(request, Purpose.GUIDANCE), offer_id=offer_id)
    tell(request, _("De procesregisseur houdt het traject vast en vraagt een andere coach."))
    return redirect("today")


@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The quick scan: ten taps, together with the young person."""
    by = actor(request, Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if request.method != "POST":
        known = {domain.value: value.value for domain, value in page.file.scan.items()}
        form = ScanForm(initial=known, age=page.file.age)
        return render(request, "tracks/scan.html", {"page": page, "form": form})
    form = ScanForm(request.POST, age=page.file.age)

    def away(_done: object) -> HttpResponse:
        tell(request, _("De quickscan is bewaard. Kies samen de eerste stappen."))
        return redirect("plan", track_id)

    return answered(
        request,
        form,
        lambda: record_scan(by=by, track_id=track_id, values=form.values()),
        away,
        "tracks/scan.html",
        lambda: {"page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Who someone is: filled in when it is told."""
    by = actor(request, Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if not page.file.leads:
        raise NotFound
    if request.method != "POST":
        known = {name: getattr(page.file, name) for name in DetailsForm.base_fields}
        form = DetailsForm(initial=known)
        return render(request, "tracks/details.html", {"page": page, "form": form})
    form = DetailsForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("De gegevens zijn bewaard."))
        return redirect("track", track_id)

    return answered(
        request,
        form,
        lambda: complete_identity(by=by, track_id=track_id, details=form.details()),
        away,
        "tracks/details.html",
        lambda: {"page": page},
    )
