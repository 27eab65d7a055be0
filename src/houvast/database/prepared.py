"""Statements whose plan the database keeps, for the reads that are asked all day.

A list of tracks asks fifteen tables, and the policies of each name three or four more: making the
plan takes longer than reading the rows. A plan that is kept is made once per connection. It is the
general one, whatever the parameters, because these reads look rows up by their keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

AT_ONCE = 0


@contextmanager
def prepared() -> Iterator[None]:
    """Let the database keep the plan of every statement in the block.

    Parameters travel apart from the text, so the same question is the same statement. The row
    policies ask who acts each time, as they always do: a plan holds the question, not the answer.
    """
    if not settings.PREPARED:
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    before = raw.cursor_factory, raw.prepare_threshold
    raw.cursor_factory, raw.prepare_threshold = ServerBindingCursor, AT_ONCE
    try:
        yield
    finally:
        raw.cursor_factory, raw.prepare_threshold = before
