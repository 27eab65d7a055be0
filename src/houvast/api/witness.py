"""The door for other installations: we are their witness. A signature is the key to it.

Nothing here is about anybody: hashes, and how many entries there are.
"""

import json
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from houvast.api.problems import problem
from houvast.audit import anchoring, keys
from houvast.audit.rules.anchors import MOST_BYTES, Signed, Unreadable, arrived
from houvast.database.outage import is_outage

View = Callable[[HttpRequest], HttpResponse]


def _signed(view: Callable[[Signed, keys.Settings], HttpResponse]) -> View:
    """Open a view for whom we are a witness for; for all others there is nothing here."""

    @wraps(view)
    def run(request: HttpRequest) -> HttpResponse:
        given = keys.settings()
        if not given.witness_for or int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return problem("not-found")
        try:
            signed = arrived(json.loads(request.body))
            return view(signed, given) if signed.key in given.known() else problem("not-found")
        except (Unreadable, ValueError, RecursionError):
            return problem("unreadable")
        except Exception as error:
            if isinstance(error, keys.NoKey) or is_outage(error):
                return problem("unavailable")
            raise

    return login_not_required(csrf_exempt(require_POST(run)))


@_signed
def take(signed: Signed, given: keys.Settings) -> HttpResponse:
    """Keep how far a chain is, and answer that we do; 409 when it goes back or says otherwise."""
    answer = anchoring.witness_for(signed, given.own(), given.owner)
    return JsonResponse(answer.sent()) if answer else problem("conflict")


@_signed
def give_back(signed: Signed, given: keys.Settings) -> HttpResponse:
    """All that an installation told us of one municipality, with our answers."""
    kept = anchoring.kept_for(signed, keys.public(given.own()))
    rows = [{"anchor": one.anchor.sent(), "answer": one.answer.sent()} for one in kept]
    return JsonResponse(rows, safe=False)
