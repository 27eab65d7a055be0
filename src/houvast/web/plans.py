"""Screens of the two plans, the measurement, and the list on the way to 18."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import Purpose
from houvast.tracks.actions import plans as acts
from houvast.tracks.reads.plan import PlanPage, plan_to_write
from houvast.tracks.reads.plans import newest
from houvast.tracks.rules.domains import asked_at
from houvast.tracks.rules.measurements import MeasureMoment
from houvast.tracks.rules.plans import COMES_FIRST, PlanPartner, PlanState
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plans import FuturePlanForm, MeasureForm, SupportPlanForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def future(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The plan of the young person, in his own words; each save is a version."""
    by = actor(request, Purpose.GUIDANCE)
    page = plan_to_write(by, track_id)
    if request.method != "POST":
        known = newest(page.plans.future)
        start = _today(page) | {"wants": known.wants if known else ""}
        return _shown(request, "tracks/future_plan.html", page, FuturePlanForm(initial=start))
    form = FuturePlanForm(request.POST)

    def act() -> UUID:
        wants = form.cleaned_data["wants"]
        return acts.write_future_plan(
            by=by, track_id=track_id, wants=wants, agreed=form.as_agreed()
        )

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het plan van de jongere is bewaard. De vorige versie blijft te lezen."))
        return redirect("plan", track_id)

    return answered(request, form, act, away, "tracks/future_plan.html", lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The plan of the professionals: it stands beside the own plan and leads to work."""
    by = actor(request, Purpose.GUIDANCE)
    page = plan_to_write(by, track_id)
    own = page.plans.own
    needs = {
        "has_work": page.plans.has_work,
        "has_future": own is not None and own.state is PlanState.AGREED,
    }
    if request.method != "POST":
        form = SupportPlanForm(initial=_today(page) | _support(page), **needs)
        return _shown(request, "tracks/support_plan.html", page, form)
    form = SupportPlanForm(request.POST, **needs)

    def act() -> UUID:
        return acts.write_support_plan(
            by=by, track_id=track_id, plan=form.support(), agreed=form.as_agreed()
        )

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het ondersteuningsplan is bewaard. De vorige versie blijft te lezen."))
        return redirect("plan", track_id)

    return answered(request, form, act, away, "tracks/support_plan.html", lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """The short form of now; filled in together, prefilled with what is known."""
    by = actor(request, Purpose.GUIDANCE)
    page = plan_to_write(by, track_id)
    domains = asked_at(page.file.age)
    if request.method != "POST":
        known = {one.value: page.plans.known[one].value for one in domains}
        return _shown(
            request, "tracks/measure.html", page, MeasureForm(initial=known, domains=domains)
        )
    form = MeasureForm(request.POST, domains=domains)

    def act() -> None:
        acts.measure(
            by=by,
            track_id=track_id,
            moment=page.plans.to_measure or MeasureMoment.START,
            values=form.values(),
            someone_stays=form.cleaned_data["someone_stays"],
            right_way=form.cleaned_data["right_way"],
        )

    def away(_done: Any) -> HttpResponse:
        tell(request, _("De meting is bewaard."))
        return redirect("plan", track_id)

    return answered(request, form, act, away, "tracks/measure.html", lambda: {"page": page})


@require_POST
def before_18(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Put the points of the list on the way to 18 in the plan."""
    by = actor(request, Purpose.GUIDANCE)
    acts.open_list_before_18(by=by, track_id=track_id)
    tell(request, _("De lijst op weg naar 18 staat in het plan, met een dag per punt."))
    return redirect("plan", track_id)


def _shown(request: HttpRequest, template: str, page: PlanPage, form: object) -> HttpResponse:
    return render(request, template, {"page": page, "form": form})


def _today(page: PlanPage) -> dict[str, Any]:
    together = [PlanPartner.YOUNG_PERSON.value]
    return {"agreed_on": page.file.today.isoformat(), "agreed_with": together}


def _support(page: PlanPage) -> dict[str, Any]:
    known = newest(page.plans.support)
    if known is None or known.support is None:
        template = page.plans.template
        first = page.needs[0].domain if page.needs else COMES_FIRST[template][0]
        return {"template": template.value, "first": first.value}
    plan = known.support
    return {
        "template": plan.template.value,
        "first": plan.first.value,
        "without_work": plan.without_work,
        "without_future": plan.without_future,
        "try_again_on": plan.try_again_on.isoformat() if plan.try_again_on else "",
    }
