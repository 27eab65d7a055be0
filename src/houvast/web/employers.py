"""Werkgevers: whom we know, whom to ring. No person is ever shown here, not even as a number."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.employers.actions.contacts import add_contact
from houvast.employers.actions.employers import add_employer
from houvast.employers.permissions import require
from houvast.employers.reads import employer_page, employers_page
from houvast.employers.reads.employer_list import AskedEmployers
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Sector
from houvast.employers.rules.views import EmployerOrder, EmployerView
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.employers import ContactPersonForm, EmployerForm
from houvast.web.frame import tell
from houvast.web.queries import choice, number, same_but, words


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """The employers in views, narrowed by what is asked; htmx asks for the list alone."""
    query = request.GET
    asked = AskedEmployers(
        view=choice(query, "weergave", EmployerView) or EmployerView.ALL,
        search=words(query, "zoek"),
        sector=choice(query, "sector", Sector),
        place=words(query, "plaats"),
        order=choice(query, "volgorde", EmployerOrder) or EmployerOrder.NAME,
        page=number(query, "bladzijde"),
    )
    page = employers_page(actor(request), asked)
    part = request.headers.get("HX-Target") == "employers"
    context = {
        "page": page,
        "part": part,
        "sectors": list(Sector),
        "orders": list(EmployerOrder),
        "link": same_but(query, "bladzijde"),
        "view_link": same_but(query, "bladzijde", "weergave"),
    }
    name = "employers/_employers.html" if part else "employers/employers.html"
    return render(request, name, context)


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
