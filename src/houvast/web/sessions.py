"""Taken of the experience expert: his one agreement per young person, and what he notes of it."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.actions import sessions as acts
from houvast.tracks.reads.companions import own_agreements
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.companions import SessionForm
from houvast.web.frame import tell


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The own agreements of an experience expert, the meeting that comes first on top."""
    page = own_agreements(actor(request, Purpose.GUIDANCE))
    return render(request, "companions/home.html", {"page": page})


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """With whom; with one agreement that is no question."""
    page = own_agreements(actor(request, Purpose.GUIDANCE))
    if len(page.agreements) == 1:
        return redirect("log_session", page.agreements[0].line.id)
    return render(request, "companions/choose.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, companionship_id: UUID) -> HttpResponse:
    """A meeting of the expert: how it went, and when they meet again."""
    by = actor(request, Purpose.GUIDANCE)
    page = own_agreements(by)
    context = {"page": page, "own": page.one(companionship_id)}
    if request.method != "POST":
        form = SessionForm(initial={"key": uuid4(), "on": page.today.isoformat()})
        return render(request, "companions/log.html", context | {"form": form})
    form = SessionForm(request.POST)

    def act() -> UUID:
        session, key = form.session(), form.cleaned_data["key"]
        return acts.log_session(by=by, companionship_id=companionship_id, session=session, key=key)

    def away(session_id: Any) -> HttpResponse:
        undo = reverse("undo_session", args=[session_id])
        tell(request, _("Bewaard. De vaste coach kan het lezen."), undo=undo)
        return redirect("companion_home")

    return answered(request, form, act, away, "companions/log.html", lambda: context)


@require_POST
def undo(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take back what was noted a moment ago."""
    acts.undo_session(by=actor(request, Purpose.GUIDANCE), session_id=session_id)
    tell(request, _("Teruggedraaid."), tone="blue")
    return redirect("companion_home")
