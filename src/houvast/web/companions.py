"""An experience expert beside the coach: agree, introduce, end; and the yearly check."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.placements.reads import file_page
from houvast.tracks.actions import companions as acts
from houvast.tracks.reads.companions import companion_to_keep, expert_to_check, experts
from houvast.tracks.rules.companions import USUAL
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.companions import (
    AskCompanionForm,
    CheckForm,
    EndCompanionForm,
    IntroducedForm,
)
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Agree with the young person on an experience expert, with an aim and safeguards."""
    by = actor(request, Purpose.GUIDANCE)
    page = file_page(by, track_id)
    if not page.file.leads:
        raise NotFound
    free = experts(by).free
    context = {"page": page, "free": free}
    if request.method != "POST":
        start = {"ends_on": (page.file.today + USUAL).isoformat()}
        form = AskCompanionForm(initial=start, experts=free)
        return render(request, "companions/ask.html", context | {"form": form})
    form = AskCompanionForm(request.POST, experts=free)

    def act() -> UUID:
        who: UUID = form.cleaned_data["who"]
        return acts.ask_companion(by=by, track_id=track_id, user_id=who, plan=form.plan())

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Afgesproken. Maak nu kennis met z'n drieën; tot dan ziet niemand meer."))
        return redirect("track", track_id)

    return answered(request, form, act, away, "companions/ask.html", lambda: context)


@require_http_methods(["GET", "HEAD", "POST"])
def met(request: HttpRequest, companionship_id: UUID) -> HttpResponse:
    """The meeting of three, with the yes of the young person."""
    by = actor(request, Purpose.GUIDANCE)
    keep = companion_to_keep(by, companionship_id)
    context = {"keep": keep}
    if request.method != "POST":
        form = IntroducedForm(initial={"introduced_on": keep.today.isoformat()})
        return render(request, "companions/met.html", context | {"form": form})
    form = IntroducedForm(request.POST)

    def act() -> UUID:
        day = form.cleaned_data["introduced_on"]
        return acts.introduce_companion(by=by, companionship_id=companionship_id, introduced_on=day)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Kennisgemaakt. Jij blijft de vaste coach en houdt zelf contact."))
        return redirect("track", keep.track_id)

    return answered(request, form, act, away, "companions/met.html", lambda: context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, companionship_id: UUID) -> HttpResponse:
    """End the agreement, and say what came of it."""
    by = actor(request, Purpose.GUIDANCE)
    keep = companion_to_keep(by, companionship_id)
    context = {"keep": keep}
    if request.method != "POST":
        return render(request, "companions/end.html", context | {"form": EndCompanionForm()})
    form = EndCompanionForm(request.POST)

    def act() -> UUID:
        outcome = form.cleaned_data["outcome"]
        return acts.end_companion(by=by, companionship_id=companionship_id, outcome=outcome)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Afgerond. De ervaringsdeskundige ziet de jongere niet meer."))
        return redirect("track", keep.track_id)

    return answered(request, form, act, away, "companions/end.html", lambda: context)


@require_POST
def withdraw(request: HttpRequest, companionship_id: UUID) -> HttpResponse:
    """It does not come to an introduction."""
    by = actor(request, Purpose.GUIDANCE)
    track_id = acts.withdraw_companion(by=by, companionship_id=companionship_id)
    tell(request, _("De afspraak gaat niet door. Er verandert niets."), tone="blue")
    return redirect("track", track_id)


@require_safe
def all_experts(request: HttpRequest) -> HttpResponse:
    """The experience experts, who coaches each of them, and until when the check holds."""
    page = experts(actor(request, Purpose.PROCESS_STEERING))
    return render(request, "companions/experts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, expert_id: UUID) -> HttpResponse:
    """Note the yearly check of one expert: a day and a name, and nothing about the past."""
    by = actor(request, Purpose.PROCESS_STEERING)
    expert = expert_to_check(by, expert_id)
    context = {"expert": expert}
    if request.method != "POST":
        start = {"checked_on": expert.today.isoformat(), "own_coach": expert.own_coach_id or ""}
        form = CheckForm(initial=start, coaches=expert.coaches)
        return render(request, "companions/check.html", context | {"form": form})
    form = CheckForm(request.POST, coaches=expert.coaches)

    def act() -> None:
        acts.note_check(by=by, user_id=expert_id, **form.cleaned_data)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het gesprek staat erin. Het geldt een jaar."))
        return redirect("experts")

    return answered(request, form, act, away, "companions/check.html", lambda: context)
