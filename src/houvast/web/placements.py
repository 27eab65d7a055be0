"""From a workplace to work that lasts: propose, each step, and aftercare."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.employers.reads import workplace_choices
from houvast.placements import actions
from houvast.placements.reads import file_page, placement_page
from houvast.placements.rules.states import RetentionAnswer
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.placements import AgreeForm, ProposeForm, StartForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Choose a workplace together with the young person."""
    by = actor(request, Purpose.GUIDANCE)
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
    return _shown(request, actor(request, Purpose.GUIDANCE), placement_id)


PLAIN: dict[str, Callable[..., None]] = {
    "kennisgemaakt": actions.introduce,
    "gestopt": actions.break_off,
    "niet-gestart": actions.not_started,
    "afgerond": actions.end,
}
"""Steps that need no more than a tap."""


@require_POST
def step(request: HttpRequest, placement_id: UUID, step: str) -> HttpResponse:
    """One step of a placement."""
    by = actor(request, Purpose.GUIDANCE)
    if step in PLAIN:
        form, act = DomainForm(request.POST), _plain(PLAIN[step], by, placement_id)
    elif step == "afgesproken":
        form, act = _agreeing(request, by, placement_id)
    elif step == "gestart":
        form, act = _starting(request, by, placement_id)
    else:
        raise Http404

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Bewaard."))
        return redirect("placement", placement_id)

    return answered(
        request,
        form,
        act,
        away,
        "placements/placement.html",
        lambda: _context(by, placement_id, form),
    )


def _plain(verb: Callable[..., None], by: Actor, placement_id: UUID) -> Callable[[], None]:
    return lambda: verb(by=by, placement_id=placement_id)


def _agreeing(
    request: HttpRequest, by: Actor, placement_id: UUID
) -> tuple[DomainForm, Callable[[], None]]:
    form = AgreeForm(request.POST)
    return form, lambda: actions.agree(by=by, placement_id=placement_id, **form.cleaned_data)


def _starting(
    request: HttpRequest, by: Actor, placement_id: UUID
) -> tuple[DomainForm, Callable[[], None]]:
    form = StartForm(request.POST)
    return form, lambda: actions.start(by=by, placement_id=placement_id, **form.cleaned_data)


def _shown(request: HttpRequest, by: Actor, placement_id: UUID) -> HttpResponse:
    context = _context(by, placement_id, None)
    return render(request, "placements/placement.html", context)


def _context(by: Actor, placement_id: UUID, form: DomainForm | None) -> dict[str, Any]:
    """The page with a form for each step that is next; the one that was sent keeps its text."""
    page = placement_page(by, placement_id)
    agreeing = form if isinstance(form, AgreeForm) else AgreeForm()
    today = {"started_on": page.file.today}
    starting = form if isinstance(form, StartForm) else StartForm(initial=today)
    return {
        "page": page,
        "agreeing": agreeing,
        "starting": starting,
        "answers": tuple(RetentionAnswer),
    }
