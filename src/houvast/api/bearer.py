"""Who a system acts for: the token it shows, and whether it may do this (README 16)."""

import logging
import re
from typing import cast

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from houvast.accounts.reads import Holder, holder_of
from houvast.accounts.rules import Scope
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

logger = logging.getLogger("houvast.api")
SHAPE = re.compile(r"houvast_[A-Za-z0-9_-]{43}")


class MissingScope(NotAllowed):
    """The token works, and was not made for this."""

    def __init__(self, scope: Scope) -> None:
        super().__init__("scope")
        self.scope = scope


class Bearer(HttpBearer):
    """Asks for a token with one scope; a refused attempt with a live token is in the trail."""

    def __init__(self, scope: Scope | None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Holder:
        """The holder. Raises AuthenticationError and MissingScope."""
        found = holder_of(token) if SHAPE.fullmatch(token) else None
        if found is None:
            logger.warning("token refused")
            raise AuthenticationError
        if self.scope is not None and self.scope not in found.scopes:
            with recorded(found.actor, "api.scope_refused"):
                raise MissingScope(self.scope)
        return found


def holder(request: HttpRequest) -> Holder:
    """Whose token this request showed."""
    return cast(Holder, request.auth)  # type: ignore[attr-defined]


def actor(request: HttpRequest) -> Actor:
    """In whose name this request is done."""
    return holder(request).actor
