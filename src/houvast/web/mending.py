"""Verbeteren and Ongedaan maken: nothing that was noted is lost, and no slip stays."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.errors import Refused
from houvast.tracks.actions import mending
from houvast.tracks.reads.contacts import contact_to_mend
from houvast.tracks.rules.mending import MENDED
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.mending import CorrectionForm, UndoForm
from houvast.web.frame import tell
from houvast.web.templatetags.houvast import day


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Put a contact right: a new row with a reason, the old one stays to be read."""
    by = actor(request, Purpose.GUIDANCE)
    was = contact_to_mend(by, contact_id)
    if request.method != "POST":
        if not was.stands:
            raise Refused(MENDED)
        return render(request, "mending/correct.html", {"was": was, "form": CorrectionForm(was)})
    form = CorrectionForm(was, request.POST)

    def away(track_id: UUID) -> HttpResponse:
        tell(request, _("Verbeterd. Wat er eerst stond, blijft te lezen."))
        return redirect("track", track_id)

    return answered(
        request,
        form,
        lambda: mending.correct_contact(
            by=by,
            contact_id=contact_id,
            correction=form.correction(),
            key=form.cleaned_data["key"],
        ),
        away,
        "mending/correct.html",
        lambda: {"was": was},
    )


@require_POST
def undo_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Take back a contact that was noted a moment ago."""
    by = actor(request, Purpose.GUIDANCE)
    return _undo(
        request,
        lambda next_on: mending.undo_contact(by=by, contact_id=contact_id, next_on=next_on),
    )


@require_POST
def undo_move(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Take back the moving of a moment. The purpose is that of the role: guidance, or steering."""
    by = actor(request)
    return _undo(
        request, lambda next_on: mending.undo_move(by=by, moment_id=planned_id, next_on=next_on)
    )


def _undo(request: HttpRequest, act: Callable[..., mending.Undone]) -> HttpResponse:
    """Take back; where the day of the moment has passed, the first answer is a calm question."""
    form = UndoForm(request.POST)

    def away(done: mending.Undone) -> HttpResponse:
        if done.is_back:
            words = _("Ongedaan gemaakt. Het moment van {day} staat er weer.")
        else:
            words = _("Ongedaan gemaakt. Het volgende moment is {day}.")
        tell(request, words.format(day=day(done.due, done.today)))
        return redirect("track", done.track_id)

    return answered(
        request,
        form,
        lambda: act(form.cleaned_data["next_on"]),
        away,
        "mending/undo.html",
        lambda: {"action": request.path, "fresh": _asks(request, form)},
    )


def _asks(request: HttpRequest, form: UndoForm) -> UndoForm | None:
    """An empty form where only a day is missing that nobody could have filled in yet."""
    return None if "next_on" in request.POST or form.whole else UndoForm()
