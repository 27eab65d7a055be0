"""Reads JSON strictly: no depth without end, no NaN, no half characters, no character zero."""

from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser
from pydantic_core import from_json


class StrictParser(Parser):
    """What PostgreSQL cannot hold is refused here, in one place. Raises ValueError."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as an object; everything else is not for us."""
        found = from_json(request.body, allow_inf_nan=False)
        if not isinstance(found, dict):
            raise ValueError("not an object")
        if b"\\u0000" in request.body or b"\x00" in request.body:
            raise ValueError("character zero")
        return cast(dict[str, Any], found)
