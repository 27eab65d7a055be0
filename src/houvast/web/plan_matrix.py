"""Plannen naast elkaar: by question, on name, and never with a total."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.plans.reads.matrix import WIDEST, Column, MatrixPage, matrix_page
from houvast.plans.rules.catalogue import Criterion
from houvast.plans.rules.judging import Standing, State
from houvast.web.acting import actor
from houvast.web.plan_check_words import LEVELS, PLAN_CHECK_WORDS
from houvast.web.queries import words


@require_safe
def plan_matrix(request: HttpRequest) -> HttpResponse:
    """The newest version of each plan that was chosen, side by side."""
    keys = _keys(request.GET.getlist("plan"))
    page = matrix_page(actor(request, Purpose.FIGURES), keys, words(request.GET, "programma"))
    context = {"page": page, "rows": _told(page), "most": WIDEST}
    return render(request, "plan_checks/matrix.html", context)


def _keys(given: list[str]) -> set[UUID]:
    """Those that are keys; another word in the address chooses nothing."""
    found = set()
    for one in given:
        try:
            found.add(UUID(one))
        except ValueError:
            continue
    return found


def _told(page: MatrixPage) -> list[tuple[Criterion, list[tuple[Column, str, str]]]]:
    """Each question with, for each plan, the words and what sort they are: by weight, no colour."""
    return [
        (
            row.question,
            [
                (plan, _words(stands, plan), stands.state.value if stands else State.OPEN.value)
                for plan, stands in zip(page.columns, row.stands, strict=True)
            ],
        )
        for row in page.rows
    ]


def _words(stands: Standing | None, plan: Column) -> str:
    if stands is None:
        return _("niet gevraagd") if plan.town else _("deze vraag was er toen niet")
    if stands.state is State.CONFIRMED:
        return str(LEVELS[stands.level])
    return str(PLAN_CHECK_WORDS[State][stands.state])
