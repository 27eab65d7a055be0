"""Samenvoegen: two tracks of one young person. Who steers proposes, a second person agrees."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.actions import merging
from houvast.tracks.reads.merging import merge_page, proposals_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.merging import MergeForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Propose to merge this track with another one."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = merge_page(by, track_id)
    if request.method != "POST":
        return render(request, "merging/merge.html", {"page": page, "form": MergeForm(page)})
    form = MergeForm(page, request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Gevraagd. Een tweede persoon bevestigt; tot die tijd loopt alles door."))
        return redirect("merges")

    return answered(
        request,
        form,
        lambda: merging.propose_merge(by=by, **form.chosen(track_id)),
        away,
        "merging/merge.html",
        lambda: {"page": page},
    )


@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    page = proposals_page(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "merging/merges.html", {"page": page})


@require_POST
def agree(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Agree as the second person: one track goes on, the other closes."""
    by = actor(request, Purpose.PROCESS_STEERING)
    track_id = merging.agree_merge(by=by, merge_id=merge_id)
    tell(request, _("Samengevoegd. Dit traject gaat door, het andere is afgesloten."))
    return redirect("track", track_id)


@require_POST
def decline(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """They are two young people: nothing changes."""
    merging.decline_merge(by=actor(request, Purpose.PROCESS_STEERING), merge_id=merge_id)
    tell(request, _("Niet samengevoegd. Beide trajecten gaan door."))
    return redirect("merges")
