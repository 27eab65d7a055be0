"""Werkplekken voor one young person: the list, one workplace with its reasons, and a decision."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.database.actor import Actor
from houvast.employers.rules.states import WorkKind
from houvast.errors import NotFound
from houvast.matching.actions.choices import Chosen
from houvast.matching.reads import Work, WorkPage, choice_page, place_page, work_page
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.law import CHECKED, LABEL
from houvast.matching.rules.plan import POLICY
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.travel import PACE, USUAL_LIMIT
from houvast.matching.rules.views import ALL, Filter, PlacesView, Times, Within
from houvast.matching.rules.what_if import Supposed
from houvast.placements.actions import decide
from houvast.reference.reads.editions import edition_called, editions_in_use
from houvast.reference.rules.editions import Kind
from houvast.web.acting import at_work
from houvast.web.answers import answered
from houvast.web.cards import card, reasons
from houvast.web.forms.decisions import ChoiceForm
from houvast.web.frame import tell
from houvast.web.queries import choice as chosen_in
from houvast.web.queries import choices as chosen_among
from houvast.web.queries import number, same_but

PER_PAGE = 20


@require_safe
def places_for(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What fits this young person, nearly fits, and does not; each with its reasons."""
    page = work_page(at_work(request, track_id), track_id)
    part = request.headers.get("HX-Target") == "places"
    context = {"page": page, "part": part, **_looked_at(page.work, request.GET)}
    return render(request, "work/_places.html" if part else "work/places.html", context)


def _looked_at(real: Work, query: QueryDict) -> dict[str, Any]:
    """The list as it is asked for; with a "wat als" it is that of wishes that are not kept."""
    view = chosen_in(query, "weergave", PlacesView) or PlacesView.OPEN
    supposed = frozenset(chosen_among(query, "als", Supposed))
    only = Filter(
        chosen_in(query, "soort", WorkKind),
        chosen_in(query, "reis", Within),
        chosen_in(query, "tijd", Times),
    )
    work = real.supposing(supposed)
    won = real.won_by(work) if supposed else frozenset()
    only_won = bool(won) and "erbij" in query
    every = work.seen_in(view, only)
    asked = [at for at in every if work.offer.ids[at] in won] if only_won else every
    shown = PER_PAGE * number(query, "deel")
    cards = [card(work, one, won=one.place.id in won) for one in work.explained(asked[:shown])]
    return {
        "view": view,
        "only": only,
        "kinds": real.kinds,
        "within": list(Within),
        "times": list(Times),
        "switches": [(one, won, one in supposed) for one, won in real.gains(supposed).items()],
        "supposing": bool(supposed),
        "won": len(won),
        "only_won": only_won,
        "won_link": same_but(query, "deel", "weergave", "erbij"),
        "filtered": only != ALL,
        "wide_link": same_but(query, "deel", "soort", "reis", "tijd", "erbij"),
        "found_all": len(asked),
        "views_of_places": [(one, len(work.seen_in(one, only))) for one in PlacesView],
        "cards": cards,
        "still_more": max(0, len(asked) - shown),
        "next_part": number(query, "deel") + 1,
        "why_not": list(work.lists.does_not_fit.items()),
        "left_out": len(work.lists.rest),
        "link": same_but(query, "deel"),
        "view_link": same_but(query, "deel", "weergave"),
        "real_link": same_but(query, "deel", "als", "erbij"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def place_for(request: HttpRequest, track_id: UUID, workplace_id: UUID) -> HttpResponse:
    """One workplace for one young person: discuss it, not now and why, or take that back."""
    by = at_work(request, track_id)
    try:
        return _place(request, by, track_id, workplace_id)
    except NotFound:
        work_page(by, track_id)  # whoever may not see the young person is told no more than that
        tell(request, _("Deze werkplek is er niet meer. Kies een andere."), tone="amber")
        return redirect("places_for", track_id)


def _place(request: HttpRequest, by: Actor, track_id: UUID, workplace_id: UUID) -> HttpResponse:
    if request.method != "POST":
        one = _one(place_page(by, track_id, workplace_id), workplace_id)
        start = {"key": uuid4(), "shown": one["card"].seal}
        return render(request, "work/place.html", one | {"form": ChoiceForm(initial=start)})
    form = ChoiceForm(request.POST)

    def act() -> tuple[ChoiceOutcome, UUID | None]:
        data = form.cleaned_data
        chosen = Chosen(data["outcome"], data["shown"], data["reason"], data["text"])
        placed = decide(
            by=by, track_id=track_id, workplace_id=workplace_id, chosen=chosen, key=data["key"]
        )
        return chosen.outcome, placed

    def again() -> dict[str, Any]:
        one = _one(
            place_page(by, track_id, workplace_id, "matching.place_shown_again"), workplace_id
        )
        form.looked_at(one["card"].seal)
        return one

    return answered(request, form, act, _away(request, track_id), "work/place.html", again)


def _away(request: HttpRequest, track_id: UUID) -> Any:
    told = {
        ChoiceOutcome.DISCUSS: _("Voorgesteld. De werkgever hoort nog niets: vraag het samen."),
        ChoiceOutcome.NOT_NOW: _("Bewaard: niet nu. De werkplek staat bij Niet nu."),
        ChoiceOutcome.BACK: _("De werkplek staat weer in de lijst."),
    }

    def away(done: tuple[ChoiceOutcome, UUID | None]) -> HttpResponse:
        outcome, placed = done
        tell(request, told[outcome])
        return redirect("placement", placed) if placed else redirect("places_for", track_id)

    return away


def _one(page: WorkPage, place_id: UUID) -> dict[str, Any]:
    """The page of one workplace; the points stand here and not in a list."""
    one = page.work.suggestion(place_id)
    return {
        "page": page,
        "card": card(page.work, one),
        "points": list(one.why.points.items()),
        "total": one.why.total,
        "asks": list(one.place.asks.items()),
        "ruleset": one.why.ruleset,
        **_lists_of(one.why.ruleset),
    }


def _lists_of(ruleset: str) -> dict[str, Any]:
    """The lists that journeys were told by, of the version of a ruleset."""
    return {
        "travel_list": edition_called(ruleset),
        "times_list": edition_called(ruleset, Kind.TRAVEL_TIMES),
    }


@require_safe
def choice(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """A choice with the reasons as they were then."""
    page = choice_page(at_work(request, choice_id), choice_id)
    why = reasons(page.choice.why)
    context = {
        "page": page,
        "why": why,
        "points": list(page.choice.why.points.items()),
        **_lists_of(page.choice.ruleset),
    }
    return render(request, "work/choice.html", context)


@require_safe
def how_made(request: HttpRequest) -> HttpResponse:
    """Zo is dit gemaakt: read from the rules themselves, so it cannot say something else."""
    lists = editions_in_use()
    context = {
        "points": lists.get(Kind.PLACES),
        "names": lists.get(Kind.OCCUPATIONS),
        "times": lists.get(Kind.TRAVEL_TIMES),
        "policy": POLICY,
        "table": RULESET.table,
        "limit": USUAL_LIMIT,
        "pace": [(mode, begin, pace) for mode, (begin, pace) in PACE.items()],
        "blocks": list(BlockCode),
        "checked": CHECKED,
        "law": LABEL,
    }
    return render(request, "work/how_made.html", context)
