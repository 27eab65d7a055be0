"""Help: the keys, who reads what, and where accessibility stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houvast.errors import NotAllowed
from houvast.web.frame import menu


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """For everyone with a role; the keys of the screens are those that this role has."""
    if getattr(request, "role", None) is None:
        raise NotAllowed("no_role")
    return render(request, "help.html", {"shortcuts": _shortcuts(request)})


def _shortcuts(request: HttpRequest) -> list[tuple[str, str]]:
    places = menu(request, getattr(request, "role", None))
    goes = [(one.key, _("Naar {screen}").format(screen=one.words)) for one in places if one.key]
    main = [("c", str(one.words)) for one in places if one.main]
    return [
        ("Ctrl K", _("Zoeken")),
        ("/", _("Zoeken")),
        *main,
        *goes,
        ("j", _("Volgende regel in een lijst")),
        ("k", _("Vorige regel in een lijst")),
        (".", _("Namen verbergen of tonen")),
        ("?", _("Deze hulp")),
        ("Esc", _("Sluiten")),
    ]
