"""One form on a page of its own: drawn, answered, and away. All words come from who calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.frame import tell

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a form: its title, whom it is about, its button, and the way back."""

    title: Words
    about: str
    submit: Words
    back: str
    """The address to go to when it is saved or left."""
    told: Words
    """What is said afterwards."""
    form: type[DomainForm]
    initial: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    """What the form asks for besides what is filled in."""
    note: Words = ""
    """A line under the title."""


def answer(
    request: HttpRequest,
    sheet: Sheet,
    act: Callable[[Any], object],
    undo: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Draw the sheet, or act on what was filled in and go back; `undo` gives an address."""
    if request.method != "POST":
        form = sheet.form(initial=sheet.initial, **sheet.given)
        return render(request, "sheet.html", {"sheet": sheet, "form": form})
    form = sheet.form(request.POST, **sheet.given)

    def away(done: Any) -> HttpResponse:
        tell(request, sheet.told, undo=undo(done) if undo else "")
        return redirect(sheet.back)

    return answered(request, form, lambda: act(form), away, "sheet.html", lambda: {"sheet": sheet})
