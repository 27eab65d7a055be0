"""Werkplekken: the list, one workplace, and what is done with it. Never a person, nor a number."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.employers.actions.workplaces import (
    add_condition,
    add_workplace,
    change_workplace,
    confirm_workplace,
    drop_condition,
    offer_workplace,
    restore_condition,
    restore_workplace,
    unconfirm_workplace,
    withdraw_workplace,
)
from houvast.employers.reads import workplace_page, workplaces_page
from houvast.employers.reads.sheets import employer_sheet
from houvast.employers.reads.workplace_list import AskedWorkplaces
from houvast.employers.rules.roles import Act, why_not
from houvast.employers.rules.states import Sector, WorkKind, WorkplaceState
from houvast.errors import NotAllowed
from houvast.reference.reads.occupations import occupations
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.workplaces import (
    ConditionForm,
    NewWorkplaceForm,
    WholeWorkplaceForm,
    filled_with,
)
from houvast.web.forms.works import FIND
from houvast.web.frame import tell
from houvast.web.queries import choice, number, same_but, words
from houvast.web.sheets import Sheet, answer
from houvast.web.workplace_rows import counted, rows_of

TABS = (
    None,
    WorkplaceState.OFFERED,
    WorkplaceState.STALE,
    WorkplaceState.FILLED,
    WorkplaceState.DRAFT,
    WorkplaceState.WITHDRAWN,
)
"""The views of the list; None is all that are not withdrawn."""


@require_safe
def workplaces(request: HttpRequest) -> HttpResponse:
    """The workplaces by state, narrowed by what is asked; htmx asks for the list alone."""
    query = request.GET
    asked = AskedWorkplaces(
        state=choice(query, "staat", WorkplaceState),
        search=words(query, "zoek"),
        kind=choice(query, "soort", WorkKind),
        sector=choice(query, "sector", Sector),
        place=words(query, "plaats"),
        page=number(query, "bladzijde"),
    )
    page = workplaces_page(actor(request), asked)
    part = request.headers.get("HX-Target") == "workplaces"
    context = {
        "page": page,
        "rows": rows_of(page),
        "part": part,
        "tabs_of_states": [(one, counted(page.counts[one])) for one in TABS],
        "kinds": list(WorkKind),
        "sectors": list(Sector),
        "link": same_but(query, "bladzijde"),
        "view_link": same_but(query, "bladzijde", "staat"),
    }
    name = "employers/_workplaces.html" if part else "employers/workplaces.html"
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_workplace(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Add a workplace to an employer; it can be offered right away."""
    by = actor(request)
    if request.method != "POST":
        context = {"page": employer_sheet(by, employer_id, Act.ADD_WORKPLACE)}
        form = NewWorkplaceForm(initial={"key": uuid4(), "places": 1})
        return render(request, "employers/new_workplace.html", context | {"form": form})
    form = NewWorkplaceForm(request.POST)

    def act() -> UUID:
        return add_workplace(
            by=by, employer_id=employer_id, facts=form.facts(), key=form.cleaned_data["key"]
        )

    def away(workplace_id: Any) -> HttpResponse:
        if why_not(by.role, by.purpose, Act.OFFER_WORKPLACE):
            tell(request, _("Werkplek bewaard als concept. Een accountmanager biedt hem aan."))
        else:
            tell(request, _("Werkplek bewaard als concept. Bied hem aan als alles klopt."))
        return redirect("workplace", workplace_id)

    return answered(
        request,
        form,
        act,
        away,
        "employers/new_workplace.html",
        lambda: {"page": employer_sheet(by, employer_id, Act.ADD_WORKPLACE)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """Write a workplace anew, all that is known of it."""
    by, works = actor(request), occupations()
    page = workplace_page(by, workplace_id)
    if not page.may_change:
        raise NotAllowed("change_workplace")
    template = "employers/change_workplace.html"
    if request.method != "POST":
        form = WholeWorkplaceForm(initial=filled_with(page.facts), works=works, stands=page.facts)
        return render(request, template, {"page": page, "form": form})
    searching = FIND in request.POST
    form = WholeWorkplaceForm(request.POST, works=works, stands=page.facts, searching=searching)
    if searching:
        return render(request, template, {"page": page, "form": form})

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Werkplek bewaard."))
        return redirect("workplace", workplace_id)

    return answered(
        request,
        form,
        lambda: change_workplace(by=by, workplace_id=workplace_id, facts=form.facts()),
        away,
        template,
        lambda: {"page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def condition(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """Add what the work asks, with the reason that lies in the work."""
    by = actor(request)
    page = workplace_page(by, workplace_id)
    if not page.may_add_condition:
        raise NotAllowed("add_condition")
    sheet = Sheet(
        title=_("Eis toevoegen"),
        about=page.row.title,
        submit=_("Toevoegen"),
        back=reverse("workplace", args=[workplace_id]),
        told=_("Eis toegevoegd."),
        form=ConditionForm,
        note=_("Een eis gaat over het werk, nooit over wie iemand is."),
    )

    def act(form: Any) -> UUID:
        return add_condition(by=by, workplace_id=workplace_id, **form.cleaned_data)

    return answer(request, sheet, act)


@require_POST
def condition_step(
    request: HttpRequest, workplace_id: UUID, condition_id: UUID, step: str
) -> HttpResponse:
    """The work does not ask this any more; or take that back on the same day."""
    acts = {"weg": drop_condition, "terug": restore_condition}
    if step not in acts:
        raise Http404
    acts[step](by=actor(request), condition_id=condition_id)
    back = reverse("condition_step", args=[workplace_id, condition_id, "terug"])
    gone = step == "weg"
    tell(request, _("Eis weggehaald.") if gone else _("Teruggezet."), undo=back if gone else "")
    return redirect("workplace", workplace_id)


@require_safe
def workplace(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """One workplace, and whom to ring about it."""
    page = workplace_page(actor(request), workplace_id)
    return render(request, "employers/workplace.html", {"page": page})


STEPS: dict[str, tuple[Callable[..., None], str]] = {
    "aanbieden": (offer_workplace, ""),
    "bevestigen": (confirm_workplace, "niet-bevestigd"),
    "niet-bevestigd": (unconfirm_workplace, ""),
    "intrekken": (withdraw_workplace, "terugzetten"),
    "terugzetten": (restore_workplace, ""),
}
"""What can be done with a workplace, and what takes it back."""


@require_POST
def step(request: HttpRequest, workplace_id: UUID, step: str) -> HttpResponse:
    """Offer, confirm or withdraw a workplace, or take that back on the same day."""
    if step not in STEPS:
        raise Http404
    act, back = STEPS[step]
    act(by=actor(request), workplace_id=workplace_id)
    told = {
        "aanbieden": _("Deze werkplek is nu beschikbaar."),
        "bevestigen": _("Bewaard: deze werkplek klopt nog."),
        "intrekken": _("Deze werkplek is ingetrokken."),
    }
    undo = reverse("workplace_step", args=[workplace_id, back]) if back else ""
    tell(request, told.get(step, _("Teruggezet.")), undo=undo)
    return _back(request, workplace_id)


def _back(request: HttpRequest, workplace_id: UUID) -> HttpResponse:
    """To the page where the button stood."""
    came_from = request.POST.get("from", "")
    if came_from == "list":
        return redirect(f"{reverse('workplaces')}?staat={WorkplaceState.STALE.value}")
    if came_from == "day":
        return redirect("work_day")
    if came_from == "employer":
        return redirect("employer", workplace_page(actor(request), workplace_id).row.employer_id)
    return redirect("workplace", workplace_id)
