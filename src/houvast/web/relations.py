"""Verband: how figures of areas go together, counted four ways, and what may be said of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from houvast.accounts.rules import Purpose
from houvast.areas.actions.relations import ask_relation
from houvast.areas.reads.relations import AnswerPage, Kept, answer_page, relations_page
from houvast.areas.rules.analysis import Question
from houvast.areas.rules.indicators import INDICATORS
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.area_rows import grouped
from houvast.web.area_words import PER, said
from houvast.web.forms.relations import RelationForm
from houvast.web.http import HtmxRequest
from houvast.web.relation_rows import cards_of, faults_of, left_of, method_of, together_of


@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest) -> HttpResponse:
    """Ask how figures go together, and find what was counted before."""
    by = actor(request, Purpose.FIGURES)
    page = relations_page(by)
    kept = [(one, f"{PER[one.level]}, {one.year}", _lines(one)) for one in page.kept]
    context = {"page": page, "kept": kept}
    if request.method != "POST":
        form = RelationForm(page.choices)
        return render(request, "areas/relations.html", context | {"form": form})
    form = RelationForm(page.choices, request.POST)
    return answered(
        request,
        form,
        lambda: ask_relation(by=by, question=form.question()),
        lambda key: redirect("relation", key),
        "areas/relations.html",
        lambda: context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def relation(request: HtmxRequest, answer_id: UUID) -> HttpResponse:
    """An answer, or how far it is; a post asks it again, of the tables of now."""
    by = actor(request, Purpose.FIGURES)
    page = answer_page(by, answer_id)
    if request.method == "POST":
        return redirect("relation", ask_relation(by=by, question=page.question))
    if request.htmx and not page.moves:
        return HttpResponseClientRefresh()
    context = {"page": page, "what": _lines(page.question), "per": PER[page.question.level]}
    if request.htmx:
        return render(request, "areas/_counting.html", context)
    return render(request, "areas/relation.html", context | _told(page))


def _told(page: AnswerPage) -> dict[str, object]:
    if page.told is None:
        return {}
    return {
        "cards": cards_of(page.told),
        "left": list(left_of(page.told)),
        "besides": [said(one) for one in page.told.besides],
        "method": method_of(page.told),
        "faults": faults_of(page.told),
        "n": grouped(page.told.n),
        "together": together_of(page.told),
    }


def _lines(asked: Question | Kept) -> tuple[str, str]:
    """The outcome and what is held against it, in words."""
    held = ", ".join(_(INDICATORS[one].called) for one in asked.determinants)
    return _(INDICATORS[asked.outcome].called), held
