"""Around every answer: one log line, no copies kept, and a page with a way back for each no."""

import logging
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

from houvast.database.outage import is_outage
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.web.staying import APART

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("houvast.web")

SILENT_DEVICES = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(),"
    " encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(),"
    " idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(),"
    " picture-in-picture=(),"
    " screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
)
"""Nothing of the device is used besides its passkeys, so nothing is asked for."""

NOT_HERE = _("Deze pagina is er niet, of je mag hem niet zien.")
TOO_BIG = _("Dit is te veel om in één keer te bewaren. Ga terug en maak je tekst korter.")
TOO_OLD = _(
    "Deze pagina stond te lang open. Ga terug, vernieuw de pagina en probeer het opnieuw."
    " Wat je typte staat er nog."
)
AWAY = _(
    "Houvast kan nu even niets laten zien of bewaren. Wacht een minuut en probeer het opnieuw."
    " Wat je typte staat er nog."
)


class HtmxRequest(HttpRequest):
    """A request as the views know it: `htmx` says whether only a part of the page is asked."""

    htmx: HtmxDetails


class RequestLog:
    """Writes what was asked and how long it took: the route, never the address with its ids."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and time it."""
        start = time.perf_counter()
        response = self.get_response(request)
        if not _static(request):
            took = round((time.perf_counter() - start) * 1000)
            logger.info("request", extra=_line(request, response) | {"ms": took})
        return response


def _line(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    match = request.resolver_match
    route = match.view_name if match and match.url_name else "-"
    return {"method": request.method, "route": route, "status": response.status_code}


ASKED_AGAIN = "no-cache"
"""What the shell of the street says of itself: it is the same for everybody, and may be kept."""


KEPT_PUBLIC = "private, max-age=31536000, immutable"
"""What a file of public figures says of itself, of which the address names the content."""


class NoStore:
    """No copy of a page stays behind on a device, and a page may use nothing of that device."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to the answer."""
        response = self.get_response(request)
        shell = response.get("Cache-Control") in (ASKED_AGAIN, KEPT_PUBLIC)
        if not ((_static(request) or shell) and response.status_code < 400):
            response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = SILENT_DEVICES
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


MOST_OF_A_FORM = 12 * 1024 * 1024
"""A note of 10 MB gets a sentence beside the field, not a bare error."""


class NotTooMuch:
    """Bounds what is sent to a screen, before anything reads it; the API bounds itself.

    Files of a form are bounded by what keeps them (`web/uploads.py`).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on. Raises RequestDataTooBig."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        own = request.path_info.startswith("/api/") or request.content_type == FILES
        if not own and size.isdecimal() and int(size) > MOST_OF_A_FORM:
            raise RequestDataTooBig
        return self.get_response(request)


FILES = "multipart/form-data"


def _static(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


class DomainErrors:
    """Turns a no of the domain into a page: the one place where screens meet those errors."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what the domain raised; anything else is a fault and goes its own way."""
        if isinstance(exception, NotFound):
            return not_found(request)
        if isinstance(exception, NotAllowed):
            return forbidden(request)
        if isinstance(exception, Refused):
            reason = gettext(exception.reason).format(**exception.values)
            return _no(request, 409, _("Dit kan nu niet"), reason)
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It is not there, or you may not know that it is: one page for both."""
    return _no(request, 404, _("Niet gevonden"), NOT_HERE)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of `not_found`, word for word: a no must not tell that someone is known here."""
    return _no(request, 403, _("Niet gevonden"), NOT_HERE)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What arrived cannot be read, or is more than the server takes."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return _no(request, 413, _("Te groot"), TOO_BIG, bare=True)
    reason = _("De gegevens kwamen niet goed aan. Ga terug en probeer het opnieuw.")
    return _no(request, 400, _("Dit lukt niet"), reason, bare=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke here. The page leans on nothing that may be broken too.

    The database that is away for a moment is no fault: also session and user come from it, so it is
    told here, where the errors of all middleware end.
    """
    if is_outage(sys.exception()):
        page = _no(request, 503, _("Even niet bereikbaar"), AWAY, bare=True)
        page["Retry-After"] = "60"
        return page
    reason = _("Er ging bij ons iets mis. Wacht even en probeer het opnieuw.")
    return _no(request, 500, _("Dit lukt nu niet"), reason, bare=True)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The key in the form is too old, nearly always because the page stayed open."""
    if request.path_info.startswith(APART):
        return JsonResponse({"csrf": False}, status=403)
    return _no(request, 403, _("De pagina is verlopen"), TOO_OLD)


def _no(
    request: HttpRequest,
    status: int,
    title: str | Promise,
    reason: str | Promise,
    *,
    bare: bool = False,
) -> HttpResponse:
    """The one page that says no; `bare` draws it without the menu, the user or the session."""
    if not hasattr(request, "user"):
        request.user = AnonymousUser()
    context = {"title": title, "reason": reason}
    page = render_to_string("says_no.html", context, None if bare else request)
    return HttpResponse(page, status=status)
