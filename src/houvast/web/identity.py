"""Signing in with the account of the municipality (OpenID Connect, authorization code with PKCE).

Three reasons lead to the provider: to sign in, to link that account to one's own, and to show once
more who one is. All come back at one address, and the session knows for which reason one left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from authlib.common.errors import AuthlibBaseError
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from joserfc.errors import JoseError
from requests import RequestException

from houvast.accounts.reads import has_identity, user_of
from houvast.accounts.rules import took_two_steps
from houvast.errors import NotFound, Refused
from houvast.sharing.actions.identities import link_identity, unlink_identity
from houvast.web.acting import actor
from houvast.web.frame import tell
from houvast.web.providers import Provider, client, of_municipality, provider, providers
from houvast.web.signing_in import METHOD, Backend
from houvast.web.staying import SECOND, this_second, two_steps_taken

LEFT = "left_for_provider"
SLACK = 60
"""Seconds that the clock of a provider may be behind."""
FAILURES = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, RuntimeError)
"""Whatever a provider, or who stands between, can say that is not a proof of who somebody is."""
FAILED = _lazy(
    "Inloggen bij je gemeente lukte niet. Probeer het opnieuw, of gebruik je wachtwoord."
)
UNKNOWN = _lazy(
    "Dit account is hier nog niet gekoppeld. Log in met je gebruikersnaam en wachtwoord, en koppel "
    "het daarna bij Beveiliging."
)
NOT_YOU = _lazy("Dit is niet het account dat bij jou hoort, of je hebt daar niet opnieuw ingelogd.")
Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A provider as a page shows it."""

    to: Provider
    is_linked: bool = False


def elsewhere(request: HttpRequest) -> dict[str, Any]:
    """For every page, and asked by a few: the providers to go to, and whether one can work now."""
    return {
        "elsewhere": SimpleLazyObject(lambda: _ways(request)),
        "can_work": SimpleLazyObject(lambda: two_steps_taken(request)),
    }


def _ways(request: HttpRequest) -> list[Way]:
    user: Any = request.user
    if not user.is_authenticated:
        return [Way(one) for one in providers()]
    mine = of_municipality(user.municipality.name)
    return [Way(one, has_identity(user.pk, one.issuer)) for one in mine]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider, to sign in: after a button here, so no other page begins a session.

    The browser goes on by the header Refresh: what follows a form may lead to this host alone.
    """
    if request.method != "POST":
        return render(request, "account/via.html", {"one": _known(slug)})
    answer = _leave(request, slug, "sign_in")
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    page = render(request, "account/via.html", {"one": _known(slug), "onward": answer.url})
    page.headers["Refresh"] = f"0; url={answer.url}"
    return page


@require_safe
def show_again_elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider, to sign in there once more before something that matters."""
    return _leave(request, slug, "show_again", prompt="login", max_age=0)


@require_safe
@reauthentication_required
def link_elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider, to link the account one has there."""
    return _leave(request, slug, "link", prompt="select_account")


@require_POST
@reauthentication_required
def unlink(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in with that account no more."""
    unlink_identity(by=actor(request), issuer=_known(slug).issuer)
    tell(request, _("Losgemaakt. Je logt weer in met je wachtwoord."))
    return redirect("mfa_index")


@login_not_required
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider, with a code that only this session can trade for a proof."""
    left = request.session.pop(LEFT, {})
    one = provider(left.get("slug", ""))
    if one is None:
        return says_no(request, FAILED)
    try:
        claims = _proof(request, one)
    except FAILURES:
        return says_no(request, FAILED)
    try:
        return DONE[left["why"]](request, one, claims, left)
    except Refused as no:
        return says_no(request, _(no.reason))


def _known(slug: str) -> Provider:
    one = provider(slug)
    if one is None:
        raise NotFound
    return one


def _leave(request: HttpRequest, slug: str, why: str, **asked: Any) -> HttpResponse:
    one = _known(slug)
    then = get_next_redirect_url(request)
    back = request.build_absolute_uri(reverse("come_back"))
    try:
        answer: HttpResponse = client(one).authorize_redirect(request, back, **asked)
    except FAILURES:
        return says_no(request, FAILED)
    request.session[LEFT] = {"slug": slug, "why": why, "next": then, "at": this_second()}
    return answer


def _proof(request: HttpRequest, one: Provider) -> Claims:
    """The claims of a token that was made for us, now, by this issuer, for this session."""
    at = client(one)
    if at.load_server_metadata()["issuer"] != one.issuer:
        raise ValueError("The provider gives itself another name than the file does.")
    wanted = {
        "iss": {"essential": True, "values": [one.issuer]},
        "aud": {"essential": True, "values": [one.client_id]},
    }
    claims: Claims = at.authorize_access_token(request, claims_options=wanted)["userinfo"]
    return claims


def _sign_in(request: HttpRequest, one: Provider, claims: Claims, left: Claims) -> HttpResponse:
    user = user_of(one.issuer, claims["sub"])
    if user is None or user.municipality.name != one.municipality:
        return says_no(request, UNKNOWN)
    if not Backend().user_can_authenticate(user):
        return says_no(request, UNKNOWN)
    record_authentication(request, user, METHOD, provider=one.slug)
    amr, acr = claims.get("amr") or (), str(claims.get("acr", ""))
    if not took_two_steps(amr, acr, one.strong):
        login = Login(user, redirect_url=left["next"], signal_kwargs={METHOD: one.slug})
        return perform_login(request, login)
    get_adapter().login(request, user)
    request.session[SECOND] = True
    return redirect(left["next"] or "home")


def _link(request: HttpRequest, one: Provider, claims: Claims, left: Claims) -> HttpResponse:
    if not _here(request, one):
        return says_no(request, NOT_YOU)
    link_identity(by=actor(request), issuer=one.issuer, subject=claims["sub"])
    tell(request, _("Gekoppeld. Je kunt voortaan inloggen via {name}.").format(name=one.name))
    return redirect("mfa_index")


def _show_again(request: HttpRequest, one: Provider, claims: Claims, left: Claims) -> HttpResponse:
    user = user_of(one.issuer, claims["sub"])
    anew = int(claims.get("auth_time") or 0) >= left["at"] - SLACK
    if not _here(request, one) or user != request.user or not anew:
        return says_no(request, NOT_YOU)
    record_authentication(request, user, METHOD, reauthenticated=True, provider=one.slug)
    request.GET = QueryDict(urlencode({"next": left["next"] or reverse("home")}))
    return resume_request(request) or redirect("home")


def _here(request: HttpRequest, one: Provider) -> bool:
    """Whether somebody is signed in who is of the municipality of this provider."""
    user: Any = request.user
    return bool(user.is_authenticated) and user.municipality.name == one.municipality


DONE: dict[str, Callable[[HttpRequest, Provider, Claims, Claims], HttpResponse]] = {
    "sign_in": _sign_in,
    "link": _link,
    "show_again": _show_again,
}


def says_no(request: HttpRequest, words: Any) -> HttpResponse:
    """Why it did not work, and the way to try again."""
    return render(request, "account/elsewhere.html", {"words": words}, status=403)
