"""Ken je deze jongere privé? And for which colleague a file is closed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.placements.reads import file_page
from houvast.tracks.actions.ties import answer_private, close_to_colleague, end_tie
from houvast.tracks.reads.ties import ties_page, to_close_for
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.forms.ties import CloseForm, PrivateForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def private(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Answer for oneself whether one knows this young person in private."""
    by = at_work(request, track_id, usual=None)
    page, here = file_page(by, track_id), "ties/private.html"
    if request.method != "POST":
        return render(request, here, {"page": page, "form": PrivateForm()})
    form = PrivateForm(request.POST)

    def act() -> bool:
        answer_private(by=by, track_id=track_id, is_private=form.is_private())
        return form.is_private()

    def away(is_private: bool) -> HttpResponse:
        if not is_private:
            return redirect("track", track_id)
        tell(request, _("Dank je wel. Dit dossier is nu dicht voor jou. Een ander neemt het over."))
        return redirect("home")

    return answered(request, form, act, away, here, lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def close_file(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Close a file for one colleague, who is not told and sees nothing of it any more."""
    by = actor(request)
    page, found, here = file_page(by, track_id), to_close_for(by), "ties/close.html"
    if request.method != "POST":
        return render(request, here, {"page": page, "form": CloseForm(colleagues=found)})
    form = CloseForm(request.POST, colleagues=found)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Vastgelegd. Deze collega ziet niets meer van deze jongere."))
        return redirect("track", track_id)

    return answered(
        request,
        form,
        lambda: close_to_colleague(
            by=by, track_id=track_id, colleague=form.cleaned_data["colleague"]
        ),
        away,
        here,
        lambda: {"page": page},
    )


@require_safe
def ties(request: HttpRequest) -> HttpResponse:
    """For the privacy officer: which files are closed for whom. No young person is named."""
    return render(request, "ties/ties.html", {"page": ties_page(actor(request))})


@require_POST
def end(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """Open a file again for a colleague, when it was said by mistake."""
    end_tie(by=actor(request), tie_id=tie_id)
    tell(request, _("Het dossier is weer open voor deze collega, als iemand toegang geeft."))
    return redirect("ties")
