"""Voorstel voor werk: who steers asks it for a team, and each coach sees the own lines."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.matching.actions import propose_plan
from houvast.matching.reads.plan_lines import OwnLine, own_lines_page
from houvast.matching.reads.plans import TeamPlanPage, team_plan_page
from houvast.matching.rules.plan import POLICY
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.cards import card, place_line
from houvast.web.forms.proposals import PlanForm
from houvast.web.frame import tell
from houvast.web.queries import key, number, same_but


@require_http_methods(["GET", "HEAD", "POST"])
def team_plan(request: HttpRequest) -> HttpResponse:
    """The latest proposal of a team, with names and no work; a POST makes a new one."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = team_plan_page(by, key(request.GET, "team"))
    if request.method != "POST":
        form = PlanForm(teams=page.teams, initial={"key": uuid4(), "team": page.team_id})
        return render(request, "work/team_plan.html", _shown(page) | {"form": form})
    form = PlanForm(request.POST, teams=page.teams)

    def act() -> UUID:
        data = form.cleaned_data
        propose_plan(by=by, team_id=data["team"], key=data["key"])
        team: UUID = data["team"]
        return team

    def away(team: Any) -> HttpResponse:
        tell(request, _("Het voorstel is er. Elke coach ziet het bij Jongeren."))
        return redirect(f"{reverse('team_plan')}?team={team}")

    return answered(request, form, act, away, "work/team_plan.html", lambda: _shown(page))


def _shown(page: TeamPlanPage) -> dict[str, Any]:
    return {"page": page, "policy": POLICY}


@require_safe
def own_lines(request: HttpRequest) -> HttpResponse:
    """What is proposed for whom one holds, or helps beside the lead: to choose from together."""
    by = actor(request, Purpose.GUIDANCE)
    beside = by.role == Role.WORK_COACH and "naast" in request.GET
    by = actor(request, Purpose.PLACEMENT) if beside else by
    page = own_lines_page(by, number(request.GET, "bladzijde"))
    lines = [(one, _card(one), _others(one)) for one in page.lines]
    link = same_but(request.GET, "bladzijde")
    context = {"page": page, "lines": lines, "beside": beside, "link": link}
    return render(request, "work/own_lines.html", context)


def _card(one: OwnLine) -> Any:
    return card(one.work, one.proposed) if one.proposed else None


def _others(one: OwnLine) -> list[tuple[UUID, str, str]]:
    """Id, title and place of the other workplaces that keep the plan possible."""
    return [(each.place.id, each.place.title, place_line(each)) for each in one.others]
