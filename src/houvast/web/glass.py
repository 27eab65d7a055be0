"""Noodtoegang: one file because of danger, and what somebody else says of it afterwards."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import IN_EMERGENCY, Purpose
from houvast.errors import NotAllowed, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.glass import (
    account_for_glass,
    break_glass,
    break_glass_by_name,
    extend_glass,
    review_glass,
)
from houvast.tracks.reads.glass import (
    GlassLine,
    glass_page,
    glass_start,
    review_page,
    reviews_page,
)
from houvast.tracks.rules.glass import BY_TRACK, NONE, READS_REVIEWS
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.glass import AccountForm, EmergencyForm, NameForm, ReviewForm
from houvast.web.frame import tell


@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    """The own ones, and for who looks at them afterwards those of others."""
    role = actor(request).role
    if role not in (*IN_EMERGENCY, *READS_REVIEWS):
        raise NotAllowed("role")
    own = glass_start(actor(request, Purpose.EMERGENCY)) if role in IN_EMERGENCY else None
    others = reviews_page(actor(request)) if role in READS_REVIEWS else None
    context = {"own": own, "others": others, "page": own or others}
    return render(request, "glass/emergencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def by_name(request: HttpRequest) -> HttpResponse:
    """Point at somebody by the exact surname and birth date, and say why it cannot wait."""
    by, here = actor(request, Purpose.EMERGENCY), "glass/by_name.html"
    if request.method != "POST":
        page = glass_start(by, to_name=True)
        return render(request, here, {"page": page, "form": NameForm()})
    form = NameForm(request.POST)

    def act() -> UUID:
        opened = break_glass_by_name(by=by, emergency=form.emergency(), **form.who())
        if opened is None:
            raise Refused(NONE, field="family_name")
        return opened

    return answered(
        request,
        form,
        act,
        lambda one: redirect("emergency_file", one),
        here,
        lambda: {"page": glass_start(by, to_name=True)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def of_track(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Open the file of a track that one sees by its nickname already."""
    seen, here = actor(request), "glass/of_track.html"
    if seen.role not in BY_TRACK:
        raise NotAllowed("role")
    page = file_page(seen, track_id)
    if request.method != "POST":
        return render(request, here, {"page": page, "form": EmergencyForm()})
    by, form = actor(request, Purpose.EMERGENCY), EmergencyForm(request.POST)
    return answered(
        request,
        form,
        lambda: break_glass(by=by, track_id=track_id, emergency=form.emergency()),
        lambda one: redirect("emergency_file", one),
        here,
        lambda: {"page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """What it opens, as long as it lasts; and what one did with it."""
    by, here = actor(request, Purpose.EMERGENCY), "glass/file.html"
    if request.method != "POST":
        page = glass_page(by, glass_id)
        return render(request, here, _shown(page.line, page=page, form=AccountForm()))
    form = AccountForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Je verslag is bewaard. Het dossier is weer dicht."))
        return redirect("emergencies")

    def act() -> None:
        account_for_glass(by=by, glass_id=glass_id, account=form.cleaned_data["account"])

    def again() -> dict[str, Any]:
        page = glass_page(by, glass_id)
        return _shown(page.line, page=page)

    return answered(request, form, act, away, here, again)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """One of somebody else: ask first, then say whether it was needed."""
    by, here = actor(request), "glass/review.html"
    page = review_page(by, glass_id)
    if request.method != "POST":
        return render(request, here, _shown(page.line, page=page, form=ReviewForm()))
    form = ReviewForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("De uitkomst is bewaard."))
        return redirect("emergencies")

    def act() -> None:
        data = form.cleaned_data
        review_glass(by=by, glass_id=glass_id, verdict=data["verdict"], note=data["note"])

    return answered(request, form, act, away, here, lambda: _shown(page.line, page=page))


@require_POST
def extend(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """As a second person: let it last as long again."""
    extend_glass(by=actor(request), glass_id=glass_id)
    tell(request, _("Verlengd. Je collega kan weer in het dossier."))
    return redirect("review_emergency", glass_id)


def _shown(line: GlassLine, **more: Any) -> dict[str, Any]:
    return {"one": line, "runs": line.runs(more["page"].now), **more}
