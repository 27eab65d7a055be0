"""Beheer lets colleagues in, gives roles, and makes teams. No young person is ever shown here."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.sharing.actions.joining import NewColleague, begin_organisation, begin_team
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.joining import colleague_page, houses_page
from houvast.tracks.actions import joining
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.joining import ColleagueForm, OrganisationForm, RoleForm, TeamForm
from houvast.web.frame import tell
from houvast.web.systems import away_with, shown_once

NEW = "colleagues/new_colleague.html"
ONE = "colleagues/colleague.html"
TEAMS = "colleagues/teams.html"
ORGANISATION = "colleagues/organisation.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new_colleague(request: HttpRequest) -> HttpResponse:
    """Make an account with its first role; the password stands on the page that follows, once."""
    by = actor(request)
    page = houses_page(by)
    if request.method != "POST":
        form = ColleagueForm(initial={"key": uuid4()}, houses=page.houses)
        return shown_once(request, NEW, {"page": page, "form": form})
    form = ColleagueForm(request.POST, houses=page.houses)

    def act() -> Made:
        data = dict(form.cleaned_data)
        key: UUID = data.pop("key")
        return joining.join(by=by, new=NewColleague(**data), key=key)

    def away(made: Made) -> HttpResponse:
        return away_with(request, made, "new_colleague")

    return answered(request, form, act, away, NEW, lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The roles of one colleague, and a form for one more."""
    by = actor(request)
    page = colleague_page(by, user_id)
    if request.method != "POST":
        return render(request, ONE, {"page": page, "form": RoleForm(houses=page.houses)})
    form = RoleForm(request.POST, houses=page.houses)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De rol is gegeven. Hij werkt bij de volgende klik."))
        return redirect("colleague", user_id)

    return answered(
        request,
        form,
        lambda: joining.give(by=by, user_id=user_id, **form.cleaned_data),
        away,
        ONE,
        lambda: {"page": page},
    )


@require_POST
def stop(request: HttpRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    """This role opens nothing any more, from the next request on."""
    joining.stop(by=actor(request), membership_id=membership_id)
    tell(request, _("Deze rol is gestopt. Hij opent niets meer."))
    return redirect("colleague", user_id)


@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    """Every organisation with its teams, and a form for one more team."""
    by = actor(request)
    page = houses_page(by)
    if request.method != "POST":
        return render(request, TEAMS, {"page": page, "form": TeamForm(houses=page.own)})
    form = TeamForm(request.POST, houses=page.own)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het team is er. Geef er nu een collega een rol in."))
        return redirect("teams")

    return answered(
        request,
        form,
        lambda: begin_team(by=by, **form.cleaned_data),
        away,
        TEAMS,
        lambda: {"page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """One more organisation that takes part, with its first team."""
    by = actor(request)
    page = houses_page(by)
    if request.method != "POST":
        return render(request, ORGANISATION, {"page": page, "form": OrganisationForm()})
    form = OrganisationForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De organisatie doet mee. Laat nu haar mensen erbij komen."))
        return redirect("teams")

    return answered(
        request,
        form,
        lambda: begin_organisation(by=by, **form.cleaned_data),
        away,
        ORGANISATION,
        lambda: {"page": page},
    )
