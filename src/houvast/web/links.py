"""Koppelingen: which systems work here for nobody, with their keys, and an end to each key."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.accounts.rules import TOKEN_DAYS
from houvast.database.actor import Actor
from houvast.sharing.actions.links import end_link_key, link_system, new_link_key
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads import LinksPage, links_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.systems import LinkForm, LinkKeyForm
from houvast.web.frame import tell
from houvast.web.systems import away_with, shown_once

PAGE = "systems/links.html"


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """The linked systems, and a form for one more; a new secret stands on the page that follows."""
    by = actor(request)
    page = links_page(by)
    if request.method != "POST":
        form = LinkForm(initial={"key": uuid4()}, page=page)
        return shown_once(request, PAGE, _around(page) | {"form": form})
    form = LinkForm(request.POST, page=page)

    def act() -> Made:
        data = form.cleaned_data
        given = {name: data[name] for name in ("name", "scopes", "days", "key")}
        return link_system(by=by, organisation_id=data["organisation"], **given)

    return answered(
        request, form, act, lambda made: _away(request, made), PAGE, lambda: _around(page)
    )


@require_POST
def link_key(request: HttpRequest, system_id: UUID) -> HttpResponse:
    """One more key, so that the old one can go on until the system has the new one."""
    by: Actor = actor(request)
    form = LinkKeyForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else TOKEN_DAYS
    key = form.cleaned_data.get("key")
    made = new_link_key(by=by, system_id=system_id, days=days, key=key)
    return _away(request, made)


@require_POST
def end_link(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """This key opens nothing any more, from the next request on."""
    end_link_key(by=actor(request), token_id=key_id)
    tell(request, _("Deze sleutel werkt niet meer."))
    return redirect("links")


def _around(page: LinksPage) -> dict[str, object]:
    return {"page": page, "fresh": uuid4()}


def _away(request: HttpRequest, made: Made) -> HttpResponse:
    return away_with(request, made, "links")
