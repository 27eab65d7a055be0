"""Plannen: how much work is in a plan. The machine points, a person decides."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound, Refused
from houvast.plans.actions.arriving import Brought, bring_plan, read_again, throw_away
from houvast.plans.actions.following import follow_up, follow_up_done
from houvast.plans.actions.marking import (
    decide_passage,
    finish_check,
    open_check,
    record_not_found,
    say_responsible,
)
from houvast.plans.reads.checks import CheckPage, Pointed, check_page, question_page
from houvast.plans.reads.differing import Differs
from houvast.plans.reads.lists import arrival_page, plans_page
from houvast.plans.rules.judging import Decision, Level
from houvast.plans.rules.schemes import scheme_named
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.plan_checks import FollowForm, PlanForm, ResponsibleForm, other_choices
from houvast.web.frame import tell
from houvast.web.http import HtmxRequest
from houvast.web.plan_check_words import INTENTIONS, LEVELS, NEAREST, SAID, lacks_words, money_words
from houvast.web.plan_turns import turn_of
from houvast.web.queries import key, words

LONGEST_SOUGHT = 60
SENT = ("GET", "HEAD", "POST")
SAYS = {
    "voornemen": (Decision.PROVES, 1),
    "afspraak": (Decision.PROVES, 2),
    "resultaat": (Decision.PROVES, 4),
    "deels": (Decision.PARTLY, 1),
    "klopt": (Decision.PROVES, None),
    "nee": (Decision.NO, None),
    "anders": (Decision.OTHER, None),
}
"""What a button says of a passage, and how far the plan then is; a flag is right or not."""


@require_http_methods(SENT)
def plan_checks(request: HttpRequest) -> HttpResponse:
    """The plans that are here, and one more to bring."""
    by = actor(request, Purpose.FIGURES)
    page = plans_page(by)
    if request.method != "POST":
        context = {"page": page, "form": PlanForm(page.documents)}
        return render(request, "plan_checks/plans.html", context)
    form = PlanForm(page.documents, request.POST, request.FILES)

    def away(made: Brought) -> HttpResponse:
        if made.arrival:
            return redirect("plan_arrival", made.arrival)
        tell(request, _("Dit bestand was er al. Hier is het."), tone="blue")
        return redirect("plan_check", made.reading)

    return answered(
        request,
        form,
        lambda: bring_plan(by=by, **form.brought()),
        away,
        "plan_checks/plans.html",
        lambda: {"page": page},
    )


@require_http_methods(SENT)
def plan_arrival(request: HtmxRequest, arrival_id: UUID) -> HttpResponse:
    """How far a file is; a post asks again, or throws it away."""
    by = actor(request, Purpose.FIGURES)
    if request.method == "POST":
        if words(request.POST, "step") == "weg":
            throw_away(by=by, arrival_id=arrival_id)
            tell(request, _("Het bestand is weg. Er is niets bewaard."), tone="blue")
            return redirect("plan_checks")
        read_again(by=by, arrival_id=arrival_id)
        return redirect("plan_arrival", arrival_id)
    page = arrival_page(by, arrival_id)
    if request.htmx and not page.moves:
        return HttpResponseClientRefresh()
    if page.reading and not request.htmx:
        return redirect("plan_check", page.reading)
    said = page.refused and _(page.refused.reason).format(**page.refused.values)
    template = "plan_checks/_arrival.html" if request.htmx else "plan_checks/arrival.html"
    return render(request, template, {"page": page, "said": said})


@require_http_methods(SENT)
def plan_check(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """How much work is in this plan; a post says who is responsible for it there."""
    by = actor(request, Purpose.FIGURES)
    page = check_page(by, reading_id)
    if request.method != "POST":
        first = {"responsible": page.responsible and page.responsible.value}
        return render(
            request,
            "plan_checks/check.html",
            _told(page) | {"form": ResponsibleForm(initial=first)},
        )
    form = ResponsibleForm(request.POST)
    return answered(
        request,
        form,
        lambda: say_responsible(by=by, reading_id=reading_id, **form.cleaned_data),
        lambda _done: redirect("plan_check", reading_id),
        "plan_checks/check.html",
        lambda: _told(page),
    )


def _told(page: CheckPage) -> dict[str, Any]:
    asked = {one.question.id: one.question for one in page.answers}
    return {
        "page": page,
        "scheme": scheme_named(page.head.scheme),
        "remarks": [_(SAID[one]) for one in page.head.notices],
        "answers": [(one, LEVELS[one.stands.level]) for one in page.answers],
        "upgrades": [(asked[one.about], lacks_words(one)) for one in page.upgrades],
        "money": money_words(page.money) if page.money else "",
        "nearest": (INTENTIONS, NEAREST),
    }


@require_http_methods(SENT)
def plan_question(request: HttpRequest, reading_id: UUID, about: str) -> HttpResponse:
    """The passages of one question; a post says what one of them is."""
    by = actor(request, Purpose.FIGURES)
    refused, status = "", 200
    if request.method == "POST":
        refused = _decided(request, reading_id, about)
        if not refused:
            return redirect("plan_question", reading_id, about)
        status = 422
    page = question_page(by, reading_id, about, words(request.GET, "zoek")[:LONGEST_SOUGHT])
    shown = (*page.passages, *page.found)
    sent = key(request.POST, "passage")
    context = {
        "page": page,
        "about": about,
        "refused": refused,
        "wrong": sent if sent in {one.id for one in shown} else None,
        "passages": [(one, LEVELS[Level(one.level or 0)], _differs(one)) for one in shown],
        "others": other_choices(page.others),
        "turn": turn_of(page, key(request.GET, "stuk")),
    }
    return render(request, "plan_checks/question.html", context, status=status)


def _differs(one: Pointed) -> list[tuple[Differs, str]]:
    """What others said of a passage before, with its words."""
    return [(was, str(LEVELS[Level(was.level)]) if was.level else "") for was in one.differs]


def _decided(request: HttpRequest, reading_id: UUID, about: str) -> str:
    """Do what a button says. Gives why not, in words."""
    by, said = actor(request, Purpose.FIGURES), words(request.POST, "say")
    try:
        if said == "niet-gevonden":
            record_not_found(by=by, reading_id=reading_id, about=about)
            return ""
        if said not in SAYS:
            raise NotFound
        decision, level = SAYS[said]
        decide_passage(
            by=by,
            reading_id=reading_id,
            about=about,
            passage_id=_key(words(request.POST, "passage")),
            decision=decision,
            level=level,
            other=words(request.POST, "other"),
        )
    except Refused as why:
        return _(why.reason).format(**why.values)
    return ""


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@require_POST
def plan_step(request: HttpRequest, reading_id: UUID, step: str) -> HttpResponse:
    """Finish a check, or open it again."""
    by = actor(request, Purpose.FIGURES)
    if step == "af":
        finish_check(by=by, reading_id=reading_id)
        tell(request, _("De check is afgerond. Hij verandert niet meer."))
    elif step == "open":
        open_check(by=by, reading_id=reading_id)
        tell(request, _("De check is weer open."))
    else:
        raise NotFound
    return redirect("plan_check", reading_id)


@require_http_methods(SENT)
def plan_action(request: HttpRequest, reading_id: UUID, about: str) -> HttpResponse:
    """Make an action of what is not in the plan."""
    by = actor(request, Purpose.FIGURES)
    page = question_page(by, reading_id, about)
    if page.question is None:
        raise NotFound
    template, context = "plan_checks/action.html", {"page": page, "about": about}
    if request.method != "POST":
        form = FollowForm(initial={"what": page.question.gap_text})
        return render(request, template, context | {"form": form})
    form = FollowForm(request.POST)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("De actie staat bij het plan."))
        return redirect("plan_check", reading_id)

    return answered(
        request,
        form,
        lambda: follow_up(by=by, reading_id=reading_id, about=about, **form.cleaned_data),
        away,
        template,
        lambda: context,
    )


@require_POST
def plan_action_done(request: HttpRequest, reading_id: UUID, action_id: UUID) -> HttpResponse:
    """Say that an action is done."""
    follow_up_done(by=actor(request, Purpose.FIGURES), follow_up_id=action_id)
    tell(request, _("Gedaan. Goed zo."))
    return redirect("plan_check", reading_id)
