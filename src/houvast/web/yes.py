"""The young person's yes: choose what is told, look at it together, answer, take it back."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.placements import actions
from houvast.placements.reads import YesPage, ask_page, yes_page
from houvast.web.acting import at_work
from houvast.web.answers import answered
from houvast.web.forms.yes import AskForm, YesForm
from houvast.web.frame import tell
from houvast.web.told import told_words
from houvast.web.words import word


@require_http_methods(["GET", "HEAD", "POST"])
def ask_yes(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Choose together what the employer may know. Nothing is ticked beforehand."""
    by = at_work(request, placement_id)
    page = ask_page(by, placement_id)
    if request.method != "POST":
        said = {one.value: text for one, text in page.said.items()}
        form = AskForm(initial={"key": uuid4(), **said}, known=page.known)
        return render(request, "placements/ask_yes.html", {"page": page, "form": form})
    form = AskForm(request.POST, known=page.known)

    def act() -> UUID:
        data = form.cleaned_data
        return actions.ask_yes(
            by=by, placement_id=placement_id, tell=data["tell"], own=form.own(), key=data["key"]
        )

    def away(consent_id: Any) -> HttpResponse:
        return redirect("yes", consent_id)

    return answered(request, form, act, away, "placements/ask_yes.html", lambda: {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def yes(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """What the employer gets, word for word, to look at together; and the answer."""
    by = at_work(request, consent_id)
    page = yes_page(by, consent_id)
    if request.method != "POST":
        form = YesForm(parent_too=page.parent_too)
        return render(request, "placements/yes.html", _context(page, form))
    form = YesForm(request.POST, parent_too=page.parent_too)

    def act() -> UUID:
        return actions.say_yes(by=by, consent_id=consent_id, given=form.given())

    def away(placement_id: Any) -> HttpResponse:
        tell(request, _("Het ja is bewaard. Nu kun je met de werkgever praten."))
        return redirect("placement", placement_id)

    def again() -> dict[str, Any]:
        return _context(page, form)

    return answered(request, form, act, away, "placements/yes.html", again)


@require_POST
def say_no(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The young person says no; nothing else changes."""
    by = at_work(request, consent_id)
    placement_id = actions.say_no(by=by, consent_id=consent_id)
    tell(request, _("De nee is bewaard. De werkgever hoort niets."))
    return redirect("placement", placement_id)


@require_POST
def take_back(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The young person takes the yes back; it works at once."""
    by = at_work(request, consent_id)
    placement_id = actions.take_back(by=by, consent_id=consent_id)
    tell(
        request,
        _("Het ja is ingetrokken. Vertel de werkgever niets meer en vraag zijn kopie terug."),
    )
    return redirect("placement", placement_id)


@require_POST
def stop_calls(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """No calls with the employer any more; the rest of the yes holds on."""
    by = at_work(request, consent_id)
    placement_id = actions.stop_calls(by=by, consent_id=consent_id)
    tell(request, _("Gestopt. Je belt de werkgever niet meer. Met de jongere praat je door."))
    return redirect("placement", placement_id)


def _context(page: YesPage, form: YesForm) -> dict[str, Any]:
    """The page, and the same lines as plain text to send."""
    lines = [f"{word(one.field)}: {told_words(one.field, one.text)}" for one in page.lines]
    return {"page": page, "form": form, "text": "\n".join([page.title, "", *lines])}
