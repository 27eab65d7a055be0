"""Wachtwoord: another one for oneself, unless the municipality signs one in."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.errors import Refused
from houvast.tracks.actions.passwords import change_password
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.passwords import PasswordForm
from houvast.web.frame import tell
from houvast.web.second_step import STEPS
from houvast.web.signing_in import TOO_OFTEN, only_at
from houvast.web.staying import this_second

PAGE = "account/password.html"


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password, after the one of now or a fresh second step."""
    by = actor(request)
    user: Any = request.user
    if elsewhere := only_at(user):
        status = 200 if request.method != "POST" else 403
        return render(request, PAGE, {"only_at": elsewhere}, status=status)
    asks = not just_took_a_step(request)
    context = {"ways": _ways(user) if asks else ()}
    if request.method != "POST":
        return render(request, PAGE, context | {"form": PasswordForm(asks_present=asks)})
    form = PasswordForm(request.POST, asks_present=asks)

    def act() -> None:
        if not ratelimit.consume(request, action="reauthenticate", user=user):
            raise Refused(str(TOO_OFTEN), field="present")
        data = form.cleaned_data
        change_password(by=by, present=data.get("present"), new=data["new"])

    def away(_done: Any) -> HttpResponse:
        user.refresh_from_db(fields=["password", "signed_out_at"])
        update_session_auth_hash(request, user)
        tell(request, _("Je wachtwoord is veranderd. Overal elders ben je nu uitgelogd."))
        return redirect("mfa_index")

    return answered(request, form, act, away, PAGE, lambda: context)


def just_took_a_step(request: HttpRequest) -> bool:
    """Whether somebody showed an app or a passkey a moment ago; a reserve code is not enough."""
    since = this_second() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(
        one["method"] == "mfa" and one.get("type") in STEPS and one["at"] > since
        for one in get_authentication_records(request, request.user)  # type: ignore[arg-type]
    )


def _ways(user: Any) -> tuple[str, ...]:
    """With what somebody can show who he is when he no longer knows his password."""
    found = Authenticator.objects.filter(user=user.pk, type__in=STEPS).order_by("type")
    return tuple(dict.fromkeys(found.values_list("type", flat=True)))
