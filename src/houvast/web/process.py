"""Team: who holds whom, what is late, and what waits for a second person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.placements.reads import file_page
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.finds import confirm_own_find
from houvast.tracks.actions.tracks import offer_track
from houvast.tracks.reads.caseloads import coaches
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import Order, TeamView
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.desk_rows import closings_of, finds_of, full_of
from houvast.web.forms.signals import OfferForm
from houvast.web.frame import tell
from houvast.web.queries import choice, key, number, same_but, words
from houvast.web.team_rows import rows_of


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Process facts of the tracks that the actor steers; htmx asks for the list alone."""
    asked = _asked(request.GET)
    by = actor(request, Purpose.PROCESS_STEERING)
    page = team_page(by, asked)
    part = request.headers.get("HX-Target") == "tracks"
    context = {
        "page": page,
        "rows": rows_of(page),
        "closings": closings_of(page, agrees=by.role == Role.PROCESS_COORDINATOR),
        "finds": finds_of(page, by.user_id),
        "full": full_of(page),
        "contracts": [(one, one.weeks(page.today)) for one in page.desk.contracts],
        "may_ask": by.role == Role.PROCESS_COORDINATOR,
        "part": part,
        "views": [(view, page.counts[view]) for view in TeamView],
        "phases": list(TrackPhase),
        "orders": list(Order),
        "link": same_but(request.GET, "bladzijde"),
        "view_link": same_but(request.GET, "bladzijde", "weergave"),
    }
    return render(request, "process/_tracks.html" if part else "process/team.html", context)


def _asked(query: QueryDict) -> Asked[TeamView]:
    """What the address asks; anything that does not exist is as if it was not asked."""
    return Asked(
        view=choice(query, "weergave", TeamView) or TeamView.ALL,
        search=words(query, "zoek"),
        coach=key(query, "coach"),
        phase=choice(query, "fase", TrackPhase),
        order=choice(query, "volgorde", Order) or Order.MOMENT,
        page=number(query, "bladzijde"),
    )


@require_POST
def confirm(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Confirm an own find as the second person."""
    by = actor(request, Purpose.PROCESS_STEERING)
    confirm_own_find(by=by, assignment_id=assignment_id)
    tell(request, _("Bevestigd. De coach houdt deze jongere vast."))
    return redirect("team")


@require_POST
def renew(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Renew the lead coach's access."""
    renew_access(by=actor(request, Purpose.PROCESS_STEERING), track_id=track_id)
    tell(request, _("De coach houdt toegang."))
    return redirect(reverse("team") + "?weergave=ending#tracks")


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Ask a coach for a proposed track."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page, asked = file_page(by, track_id), coaches(by)
    if request.method != "POST":
        form = OfferForm(coaches=asked)
        return render(request, "process/offer.html", {"page": page, "form": form})
    form = OfferForm(request.POST, coaches=asked)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De coach krijgt de vraag. Jij houdt het traject vast."))
        return redirect("team")

    def act() -> None:
        data = form.cleaned_data
        offer_track(by=by, track_id=track_id, coach_id=data["coach"], reason=data["reason"])

    return answered(request, form, act, away, "process/offer.html", lambda: {"page": page})
