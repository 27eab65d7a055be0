"""A GET changes nothing: it may read, and add to the audit trail, and that is all."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

COME_BACK = {"/inloggen/terug/"}
"""Where an identity provider sends who signed in there: OpenID Connect does that with a GET."""
ALLOWED = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", 'INSERT INTO "AUDIT_ENTRY"')


class ReadOnlyGet:
    """Middleware, placed inside the session: guards the screens, not the log-in around them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, under guard when its method promises to be safe."""
        if request.method not in ("GET", "HEAD", "OPTIONS") or request.path_info in COME_BACK:
            return self.get_response(request)
        with connection.execute_wrapper(_only_reading):
            return self.get_response(request)


def _only_reading(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip().upper().startswith(ALLOWED):
        raise RuntimeError(f"A GET tried to write: {sql[:60]}")
    return execute(sql, params, many, context)
