"""Toegang voor systemen: which systems act in one's name, until when, and an end to it."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.sharing.actions.tokens import Made, end_token, make_token
from houvast.sharing.reads import tokens_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.systems import TokenForm
from houvast.web.frame import tell

PAGE = "systems/systems.html"
ONCE, SECONDS = "secret_once", 60
"""The cookie that brings a new secret to the next page of the same browser, and nowhere else: so
that a page that is loaded again makes no second key, and shows no secret twice."""


@require_http_methods(["GET", "HEAD", "POST"])
def systems(request: HttpRequest) -> HttpResponse:
    """The own keys, and a form for one more; its secret stands on the page that follows, once."""
    by = actor(request)
    page = tokens_page(by)
    if request.method != "POST":
        form = TokenForm(initial={"key": uuid4()}, page=page)
        return shown_once(request, PAGE, {"page": page, "form": form})
    form = TokenForm(request.POST, page=page)

    def act() -> Made:
        data = form.cleaned_data
        given = {name: data[name] for name in ("name", "purpose", "scopes", "days", "key")}
        return make_token(by=by, **given)

    def away(made: Made) -> HttpResponse:
        return away_with(request, made, "systems")

    return answered(request, form, act, away, PAGE, lambda: {"page": page})


def shown_once(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with the secret that was made just before, if any; the next time it is gone."""
    secret = request.get_signed_cookie(ONCE, default=None, max_age=SECONDS)
    answer = render(request, template, context | {"secret": secret})
    if ONCE in request.COOKIES:
        answer.delete_cookie(ONCE, path=request.path, samesite="Strict")
    return answer


def away_with(request: HttpRequest, made: Made, to: str) -> HttpResponse:
    """To the page that shows the secret, which only this browser can show, and once."""
    answer = redirect(to)
    if not made.secret:
        tell(request, _("Deze sleutel was al gemaakt. Je ziet hem maar één keer."), tone="blue")
        return answer
    answer.set_signed_cookie(
        ONCE,
        made.secret,
        max_age=SECONDS,
        path=answer.url,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


@require_POST
def end_system(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """This system does nothing in one's name any more, from the next request on."""
    end_token(by=actor(request), token_id=token_id)
    tell(request, _("Deze sleutel werkt niet meer."))
    return redirect("systems")
