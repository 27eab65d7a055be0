"""Werkgevers: whom we know, whom to ring. No person is ever shown here, not even as a number."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.employers.actions.employers import add_employer
from houvast.employers.actions.employers import change_employer as change
from houvast.employers.permissions import require
from houvast.employers.reads import employer_page, employers_page
from houvast.employers.reads.employer_list import AskedEmployers
from houvast.employers.reads.sheets import employer_sheet
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Sector
from houvast.employers.rules.views import EmployerOrder, EmployerView
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.employers import ChangeEmployerForm, NewEmployerForm
from houvast.web.frame import tell
from houvast.web.queries import choice, number, same_but, words
from houvast.web.sheets import Sheet, answer


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
        form = NewEmployerForm(initial={"key": uuid4()})
        return render(request, "employers/new_employer.html", {"form": form})
    form = NewEmployerForm(request.POST)

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


@require_safe
def employer(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """One employer: whom to ring, who knows whom, talks, promises, brokers and workplaces."""
    return render(
        request, "employers/employer.html", {"page": employer_page(actor(request), employer_id)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_employer(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Write an employer anew."""
    by = actor(request)
    one = employer_sheet(by, employer_id, Act.CHANGE_EMPLOYER)
    manager = one.account_manager_id
    said = {name: getattr(one.facts, name) for name in one.facts.__slots__}
    sheet = Sheet(
        title=_("Werkgever wijzigen"),
        about=one.name,
        submit=_("Bewaren"),
        back=reverse("employer", args=[employer_id]),
        told=_("Bewaard."),
        form=ChangeEmployerForm,
        initial=said | {"account_manager": str(manager) if manager else ""},
        given={"sheet": one},
    )

    def act(form: Any) -> None:
        chosen = form.cleaned_data["account_manager"]
        change(by=by, employer_id=employer_id, facts=form.facts(), account_manager_id=chosen)

    return answer(request, sheet, act)
