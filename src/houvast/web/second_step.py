"""The second step of signing in: an app with codes, or a passkey; and codes for when both are gone.

Secrets are encrypted with a key of the installation before the database gets them. Nobody works
without a second step, and the last one cannot be taken away.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic.edit import FormView

from houvast.web.fields import DomainForm
from houvast.web.staying import SECOND

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
WRONG_CODE = _lazy("Deze code klopt niet. Kijk of er al een nieuwe staat en probeer het opnieuw.")


class Adapter(DefaultMFAAdapter):
    """What allauth asks of us."""

    error_messages: dict[str, Any] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _lazy(
            "Dit is je enige tweede stap. Voeg eerst een andere toe, dan kan deze weg."
        ),
        "cannot_generate_recovery_codes": _lazy("Stel eerst een tweede stap in."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises InvalidToken when the key of the installation is another."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second step is left then."""
        of_user = Authenticator.objects.filter(user=authenticator.user_id, type__in=STEPS)
        return of_user.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called when nobody names it."""
        number = Authenticator.objects.filter(user=user.pk, type=type).count() + 1
        return _("Passkey {number}").format(number=number)

    def get_totp_issuer(self) -> str:
        """Under which name the code stands in the app."""
        return "Houvast"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which site a passkey is: this one, and no other."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Houvast"}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing by mail: mail of Houvast is about work, and says no more than that."""


def _box() -> MultiFernet:
    """The newest key first; older ones still open what they closed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(one)) for one in keys])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(sha256(b"houvast.second_step:" + secret.encode()).digest())


class _Code(DomainForm):
    """A code of six digits, or one of the codes that were put aside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["code"]
        field.label = _lazy("Code")
        field.help_text = _lazy("Uit de app op je telefoon, of een reservecode.")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "maxlength": "16"}
        field.error_messages["required"] = _lazy("Vul de code in die je app nu laat zien.")


class CodeForm(_Code, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_Code, ReauthenticateForm):
    """The same, before something that matters."""


class AppForm(_Code, ActivateTOTPForm):
    """The first code of a new app: it shows that the app knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _lazy("De zes cijfers die je app nu laat zien.")


class _Passkey(DomainForm):
    """What a browser says about a passkey. Anybody can send anything, and none of it is a fault."""

    def full_clean(self) -> None:
        """Refuse what cannot be read, in whatever way it cannot."""
        try:
            super().full_clean()
        except (LookupError, ValueError, TypeError, AttributeError, InvalidSignature):
            self.cleaned_data = {}
            self.add_error("credential", Adapter.error_messages["incorrect_code"])


class PasskeyStepForm(_Passkey, AuthenticateWebAuthnForm):
    """The second step of signing in, with a passkey."""


class PasskeyAloneForm(_Passkey, LoginWebAuthnForm):
    """Signing in with a passkey alone: it asked for a finger, a face or a code itself."""


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""


class PasskeyForm(_Passkey, AddWebAuthnForm):
    """A new passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        name: forms.Field = self.fields["name"]
        name.label, name.widget.attrs["maxlength"] = _lazy("Naam, zoals: mijn telefoon"), "60"


class _Made(FormView):  # type: ignore[type-arg]
    """Makes a second step. Whoever shows that it works has taken it, and gets codes for later."""

    did_generate_recovery_codes = False

    def form_valid(self, form: Any) -> HttpResponse:
        """As allauth, and go on in this session."""
        answer: HttpResponse = super().form_valid(form)
        self.request.session[SECOND] = True
        return codes_shown(self.request) if self.did_generate_recovery_codes else answer


class SetUpApp(_Made, ActivateTOTPView):
    """Sets up an app with codes."""


class AddPasskey(_Made, AddWebAuthnView):
    """Adds a passkey."""


class NewCodes(GenerateRecoveryCodesView):
    """Makes new reserve codes; the old ones no longer work."""

    def form_valid(self, form: Any) -> HttpResponse:
        """As allauth, and show them in this answer only."""
        super().form_valid(form)
        return codes_shown(self.request)


def codes_shown(request: HttpRequest) -> HttpResponse:
    """The page with the codes: the answer to making them, so that no look at a page shows them."""
    of_user = Authenticator.objects.get(user=request.user.pk, type="recovery_codes")
    codes = of_user.wrap().get_unused_codes()
    return render(request, "mfa/codes.html", {"codes": codes})


class RemovePasskey(RemoveWebAuthnView):
    """Takes a passkey away, unless it is the only second step."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Ask the adapter first, as the app with codes does."""
        if not Adapter().can_delete_authenticator(self.get_object()):
            said = Adapter.error_messages["cannot_delete_authenticator"]
            return self.render_to_response({"object": self.object, "said": said}, status=422)
        return super().form_valid(form)


set_up_app, add_passkey, new_codes = SetUpApp.as_view(), AddPasskey.as_view(), NewCodes.as_view()
remove_passkey = RemovePasskey.as_view()
