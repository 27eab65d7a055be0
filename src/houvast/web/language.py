"""The language of the screens: Dutch, or English for who asks for it on this device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 60 * 60
OFFERED = dict(settings.LANGUAGES)


class Language:
    """Middleware: what the cookie asks, and not what the browser wishes: the work is Dutch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak the language of this device while the request lasts."""
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(asked if asked in OFFERED else settings.LANGUAGE_CODE):
            return self.get_response(request)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice on this device; an unknown one is Dutch."""
    return keep_language(redirect("home"), request.POST.get("language", ""))


def keep_language(answer: HttpResponse, asked: str) -> HttpResponse:
    """The answer, with the choice in a cookie that says nothing but the language."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        asked if asked in OFFERED else settings.LANGUAGE_CODE,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
