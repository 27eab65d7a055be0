"""From a workplace to work that lasts: propose, each step, and aftercare."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.database.actor import Actor
from houvast.employers.reads import workplace_choices
from houvast.placements import actions
from houvast.placements.reads import file_page, placement_page
from houvast.placements.rules.states import RetentionAnswer
from houvast.web.acting import at_work
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.placements import (
    AgreeForm,
    ProposeForm,
    StartForm,
    StepForm,
    TermsForm,
    TrialForm,
    TrialNoteForm,
)
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Choose a workplace together with the young person."""
    by = at_work(request, track_id)
    offered = [
        (one.id, f"{one.title}, {one.employer} ({one.place_name})")
        for one in workplace_choices(by)
        if one.free_places
    ]
    page = file_page(by, track_id)
    if request.method != "POST":
        form = ProposeForm(initial={"key": uuid4()}, workplaces=offered)
        return render(request, "placements/propose.html", {"page": page, "form": form})
    form = ProposeForm(request.POST, workplaces=offered)

    def act() -> UUID:
        data = form.cleaned_data
        return actions.propose(
            by=by, track_id=track_id, workplace_id=data["workplace"], key=data["key"]
        )

    def away(placement_id: Any) -> HttpResponse:
        tell(request, _("Voorgesteld. Vraag de jongere wat hij ervan vindt."))
        return redirect("placement", placement_id)

    return answered(request, form, act, away, "placements/propose.html", lambda: {"page": page})


@require_safe
def placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """One placement: where it stands, what comes next, and its aftercare."""
    return _shown(request, at_work(request, placement_id), placement_id)


PLAIN: dict[str, Callable[..., None]] = {
    "kennisgemaakt": actions.introduce,
    "gestopt": actions.break_off,
    "niet-gestart": actions.not_started,
    "afgerond": actions.end,
}
"""Steps that need no more than a tap."""
FILLED: dict[str, tuple[str, type[StepForm], Callable[..., None]]] = {
    "meeloopdag": ("trying", TrialForm, actions.plan_trial_day),
    "meegelopen": ("tried", TrialNoteForm, actions.note_trial_day),
    "afgesproken": ("agreeing", AgreeForm, actions.agree),
    "afspraken": ("settling", TermsForm, actions.settle),
    "gestart": ("starting", StartForm, actions.start),
}
"""Steps with a form: its name on the page, what is filled in, and what is done with it."""
TOLD = {
    "gestopt": _lazy("Het werk is gestopt. Er staat een nieuw moment met de jongere."),
    "niet-gestart": _lazy("Dit gaat niet door. Kies samen een andere werkplek."),
    "afgerond": _lazy("Het werk is afgerond. Jij houdt de jongere vast."),
}
"""What is said after a step that ends something; after the others that it is kept."""


@require_POST
def step(request: HttpRequest, placement_id: UUID, step: str) -> HttpResponse:
    """One step of a placement."""
    by = at_work(request, placement_id)
    form, act = _asked(request, by, placement_id, step)

    def away(_done: Any) -> HttpResponse:
        tell(request, TOLD.get(step, _("Bewaard.")))
        return redirect("placement", placement_id)

    return answered(
        request,
        form,
        act,
        away,
        "placements/placement.html",
        lambda: _context(by, placement_id, form),
    )


def _asked(
    request: HttpRequest, by: Actor, placement_id: UUID, step: str
) -> tuple[DomainForm, Callable[[], None]]:
    """The form of this step and its act; 404 for a step that does not exist."""
    if step in PLAIN:
        return DomainForm(request.POST), lambda: PLAIN[step](by=by, placement_id=placement_id)
    if step not in FILLED:
        raise Http404
    _name, kind, verb = FILLED[step]
    form = kind(request.POST)
    return form, lambda: verb(by=by, placement_id=placement_id, **form.given())


def _shown(request: HttpRequest, by: Actor, placement_id: UUID) -> HttpResponse:
    context = _context(by, placement_id, None)
    return render(request, "placements/placement.html", context)


def _context(by: Actor, placement_id: UUID, sent: DomainForm | None) -> dict[str, Any]:
    """The page with a form for each step that is next; the one that was sent keeps its text."""
    page = placement_page(by, placement_id)
    forms: dict[str, DomainForm] = {
        name: sent if type(sent) is kind else kind(initial=kind.known(page))
        for name, kind, _verb in FILLED.values()
    }
    return {"page": page, **forms, "answers": tuple(RetentionAnswer), "errors_above": True}
