"""Werkwensen: filled in together, in under two minutes; what is not known stays open."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.errors import NotFound
from houvast.matching.actions import record_wishes
from houvast.matching.reads import wishes_page
from houvast.reference.reads.occupations import occupations, works_of
from houvast.web.acting import at_work
from houvast.web.answers import answered
from houvast.web.forms.wishes import WishesForm, filled_with
from houvast.web.forms.works import FIND, keys_in
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What a young person wants of work."""
    by, works = at_work(request, track_id), occupations()
    if request.method != "POST":
        page = wishes_page(by, track_id)
        if not page.file.may_wish:
            raise NotFound
        chosen = page.known.works if page.known else ()
        start = filled_with(page.known.wished, chosen) if page.known else {}
        form = WishesForm(initial=start | {"key": uuid4()}, works=works, chosen=chosen)
        return render(request, "work/wishes.html", {"page": page, "form": form})
    searching = FIND in request.POST
    chosen = works_of(keys_in(request.POST.getlist("chosen")))
    form = WishesForm(request.POST, works=works, chosen=chosen, searching=searching)
    if searching:
        page = wishes_page(by, track_id)
        return render(request, "work/wishes.html", {"page": page, "form": form})

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De werkwensen zijn bewaard. Dit zijn de werkplekken die erbij passen."))
        return redirect("places_for", track_id)

    def act() -> UUID:
        key = form.cleaned_data["key"]
        return record_wishes(by=by, track_id=track_id, wished=form.wished(), key=key)

    return answered(
        request,
        form,
        act,
        away,
        "work/wishes.html",
        lambda: {"page": wishes_page(by, track_id)},
    )
