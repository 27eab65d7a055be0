"""The work coach beside the lead: ask one along, end it, and whose work one helps with."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.placements.reads import beside_page
from houvast.tracks.actions.work_coaches import end_work_coach, give_work_coach
from houvast.tracks.reads.work_coaches import work_coach_page
from houvast.tracks.rules.work_coaches import LONGEST_BESIDE
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.beside import WorkCoachForm
from houvast.web.frame import tell


@require_safe
def beside(request: HttpRequest) -> HttpResponse:
    """The young people whose work this work coach helps with."""
    page = beside_page(actor(request, Purpose.PLACEMENT))
    return render(request, "work/beside.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def work_coach(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Ask a work coach along for a while, or choose another day for who helps already."""
    by = actor(request)
    page = work_coach_page(by, track_id)
    if request.method != "POST":
        start = {"until": page.file.today + LONGEST_BESIDE - timedelta(days=1)}
        form = WorkCoachForm(initial=start, coaches=page.coaches)
        return render(request, "work/work_coach.html", {"page": page, "form": form})
    form = WorkCoachForm(request.POST, coaches=page.coaches)

    def act() -> None:
        data = form.cleaned_data
        give_work_coach(by=by, track_id=track_id, user_id=data["user"], until=data["until"])

    def away(_done: Any) -> HttpResponse:
        tell(
            request, _("De werkcoach helpt nu mee met het werk. De vaste coach blijft vasthouden.")
        )
        return redirect("track", track_id)

    return answered(request, form, act, away, "work/work_coach.html", lambda: {"page": page})


@require_POST
def stop(request: HttpRequest, track_id: UUID, user_id: UUID) -> HttpResponse:
    """From now on this work coach sees nothing of this young person."""
    end_work_coach(by=actor(request), track_id=track_id, user_id=user_id)
    tell(request, _("De werkcoach helpt hier niet meer mee en ziet niets meer."))
    return redirect("work_coach", track_id)
