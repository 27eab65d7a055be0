"""The clock of the demo's own database: the owner sets it back while the story is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import connections
from django.utils import timezone

from houvast.sharing.actions import ASSIGNED_FOR
from houvast.tracks.rules.promise import Terms, add_months

BACK = (
    "create or replace function houvast_now() returns timestamptz"
    " language sql stable parallel safe as "
)
"""The only place outside the migrations that replaces the clock, and only for the demo."""
DEFINED = "select pg_get_functiondef('houvast_now()'::regprocedure)"
SET_BACK = "now() - interval"
EVENING = time(18, 30)


@contextmanager
def earlier() -> Iterator["Clock"]:
    """Tell a story that happened before; at the end the clock is as it was, whatever happens."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(DEFINED)
        (as_it_was,) = cursor.fetchone()
        cursor.execute("select houvast_now()")
        (now,) = cursor.fetchone()
    try:
        yield Clock(now)
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(as_it_was.replace("%", "%%"))


def is_set_back() -> bool:
    """Whether a story was ended half-way: the clock stands in the past, and nothing is complete."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(DEFINED)
        return SET_BACK in cursor.fetchone()[0]


class Clock:
    """Sets the one clock of the demo's database, as its owner."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = timezone.localdate(now)

    def day(self, ago: int) -> date:
        """The day that many days before today."""
        return self.today - timedelta(days=ago)

    def at(self, ago: int, hour: time = EVENING) -> None:
        """Let it be this hour of the day that many days ago; today it is never later than now."""
        moment = at(self.day(ago), hour)
        self._back(max(timedelta(0), self.now - moment) if ago else timedelta(0))

    def _back(self, time_ago: timedelta) -> None:
        seconds = round(time_ago.total_seconds())
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"{BACK} 'select {SET_BACK} ''{seconds:d} seconds'''")


def longest(now: datetime, terms: Terms) -> datetime:
    """The end of a term of access that begins now, as the database counts it."""
    last = add_months(now.date(), terms.review_months)
    return min(now + ASSIGNED_FOR, datetime.combine(last, now.timetz()))


def at(day: date, hour: time) -> datetime:
    """An hour of a Dutch day."""
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
