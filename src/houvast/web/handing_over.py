"""Alles overdragen: somebody leaves, and each young person gets a coach who says yes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houvast.tracks.actions.handing_over import hand_over_all
from houvast.tracks.reads.handing_over import HandingOver, handing_over
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.handovers import TO, HandAllForm
from houvast.web.frame import tell

TEMPLATE = "tracks/hand_over_all.html"


@require_http_methods(["GET", "HEAD", "POST"])
def all_of(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """All tracks of one coach in one table; the coaches are asked in one act."""
    by = actor(request)
    page = handing_over(by, user_id)
    if request.method != "POST":
        form = HandAllForm(page=page)
        return render(request, TEMPLATE, _context(page, form) | {"form": form})
    form = HandAllForm(request.POST, page=page)

    def act() -> int:
        data = form.cleaned_data
        return hand_over_all(by=by, from_user=user_id, to=form.chosen(), reason=data["reason"])

    def away(number: Any) -> HttpResponse:
        words = ngettext(
            "{number} vraag gesteld. Tot het ja verandert er niets.",
            "{number} vragen gesteld. Tot het ja verandert er niets.",
            number,
        )
        tell(request, words.format(number=number))
        return redirect("hand_over_all", user_id)

    return answered(request, form, act, away, TEMPLATE, lambda: _context(page, form))


def _context(page: HandingOver, form: HandAllForm) -> dict[str, Any]:
    rows = [(one.line, form[f"{TO}{one.line.track_id}"]) for one in page.to_ask]
    return {"page": page, "rows": rows}
