"""The search window: one's own list, employers and screens; never a search among all persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.placements.found import SHORTEST, found
from houvast.web.acting import actor
from houvast.web.frame import menu
from houvast.web.queries import words


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Look for a name; htmx asks for the answers alone."""
    wanted = words(request.GET, "q")
    seen = found(actor(request), wanted)
    places = menu(request, getattr(request, "role", None)) if len(wanted) >= SHORTEST else []
    screens = [one for one in places if wanted.lower() in str(one.words).lower()]
    part = request.headers.get("HX-Target") == "found"
    context = {
        "found": seen,
        "wanted": wanted,
        "asked": len(wanted) >= SHORTEST,
        "screens": screens,
        "number": len(seen.people.rows) + len(seen.employers) + len(screens),
        "part": part,
    }
    return render(request, "_found.html" if part else "find.html", context)
