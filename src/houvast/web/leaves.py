"""Afwezig: who is away and when, and who stands in. Nobody is asked why."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.tracks.actions.leaves import end_leave, enter_leave, name_stand_in
from houvast.tracks.reads.leaves import (
    leave_choices,
    leave_to_change,
    leaves_page,
    moments_within,
)
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.leaves import LeaveForm, StandInForm
from houvast.web.frame import tell


@require_safe
def leaves(request: HttpRequest) -> HttpResponse:
    """The own leave, for whom one stands in, and who is away of the team."""
    return render(request, "leaves/leaves.html", {"page": leaves_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new_leave(request: HttpRequest) -> HttpResponse:
    """Enter a leave; moments without a stand-in are listed, so that each can be moved."""
    by = actor(request)
    choices = leave_choices(by)
    if request.method != "POST":
        form = LeaveForm(choices=choices, initial={"first": choices.today})
        return render(request, "leaves/new.html", {"form": form, "today": choices.today})
    form = LeaveForm(request.POST, choices=choices)

    def act() -> UUID:
        data = form.cleaned_data
        return enter_leave(
            by=by,
            user_id=data.get("who") or by.user_id,
            first=data["first"],
            last=data["last"],
            stand_ins=form.stand_ins(),
            key=data["key"],
        )

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het staat erin. De vervanger krijgt bericht."))
        return redirect("leaves")

    def shown() -> dict[str, Any]:
        data = form.cleaned_data
        known = (
            data.get("first") and data.get("last") and (data.get("who") or "who" not in form.fields)
        )
        if not known:
            return {"today": choices.today}
        who = data.get("who") or by.user_id
        within = moments_within(by, who, data["first"], data["last"])
        return {"today": choices.today, "moments": within}

    return answered(request, form, act, away, "leaves/new.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: HttpRequest, leave_id: UUID) -> HttpResponse:
    """Let another colleague stand in from a day on."""
    by = actor(request)
    leave, choices = leave_to_change(by, leave_id), leave_choices(by)
    context = {"leave": leave, "today": choices.today}
    if request.method != "POST":
        first = max(leave.from_on, choices.today)
        form = StandInForm(choices=choices, initial={"first": first})
        return render(request, "leaves/stand_in.html", context | {"form": form})
    form = StandInForm(request.POST, choices=choices)

    def act() -> None:
        data = form.cleaned_data
        name_stand_in(by=by, leave_id=leave_id, user_id=data["stand_in"], from_on=data["first"])

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De nieuwe vervanger krijgt bericht."))
        return redirect("leaves")

    return answered(request, form, act, away, "leaves/stand_in.html", lambda: context)


@require_POST
def back(request: HttpRequest, leave_id: UUID) -> HttpResponse:
    """Be back, or call the leave off."""
    end_leave(by=actor(request), leave_id=leave_id)
    tell(request, _("De afwezigheid is voorbij. De momenten zijn weer bij de vaste coach."))
    return redirect("leaves")
