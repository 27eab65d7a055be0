"""What holds for every request to the API, before and after the endpoint itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from houvast.api.problems import problem
from houvast.api.shapes.thinking import KEPT_AS_WRITTEN, keeping
from houvast.audit.trace import part_of
from houvast.plans.actions.arriving import BIGGEST
from houvast.plans.rules.sentences import MEBIBYTE, TOO_BIG

VERSION = "1.0.0"
MOST_BYTES = 1024 * 1024
MOST_OF_A_FILE = {"/api/v1/plan-arrivals": 14 * 1024 * 1024}
"""Where a file comes in: one of 10 MB, as base64 in JSON."""
View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Open a view for tokens: no session, no log-in page, and a problem for what cannot be read.

    There is no cookie that a browser could be tricked into sending, so no CSRF key is asked.
    """

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        kept = keeping(request.headers.get(KEPT_AS_WRITTEN, ""))
        with part_of(request.headers.get("traceparent", "")), kept:
            answer = _unfit(request) or view(request, *args, **kwargs)
        if answer.status_code == 405:
            allowed = answer["Allow"]
            answer = problem("wrong-method")
            answer["Allow"] = allowed
        answer["API-Version"] = VERSION
        answer["Vary"] = "Authorization, Accept"
        if is_head and isinstance(answer, HttpResponse):
            answer.content = b""
        return answer

    return login_not_required(csrf_exempt(run))


def _unfit(request: HttpRequest) -> HttpResponse | None:
    """Why a request is not even looked at, if so."""
    if not request.accepts("application/json") and not request.accepts("application/problem+json"):
        return problem("not-acceptable")
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return problem("unreadable")
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal():
        return problem("unreadable")
    if int(size) > MOST_OF_A_FILE.get(request.path, MOST_BYTES):
        return _too_large(request)
    if int(size) and request.content_type != "application/json":
        return problem("wrong-media-type")
    return None


def _too_large(request: HttpRequest) -> HttpResponse:
    """That it is too much, in the words of what comes in there."""
    is_file = request.path in MOST_OF_A_FILE
    said = gettext(TOO_BIG).format(most=BIGGEST // MEBIBYTE) if is_file else ""
    return problem("too-large", said)
