"""Beperken: what was shared is only kept; the officer decides, and a letter goes before lifting."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Role
from houvast.cooperation.actions import restricting
from houvast.cooperation.reads.restricting import (
    RestrictionPage,
    lifting_letter,
    restriction_page,
    restriction_to_decide,
)
from houvast.cooperation.rules.restricting import Limit
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused
from houvast.tracks.rules.letters import WordsKind, current
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.restricting import DecideForm, LetterForm, RestrictForm
from houvast.web.frame import tell
from houvast.web.printing import DUTCH, letter_pdf
from houvast.web.words import word

TEMPLATE = "sharing/restrict.html"
DECIDE = "sharing/decide_restriction.html"
FILE_NAME = "brief-beperking.pdf"
"""Nothing of a person: a folder with downloads is read by others too."""


@require_http_methods(("GET", "HEAD", "POST"))
def restrict(request: HttpRequest, track_id: UUID, fact_id: UUID) -> HttpResponse:
    """Restrict a fact that was shared at once, and note that the letter before lifting left."""
    by = at_work(request, track_id)
    page = restriction_page(by, fact_id)
    context: dict[str, Any] = {"track_id": track_id, "page": page}
    kind, act, said = _asks(by, page)
    if request.method != "POST":
        return render(request, TEMPLATE, context | {"form": kind()})
    form = kind(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, said)
        return redirect("restrict_fact", track_id, fact_id)

    def do() -> None:
        act(by=by, fact_id=page.fact.id, **form.cleaned_data)

    return answered(request, form, do, away, TEMPLATE, lambda: context)


def _asks(
    by: Actor, page: RestrictionPage
) -> tuple[type[DomainForm], Callable[..., None], "str | Promise"]:
    if page.limit is Limit.FREE:
        return RestrictForm, restricting.restrict, RESTRICTED
    return LetterForm, restricting.note_letter, SENT


RESTRICTED = gettext_lazy("Beperkt. Ontvangers zien het niet meer en krijgen vijf werkdagen.")
SENT = gettext_lazy("De brief is weg. Vanaf de dag in de brief kan de beperking eraf.")


@require_safe
def letter(request: HttpRequest, track_id: UUID, limited_id: UUID) -> HttpResponse:
    """The letter to the young person as a PDF, made now and kept nowhere."""
    if settings.SECOND_STEP:
        raise_if_reauthentication_required(request, app="houvast")
    by = at_work(request, track_id)
    try:
        found = lifting_letter(by, limited_id)
    except Refused as reason:
        tell(request, _(reason.reason), tone="amber")
        return redirect("restrict_fact", track_id, limited_id)
    with override(DUTCH):
        found.facts.filled["what"] = str(word(found.label)).lower()
    made = letter_pdf(current(WordsKind.LIFTING), found.facts)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


@require_http_methods(("GET", "HEAD", "POST"))
def decide(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """The privacy officer decides on a restriction, with a reason: it stays, or it is lifted."""
    by = _officer(request)
    today, line = restriction_to_decide(by, restriction_id)
    context: dict[str, Any] = {"today": today, "line": line}
    if request.method != "POST":
        return render(request, DECIDE, context | {"form": DecideForm()})
    form = DecideForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Besloten. Wie het deelde, ziet het besluit bij de jongere."))
        return redirect("restricted_uses")

    def act() -> None:
        restricting.decide_restriction(by=by, restriction_id=restriction_id, **form.cleaned_data)

    return answered(request, form, act, away, DECIDE, lambda: context)


@require_POST
def lift(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """The privacy officer lifts it: the letter left, and its day has come."""
    restricting.lift(_officer(request), restriction_id)
    tell(request, _("Niet meer beperkt. Ontvangers zien het weer, zolang het besluit geldt."))
    return redirect("restricted_uses")


def _officer(request: HttpRequest) -> Actor:
    by = actor(request)
    if by.role != Role.PRIVACY_OFFICER:
        raise NotAllowed("role")
    return by
