"""Werkgevers and Werkplekken: no person is ever shown here, not even as a number."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.employers.actions.contacts import add_contact
from houvast.employers.actions.employers import add_employer
from houvast.employers.actions.workplaces import (
    add_workplace,
    confirm_workplace,
    offer_workplace,
    withdraw_workplace,
)
from houvast.employers.permissions import require
from houvast.employers.reads import (
    employer_page,
    employers_page,
    workplace_page,
    workplaces_page,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import WorkplaceState
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.employers import ContactPersonForm, EmployerForm, WorkplaceForm
from houvast.web.frame import tell


def _page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is no number is the first."""
    asked = request.GET.get("bladzijde", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """The employers, by name, with a search on their names."""
    search = request.GET.get("zoek", "")[:100].replace("\x00", "")
    page = employers_page(actor(request), search=search, page=_page_number(request))
    return render(request, "employers/employers.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new_employer(request: HttpRequest) -> HttpResponse:
    """Add an employer."""
    by = actor(request)
    require(by, Act.ADD_EMPLOYER)
    if request.method != "POST":
        form = EmployerForm(initial={"key": uuid4()})
        return render(request, "employers/new_employer.html", {"form": form})
    form = EmployerForm(request.POST)

    def away(employer_id: Any) -> HttpResponse:
        tell(request, _("Werkgever toegevoegd. Voeg nu iemand toe om te bellen."))
        return redirect("employer", employer_id)

    return answered(
        request,
        form,
        lambda: add_employer(by=by, facts=form.facts(), key=form.cleaned_data["key"]),
        away,
        "employers/new_employer.html",
        dict,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def employer(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """One employer: whom to ring, who knows whom, and its workplaces. A POST adds a contact."""
    by = actor(request)
    if request.method != "POST":
        context = {"page": employer_page(by, employer_id)}
        form = ContactPersonForm(initial={"key": uuid4()})
        return render(request, "employers/employer.html", context | {"form": form})
    form = ContactPersonForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Contactpersoon toegevoegd."))
        return redirect("employer", employer_id)

    return answered(
        request,
        form,
        lambda: add_contact(
            by=by, employer_id=employer_id, facts=form.facts(), key=form.cleaned_data["key"]
        ),
        away,
        "employers/employer.html",
        lambda: {"page": employer_page(by, employer_id)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_workplace(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Add a workplace to an employer; it can be offered right away."""
    by = actor(request)
    if request.method != "POST":
        context = {"page": employer_page(by, employer_id)}
        form = WorkplaceForm(initial={"key": uuid4(), "places": 1})
        return render(request, "employers/new_workplace.html", context | {"form": form})
    form = WorkplaceForm(request.POST)

    def act() -> UUID:
        return add_workplace(
            by=by, employer_id=employer_id, facts=form.facts(), key=form.cleaned_data["key"]
        )

    def away(workplace_id: Any) -> HttpResponse:
        tell(request, _("Werkplek bewaard als concept. Bied hem aan als alles klopt."))
        return redirect("workplace", workplace_id)

    return answered(
        request,
        form,
        act,
        away,
        "employers/new_workplace.html",
        lambda: {"page": employer_page(by, employer_id)},
    )


@require_safe
def workplaces(request: HttpRequest) -> HttpResponse:
    """The workplaces; those that were not confirmed for a while come last."""
    asked = request.GET.get("staat", "")
    state = WorkplaceState(asked) if asked in frozenset(WorkplaceState) else None
    page = workplaces_page(actor(request), state=state, page=_page_number(request))
    return render(request, "employers/workplaces.html", {"page": page})


@require_safe
def workplace(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """One workplace, and whom to ring about it."""
    page = workplace_page(actor(request), workplace_id)
    return render(request, "employers/workplace.html", {"page": page})


STEPS: dict[str, Callable[..., None]] = {
    "aanbieden": offer_workplace,
    "bevestigen": confirm_workplace,
    "intrekken": withdraw_workplace,
}


@require_POST
def step(request: HttpRequest, workplace_id: UUID, step: str) -> HttpResponse:
    """Offer, confirm or withdraw a workplace."""
    if step not in STEPS:
        raise Http404
    STEPS[step](by=actor(request), workplace_id=workplace_id)
    tell(request, _("Bewaard."))
    return redirect("workplace", workplace_id)
