"""Two versions of one plan: what was decided of the same text goes on, by the hand of a person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.plans.actions.carrying import Carried, carry_over
from houvast.plans.reads.checks import Quote
from houvast.plans.reads.versions import VersionsPage, versions_page
from houvast.plans.rules.comparing import Asked, Compared, Turn
from houvast.web.acting import actor
from houvast.web.frame import tell_what_came
from houvast.web.plan_check_words import stands_words
from houvast.web.queries import key

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TONES = {Turn.WON: "green", Turn.UP: "green", Turn.LOST: "amber", Turn.DOWN: "amber"}
BEFORE, AFTER = (Turn.LOST, Turn.DOWN), (Turn.WON, Turn.UP, Turn.DOWN)
"""Of which of the two versions a line quotes the plan."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question in both versions, in words."""

    one: Compared
    question: str
    before: "str | _StrPromise"
    after: "str | _StrPromise"
    quotes: tuple[tuple[int, Quote], ...]
    """The number of the version, and what stands there."""


@require_safe
def plan_versions(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Two versions of a plan, question by question: what came in, and what went."""
    by = actor(request, Purpose.FIGURES)
    page = versions_page(by, reading_id, key(request.GET, "naast"))
    lines = [_line(page, one) for one in page.questions]
    groups = [
        (turn, TONES.get(turn, "grey"), [one for one in lines if one.one.turn is turn])
        for turn in Turn
    ]
    context = {
        "page": page,
        "sides": (page.before, page.after),
        "reading": reading_id,
        "groups": [one for one in groups if one[2]],
        "asked": [one for one in lines if one.one.asked is not Asked.SAME],
    }
    return render(request, "plan_checks/versions.html", context)


def _line(page: VersionsPage, one: Compared) -> Line:
    before, after = page.before.answers.get(one.about), page.after.answers.get(one.about)
    quotes: list[tuple[int, Quote]] = []
    if before and one.turn in BEFORE:
        quotes += [(page.before.head.number, each) for each in before.quotes[:1]]
    if after and one.turn in AFTER:
        quotes += [(page.after.head.number, each) for each in after.quotes[:1]]
    known = after or before
    return Line(
        one=one,
        question=known.question.question if known else "",
        before=stands_words(one.before),
        after=stands_words(one.after),
        quotes=tuple(quotes),
    )


@require_POST
def plan_carry(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Take over what was decided of text that is still the same, in the own name."""
    by = actor(request, Purpose.FIGURES)
    tell_what_came(request, lambda: _said(carry_over(by=by, reading_id=reading_id)), tone="blue")
    return redirect("plan_check", reading_id)


def _said(done: Carried) -> str:
    words = ngettext(
        "{number} besluit overgenomen.", "{number} besluiten overgenomen.", done.taken
    ).format(number=done.taken)
    if not done.again:
        return words
    return f"{words} " + _("Kijk opnieuw naar {questions}.").format(questions=", ".join(done.again))
