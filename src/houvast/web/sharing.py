"""Delen: what is shared of a young person, with whom, and what was shared with you."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions import received, restricting, sharing
from houvast.cooperation.reads import shared as reads
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.web.acting import actor, at_work
from houvast.web.answers import answered
from houvast.web.forms.sharing import RefuseForm, RightForm, ShareForm, WhyForm, WorkFactForm
from houvast.web.frame import tell

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

SENT = ("GET", "HEAD", "POST")


@require_safe
def all_of(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """What is shared of one young person with whom, and what was refused."""
    page = reads.sharing_page(at_work(request, track_id), track_id)
    return render(request, "sharing/sharing.html", {"page": page})


@require_http_methods(SENT)
def share(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Decide to share some rows with somebody."""
    by, template = at_work(request, track_id), "sharing/share.html"
    page = reads.share_choices(by, track_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": ShareForm(page=page)})
    form = ShareForm(request.POST, page=page)

    def act() -> UUID:
        data = form.cleaned_data
        given = {"facts": data["facts"], "to": form.to(), "key": data["key"]}
        return sharing.share(by=by, track_id=track_id, terms=form.terms(), **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Besloten. Hieronder zie je of het al gedeeld is."))
        return redirect("sharing", track_id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_http_methods(SENT)
def refuse(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Somebody asked for something and does not get it: keep what and why."""
    by, template = at_work(request, track_id), "sharing/refuse.html"
    page = reads.share_choices(by, track_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": RefuseForm(page=page)})
    form = RefuseForm(request.POST, page=page)

    def act() -> UUID:
        data = form.cleaned_data
        given = {name: data[name] for name in ("receiver", "question", "why", "key")}
        return sharing.refuse_to_share(by=by, track_id=track_id, to=form.to(), **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Niet gedeeld. De vraag en jouw reden staan erbij."))
        return redirect("sharing", track_id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_http_methods(SENT)
def work_fact(request: HttpRequest, track_id: UUID) -> HttpResponse:
    """Note whether Werk & Inkomen helps; nobody else sees it before it is shared."""
    by, template = at_work(request, track_id), "sharing/work_fact.html"
    page = reads.work_fact_page(by, track_id)
    if request.method != "POST":
        return render(request, template, {"page": page, "form": WorkFactForm()})
    form = WorkFactForm(request.POST)

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Staat erin. De coach ziet het pas als je het deelt."))
        return redirect("sharing", track_id)

    return answered(
        request,
        form,
        lambda: sharing.note_work_fact(by=by, track_id=track_id, **form.cleaned_data),
        away,
        template,
        lambda: {"page": page},
    )


@require_http_methods(SENT)
def stop(request: HttpRequest, track_id: UUID, sharing_id: UUID) -> HttpResponse:
    """Stop sharing, with why: from this moment the receiver reads nothing."""
    by, template = at_work(request, track_id), "sharing/stop.html"
    context = {"track_id": track_id, "page": reads.one_sharing(by, sharing_id)}
    if request.method != "POST":
        return render(request, template, context | {"form": WhyForm()})
    form = WhyForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Gestopt. De ontvanger ziet het niet meer."))
        return redirect("sharing", track_id)

    return answered(
        request,
        form,
        lambda: received.withdraw(by=by, sharing_id=sharing_id, why=form.cleaned_data["why"]),
        away,
        template,
        lambda: context,
    )


@require_http_methods(SENT)
def put_right(request: HttpRequest, track_id: UUID, fact_id: UUID) -> HttpResponse:
    """Put a fact right that was shared; the receiver hears of it."""
    by, template = at_work(request, track_id), "sharing/put_right.html"
    fact = reads.one_fact(by, fact_id)
    context = {"track_id": track_id, "fact": fact}
    if request.method != "POST":
        return render(request, template, context | {"form": RightForm(initial={"text": fact.text})})
    form = RightForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Verbeterd. De ontvanger krijgt vijf werkdagen om het over te nemen."))
        return redirect("sharing", track_id)

    return answered(
        request,
        form,
        lambda: received.put_right(by=by, fact_id=fact_id, text=form.cleaned_data["text"]),
        away,
        template,
        lambda: context,
    )


STEPS: "dict[str, tuple[Callable[[Actor, UUID], None], Words]]" = {
    "ontvangen": (received.acknowledge, gettext_lazy("Ontvangen.")),
    "klaar": (received.give_back, gettext_lazy("Klaar. Het is niet meer te zien.")),
    "gedaan": (received.confirm, gettext_lazy("Gedaan.")),
    "anders": (
        received.dispute,
        gettext_lazy("Het staat erbij. De ontvanger krijgt vijf werkdagen om het over te nemen."),
    ),
    "opnieuw": (
        restricting.ask_again,
        gettext_lazy("Het blijft beperkt. De privacy officer besluit opnieuw."),
    ),
}
"""What a button does with a decision, a fact or a task, and what is said then."""


def _stepped(request: HttpRequest, by: Actor, thing: UUID, name: str) -> None:
    if name not in STEPS:
        raise NotFound
    do, words = STEPS[name]
    do(by, thing)
    tell(request, words)


@require_POST
def step(request: HttpRequest, track_id: UUID, part_id: UUID, step: str) -> HttpResponse:
    """A button on the page of a young person: received, done, or seen otherwise."""
    _stepped(request, at_work(request, track_id), part_id, step)
    return redirect("tasks") if "tasks" in request.POST else redirect("sharing", track_id)


@require_safe
def given(request: HttpRequest) -> HttpResponse:
    """What was shared with you, for Werk & Inkomen."""
    page = reads.received_page(actor(request, Purpose.WORK_INCOME))
    return render(request, "sharing/received.html", {"page": page})


@require_POST
def given_step(request: HttpRequest, sharing_id: UUID, step: str) -> HttpResponse:
    """A button at what was shared with you: received, needed no more, or a task that is done."""
    _stepped(request, actor(request, Purpose.WORK_INCOME), sharing_id, step)
    return redirect("given")


@require_safe
def along(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    page = reads.along_page(actor(request))
    return render(request, "sharing/along.html", {"page": page})


@require_POST
def agree_along(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """Agree as the second person: it is shared now."""
    sharing.agree_along(by=actor(request), sharing_id=waiting_id)
    tell(request, _("Akkoord. Het is nu gedeeld."))
    return redirect("along")


@require_http_methods(SENT)
def refuse_along(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """Say no as the second person, with why."""
    by = actor(request)
    page = reads.along_one(by, waiting_id)
    if request.method != "POST":
        return render(request, "sharing/refuse_along.html", {"page": page, "form": WhyForm()})
    form = WhyForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Niet gedeeld. Jouw reden staat erbij."))
        return redirect("along")

    return answered(
        request,
        form,
        lambda: sharing.refuse_along(by=by, sharing_id=waiting_id, why=form.cleaned_data["why"]),
        away,
        "sharing/refuse_along.html",
        lambda: {"page": page},
    )
