"""Screens of the plan: the plan of one young person, a step of it, and Taken."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.meetings.reads.agreements import own_tasks
from houvast.tracks.actions.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    reopen_step,
)
from houvast.tracks.reads.plan import StepPage, new_step_page, plan_page, step_page
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import USUAL, StepOwner
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.forms.plan import ChangeForm, DropForm, StepForm
from houvast.web.frame import tell


@require_safe
def plan(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The whole plan of one young person, life domain by life domain; beside the lead to read."""
    return render(
        request, "tracks/plan.html", {"page": plan_page(at_work(request, track_id), track_id)}
    )


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The steps of a coach over all young people, the late ones first, and what was agreed."""
    found = own_tasks(actor(request, Purpose.GUIDANCE))
    return render(
        request,
        "tracks/tasks.html",
        {
            "page": found.page,
            "agreed": found.agreed,
            "answers": found.answers,
            "corrections": found.wrong.entries,
            "pushed": found.wrong.pushed,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Add a step: a first step with one tap, or in own words."""
    by = actor(request, Purpose.GUIDANCE)
    page = new_step_page(by, track_id)
    given = request.POST.get("domain") or request.GET.get("leefgebied", "")
    domain = LifeDomain(given) if given in set(LifeDomain) else LifeDomain.WORK
    back = _asked_from(request)
    action = reverse("add_step", args=[track_id]) + (f"?back={back}" if back else "")
    context = {"page": page, "domain": domain, "domains": tuple(LifeDomain), "action": action}
    if request.method != "POST":
        start = {"domain": domain.value, "due": (page.file.today + USUAL).isoformat()}
        form = StepForm(initial=start, domain=domain, **_people(page))
        return render(request, "tracks/add_step.html", context | {"form": form})
    form = StepForm(request.POST, domain=domain, **_people(page))

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De stap staat in het plan."))
        return _back(request, track_id)

    return answered(
        request,
        form,
        lambda: add_step(by=by, track_id=track_id, step=form.step()),
        away,
        "tracks/add_step.html",
        lambda: context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """One step: another day, another owner, or no longer needed."""
    by = actor(request, Purpose.GUIDANCE)
    page = step_page(by, step_id)
    context = _around(request, page) | {"drop": DropForm()}
    if request.method != "POST":
        form = ChangeForm(initial=_start(page), **_people(page))
        return render(request, "tracks/step.html", context | {"form": form})
    form = ChangeForm(request.POST, **_people(page))

    def act() -> UUID:
        return change_step(
            by=by,
            step_id=step_id,
            due=form.when(),
            owner=form.owner(),
            colleague=form.colleague(),
            desk=form.cleaned_data["desk"],
        )

    def away(track_id: UUID) -> HttpResponse:
        tell(request, _("De stap is aangepast."))
        return _back(request, track_id)

    return answered(request, form, act, away, "tracks/step.html", lambda: context)


@require_POST
def drop(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The step is no longer needed, and why."""
    by, form = actor(request, Purpose.GUIDANCE), DropForm(request.POST)

    def away(track_id: UUID) -> HttpResponse:
        _undoable(request, step_id, _("De stap vervalt. De reden staat erbij."))
        return _back(request, track_id)

    def context() -> dict[str, Any]:
        page = step_page(by, step_id)
        other = ChangeForm(initial=_start(page), **_people(page))
        return _around(request, page) | {"drop": form, "other": other}

    return answered(
        request,
        form,
        lambda: drop_step(by=by, step_id=step_id, reason=form.cleaned_data["reason"]),
        away,
        "tracks/step.html",
        context,
    )


@require_POST
def done(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """One tap: the step is done."""
    track_id = finish_step(by=actor(request, Purpose.GUIDANCE), step_id=step_id)
    _undoable(request, step_id, _("Klaar. De stap staat als gedaan in het plan."))
    return _back(request, track_id)


@require_POST
def put_back(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take it back: the step is open again."""
    track_id = reopen_step(by=actor(request, Purpose.GUIDANCE), step_id=step_id)
    tell(request, _("De stap staat weer open."), tone="blue")
    return _back(request, track_id)


def _around(request: HttpRequest, page: StepPage) -> dict[str, Any]:
    """The page of a step, with the addresses of its acts; each goes back to where one came from."""
    step, back = page.step, _asked_from(request)
    acts = {"change": "step", "done": "step_done", "drop": "step_dropped", "put_back": "step_back"}
    after = f"?back={back}" if back else ""
    keys = [step.id] if step else []
    links = {name: reverse(to, args=keys) + after for name, to in acts.items()}
    return {"page": page, "links": links}


def _people(page: StepPage) -> dict[str, Any]:
    """Who can be chosen for a step, by name."""
    file = page.file
    return {
        "lead": file.line.lead,
        "name": file.nickname or file.line.name,
        "holders": page.holders,
    }


def _start(page: StepPage) -> dict[str, str]:
    step = page.step
    if step is None:
        return {}
    who = str(step.colleague_id) if step.colleague_id else step.owner.value
    desk = step.who if step.owner is StepOwner.DESK else ""
    return {"who": who, "desk": desk, "due": step.due.isoformat()}


def _undoable(request: HttpRequest, step_id: UUID, words: str) -> None:
    back = _asked_from(request)
    undo = reverse("step_back", args=[step_id]) + (f"?back={back}" if back else "")
    tell(request, words, undo=undo)


def _asked_from(request: HttpRequest) -> str:
    asked = request.POST.get("back") or request.GET.get("back", "")
    return asked if asked in ("tasks", "plan") else ""


def _back(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """To the screen where the act was chosen: Taken, the plan, or else the file."""
    where = _asked_from(request)
    return redirect("tasks") if where == "tasks" else redirect(where or "track", track_id)
