"""Which address leads to which door."""

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import authenticate, index, reauthenticate
from allauth.mfa.totp.views import deactivate_totp
from allauth.mfa.webauthn.views import login_webauthn, reauthenticate_webauthn
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from houvast.api import witness
from houvast.web import street
from houvast.web.identity import (
    come_back,
    link_elsewhere,
    show_again_elsewhere,
    sign_in_elsewhere,
    unlink,
)
from houvast.web.second_step import add_passkey, new_codes, remove_passkey, set_up_app
from houvast.web.styleguide import styleguide

page = require_http_methods(["GET", "HEAD", "POST"])
urlpatterns = [
    path("inloggen/", login_not_required(LoginView.as_view()), name="account_login"),
    path("inloggen/code/", login_not_required(page(authenticate)), name="mfa_authenticate"),
    path("inloggen/passkey/", login_not_required(page(login_webauthn)), name="mfa_login_webauthn"),
    path("inloggen/via/<slug:slug>/", sign_in_elsewhere, name="sign_in_elsewhere"),
    path("inloggen/terug/", come_back, name="come_back"),
    path("uitloggen/", LogoutView.as_view(), name="account_logout"),
    path("ben-jij-het/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("ben-jij-het/code/", page(reauthenticate), name="mfa_reauthenticate"),
    path("ben-jij-het/passkey/", page(reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("ben-jij-het/via/<slug:slug>/", show_again_elsewhere, name="show_again_elsewhere"),
    path("beveiliging/via/<slug:slug>/", link_elsewhere, name="link_elsewhere"),
    path("beveiliging/via/<slug:slug>/los/", unlink, name="unlink"),
    path("beveiliging/", page(index), name="mfa_index"),
    path("beveiliging/app/", page(set_up_app), name="mfa_activate_totp"),
    path("beveiliging/app/uit/", page(deactivate_totp), name="mfa_deactivate_totp"),
    path("beveiliging/codes/", page(index), name="mfa_view_recovery_codes"),
    path("beveiliging/codes/nieuw/", page(new_codes), name="mfa_generate_recovery_codes"),
    path("beveiliging/passkey/", page(add_passkey), name="mfa_add_webauthn"),
    path("beveiliging/passkeys/", page(index), name="mfa_list_webauthn"),
    path("beveiliging/passkey/<int:pk>/weg/", page(remove_passkey), name="mfa_remove_webauthn"),
    path("stijlgids/", login_not_required(styleguide), name="styleguide"),
    path("straat/", street.capture, name="street"),
    path("straat/wachtend/", street.waiting, name="street_waiting"),
    path("sw.js", street.worker, name="worker"),
    path("manifest.webmanifest", street.manifest, name="manifest"),
    path("api/v1/", include("houvast.api.urls")),
    path("getuige/anker/", witness.take, name="witness_take"),
    path("getuige/bewaard/", witness.give_back, name="witness_give_back"),
    path("", include("houvast.web.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("houvast.demo.urls")))

handler400 = "houvast.web.http.bad_request"
handler403 = "houvast.web.http.forbidden"
handler404 = "houvast.web.http.not_found"
handler500 = "houvast.web.http.server_error"
