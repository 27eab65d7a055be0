"""Bewijs: what is known of what works, for and against. One proposes a change, another agrees."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.errors import NotFound
from houvast.evidence.actions import agree_card, decline_card, propose_card
from houvast.evidence.reads import CardPage, Kept, card_page, cards_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.evidence_words import TONES
from houvast.web.forms.evidence import CardForm, as_initial, questions
from houvast.web.frame import tell
from houvast.web.queries import words

SENT = ("GET", "HEAD", "POST")
CHANGE = "evidence/change_card.html"


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """All cards, or those of one question of a plan."""
    page = cards_page(actor(request, Purpose.FIGURES), words(request.GET, "vraag"))
    context = {
        "page": page,
        "questions": questions(),
        "cards": toned(page.cards),
        "withdrawn": toned(page.withdrawn),
    }
    return render(request, "evidence/cards.html", context)


def toned(cards: Iterable[Kept]) -> list[tuple[Kept, str]]:
    """Each card with the colour of the way it points."""
    return [(one, TONES[one.card.direction]) for one in cards]


@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """One card, what says something else, and what became of it."""
    page = card_page(actor(request, Purpose.FIGURES), code)
    asked = dict(questions())
    of = [(one, asked.get(one, one)) for one in page.kept.card.criteria]
    context = {
        "page": page,
        "of": of,
        "tone": TONES[page.kept.card.direction],
        "others": toned(page.others),
    }
    return render(request, "evidence/card.html", context)


@require_http_methods(SENT)
def new_card(request: HttpRequest) -> HttpResponse:
    """Propose a card of one's own."""
    by = actor(request, Purpose.FIGURES)
    page = cards_page(by)
    others = [(one.code, one.card.title) for one in page.cards]
    first = {"key": uuid4(), "read_on": page.today}
    return _proposed(request, None, others, first)


@require_http_methods(SENT)
def change_card(request: HttpRequest, code: str) -> HttpResponse:
    """Propose another version of a card."""
    by = actor(request, Purpose.FIGURES)
    page = card_page(by, code)
    every = cards_page(by).cards
    others = [(one.code, one.card.title) for one in every if one.code != code]
    first = as_initial(page.kept.card) | {"key": uuid4()}
    return _proposed(request, page, others, first)


def _proposed(
    request: HttpRequest,
    page: CardPage | None,
    others: list[tuple[str, str]],
    first: dict[str, Any],
) -> HttpResponse:
    code = page.kept.code if page else ""
    if request.method != "POST":
        form = CardForm(initial=first, others=others)
        return render(request, CHANGE, {"page": page, "form": form})
    form = CardForm(request.POST, others=others)
    by = actor(request, Purpose.FIGURES)

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("reason", "key")}
        return propose_card(by=by, card=form.card(), code=code, **given)

    def away(made: str) -> HttpResponse:
        tell(
            request, _("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")
        )
        return redirect("evidence_card", made)

    return answered(request, form, act, away, CHANGE, lambda: {"page": page})


@require_POST
def answer_card(request: HttpRequest, version_id: UUID, step: str) -> HttpResponse:
    """Agree as the second person, or leave the card as it was."""
    by = actor(request, Purpose.FIGURES)
    if step == "akkoord":
        code = agree_card(by=by, version_id=version_id)
        tell(request, _("Akkoord. Dit geldt vanaf nu."))
    elif step == "niet":
        code = decline_card(by=by, version_id=version_id)
        tell(request, _("Niet veranderd. Het blijft zoals het was."))
    else:
        raise NotFound
    return redirect("evidence") if step == "niet" else redirect("evidence_card", code)
