"""Nazorg: what waits, note a check-in with either side, and say whether work lasted."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.placements import actions
from houvast.placements.reads import CheckInPage, aftercare_page, check_in_page
from houvast.placements.rules.states import RetentionAnswer, Side
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.forms.check_ins import READERS, CheckInForm
from houvast.web.frame import tell

ASKED = tuple(RetentionAnswer)


@require_safe
def aftercare(request: HttpRequest) -> HttpResponse:
    """Which check-ins wait, and how many of the own young people still work."""
    page = aftercare_page(actor(request, Purpose.GUIDANCE))
    return render(request, "placements/aftercare.html", {"page": page, "answers": ASKED})


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Aftercare took place, or was missed, with a few words for who may read them."""
    by = at_work(request, moment_id)
    page = check_in_page(by, moment_id)
    if request.method != "POST":
        return render(request, "placements/check_in.html", _context(page, CheckInForm()))
    form = CheckInForm(request.POST)
    context = _context(page, form)

    def act() -> UUID:
        data = form.cleaned_data
        reached = data["reached"] == "yes"
        return actions.check_in(by=by, moment_id=moment_id, reached=reached, note=data["note"])

    def away(placement_id: Any) -> HttpResponse:
        tell(request, _("Nazorg vastgelegd."))
        return redirect("placement", placement_id)

    return answered(request, form, act, away, "placements/check_in.html", lambda: context)


@require_POST
def lasted(request: HttpRequest, retention_id: UUID) -> HttpResponse:
    """Whether the work lasted, in one tap; not knowing is an answer too."""
    by, said = at_work(request, retention_id), request.POST.get("answer", "")
    if said not in {one.value for one in RetentionAnswer}:
        raise Http404
    answer = RetentionAnswer(said)
    placement_id = actions.answer_retention(by=by, retention_id=retention_id, answer=answer)
    tell(request, _("Het antwoord is geteld."))
    return redirect("placement", placement_id)


def _context(page: CheckInPage, form: CheckInForm) -> dict[str, Any]:
    form.readers = {"note": READERS[page.side]}
    if page.side is Side.YOUNG_PERSON and not page.file.may_note:
        form.without_note()
    return {"page": page, "form": form}
