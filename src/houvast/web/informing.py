"""Tell what we keep: the letters, the proof, asking to wait, and who watches that it happens."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.cooperation.reads.offers import telling_page
from houvast.errors import NotFound, Refused
from houvast.tracks.actions.informing import answer_hold, ask_to_hold, record_telling, set_sender
from houvast.tracks.reads.duties import hold_page, sender_page
from houvast.tracks.reads.informing import InformingPage, informing_page, letter_facts
from houvast.tracks.rules.informing import Audience, Language, TellChannel, words_for
from houvast.tracks.rules.letters import WordsKind, current
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.informing import AnswerForm, HoldForm, SenderForm, TellingForm
from houvast.web.frame import tell
from houvast.web.printing import letter_pdf

WHOM = {
    "jongere": Audience.YOUNG_PERSON,
    "ouders": Audience.REPRESENTATIVE,
    "nood": Audience.EMERGENCY,
}
"""How an address says who hears it."""
LETTERS = {
    "jongere": WordsKind.YOUNG_PERSON,
    "ouders": WordsKind.REPRESENTATIVE,
    "nood": WordsKind.EMERGENCY,
    "folder": WordsKind.LEAFLET,
}
FILE_NAMES = {
    WordsKind.YOUNG_PERSON: "brief-jongere.pdf",
    WordsKind.REPRESENTATIVE: "brief-ouders.pdf",
    WordsKind.EMERGENCY: "brief-noodtoegang.pdf",
    WordsKind.LEAFLET: "folder.pdf",
}
"""Nothing of a person: a folder with downloads is read by others too."""


@require_safe
def informing(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Whom the coach still has to tell, and the letters."""
    page = informing_page(actor(request, Purpose.GUIDANCE), track_id)
    return render(request, "informing/informing.html", {"page": page, "whom": _whom(page)})


def _whom(page: InformingPage) -> list[tuple[str, Any]]:
    names = {audience: name for name, audience in WHOM.items()}
    return [(names[one.audience], one) for one in page.duties]


@require_http_methods(["GET", "HEAD", "POST"])
def told(request: HttpRequest, track_id: UUID, whom: str) -> HttpResponse:
    """Keep that somebody heard it, and how."""
    by, audience = actor(request, Purpose.GUIDANCE), _audience(whom)
    page = informing_page(by, track_id)
    duty = page.duty(audience)
    context = {"page": page, "duty": duty, "whom": whom}
    if request.method != "POST":
        start = {
            "channel": TellChannel.IN_PERSON,
            "language": Language.DUTCH,
            "words": current(words_for(audience)[0]),
            "on": page.today,
        }
        form = TellingForm(initial=start, audience=audience)
        return render(request, "informing/told.html", context | {"form": form})
    form = TellingForm(request.POST, audience=audience)

    def away(_done: object) -> HttpResponse:
        tell(request, _("Vastgelegd wie het hoorde, en hoe."))
        return redirect("informing", track_id)

    return answered(
        request,
        form,
        lambda: record_telling(by=by, track_id=track_id, audience=audience, telling=form.telling()),
        away,
        "informing/told.html",
        lambda: context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, track_id: UUID, whom: str) -> HttpResponse:
    """Ask the privacy officer to let it wait; or not to tell parents, because it is not safe."""
    by, audience = actor(request, Purpose.GUIDANCE), _audience(whom)
    page = informing_page(by, track_id)
    context = {"page": page, "duty": page.duty(audience)}
    form = HoldForm(request.POST if request.method == "POST" else None, audience=audience)
    if request.method != "POST":
        return render(request, "informing/hold.html", context | {"form": form})

    def away(_done: object) -> HttpResponse:
        tell(request, _("De vraag ligt bij de privacy officer. Tot het antwoord telt de dag door."))
        return redirect("informing", track_id)

    return answered(
        request,
        form,
        lambda: ask_to_hold(by=by, track_id=track_id, audience=audience, hold=form.hold()),
        away,
        "informing/hold.html",
        lambda: context,
    )


def _audience(whom: str) -> Audience:
    if whom not in WHOM:
        raise NotFound
    return WHOM[whom]


@require_safe
def letter(request: HttpRequest, track_id: UUID, which: str) -> HttpResponse:
    """The letter or the leaflet as a PDF, made now and kept nowhere; who prints signs in anew."""
    if settings.SECOND_STEP:
        raise_if_reauthentication_required(request, app="houvast")
    by = actor(request, Purpose.GUIDANCE)
    if which not in LETTERS:
        raise NotFound
    kind = LETTERS[which]
    try:
        made = letter_pdf(current(kind), letter_facts(by, track_id, kind))
    except Refused as reason:
        tell(request, _(reason.reason), tone="amber")
        return redirect("informing", track_id)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[kind]}"'
    return answer


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Who still has to hear it: for privacy officer and FG, without names of young people."""
    by = actor(request)
    page, late = telling_page(by)
    return render(request, "informing/duties.html", {"page": page, "late": late})


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """One question to wait: read it, and as the second person say yes or no."""
    by = actor(request)
    page = hold_page(by, hold_id)
    repeats = page.line.hold.repeats
    if request.method != "POST":
        form = AnswerForm(repeats=repeats)
        return render(request, "informing/answer.html", {"page": page, "form": form})
    form = AnswerForm(request.POST, repeats=repeats)

    def act() -> None:
        data = form.cleaned_data
        answer_hold(
            by=by,
            hold_id=hold_id,
            agrees=data["agrees"],
            answer=data["answer"],
            decision=form.decision(),
        )

    def away(_done: object) -> HttpResponse:
        tell(request, _("Je antwoord is bewaard. De coach krijgt bericht."))
        return redirect("duties")

    return answered(request, form, act, away, "informing/answer.html", lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: HttpRequest) -> HttpResponse:
    """Who sends the letters."""
    by = actor(request)
    now = sender_page(by)
    context = {"back": reverse("duties"), "now": now}
    if request.method != "POST":
        start = {name: getattr(now, name) for name in SenderForm.base_fields} if now else {}
        form = SenderForm(initial=start)
        return render(request, "informing/sender.html", context | {"form": form})
    form = SenderForm(request.POST)

    def away(_done: object) -> HttpResponse:
        tell(request, _("De afzender staat. Nieuwe brieven hebben deze gegevens."))
        return redirect("duties")

    return answered(
        request,
        form,
        lambda: set_sender(by=by, sender=form.sender()),
        away,
        "informing/sender.html",
        lambda: context,
    )
