"""Meetlatten: what later reports are held against, and the figures that two people agreed on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.placements.actions.counting import count_half_years
from houvast.placements.reads.counting import programme_counts
from houvast.plans.actions import yardsticks as acts
from houvast.plans.reads.yardsticks import goal_page, yardstick_page, yardsticks_page
from houvast.plans.rules.yardsticks import DEFINITIONS, counted_of
from houvast.web.acting import actor
from houvast.web.forms.yardsticks import (
    ChangeYardstickForm,
    DropYardstickForm,
    FigureForm,
    YardstickForm,
)
from houvast.web.frame import tell_what_came
from houvast.web.plan_check_words import amount_words
from houvast.web.sheets import Sheet, answer
from houvast.web.yardstick_rows import name, row

SENT = ("GET", "HEAD", "POST")


@require_safe
def plan_yardsticks(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """The yardsticks of a plan, and the numbers in it to make another of."""
    page = yardsticks_page(actor(request, Purpose.FIGURES), reading_id)
    rows = [row(one, page.today) for one in page.sticks]
    context = {
        "page": page,
        "rows": [one for one in rows if not one.stick.dropped],
        "gone": [one for one in rows if one.stick.dropped],
    }
    return render(request, "plan_checks/yardsticks.html", context)


@require_http_methods(SENT)
def new_plan_yardstick(request: HttpRequest, reading_id: UUID, fact_id: UUID) -> HttpResponse:
    """Say what a number of the plan is about: from then on reports are held against it."""
    by = actor(request, Purpose.FIGURES)
    _head, goal, today = goal_page(by, reading_id, fact_id)
    sheet = Sheet(
        title=_("Nieuwe meetlat"),
        about=_("Het plan zegt: {number} jongeren, {when}").format(
            number=amount_words(goal.amount), when=goal.period
        ),
        submit=_("Bewaar deze meetlat"),
        back=reverse("plan_yardsticks", args=[reading_id]),
        told=_("De meetlat staat. Verslagen van later leg je ernaast."),
        form=YardstickForm,
        initial=YardstickForm.of(goal),
        given={"today": today},
        note=_("Houvast vult alleen het getal in. Wat het betekent zeg jij."),
    )

    def act(form: Any) -> None:
        acts.set_yardstick(by=by, reading_id=reading_id, fact_id=fact_id, **form.cleaned_data)

    return answer(request, sheet, act)


@require_safe
def plan_yardstick(request: HttpRequest, line: UUID) -> HttpResponse:
    """One yardstick with its figures, and everything that it said before."""
    page = yardstick_page(actor(request, Purpose.FIGURES), line)
    context = {
        "page": page,
        "row": row(page.stick, page.today),
        "counted": _(DEFINITIONS[page.stick.measure]),
    }
    return render(request, "plan_checks/yardstick.html", context)


@require_http_methods(SENT)
def change_plan_yardstick(request: HttpRequest, line: UUID) -> HttpResponse:
    """Another number or day, with why."""
    by = actor(request, Purpose.FIGURES)
    stick = yardstick_page(by, line).stick
    sheet = Sheet(
        title=_("Wijzig deze meetlat"),
        about=name(stick),
        submit=_("Bewaar"),
        back=reverse("plan_yardstick", args=[line]),
        told=_("Gewijzigd. Wat er stond blijft te lezen."),
        form=ChangeYardstickForm,
        initial=ChangeYardstickForm.of(stick),
        note=_("Gaat het ergens anders over, of vanaf een andere dag? Laat hem dan vervallen."),
    )

    def act(form: Any) -> None:
        acts.change_yardstick(by=by, line=line, **form.cleaned_data)

    return answer(request, sheet, act)


@require_http_methods(SENT)
def drop_plan_yardstick(request: HttpRequest, line: UUID) -> HttpResponse:
    """Let a yardstick go, with why."""
    by = actor(request, Purpose.FIGURES)
    stick = yardstick_page(by, line).stick
    sheet = Sheet(
        title=_("Laat deze meetlat vervallen"),
        about=name(stick),
        submit=_("Laat vervallen"),
        back=reverse("plan_yardstick", args=[line]),
        told=_("Vervallen. Alles blijft te lezen."),
        form=DropYardstickForm,
        note=_("De cijfers en de geschiedenis blijven bewaard."),
    )

    def act(form: Any) -> None:
        acts.drop_yardstick(by=by, line=line, **form.cleaned_data)

    return answer(request, sheet, act)


@require_http_methods(SENT)
def figure_plan_yardstick(request: HttpRequest, line: UUID) -> HttpResponse:
    """Lay a number from a report beside a yardstick."""
    by = actor(request, Purpose.FIGURES)
    page = yardstick_page(by, line)
    note = _("Breng het verslag bij Plannen, bevestig de passage en neem het getal aan.")
    sheet = Sheet(
        title=_("Cijfer uit een verslag"),
        about=name(page.stick),
        submit=_("Leg dit ernaast"),
        back=reverse("plan_yardstick", args=[line]),
        told=_("Het cijfer ligt ernaast. Het telt als een tweede persoon akkoord is."),
        form=FigureForm,
        given={"reported": page.reported},
        note=note + " " + _("Dan staat het hier, met de bladzijde."),
    )

    def act(form: Any) -> None:
        acts.lay_report_figure(by=by, line=line, **form.cleaned_data)

    return answer(request, sheet, act)


@require_POST
def count_plan_yardstick(request: HttpRequest, line: UUID) -> HttpResponse:
    """Count the half years that are over, and lay that beside a yardstick."""
    by = actor(request, Purpose.FIGURES)
    stick = yardstick_page(by, line).stick

    def act() -> str:
        count_half_years(by=by)
        found = counted_of(stick.measure, programme_counts(by), stick.since)
        acts.lay_own_count(by=by, line=line, number=found.number, until=found.until)
        said = _("Geteld. Het telt als een tweede persoon akkoord is.")
        if not found.apart:
            return said
        return f"{said} " + _(
            "Een half jaar van voor het begin is samen met later geteld, omdat het er te weinig"
            " waren. Dat is niet meegeteld."
        )

    tell_what_came(request, act)
    return redirect("plan_yardstick", line)


@require_POST
def answer_plan_figure(
    request: HttpRequest, line: UUID, figure_id: UUID, step: str
) -> HttpResponse:
    """Agree on a figure, let it go, or say that the goal of the plan has a result with it."""
    by = actor(request, Purpose.FIGURES)
    steps: dict[str, tuple[Callable[..., UUID], str]] = {
        "akkoord": (acts.agree_figure, _("Akkoord. Dit cijfer telt, en je kunt het aanhalen.")),
        "niet": (acts.decline_figure, _("Dit cijfer telt niet. Het blijft te lezen.")),
        "resultaat": (acts.mark_result, _("De vraag naar het doel staat nu op resultaat.")),
    }
    if step not in steps:
        raise NotFound
    verb, said = steps[step]

    def act() -> str:
        verb(by=by, figure_id=figure_id)
        return said

    tell_what_came(request, act)
    return redirect("plan_yardstick", line)
