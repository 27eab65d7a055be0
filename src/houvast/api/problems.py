"""Every no as application/problem+json (RFC 9457): the one place where this door says no."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic.alias_generators import to_camel

from houvast.database.outage import is_outage
from houvast.errors import NotAllowed, NotFound, Refused

MEDIA_TYPE = "application/problem+json"
KIND = "urn:problem-type:houvast:"

SAYS: dict[str, tuple[int, str | Promise, str | Promise]] = {
    "unreadable": (400, _("Dit lukt niet"), _("Dit verzoek is niet te lezen.")),
    "invalid-input": (
        400,
        _("Dit lukt niet"),
        _("Iets in dit verzoek klopt niet. Bij `errors` staat wat."),
    ),
    "no-token": (
        401,
        _("Geen toegang"),
        _("Stuur een sleutel mee die geldt: Authorization: Bearer …"),
    ),
    "not-allowed": (403, _("Mag niet"), _("Dit mag niet met deze sleutel.")),
    "missing-scope": (403, _("Mag niet"), _("Deze sleutel heeft het bereik {scope} niet.")),
    "not-found": (404, _("Niet gevonden"), _("Dit is er niet, of je mag het niet zien.")),
    "wrong-method": (405, _("Dit kan hier niet"), _("Dit adres kent deze methode niet.")),
    "not-acceptable": (406, _("Dit kan niet"), _("Deze API geeft alleen application/json.")),
    "conflict": (409, _("Dit kan nu niet"), _("Dit kan nu niet.")),
    "changed": (
        412,
        _("Intussen veranderd"),
        _("Dit is veranderd sinds je het las. Lees het opnieuw en stuur de nieuwe ETag mee."),
    ),
    "too-large": (413, _("Te groot"), _("Dit verzoek is groter dan 1 MB. Maak het kleiner.")),
    "wrong-media-type": (
        415,
        _("Dit kan niet"),
        _("Stuur JSON, met Content-Type: application/json."),
    ),
    "refused": (422, _("Dit kan zo niet"), _("Dit kan zo niet.")),
    "unavailable": (
        503,
        _("Even niet bereikbaar"),
        _("Houvast kan nu even niets laten zien of bewaren. Probeer het over een minuut opnieuw."),
    ),
}
"""Every kind of no: its status, its title and what it says when nothing more is known."""


class Changed(Exception):
    """What was read is not what is there now: If-Match names another version."""


def problem(
    kind: str,
    detail: str = "",
    *,
    field: str | None = None,
    errors: Iterable[Any] = (),
    **values: Any,
) -> HttpResponse:
    """The answer of one kind of no."""
    status, title, usual = SAYS[kind]
    body: dict[str, Any] = {
        "type": f"{KIND}{kind}",
        "title": str(title),
        "status": status,
        "detail": detail or str(usual).format(**values),
    }
    if field:
        body["field"] = field
    if errors:
        body["errors"] = list(errors)
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = MEDIA_TYPE
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="houvast"'
    if status == 503:
        answer["Retry-After"] = "60"
    return answer


def refused(reason: Refused) -> HttpResponse:
    """What a rule said, in its own words; with the field of the body when it names one."""
    detail = gettext(reason.reason).format(**reason.values)
    if reason.field is None:
        return problem("conflict", detail)
    field = reason.field if "-" in reason.field else to_camel(reason.field)
    return problem("refused", detail, field=field)


MENDING: dict[str, str | Promise] = {
    "missing": _("Vul dit in."),
    "extra_forbidden": _("Dit veld kent deze API niet. Laat het weg."),
    "enum": _("Dit antwoord staat niet in de lijst."),
    "uuid_parsing": _("Dit is geen id."),
    "string_too_long": _("Deze tekst is te lang."),
    "string_too_short": _("Deze tekst is te kort."),
    "base64": _("Dit is geen bestand in base64."),
    "date_from_datetime_parsing": _("Dit is geen dag. Schrijf hem als 2026-11-24."),
    "date_parsing": _("Dit is geen dag. Schrijf hem als 2026-11-24."),
    "timezone_aware": _("Zet de tijdzone erbij, zoals 2026-11-24T14:00:00+01:00."),
}
"""What is wrong and how to mend it, for what a schema refuses."""
UNKNOWN = _("Deze waarde kan niet. Kijk de beschrijving na.")


def _invalid(found: ValidationError) -> HttpResponse:
    errors = []
    for one in found.errors:
        place = [
            str(part) for part in one["loc"] if part not in ("body", "query", "path", "header")
        ]
        where = ".".join(part for part in place[1:] or place if part != "sent")
        words = one["msg"] if one["type"] == "think" else MENDING.get(one["type"], UNKNOWN)
        errors.append({"field": where, "detail": str(words)})
    return problem("invalid-input", errors=errors)


def _http(error: HttpError) -> HttpResponse:
    kinds = {400: "unreadable", 404: "not-found", 413: "too-large"}
    return problem(kinds.get(error.status_code, "unreadable"))


def _broken(error: Exception) -> HttpResponse:
    """The database: away for a moment, or a fault that goes its own way."""
    if not is_outage(error):
        raise error
    return problem("unavailable")


def say_no(api: NinjaAPI) -> None:
    """Let every error of the domain and of the library become a problem. All else is a fault."""
    answers: dict[type[Exception], Any] = {
        NotFound: lambda _r, _e: problem("not-found"),
        Http404: lambda _r, _e: problem("not-found"),
        NotAllowed: lambda _r, _e: problem("not-allowed"),
        Refused: lambda _r, error: refused(error),
        Changed: lambda _r, _e: problem("changed"),
        ValidationError: lambda _r, error: _invalid(error),
        AuthenticationError: lambda _r, _e: problem("no-token"),
        RequestDataTooBig: lambda _r, _e: problem("too-large"),
        HttpError: lambda _r, error: _http(error),
    }
    for fault in (OperationalError, InterfaceError, InternalError):
        answers[fault] = lambda _r, error: _broken(error)
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def unknown_address(request: HttpRequest) -> HttpResponse:
    """There is nothing at this address of the API."""
    return problem("not-found")
