"""Signing in: by username and password, only for people who may work here now."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from django import forms
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from houvast.accounts.reads import has_identity, signed_in
from houvast.web.fields import DomainForm
from houvast.web.providers import Provider, of_municipality
from houvast.web.staying import just_signed_in

WRONG = _("Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.")
ONLY = _("Jij logt in via je gemeente. Kies die knop op de pagina Inloggen.")
METHOD = "identity"
"""How the session calls it that somebody signed in at a provider (`web/identity.py`)."""
TOO_OFTEN = _("Dit is te vaak geprobeerd. Wacht vijf minuten en probeer het opnieuw.")


class Backend(ModelBackend):
    """Knows who may sign in. Suspension works at once: an open session ends at its next request."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Not who is suspended or has left, and never who is no person: jobs, linked systems."""
        works_by_itself = user.is_system or user.system_of_id
        return bool(user.is_active and user.suspended_at is None and not works_by_itself)

    def get_user(self, user_id: Any) -> Any:
        """The user of a session, with municipality and roles of now, in one query."""
        found = signed_in(user_id)
        return found if found and self.user_can_authenticate(found) else None


class Adapter(DefaultAccountAdapter):
    """Nobody signs up, and signing in is not worth a message."""

    error_messages: dict[str, Any] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "account_inactive": WRONG,
        "incorrect_password": _("Dit wachtwoord klopt niet. Probeer het opnieuw."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by the municipality."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago has just shown who he is."""
        if just_signed_in(context.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Whoever signs in at his municipality alone has to come from there."""
        if METHOD in (kwargs.get("signal_kwargs") or {}) or not only_at(user):
            return super().pre_login(request, user, **kwargs)
        return render(request, "account/elsewhere.html", {"words": ONLY}, status=403)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows that it worked."""


def only_at(user: Any) -> Provider | None:
    """The provider that is the only way in for this user: he linked his account there."""
    strict = (one for one in of_municipality(user.municipality.name) if one.only)
    return next((one for one in strict if has_identity(user.pk, one.issuer)), None)


class PasswordAgainForm(DomainForm, ReauthenticateForm):
    """The password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["password"]
        field.label, field.help_text = _("Wachtwoord"), ""
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Vul dit in.")


class SignInForm(DomainForm, LoginForm):
    """Username and password, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        naming = {"login": _("Gebruikersnaam"), "password": _("Wachtwoord")}
        for key, words in naming.items():
            field: forms.Field = self.fields[key]
            field.label, field.help_text = words, ""
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Vul dit in.")
