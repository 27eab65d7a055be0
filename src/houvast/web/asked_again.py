"""What matters so much that we ask once more who it is (trust T-99): rights, keys and paper.

Whoever signed in five minutes ago has just shown it. Suspending a colleague is no part of this:
that has to work at once.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
    suspend_request,
)
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from houvast.web.staying import Next

RIGHTS = frozenset(
    (
        "restore",
        "close_account",
        "contract",
        "change_ground",
        "new_partner",
        "change_partner",
        "agree_version",
        "agreement",
        "stop_watching",
        "breach",
        *("agree_limit", "new_limit", "answer_hours", "new_hours"),
        "step_resets",
        *("reset_step", "end_sessions", "role_reviews"),
    )
)
"""Who may do what, and who watches: asked when it is sent."""
KEYS = frozenset(("systems", "links", "link_key", "new_guest"))
"""New keys for systems, and a new account: asked when one is made."""
EMERGENCY = frozenset(("emergency", "emergency_of_track", "extend_emergency"))
"""One file because of danger: asked before its first byte (trust T-53)."""
PAPER = frozenset(("letter", "invitation"))
"""What leaves on paper: asked when it is opened."""


class AskedAgain:
    """Middleware: asks first, and then goes on with what was sent."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead to the question, where it is to be asked."""
        if not settings.SECOND_STEP or not request.user.is_authenticated or not _matters(request):
            return None
        if not is_reauthentication_required(request, app="houvast"):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        return suspend_request(request, ways[0]["url"])


def _matters(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else None
    return name in PAPER or (request.method == "POST" and name in RIGHTS | KEYS | EMERGENCY)
