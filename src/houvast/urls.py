"""Which address leads to which door."""

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from houvast.api import witness
from houvast.web.styleguide import styleguide

urlpatterns = [
    path("inloggen/", login_not_required(LoginView.as_view()), name="account_login"),
    path("uitloggen/", LogoutView.as_view(), name="account_logout"),
    path("stijlgids/", login_not_required(styleguide), name="styleguide"),
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
