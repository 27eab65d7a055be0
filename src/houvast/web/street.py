"""The shell of the street: pages that open without a network, and the worker that keeps them.

Nothing here knows who asks: the same bytes go to everybody, before a session is looked at. What is
about somebody stays behind the doors of `sync`, and comes to the page by its own scripts.
"""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from houvast.tracks.rules.contacts import LONGEST_NOTE
from houvast.tracks.rules.states import ContactOutcome
from houvast.web.forms import choices
from houvast.web.forms.contacts import AHEAD, OUTCOME_ICONS, WAY_WORDS

Next = Callable[[HttpRequest], HttpResponse]

WORKER = Path(__file__).parent / "templates" / "street" / "worker.js"
SHELLS = {"street": "street/capture.html", "street_waiting": "street/waiting.html"}
"""Addresses that are kept on a device, the one that stands in for every other page first."""
MODULES = ("store", "sealing", "labels", "sender", "pill", "capture", "waiting")
KEPT = (
    *("houvast.css", "parts.css", "forms.css", "icons.svg", "favicon.svg"),
    *("street/street.css", "font/houvast-sans-latin.woff2"),
    *(f"street/{one}.js" for one in MODULES),
)
ICONS = {"icon-192.png": "any", "icon-512.png": "any", "icon-maskable.png": "maskable"}
TYPED = cast(
    "Callable[[Next], Next]",
    csp_replace({"trusted-types": ["worker"]}),
)
"""No text becomes a page there at all (trust T-97): the one policy knows the worker alone."""
USUAL_AHEAD = "7"
LANGUAGE = "nl"
"""A kept page cannot follow the choice of a reader: it is fetched without cookies."""


class SameForAll:
    """Middleware: answers the addresses of the shell before anything asks who it is.

    A browser asks for the worker again at each page, which may cost no session and no query. It is
    packed, which other pages are not: no secret and nothing of the reader stands in it to guess.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the shell, or pass the request on."""
        view = _views().get(request.path_info)
        return gzip_page(view)(request) if view else self.get_response(request)


@TYPED
@login_not_required
@require_safe
def capture(request: HttpRequest) -> HttpResponse:
    """Contact vastleggen without a network: the empty form, the same for everybody."""
    return _fresh(HttpResponse(_shell(SHELLS["street"])))


@TYPED
@login_not_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits on this device: an empty page, which the device fills in itself."""
    return _fresh(HttpResponse(_shell(SHELLS["street_waiting"])))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, with what it keeps. Another content of any of that makes it another version."""
    files = [static(one) for one in KEPT]
    shells = [reverse(name) for name in SHELLS]
    version = _version(tuple(files), tuple(_shell(one) for one in SHELLS.values()))
    said = {"VERSION": version, "FILES": [*shells, *files], "SHELLS": shells}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in said.items())
    answer = HttpResponse(head + WORKER.read_text(), content_type="text/javascript; charset=utf-8")
    return _fresh(answer)


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes Houvast an app on a home screen."""
    with translation.override(LANGUAGE):
        said = _manifest(str(_("Contact vastleggen")))
    return _fresh(JsonResponse(said, content_type="application/manifest+json"))


def _manifest(act: str) -> dict[str, Any]:
    return {
        "id": "/",
        "name": "Houvast",
        "short_name": "Houvast",
        "lang": LANGUAGE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f7f9",
        "theme_color": "#0f4c5c",
        "icons": [
            {
                "src": static(f"street/{name}"),
                "sizes": "192x192" if "192" in name else "512x512",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, purpose in ICONS.items()
        ],
        "shortcuts": [{"name": act, "url": reverse("street")}],
    }


def _shell(template: str) -> str:
    """A page for nobody in particular: drawn without the request, so without user and token."""
    with translation.override(LANGUAGE):
        ways = [(name, words, icon) for name, (words, icon) in WAY_WORDS.items()]
        glyphs = {one.value: icon for one, icon in OUTCOME_ICONS.items()}
        outcomes = [(one, words, glyphs[one]) for one, words in choices(ContactOutcome)]
        said = {"ways": ways, "outcomes": outcomes, "ahead": AHEAD}
        return render_to_string(template, said | {"usual": USUAL_AHEAD, "longest": LONGEST_NOTE})


@cache
def _version(addresses: tuple[str, ...], shells: tuple[str, ...]) -> str:
    """A digest over the content of all that is kept; names may stay the same while it changes."""
    found = sha256(WORKER.read_bytes())
    for part in (*addresses, *shells):
        found.update(part.encode())
    for name in KEPT:
        found.update(Path(str(finders.find(name))).read_bytes())
    return found.hexdigest()[:16]


@cache
def _views() -> dict[str, Callable[[HttpRequest], HttpResponse]]:
    every = {"street": capture, "street_waiting": waiting, "worker": worker, "manifest": manifest}
    return {reverse(name): view for name, view in every.items()}


def _fresh(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-cache"
    return answer
