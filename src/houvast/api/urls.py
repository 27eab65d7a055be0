"""Addresses of the API. It guards itself: without a token it is a 401, never a log-in page."""

from typing import cast

from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from houvast.api.document import openapi
from houvast.api.door import View, guarded
from houvast.api.problems import unknown_address
from houvast.api.routes import api

app_name = "api"
endpoints = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for _one in endpoints:
    _one.callback = guarded(cast(View, _one.callback))
urlpatterns = [
    path("openapi.json", guarded(require_safe(openapi)), name="openapi"),
    *endpoints,
    re_path("^.*$", guarded(unknown_address), name="unknown"),
]
