"""Two workplaces side by side for one young person: the same questions of both, no points."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houvast.errors import NotFound
from houvast.matching.reads import work_page
from houvast.matching.rules.lists import Suggestion
from houvast.web.acting import at_work
from houvast.web.cards import card
from houvast.web.reasons import listed
from houvast.web.templatetags.houvast import day
from houvast.web.words import word

TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, and what each of the two says."""

    label: str
    cells: list[str]


@require_safe
def compare_places(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Two workplaces next to each other; with another number of them the page says so."""
    page = work_page(at_work(request, track_id), track_id, "matching.places_compared")
    chosen = _chosen(request.GET.getlist("plek"))
    if len(chosen) != TWO:
        return render(request, "work/compare.html", {"page": page})
    try:
        both = [page.work.suggestion(one) for one in chosen]
    except NotFound:
        return render(request, "work/compare.html", {"page": page, "gone": True})
    cards = [card(page.work, one) for one in both]
    lines = [
        Compared(label, [said(one) for one in both]) for label, said in _lines(page.work.today)
    ]
    reasons = [
        Compared(_("Past"), [one.why.fits for one in cards]),
        Compared(_("Let op"), [one.why.mind for one in cards]),
        Compared(_("Nog regelen"), [one.why.arrange for one in cards]),
    ]
    context = {
        "page": page,
        "cards": cards,
        "lines": [one for one in (*reasons, *lines) if any(one.cells)],
    }
    return render(request, "work/compare.html", context)


def _chosen(given: list[str]) -> list[UUID]:
    """The ids in the address, each once; what is no id was not chosen."""
    found: list[UUID] = []
    for one in given:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _lines(today: date) -> list[tuple[str, Callable[[Suggestion], str]]]:
    return [
        (_("Soort werk"), lambda one: word(one.place.kind)),
        (_("Reistijd"), _journey),
        (_("Loon"), _wage),
        (_("Begint"), lambda one: day(one.place.start_on, today) if one.place.start_on else ""),
        (_("Vraagt"), lambda one: listed(one.place.asks)),
        (_("Leert er"), lambda one: listed(sorted(one.place.teaches))),
        (_("Plekken vrij"), lambda one: str(one.place.free_places)),
    ]


def _journey(one: Suggestion) -> str:
    minutes = one.why.facts.get("minutes")
    if minutes is None:
        return _("Nog af te spreken")
    return _("Ongeveer {n} minuten").format(n=minutes)


def _wage(one: Suggestion) -> str:
    cents = one.place.wage_cents
    if cents is None:
        return ""
    return _("{euro} euro per uur").format(euro=f"{cents / 100:.2f}".replace(".", ","))
