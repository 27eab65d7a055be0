"""Afspraken: what this programme promises. Its manager sets it, from a day on and with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.tracks.actions.settings import (
    add_criterion,
    close_day,
    end_criterion,
    keep_criterion,
    open_day,
    set_terms,
)
from houvast.tracks.reads.settings import Agreed, SettingsPage, settings_page
from houvast.tracks.rules.terms import TermGroup, Value
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.fields import DomainForm
from houvast.web.forms.settings import (
    AgreementForm,
    ClosedDayForm,
    CriterionForm,
    EndForm,
    OpenDayForm,
)
from houvast.web.frame import tell
from houvast.web.setting_words import TERM_WORDS, amount


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term as the page draws it; `own`: something else than Houvast proposes."""

    words: str
    now: str
    proposed: str
    own: bool
    since: date | None
    becomes: str
    becomes_on: date | None


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """What was agreed: terms, grounds to begin, days that are closed, and who changed what."""
    page = settings_page(_actor(request))
    context = {
        "page": page,
        "groups": [(group, [_line(one) for one in found]) for group, found in page.groups.items()],
        "versions": [(one, _changes(one.changes)) for one in page.versions],
    }
    return render(request, "settings/settings.html", context)


def _line(one: Agreed) -> TermLine:
    unit = one.term.unit
    return TermLine(
        words=str(TERM_WORDS[one.term.name]),
        now=amount(one.value, unit),
        proposed=amount(one.proposed, unit),
        own=one.value != one.proposed,
        since=one.since,
        becomes=amount(one.becomes, unit) if one.becomes is not None else "",
        becomes_on=one.becomes_on,
    )


def _changes(changes: Any) -> list[tuple[str, str, str]]:
    def said(value: Value, one: Any) -> str:
        return amount(value, one.term.unit)

    return [
        (str(TERM_WORDS[one.term.name]), said(one.before, one), said(one.after, one))
        for one in changes
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, group: str) -> HttpResponse:
    """Change the terms of one group."""
    by, page = _who_sets(request)
    if group not in frozenset(TermGroup):
        raise NotFound
    chosen = TermGroup(group)
    start = {"valid_from": page.latest_from}
    form = AgreementForm(_data(request), initial=start, group=chosen, terms=page.latest)

    def act() -> object:
        data = form.cleaned_data
        return set_terms(
            by=by,
            group=chosen,
            values=form.values(),
            valid_from=data["valid_from"],
            reason=data["reason"],
            source=data["source"],
        )

    said = _("De afspraak staat. Ze geldt vanaf de dag die je koos.")
    return _answer(request, form, act, said, "settings/terms.html", {"page": page, "group": chosen})


@require_http_methods(["GET", "HEAD", "POST"])
def new_criterion(request: HttpRequest) -> HttpResponse:
    """Add a ground on which a track may begin."""
    by, page = _who_sets(request)
    form = CriterionForm(_data(request), initial={"valid_from": page.today})
    said = _("De reden staat erbij.")
    return _answer(
        request,
        form,
        lambda: add_criterion(by=by, **form.cleaned_data),
        said,
        "settings/criterion.html",
        {},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, criterion_id: UUID) -> HttpResponse:
    """Let a ground end: nothing new begins on it."""
    by, page = _who_sets(request)
    line = next(
        (one for one in page.criteria if one.id == criterion_id and one.valid_until is None), None
    )
    if line is None:
        raise NotFound
    form, context = EndForm(_data(request)), {"line": line}
    if request.method != "POST":
        return render(request, "settings/end_criterion.html", context | {"form": form})

    def away(_done: Any) -> HttpResponse:
        said = _("Vandaag telt deze reden nog. Vanaf morgen begint er geen traject meer op.")
        tell(request, said, undo=reverse("keep_criterion", args=[criterion_id]))
        return redirect(f"{reverse('settings')}#criteria")

    return answered(
        request,
        form,
        lambda: end_criterion(by=by, criterion_id=criterion_id, **form.cleaned_data),
        away,
        "settings/end_criterion.html",
        lambda: context,
    )


@require_POST
def keep(request: HttpRequest, criterion_id: UUID) -> HttpResponse:
    """Take back today that a ground ends."""
    keep_criterion(by=_actor(request), criterion_id=criterion_id)
    tell(request, _("Deze reden blijft gelden."))
    return redirect(f"{reverse('settings')}#criteria")


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """Close a working day ahead."""
    by, page = _who_sets(request)
    form = ClosedDayForm(_data(request))
    said = _("Die dag telt niet mee als werkdag.")
    return _answer(
        request,
        form,
        lambda: close_day(by=by, **form.cleaned_data),
        said,
        "settings/days.html",
        {"page": page},
    )


@require_POST
def reopen_day(request: HttpRequest) -> HttpResponse:
    """Open a day again that the municipality closed."""
    by = _actor(request)
    form = OpenDayForm(request.POST)
    open_day(by=by, day=form.cleaned_data["day"] if form.is_valid() else None)
    tell(request, _("Die dag is weer een werkdag."))
    return redirect(f"{reverse('settings')}#days")


def _actor(request: HttpRequest) -> Actor:
    return actor(request, Purpose.PROCESS_STEERING)


def _who_sets(request: HttpRequest) -> tuple[Actor, SettingsPage]:
    by = _actor(request)
    page = settings_page(by)
    if not page.may_set:
        raise NotAllowed("settings")
    return by, page


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest,
    form: DomainForm,
    act: Callable[[], object],
    said: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form, or do what it asks and go back to all agreements."""
    if request.method != "POST":
        return render(request, template, context | {"form": form})

    def away(_done: Any) -> HttpResponse:
        tell(request, said)
        return redirect("settings")

    return answered(request, form, act, away, template, lambda: context)
