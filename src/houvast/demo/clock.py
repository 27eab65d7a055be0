"""The clock of the demo's own database: the owner sets it back while the story is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connections

BACK = (
    "create or replace function houvast_now() returns timestamptz"
    " language sql stable parallel safe as "
)
"""The only place outside the migrations that replaces the clock, and only for the demo."""


@contextmanager
def earlier() -> Iterator["Clock"]:
    """Tell a story that happened before; at the end the clock is right again, whatever happens."""
    clock = Clock()
    try:
        yield clock
    finally:
        clock.ago(timedelta(0))


class Clock:
    """Sets the one clock of the demo's database, as its owner."""

    def ago(self, time: timedelta) -> None:
        """Let it be this long ago."""
        minutes = round(time.total_seconds() / 60)
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"{BACK} 'select now() - interval ''{minutes:d} minutes'''")
