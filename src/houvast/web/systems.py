"""Toegang voor systemen: which systems act in one's name, until when, and an end to it."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houvast.sharing.actions.tokens import Made, end_token, make_token
from houvast.sharing.reads import TokensPage, tokens_page
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
        return _shown(request, page)
    form = TokenForm(request.POST, page=page)

    def act() -> Made:
        data = form.cleaned_data
        given = {name: data[name] for name in ("name", "purpose", "scopes", "days", "key")}
        return make_token(by=by, **given)

    def away(made: Made) -> HttpResponse:
        return _away(request, made)

    return answered(request, form, act, away, PAGE, lambda: {"page": page})


def _shown(request: HttpRequest, page: TokensPage) -> HttpResponse:
    secret = request.get_signed_cookie(ONCE, default=None, max_age=SECONDS)
    form = TokenForm(initial={"key": uuid4()}, page=page)
    answer = render(request, PAGE, {"page": page, "form": form, "secret": secret})
    if ONCE in request.COOKIES:
        answer.delete_cookie(ONCE, path=request.path, samesite="Strict")
    return answer


def _away(request: HttpRequest, made: Made) -> HttpResponse:
    answer = redirect("systems")
    if not made.secret:
        tell(request, _("Deze sleutel was al gemaakt. Je ziet hem maar één keer."), tone="blue")
        return answer
    answer.set_signed_cookie(
        ONCE,
        made.secret,
        max_age=SECONDS,
        path=request.path,
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
