"""Grondslagen en partners: what sharing rests on. One proposes a change, another one agrees."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.database.actor import Actor
from houvast.sharing.actions import registers as actions
from houvast.sharing.reads import registers as reads
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.registers import GroundForm, PartnerForm
from houvast.web.frame import tell

SENT = ("GET", "HEAD", "POST")


def _said() -> str:
    return _("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")


@require_safe
def grounds(request: HttpRequest) -> HttpResponse:
    """Every legal ground, and the proposals that wait for a second person."""
    page = reads.grounds_page(actor(request))
    return render(request, "registers/grounds.html", {"page": page})


@require_safe
def ground(request: HttpRequest, ground_id: UUID) -> HttpResponse:
    """One ground with its history, and the proposal that waits."""
    page = reads.ground_page(actor(request), ground_id)
    return render(request, "registers/ground.html", {"page": page})


@require_http_methods(SENT)
def change_ground(request: HttpRequest, ground_id: UUID) -> HttpResponse:
    """Propose another version of a ground."""
    by, template = actor(request), "registers/change_ground.html"
    page = reads.ground_page(by, ground_id, to_change=True)
    if request.method != "POST":
        now = asdict(page.now.facts) | {"key": uuid4(), "source_on": page.today}
        return render(request, template, {"page": page, "form": GroundForm(initial=now)})
    form = GroundForm(request.POST)

    def act() -> UUID:
        data = form.cleaned_data
        given = {"reason": data["reason"], "key": data["key"]}
        return actions.propose_ground(by=by, ground_id=page.now.id, new=form.facts(), **given)

    def away(_made: Any) -> HttpResponse:
        tell(request, _said())
        return redirect("ground", page.now.id)

    return answered(request, form, act, away, template, lambda: {"page": page})


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Every partner, what runs out within 90 days, and the proposals that wait."""
    page = reads.partners_page(actor(request))
    return render(request, "registers/partners.html", {"page": page})


@require_safe
def partner(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """One partnership with its history, and the proposal that waits."""
    page = reads.partner_page(actor(request), partnership_id)
    return render(request, "registers/partner.html", {"page": page})


@require_http_methods(SENT)
def new_partner(request: HttpRequest) -> HttpResponse:
    """Propose to let a partner in."""
    by = actor(request)
    return _proposed(request, by, reads.partner_choices(by), None)


@require_http_methods(SENT)
def change_partner(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """Propose another version of what was agreed with a partner."""
    by = actor(request)
    page = reads.partner_page(by, partnership_id, to_change=True)
    return _proposed(request, by, (), page.now)


def _proposed(
    request: HttpRequest,
    by: Actor,
    organisations: tuple[tuple[UUID, str], ...],
    now: reads.PartnerLine | None,
) -> HttpResponse:
    template = "registers/change_partner.html"
    if request.method != "POST":
        facts = asdict(now.facts) if now else {}
        form = PartnerForm(initial=facts | {"key": uuid4()}, known=now, organisations=organisations)
        return render(request, template, {"now": now, "form": form})
    form = PartnerForm(request.POST, known=now, organisations=organisations)

    def act() -> UUID:
        replaces = now.id if now else None
        return actions.propose_partnership(
            by=by, new=form.facts(), replaces=replaces, **form.rest()
        )

    def away(_made: Any) -> HttpResponse:
        tell(request, _said())
        return redirect("partners")

    return answered(request, form, act, away, template, lambda: {"now": now})


@require_POST
def agree(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Agree as the second person: this version is the one in force."""
    actions.agree_version(by=actor(request), version_id=version_id)
    tell(request, _("Akkoord. Dit geldt vanaf nu."))
    return _back(request)


@require_POST
def decline(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """It stays as it was."""
    actions.decline_version(by=actor(request), version_id=version_id)
    tell(request, _("Niet veranderd. Het blijft zoals het was."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the register that the button stood on."""
    return redirect("partners" if "partners" in request.POST else "grounds")
